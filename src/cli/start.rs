//! Getting the environment of a new shell into order.

use super::arguments::Invocation;
use crate::arith;
use crate::env::commands::STANDARD_PATH;
use crate::env::dynamic;
use crate::env::variables::Attributes;
use crate::env::{Env, Fields, Options, Positional};
use crate::exec::dispositions;
use crate::name::Name;
use crate::signal::Signal;
use crate::syntax;
use crate::sys::{fd, host, signal, standin};
use std::rc::Rc;

/// Options, parameters, variables and signals at the start (XCU `sh`, 2.5.3).
pub fn prepare(env: &mut Env, invocation: &Invocation<'_>) {
    env.process.own(standin::own_path(), signal::mask());
    let options = Options::INITIAL | invocation.options;
    let options = options | inherited_options(env, options);
    env.set_options(options - (invocation.named - invocation.options));
    let terminal = || fd::is_terminal(0) && fd::is_terminal(2);
    if invocation.command.is_none()
        && invocation.script.is_none()
        && !invocation.named.contains(Options::INTERACTIVE)
        && terminal()
    {
        env.options |= Options::INTERACTIVE;
    }
    if env.has(Options::INTERACTIVE) {
        let mut usual = Options::MONITOR | Options::HISTORY | Options::HISTEXPAND;
        usual.set(Options::EMACS, !env.has(Options::VI));
        env.options |= usual - invocation.named;
    }
    parameters(env, invocation);
    variables(env);
    if matches!(invocation.bare_name(), b"bash" | b"-bash") {
        be_bash(env, invocation.named);
    }
    functions(env);
    // The ends of children must be told whatever the mask was at the start.
    signal::change_mask(signal::How::Unblock, Signal::CHLD.into());
    crate::exec::terminal::start(env);
    dispositions::install(env);
}

fn parameters(env: &mut Env, invocation: &Invocation<'_>) {
    env.script.arg0 = Rc::from(invocation.zero.unwrap_or(invocation.name));
    env.positional = Positional::new(invocation.parameters.iter().copied().collect::<Fields>(), 0);
    env.calls.main = invocation.script.map(Rc::from);
    env.script.name = match (invocation.command, invocation.script) {
        (Some(_), _) => Rc::from(b"-c".as_slice()),
        (None, Some(script)) => Rc::from(script),
        (None, None) => Rc::from(b"standard input".as_slice()),
    };
}

fn variables(env: &mut Env) {
    if env.has(Options::POSIX) {
        for &name in dynamic::BEYOND {
            let attributes = env.variables.attributes(name);
            if attributes.contains(Attributes::DYNAMIC | Attributes::EXPORT) {
                // It has come with the environment.
                env.variables.remove_attributes(name, Attributes::DYNAMIC);
            } else if attributes.contains(Attributes::DYNAMIC) {
                let _ = env.variables.unset(name);
            }
        }
    } else {
        own_variables(env);
    }
    for (name, value) in [
        (
            Name::PS1,
            if host::user_ids().1 == 0 {
                b"# ".as_slice()
            } else {
                b"$ "
            },
        ),
        (Name::PS2, b"> "),
        (Name::PS4, b"+ "),
        // Where programs are looked for, so that a script can add to it.
        (Name::PATH, STANDARD_PATH),
    ] {
        if env.variables.value(name).is_none() {
            env.variables.store(name, value);
        }
    }
    crate::shell::orient(env);
}

/// What a shell of this kind says of itself.
fn own_variables(env: &mut Env) {
    let version = env!("CARGO_PKG_VERSION");
    env.variables.store(Name::TINE_VERSION, version.as_bytes());
    let level = env.variables.value(Name::SHLVL).and_then(arith::integer);
    let level = level.unwrap_or(0).clamp(0, 999) + 1;
    let _ = env.variables.assign_number(Name::SHLVL, level);
    env.variables
        .add_attributes(Name::SHLVL, Attributes::EXPORT);
    for name in [Name::SHELLOPTS, Name::BASHOPTS, Name::BASH_VERSINFO] {
        env.variables.add_attributes(name, Attributes::READONLY);
    }
}

/// Says that what is written for bash alone may count on this shell: to what runs because bash was asked for. Others,
/// such as a `~/.profile` with a part for bash, are not told so.
/// Their `$( )` goes on in spite of `-e`, and scripts have no aliases, unless the arguments `named` that.
pub fn be_bash(env: &mut Env, named: Options) {
    if !env.options.intersects(Options::POSIX | Options::BASH) {
        let version = [dynamic::BASH_VERSION.join("."), ".0(0)-tine".to_owned()].concat();
        env.variables.store(Name::BASH_VERSION, version.as_bytes());
        let mut unusual = Options::INHERIT_ERREXIT;
        unusual.set(Options::EXPAND_ALIASES, !env.has(Options::INTERACTIVE));
        env.set_options((env.options | Options::BASH) - (unusual - named));
        if !env.interactive() {
            // That it is set tells scripts that they are read at a prompt.
            for prompt in [Name::PS1, Name::PS2] {
                let _ = env.variables.unset(prompt);
            }
        }
    }
}

/// Functions that the environment has, as bash or this shell hands them on. Nothing but a function is read there, and
/// nothing at all by a shell that is to keep to POSIX, or has privileges that its user has not.
fn functions(env: &mut Env) {
    let (users, groups) = (host::user_ids(), host::group_ids());
    if env.options.intersects(Options::POSIX | Options::PRIVILEGED)
        || users.0 != users.1
        || groups.0 != groups.1
    {
        return;
    }
    for (name, text) in env.variables.take_functions() {
        match syntax::function(&name, &text) {
            Some(definition) => {
                let name = definition.name;
                env.functions.define(Rc::new(definition), None);
                env.functions.export(name, true);
            }
            None => env.report(&name, "what the environment has for this is no function"),
        }
    }
}

/// What `SHELLOPTS` in the environment says is on from the start.
fn inherited_options(env: &Env, options: Options) -> Options {
    if options.intersects(Options::POSIX | Options::PRIVILEGED) {
        return Options::empty();
    }
    let inherited = env.variables.value(Name::SHELLOPTS).unwrap_or_default();
    let named = inherited.split(|&byte| byte == b':');
    let named = named
        .filter_map(Options::by_name)
        .filter(|option| option.settable);
    named.fold(Options::empty(), |options, option| options | option.flag)
}

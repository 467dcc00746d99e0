//! `shopt`

use super::args::{Args, Outcome, regular};
use super::set;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::options::{OptionEntry, SETTLED};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::subshell;

/// `shopt`
pub const SHOPT: Builtin = Builtin {
    name: "shopt",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-s | -u] [-o] [-q] [-p] [name...]",
    summary: "switch habits of the shell on and off",
    manual: "\
Shows the options with these names, or all; the status is 0 if all that are
named are on.

  -s  Switch them on; without names, show those that are on.
  -u  Switch them off; without names, show those that are off.
  -o  Those of `set -o` are meant.
  -q  Show nothing: only the status tells.
  -p  Show them as commands that can be read back.

Other names that scripts may know, such as histappend and checkwinsize, are
shown with what they always are; to switch them to something else is an error.

Under extdebug, a command before which the trap DEBUG fails is left out (with
status 2, what it stands in is left), BASH_ARGC and BASH_ARGV have the
arguments of calls, and `declare -F name` tells line and file; -E and -T of
`set` are switched with it.",
};

/// What is asked for.
#[derive(Default)]
struct Request {
    /// On or off.
    change: Option<bool>,
    /// Those of `set -o`.
    of_set: bool,
    quiet: bool,
    readable: bool,
}

/// An option, or a name for what never changes.
enum Found {
    Option(&'static OptionEntry),
    Settled(bool),
    LoginShell,
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut monitor = fields.iter().filter(|field| *field == b"monitor");
    if monitor.next().is_some() {
        subshell::leave_process(env)?;
    }
    let outcome = shopt(env, fields);
    regular(outcome)
}

fn shopt(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut request = Request::default();
    while let Some((letter, _)) = args.option(env, "suoqp")? {
        match letter {
            b's' | b'u' if request.change == Some(letter == b'u') => {
                return Err(args.misuse(env, b"", "-s and -u contradict each other"));
            }
            b's' => request.change = Some(true),
            b'u' => request.change = Some(false),
            b'o' => request.of_set = true,
            b'q' => request.quiet = true,
            _ => request.readable = true,
        }
    }
    if args.count() == 0 {
        show_all(env, &request);
        return Ok(SUCCESS);
    }
    let mut status = SUCCESS;
    for name in args.operands() {
        let Some(found) = find(name, request.of_set) else {
            env.report_argument(b"shopt", name, "no such option");
            status = FAILURE;
            continue;
        };
        if let Some(on) = request.change {
            if !change(env, name, &found, on) {
                status = FAILURE;
            }
        } else {
            let on = is_on(env, &found);
            if !on {
                status = FAILURE;
            }
            show(env, &request, name, on);
        }
    }
    Ok(status)
}

fn find(name: &[u8], of_set: bool) -> Option<Found> {
    if of_set {
        return Options::by_name(name).map(Found::Option);
    }
    if name == b"login_shell" {
        return Some(Found::LoginShell);
    }
    let settled = || {
        let settled = SETTLED.iter().find(|(known, _)| known.as_bytes() == name)?;
        Some(Found::Settled(settled.1))
    };
    Options::by_habit(name).map(Found::Option).or_else(settled)
}

fn is_on(env: &Env, found: &Found) -> bool {
    match found {
        Found::Option(option) => env.has(option.flag),
        Found::Settled(on) => *on,
        Found::LoginShell => env.has(Options::LOGIN),
    }
}

/// Switches; false if that cannot be, which has been reported.
fn change(env: &mut Env, name: &[u8], found: &Found, on: bool) -> bool {
    match found {
        Found::Option(option) if option.settable => set::apply(env, option, on),
        found if is_on(env, found) == on => {}
        _ => {
            let why = if on {
                "cannot be switched on"
            } else {
                "cannot be switched off"
            };
            env.report_argument(b"shopt", name, why);
            return false;
        }
    }
    true
}

fn show_all(env: &mut Env, request: &Request) {
    let all = if request.of_set {
        env.options.of_set()
    } else {
        env.options.habits()
    };
    for (name, on) in all {
        if request.change.is_none_or(|wanted| wanted == on) {
            show(env, request, name.as_bytes(), on);
        }
    }
}

fn show(env: &mut Env, request: &Request, name: &[u8], on: bool) {
    let name = String::from_utf8_lossy(name);
    let line = match (request.quiet, request.readable, request.of_set) {
        (true, ..) => return,
        (_, false, _) => format!("{name:<15}\t{}\n", if on { "on" } else { "off" }),
        (_, true, false) => format!("shopt -{} {name}\n", if on { 's' } else { 'u' }),
        (_, true, true) => format!("set {}o {name}\n", if on { '-' } else { '+' }),
    };
    env.out.extend_from_slice(line.as_bytes());
}

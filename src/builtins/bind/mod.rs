//! `bind`

mod inputrc;

use super::args::{Args, Outcome, regular};
use crate::env::bindings::{self, Bound, FUNCTIONS, Function, Keymap, Line, Place, SETTINGS};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::subshell::leave_process;
use inputrc::file;
pub use inputrc::read;

/// `bind`
pub const BIND: Builtin = Builtin {
    name: "bind",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-m keymap] [-lpPsSvVX] [-f file] [-q function] [-u function] [-r keys] \
               [-x 'keys: command'] ['keys: function' | 'keys: \"text\"' ...]",
    summary: "give keys of the line editor a meaning",
    manual: "\
Binds key sequences, written as for readline: \"\\C-x\\C-r\", \"\\e[1;5C\",
Control-o. What stands behind the colon is a function of the editor, or in
quotes a text that is typed. The file ~/.inputrc (or INPUTRC), or else
/etc/inputrc, is read when the shell starts.

`set variable value` sets one of the variables that -v lists; others that
readline has change nothing. `smart`, which completion-ignore-case is, takes
case for less if nothing has it right. Beside them there are `set
editing-mode` (vi or emacs) and `set keymap`. With show-mode-in-prompt, the
texts of the modes of vi take as much room as the wider one.

Before a function, Alt and digits are a count, which most functions mind; Alt
and a minus sign make it negative, which is the other way. A command of vi
that has a name in readline (vi-put, vi-next-word) can be bound in any keymap.

  -l           List the functions.
  -p, -P       List functions with their keys; -p in a form that can be read
               back.
  -s, -S       List the texts.
  -v, -V       List what has been set; -v in a form that can be read back.
  -X           List the commands.
  -q function  Which keys call it?
  -u function  Its keys do nothing.
  -r keys      These keys do nothing.
  -x binding   The keys run a command, which finds the line in READLINE_LINE,
               the place of the cursor in READLINE_POINT, and may change both.
  -f file      Read bindings from a file.
  -m keymap    Use this keymap: emacs, vi-insert, vi-command, or another name
               that readline has for one.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if fields.len() > 1 {
        // Bindings are not put back at the end of a subshell.
        leave_process(env)?;
    }
    regular(bind(env, fields))
}

fn bind(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut status = SUCCESS;
    let mut place = env.session.bindings.place(env.has(Options::VI));
    while let Some((letter, value)) = args.option(env, "m:lpPsSXvVf:q:u:r:x:")? {
        match letter {
            b'l' => {
                for function in FUNCTIONS {
                    env.out.extend_from_slice(function.name.as_bytes());
                    env.out.push(b'\n');
                }
            }
            b'm' => match Keymap::named(value) {
                Some(named) => place = named,
                None => return Err(args.misuse(env, value, "unknown keymap")),
            },
            b'p' | b'P' => list_functions(env, place.0, letter == b'p'),
            b'v' | b'V' => list_settings(env, letter == b'v'),
            b's' | b'S' | b'X' => list_others(env, place.0, letter),
            b'q' => status = query(env, place.0, value),
            b'u' => {
                let Some(name) = bindings::function(value) else {
                    return Err(args.misuse(env, value, "unknown function"));
                };
                for keys in keys_of(env, place.0, name) {
                    let whole = (place.0, &b""[..]);
                    env.session.bindings.bind(whole, &keys, Bound::Nothing);
                }
            }
            b'r' => {
                let keys = bindings::sequence(value);
                env.session.bindings.bind(place, &keys, Bound::Nothing);
            }
            b'x' => status = one(env, place, value, true),
            b'f' => status = file(env, value),
            _ => {}
        }
    }
    for operand in args.operands() {
        status = status.max(one(env, place, operand, false));
    }
    Ok(status)
}

/// A binding, or a setting.
fn one(env: &mut Env, place: Place, text: &[u8], command: bool) -> Status {
    let done = bindings::line(text, command).and_then(|line| apply(env, Some(place), line));
    if let Err(why) = done {
        env.report_argument(b"bind", text, why);
        return FAILURE;
    }
    SUCCESS
}

/// Does what a line says. `place`: where keys are bound, if not where `set keymap` has said.
fn apply(env: &mut Env, place: Option<Place>, line: Line) -> Result<(), &'static str> {
    let vi = env.has(Options::VI);
    let bindings = &mut env.session.bindings;
    match line {
        Line::Bind(keys, bound) => {
            let place = place.unwrap_or_else(|| bindings.place(vi));
            bindings.bind(place, &keys, bound);
        }
        Line::Set(name, value) if name == b"editing-mode" => {
            let vi = value == b"vi";
            env.options.set(Options::VI, vi);
            env.options.set(Options::EMACS, !vi);
        }
        Line::Set(name, value) if name == b"keymap" => {
            let place = Keymap::named(&value).ok_or("unknown keymap")?;
            bindings.choose(vi, place);
        }
        Line::Set(name, value) if !bindings.set(&name, &value) => return Err("unknown variable"),
        _ => {}
    }
    Ok(())
}

/// The variables and their values.
fn settings(env: &Env) -> Vec<(&'static str, &[u8])> {
    let vi = env.has(Options::VI);
    let bindings = &env.session.bindings;
    let known = SETTINGS.iter().map(|(name, _)| *name);
    let mut all: Vec<(&str, &[u8])> = known
        .map(|name| (name, bindings.settings.get(name)))
        .collect();
    all.push(("editing-mode", if vi { b"vi" } else { b"emacs" }));
    all.push(("keymap", bindings.place(vi).0.name().as_bytes()));
    all.sort_unstable();
    all
}

/// What is set: `-v` in a form that can be read back.
fn list_settings(env: &mut Env, readable: bool) {
    let mut text = Vec::new();
    for (name, value) in settings(env) {
        let parts = if readable {
            [b"set ", name.as_bytes(), b" ", value, b"\n"]
        } else {
            [b"", name.as_bytes(), b" is set to `", value, b"'\n"]
        };
        text.extend_from_slice(&parts.concat());
    }
    env.out.extend_from_slice(&text);
}

/// The keys that call a function.
fn keys_of(env: &Env, keymap: Keymap, name: &str) -> Vec<Vec<u8>> {
    let own = &env.session.bindings.keys;
    let usual = FUNCTIONS.iter().filter(|function| function.name == name);
    usual
        .flat_map(|function| function.usual_keys(keymap))
        .filter(|keys| !own.contains_key(&(keymap, keys.clone())))
        .chain(
            own.iter()
                .filter(|((map, _), _)| *map == keymap)
                .filter(|(_, bound)| matches!(bound, Bound::Function(other) if *other == name))
                .map(|((_, keys), _)| keys.clone()),
        )
        .collect()
}

fn list_functions(env: &mut Env, keymap: Keymap, readable: bool) {
    for Function { name, .. } in FUNCTIONS {
        let keys = keys_of(env, keymap, name);
        let quoted: Vec<Vec<u8>> = keys
            .iter()
            .map(|keys| [b"\"", &*bindings::shown(keys), b"\""].concat())
            .collect();
        let name = name.as_bytes();
        let text = match (readable, quoted.is_empty()) {
            (true, true) => [b"# ", name, b" (not bound)\n"].concat(),
            (true, false) => quoted
                .iter()
                .flat_map(|keys| [keys, &b": "[..], name, b"\n"].concat())
                .collect(),
            (false, true) => [name, b" is not bound to any keys\n"].concat(),
            (false, false) => [
                name,
                b" can be found on ",
                &*quoted.join(&b", "[..]),
                b".\n",
            ]
            .concat(),
        };
        env.out.extend_from_slice(&text);
    }
}

/// Texts (`-s`, `-S`) or commands (`-X`).
fn list_others(env: &mut Env, keymap: Keymap, letter: u8) {
    let all = env.session.bindings.keys.iter();
    for ((_, keys), bound) in all.filter(|((map, _), _)| *map == keymap) {
        let value = match (letter, bound) {
            (b's' | b'S', Bound::Macro(text)) => [b"\"", &*bindings::shown(text), b"\""].concat(),
            // So that it can be read back.
            (b'X', Bound::Command(text)) if text.contains(&b'"') => text.clone(),
            (b'X', Bound::Command(text)) => [b"\"", &**text, b"\""].concat(),
            _ => continue,
        };
        let keys = bindings::shown(keys);
        let line = [b"\"", &*keys, b"\": ", &*value, b"\n"].concat();
        env.out.extend_from_slice(&line);
    }
}

fn query(env: &mut Env, keymap: Keymap, name: &[u8]) -> Status {
    let Some(name) = bindings::function(name) else {
        env.report_argument(b"bind", name, "unknown function");
        return FAILURE;
    };
    let keys = keys_of(env, keymap, name);
    if keys.is_empty() {
        env.out
            .extend_from_slice(&[name.as_bytes(), b" is not bound to any keys.\n"].concat());
        return FAILURE;
    }
    let shown: Vec<Vec<u8>> = keys
        .iter()
        .map(|keys| [b"\"", &*bindings::shown(keys), b"\""].concat())
        .collect();
    let line = [
        name.as_bytes(),
        b" can be invoked via ",
        &*shown.join(&b", "[..]),
        b".\n",
    ]
    .concat();
    env.out.extend_from_slice(&line);
    SUCCESS
}

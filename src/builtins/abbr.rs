//! `abbr`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::session::Abbreviation;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::syntax::print;

/// `abbr`
pub const ABBR: Builtin = Builtin {
    name: "abbr",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-a] [-p command|anywhere] [--set-cursor[=mark]] [name text... | name=text] | -e name... | -q name... | -l | -s",
    summary: "define words that are written out as they are typed",
    manual: "\
An abbreviation that is typed as a command is replaced by its text, in the line, so that it can be seen
and changed before it is executed.

  -a, --add       Define one (as without an option).
  -e, --erase     Forget these.
  -l, --list      List their names.
  -p, --position  Where it may stand: `command`, or `anywhere` among the words.
  -q, --query     Whether one of these is defined.
  -s, --show      List them, in a form that can be read back (as without arguments).
  --set-cursor    The cursor goes where `%`, or the mark, is in the text.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    regular(abbr(env, fields))
}

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Add,
    Erase,
    List,
    Query,
    Show,
}

/// The options: what is to be done, what a new one is like, and where the operands begin.
fn options(env: &mut Env, fields: &Fields) -> Result<(Mode, Abbreviation, usize), Status> {
    let (mut mode, mut new) = (Mode::Add, Abbreviation::default());
    let mut at = 1;
    while let Some(field) = fields.get(at).filter(|field| field.starts_with(b"-")) {
        at += 1;
        let (option, mut value) = match memchr::memchr(b'=', field) {
            Some(end) => (field.get(..end), field.get(end + 1..)),
            None => (Some(field), None),
        };
        match option.unwrap_or_default() {
            // Options may end twice: `abbr -a -- name text`.
            b"--" => break,
            b"-a" | b"--add" => mode = Mode::Add,
            b"-e" | b"--erase" => mode = Mode::Erase,
            b"-l" | b"--list" => mode = Mode::List,
            b"-q" | b"--query" => mode = Mode::Query,
            b"-s" | b"--show" => mode = Mode::Show,
            // What others keep apart is one here.
            b"-g" | b"--global" | b"-U" | b"--universal" => {}
            b"-p" | b"--position" => {
                if value.is_none() {
                    value = fields.get(at);
                    at += 1;
                }
                new.anywhere = match value {
                    Some(b"anywhere") => true,
                    Some(b"command") => false,
                    _ => {
                        let why = "`command` or `anywhere` expected";
                        return Err(Args::new(fields).misuse(env, field, why));
                    }
                };
            }
            b"--set-cursor" => new.cursor = Some(value.unwrap_or(b"%").to_vec()),
            _ => return Err(Args::new(fields).misuse(env, field, "unknown option")),
        }
    }
    Ok((mode, new, at))
}

fn abbr(env: &mut Env, fields: &Fields) -> Outcome {
    let (mode, new, at) = options(env, fields)?;
    let mut operands = fields.iter_from(at).peekable();
    let some = operands.peek().is_some();
    match mode {
        Mode::Add if some => return define(env, fields, at, new),
        Mode::Add | Mode::Show => show(env),
        Mode::List => {
            for name in env.session.abbreviations.keys() {
                env.out.extend_from_slice(&[name, &b"\n"[..]].concat());
            }
        }
        Mode::Query => {
            let known = operands.any(|name| env.session.abbreviations.contains_key(name));
            return Ok(if known { SUCCESS } else { FAILURE });
        }
        Mode::Erase => {
            let mut status = SUCCESS;
            for name in operands {
                if env.session.abbreviations.remove(name).is_none() {
                    env.report_argument(b"abbr", name, "no such abbreviation");
                    status = FAILURE;
                }
            }
            return Ok(status);
        }
    }
    Ok(SUCCESS)
}

fn show(env: &mut Env) {
    for (name, of) in &env.session.abbreviations {
        let position: &[u8] = if of.anywhere { b"-p anywhere " } else { b"" };
        let cursor = of.cursor.as_ref().map_or_else(Vec::new, |mark| {
            [b"--set-cursor=", &*print::quote(mark), b" "].concat()
        });
        let text = print::quote(&of.text);
        let line = [
            b"abbr -a ",
            position,
            &cursor,
            b"-- ",
            name,
            b" ",
            &text,
            b"\n",
        ]
        .concat();
        env.out.extend_from_slice(&line);
    }
}

fn define(env: &mut Env, fields: &Fields, at: usize, mut new: Abbreviation) -> Outcome {
    let mut operands = fields.iter_from(at);
    let first = operands.next().unwrap_or_default();
    let rest = operands.collect::<Vec<_>>().join(&b' ');
    let (name, text) = match memchr::memchr(b'=', first) {
        Some(at) if rest.is_empty() => {
            let (name, text) = first.split_at_checked(at).unwrap_or_default();
            (name, text.get(1..).unwrap_or_default().to_vec())
        }
        _ => (first, rest),
    };
    if name.is_empty() || text.is_empty() || name.iter().any(u8::is_ascii_whitespace) {
        let why = "a name without blanks and a text expected";
        return Err(Args::new(fields).misuse(env, first, why));
    }
    new.text = text;
    env.session.abbreviations.insert(name.to_vec(), new);
    Ok(SUCCESS)
}

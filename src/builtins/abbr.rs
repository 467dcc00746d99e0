//! `abbr`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::session::Abbreviation;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell::leave_process;
use crate::syntax::print;
use crate::sys::find;
use crate::sys::regex::Regex;

/// `abbr`
pub const ABBR: Builtin = Builtin {
    name: "abbr",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-a] [-p command|anywhere] [-c command] [-r pattern] [-f function] [--set-cursor[=mark]] \
               [name [text...] | name=text] | -e name... | -q name... | \
               --rename old new | -l | -s",
    summary: "define words that are written out as they are typed",
    manual: "\
An abbreviation that is typed as a command is replaced by its text, in the
line, so that it can be seen and changed before it is executed.

  -a, --add       Define one (as without an option).
  -c, --command   It stands only among the arguments of this command.
  -e, --erase     Forget these.
  -f, --function  What stands for it is what this function writes, whose
                  argument is the word.
  -l, --list      List their names.
  -p, --position  Where it may stand: `command`, or `anywhere` among the words.
  -q, --query     Whether one of these is defined.
  --rename        Give the first another name.
  -r, --regex     Every word that this extended regular expression matches as
                  a whole stands for it.
  -s, --show      List them, in a form that can be read back (as without
                  arguments).
  --set-cursor    The cursor goes where `%`, or the mark, is in the text.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    if fields.len() > 1 {
        // Abbreviations are not put back at the end of a subshell.
        leave_process(env)?;
    }
    regular(abbr(env, fields))
}

/// What the options say.
struct Options<'f> {
    mode: Mode,
    new: Abbreviation,
    name: Option<&'f [u8]>,
    /// Where the operands begin, but for the name.
    at: usize,
}

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Add,
    Erase,
    List,
    Query,
    Rename,
    Show,
}

/// The options, also those between a name and its text: what is to be done, what a new one is like, the
/// name, and where the operands begin.
fn options<'f>(env: &mut Env, fields: &'f Fields) -> Result<Options<'f>, Status> {
    let (mut mode, mut new, mut name) = (Mode::Add, Abbreviation::default(), None);
    let mut at = 1;
    while let Some(field) = fields.get(at) {
        let first = name.is_none() && mode == Mode::Add && !field.contains(&b'=');
        if !field.starts_with(b"-") && first {
            name = Some(field);
            at += 1;
            continue;
        }
        if !field.starts_with(b"-") {
            break;
        }
        at += 1;
        let (option, value) = match find::split_once(b'=', field) {
            Some((option, value)) => (option, Some(value)),
            None => (field, None),
        };
        match option {
            // Options may end twice: `abbr -a -- name text`.
            b"--" => break,
            b"-a" | b"--add" => mode = Mode::Add,
            b"-e" | b"--erase" => mode = Mode::Erase,
            b"-l" | b"--list" => mode = Mode::List,
            b"-q" | b"--query" => mode = Mode::Query,
            b"--rename" => mode = Mode::Rename,
            b"-s" | b"--show" => mode = Mode::Show,
            // What others keep apart is one here.
            b"-g" | b"--global" | b"-U" | b"--universal" => {}
            b"--set-cursor" => new.cursor = Some(value.unwrap_or(b"%").to_vec()),
            option => {
                let own = value.is_none();
                let value = value.or_else(|| fields.get(at));
                let result = property(&mut new, option, value);
                if result == Err(UNKNOWN) && name.is_some() {
                    // It belongs to the text.
                    at -= 1;
                    break;
                }
                at += usize::from(own);
                if let Err(why) = result {
                    return Err(Args::new(fields).misuse(env, field, why));
                }
            }
        }
    }
    Ok(Options {
        mode,
        new,
        name,
        at,
    })
}

const UNKNOWN: &str = "unknown option";

/// Takes an option with a value.
fn property(
    new: &mut Abbreviation,
    option: &[u8],
    value: Option<&[u8]>,
) -> Result<(), &'static str> {
    let wanted = value.ok_or("argument expected");
    match option {
        b"-p" | b"--position" => {
            new.anywhere = match value {
                Some(b"anywhere") => true,
                Some(b"command") => false,
                _ => return Err("`command` or `anywhere` expected"),
            }
        }
        b"-c" | b"--command" => new.commands.push(wanted?.to_vec()),
        b"-f" | b"--function" => {
            new.function = true;
            new.text = wanted?.to_vec();
        }
        b"-r" | b"--regex" => {
            let pattern = wanted?;
            Regex::new(pattern, false, true)?;
            new.pattern = Some(pattern.to_vec());
        }
        _ => return Err(UNKNOWN),
    }
    Ok(())
}

fn abbr(env: &mut Env, fields: &Fields) -> Outcome {
    let options = options(env, fields)?;
    let mode = options.mode;
    let mut operands = options
        .name
        .into_iter()
        .chain(fields.iter_from(options.at))
        .peekable();
    let some = operands.peek().is_some();
    match mode {
        Mode::Add if some => return define(env, fields, &options),
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
        Mode::Rename => {
            let names = (operands.next(), operands.next(), operands.next());
            let (Some(old), Some(new), None) = names else {
                return Err(Args::new(fields).misuse(env, b"--rename", "two names expected"));
            };
            return Ok(rename(env, old, new));
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

fn rename(env: &mut Env, old: &[u8], new: &[u8]) -> Status {
    let all = &mut env.session.abbreviations;
    let why = match (all.contains_key(old), all.contains_key(new)) {
        (false, _) => "no such abbreviation",
        (true, true) => "the other name is taken",
        (true, false) => {
            if let Some(of) = all.remove(old) {
                all.insert(new.to_vec(), of);
            }
            return SUCCESS;
        }
    };
    env.report_argument(b"abbr", old, why);
    FAILURE
}

fn show(env: &mut Env) {
    for (name, of) in &env.session.abbreviations {
        let mut line = b"abbr -a ".to_vec();
        if of.anywhere {
            line.extend_from_slice(b"-p anywhere ");
        }
        let mut add = |option: &[u8], value: &[u8]| {
            line.extend_from_slice(&[option, &*print::quote(value), b" "].concat());
        };
        of.commands.iter().for_each(|name| add(b"-c ", name));
        if let Some(pattern) = &of.pattern {
            add(b"-r ", pattern);
        }
        if of.function {
            add(b"-f ", &of.text);
        }
        if let Some(mark) = &of.cursor {
            add(b"--set-cursor=", mark);
        }
        line.extend_from_slice(&[b"-- ", name.as_slice()].concat());
        if !of.function {
            line.extend_from_slice(&[b" ", &*print::quote(&of.text)].concat());
        }
        line.push(b'\n');
        env.out.extend_from_slice(&line);
    }
}

fn define(env: &mut Env, fields: &Fields, options: &Options<'_>) -> Outcome {
    let mut new = options.new.clone();
    let mut operands = fields.iter_from(options.at);
    let first = options.name.or_else(|| operands.next()).unwrap_or_default();
    let rest = operands.collect::<Vec<_>>().join(&b' ');
    let (name, text) = match find::split_once(b'=', first) {
        Some((name, text)) if rest.is_empty() => (name, text.to_vec()),
        _ => (first, rest),
    };
    let lacks = text.is_empty() != new.function;
    if name.is_empty() || lacks || name.iter().any(u8::is_ascii_whitespace) {
        let why = "a name without blanks and a text, or a function, expected";
        return Err(Args::new(fields).misuse(env, first, why));
    }
    if !new.function {
        new.text = text;
    }
    env.session.abbreviations.insert(name.to_vec(), new);
    Ok(SUCCESS)
}

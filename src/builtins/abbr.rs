//! `abbr`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::syntax::print;

/// `abbr`
pub const ABBR: Builtin = Builtin {
    name: "abbr",
    kind: Kind::Extension,
    declaration: false,
    run,
    synopsis: "[-a] [name text... | name=text] | -e name... | -s",
    summary: "define words that are written out as they are typed",
    manual: "\
An abbreviation that is typed as a command is replaced by its text, in the line, so that it can be seen
and changed before it is executed.

  -a  Define one (as without an option).
  -e  Forget these.
  -s  List them, in a form that can be read back (as without arguments).",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    regular(abbr(env, fields))
}

fn abbr(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let (mut erase, mut show) = (false, false);
    while let Some((letter, _)) = args.option(env, "aesl")? {
        erase |= letter == b'e';
        show |= matches!(letter, b's' | b'l');
    }
    // Options may end twice: `abbr -a -- name text`.
    let args = args.after_dashes();
    if erase {
        let mut status = SUCCESS;
        for name in args.operands() {
            if env.session.abbreviations.remove(name).is_none() {
                env.report_argument(b"abbr", name, "no such abbreviation");
                status = FAILURE;
            }
        }
        return Ok(status);
    }
    if show || args.count() == 0 {
        for (name, text) in &env.session.abbreviations {
            let line = [b"abbr -a -- ", &**name, b" ", &*print::quote(text), b"\n"].concat();
            env.out.extend_from_slice(&line);
        }
        return Ok(SUCCESS);
    }
    let mut operands = args.operands();
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
        return Err(args.misuse(env, first, "a name without blanks and a text expected"));
    }
    env.session.abbreviations.insert(name.to_vec(), text);
    Ok(SUCCESS)
}

//! `fc`

mod edit;

use super::args::{Args, Outcome};
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::subshell::leave_process;
use crate::sys::find;
use edit::{edited, execute};
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// `fc`
pub const FC: Builtin = Builtin {
    name: "fc",
    kind: Kind::Intrinsic,
    declaration: false,
    run: fc,
    synopsis: "[-r] [-e editor] [first [last]] | -l [-nr] [first [last]] | -s [old=new] [first]",
    summary: "list, edit and repeat earlier commands",
    manual: "\
Edits earlier commands (the last one, if none is named) in FCEDIT, or EDITOR,
and executes what comes of it. A command is named by its number, by a negative
number of steps back, or by how it begins.

  -e editor  Edit with this one; with `-`, as -s.
  -l         Only list; the last 16 if none is named.
  -n         Without numbers.
  -r         In reverse.
  -s         Execute without editing; with old=new, after replacing the first
             old by new.",
};

#[derive(Default)]
struct Request<'f> {
    list: bool,
    bare: bool,
    reverse: bool,
    again: bool,
    editor: Option<&'f [u8]>,
    operands: Vec<&'f [u8]>,
}

fn fc(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let request = match request(env, fields) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    if request.list {
        return Continue(list(env, &request).unwrap_or_else(|status| status));
    }
    // What the history has become is not put back at the end of a subshell.
    leave_process(env)?;
    let text = if request.again {
        substituted(env, &request)
    } else {
        edited(env, &request)?
    };
    match text {
        Ok(text) => execute(env, &text),
        Err(status) => Continue(status),
    }
}

fn request<'f>(env: &mut Env, fields: &'f Fields) -> Result<Request<'f>, Status> {
    let mut request = Request::default();
    let mut index = 1;
    while let Some(argument) = fields.get(index) {
        // A negative number is an operand.
        let number = argument.get(1).is_some_and(u8::is_ascii_digit);
        if !argument.starts_with(b"-") || argument.len() < 2 || number {
            break;
        }
        index += 1;
        if argument == b"--" {
            break;
        }
        let mut letters = argument.get(1..).unwrap_or_default().iter();
        while let Some(letter) = letters.next() {
            match letter {
                b'l' => request.list = true,
                b'n' => request.bare = true,
                b'r' => request.reverse = true,
                b's' => request.again = true,
                b'e' => {
                    let rest = letters.as_slice();
                    let value = if rest.is_empty() {
                        index += 1;
                        fields.get(index - 1)
                    } else {
                        Some(rest)
                    };
                    let Some(value) = value else {
                        return Err(Args::new(fields).misuse(env, b"-e", "argument expected"));
                    };
                    request.again |= value == b"-";
                    request.editor = Some(value);
                    break;
                }
                other => {
                    return Err(Args::new(fields).misuse(env, &[b'-', *other], "unknown option"));
                }
            }
        }
    }
    request.operands = fields.iter_from(index).collect();
    let replaces = request.again && !request.list && replacement(&request).is_some();
    let most = 2 + usize::from(replaces);
    if request.operands.len() > most {
        return Err(Args::new(fields).misuse(env, b"", "too many arguments"));
    }
    Ok(request)
}

/// What `-s old=new` replaces, and by what.
fn replacement<'f>(request: &Request<'f>) -> Option<(&'f [u8], &'f [u8])> {
    find::split_once(b'=', request.operands.first()?)
}

/// The number that the command before this one has.
fn latest(env: &Env) -> usize {
    let next = env.session.history.borrow().next_number();
    env.session.current.unwrap_or(next).saturating_sub(1)
}

/// The number of the command that an operand names.
fn find(env: &mut Env, operand: &[u8], clamp: bool) -> Result<usize, Status> {
    let (first, last) = (env.session.history.borrow().first_number(), latest(env));
    let digits = operand.strip_prefix(b"+").unwrap_or(operand);
    let found = if let Some(number) = decimal::<i64>(digits) {
        let place = if number > 0 {
            number
        } else {
            last as i64 + 1 + number
        };
        let clamped = place.clamp(first as i64, last.max(first) as i64);
        (clamp || place == clamped).then_some(clamped as usize)
    } else {
        let history = env.session.history.borrow();
        let begins = |number: &usize| {
            let entry = history.get(*number);
            entry.is_some_and(|entry| entry.text.starts_with(operand))
        };
        (first..=last).rev().find(begins)
    };
    match found {
        Some(number) if last >= first => Ok(number),
        _ => {
            env.report_argument(b"fc", operand, "no such command in the history");
            Err(FAILURE)
        }
    }
}

/// The numbers that are meant, in order.
fn range(
    env: &mut Env,
    request: &Request<'_>,
    first: &[u8],
    last: &[u8],
) -> Result<Vec<usize>, Status> {
    // XCU `fc`: what a range goes beyond is left out of it.
    let clamp = request.list || request.operands.len() > 1;
    let mut operands = request.operands.iter().copied();
    let from = find(env, operands.next().unwrap_or(first), clamp)?;
    let to = match operands.next() {
        Some(operand) => find(env, operand, clamp)?,
        None if last.is_empty() => from,
        None => find(env, last, clamp)?,
    };
    let mut numbers: Vec<usize> = (from.min(to)..=from.max(to)).collect();
    if (from > to) != request.reverse {
        numbers.reverse();
    }
    Ok(numbers)
}

fn text_of(env: &Env, number: usize) -> Rc<[u8]> {
    let history = env.session.history.borrow();
    history
        .get(number)
        .map(|entry| Rc::clone(&entry.text))
        .unwrap_or_default()
}

fn list(env: &mut Env, request: &Request<'_>) -> Outcome {
    if latest(env) < env.session.history.borrow().first_number() {
        return Ok(SUCCESS);
    }
    // Programs that choose from the history tell by the tabs where commands begin, if not by numbers, and rely on what
    // bash does.
    let first_only = request.bare && !env.has(Options::POSIX);
    for number in range(env, request, b"-16", b"-1")? {
        let text = text_of(env, number);
        if !request.bare {
            env.out.extend_from_slice(number.to_string().as_bytes());
        }
        for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
            if index == 0 || !first_only {
                env.out.push(b'\t');
            }
            env.out.extend_from_slice(line);
            env.out.push(b'\n');
        }
    }
    Ok(SUCCESS)
}

/// `-s`: the command, with one text replaced by another.
fn substituted(env: &mut Env, request: &Request<'_>) -> Result<Vec<u8>, Status> {
    let (replace, rest) = match (replacement(request), request.operands.split_first()) {
        (Some(replace), Some((_, rest))) => (Some(replace), rest),
        _ => (None, request.operands.as_slice()),
    };
    let number = find(env, rest.first().copied().unwrap_or(b"-1"), false)?;
    let text = text_of(env, number).to_vec();
    let Some((old, new)) = replace else {
        return Ok(text);
    };
    // Where it is not in the command, there is nothing to replace.
    let Some(place) = find::text(old, &text) else {
        return Ok(text);
    };
    let (before, behind) = text.split_at_checked(place).unwrap_or_default();
    let behind = behind.get(old.len()..).unwrap_or_default();
    Ok([before, new, behind].concat())
}

//! `pushd`, `popd`, `dirs`: the directory stack, which is the array `DIRSTACK`.

use super::args::{Args, Outcome, regular};
use super::cd;
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::name::Name;
use std::ops::ControlFlow::Continue;

/// `pushd`
pub const PUSHD: Builtin = Builtin {
    name: "pushd",
    kind: Kind::Extension,
    declaration: false,
    run: pushd,
    synopsis: "[-n] [directory | +N | -N]",
    summary: "change to a directory and remember this one",
    manual: "\
Puts the directory on top of the stack of directories and changes to it.
Without an operand the two upper ones change places. Shows the stack.

  +N  Turns the stack until the directory number N, counted from the top,
      which is 0, is on top.
  -N  So, counted from the bottom.
  -n  Only the stack changes: a new directory comes below the top.",
};

/// `popd`
pub const POPD: Builtin = Builtin {
    name: "popd",
    kind: Kind::Extension,
    declaration: false,
    run: popd,
    synopsis: "[-n] [+N | -N]",
    summary: "go back to the directory before pushd",
    manual: "\
Takes the top off the stack of directories and changes to the next one. Shows
the stack.

  +N  Takes out the directory number N, counted from the top, which is 0.
  -N  So, counted from the bottom.
  -n  Does not change to another directory: takes out the one below the top.",
};

/// `dirs`
pub const DIRS: Builtin = Builtin {
    name: "dirs",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| regular(dirs(env, fields)),
    synopsis: "[-clpv] [+N | -N]",
    summary: "show the directories that pushd remembers",
    manual: "\
Shows the stack of directories, the working directory first; they are also in
the array DIRSTACK, and ~N is number N of them.

  +N  Only number N, counted from 0.
  -N  So, counted from the end.
  -c  Forget them.
  -l  In full, without ~ for the home directory.
  -p  One on each line.
  -v  One on each line, with numbers.",
};

fn stack(env: &Env) -> Vec<Vec<u8>> {
    env.directory_stack().map(<[u8]>::to_vec).collect()
}

fn keep(env: &mut Env, stack: &[Vec<u8>]) {
    let list = stack.iter().map(Vec::as_slice);
    let _ = env.variables.assign_values(Name::DIRSTACK, list);
}

/// What an operand is.
enum Operand {
    /// No number.
    Text,
    /// `+N` or `-N`: a place in the stack.
    Place(usize),
    /// A number that is too great.
    Beyond,
}

impl Operand {
    fn new(text: &[u8], size: usize) -> Self {
        let number: Option<usize> = match text {
            [b'+' | b'-', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => decimal(digits),
            _ => None,
        };
        let Some(number) = number else {
            return Self::Text;
        };
        let place = if text.starts_with(b"+") {
            Some(number)
        } else {
            size.checked_sub(number.saturating_add(1))
        };
        place
            .filter(|&place| place < size)
            .map_or(Self::Beyond, Self::Place)
    }
}

/// What `pushd` and `popd` are told.
struct Request<'f> {
    stay: bool,
    operand: Option<&'f [u8]>,
    place: Option<usize>,
}

fn beyond(env: &mut Env, fields: &Fields, operand: &[u8]) {
    let why = "no such entry in the directory stack";
    env.report_argument(fields.at(0), operand, why);
}

fn request<'f>(env: &mut Env, fields: &'f Fields, size: usize) -> Result<Request<'f>, Status> {
    let mut operands = fields.iter_from(1).peekable();
    let (mut stay, mut dashes) = (false, false);
    while let Some(option) = operands.next_if(|field| *field == b"-n" || *field == b"--") {
        stay |= option == b"-n";
        dashes = option == b"--";
        if dashes {
            break;
        }
    }
    let operand = operands.next();
    if operands.next().is_some() {
        env.report(fields.at(0), "too many arguments");
        return Err(FAILURE);
    }
    let place = match operand.map(|operand| Operand::new(operand, size)) {
        Some(Operand::Beyond) => {
            beyond(env, fields, operand.unwrap_or_default());
            return Err(FAILURE);
        }
        Some(Operand::Place(place)) => Some(place),
        Some(Operand::Text) | None => None,
    };
    if let (false, None, Some(text @ ([b'+', ..] | [b'-', _, ..]))) = (dashes, place, operand) {
        return Err(Args::new(fields).misuse(env, text, "not a number of a directory"));
    }
    Ok(Request {
        stay,
        operand,
        place,
    })
}

fn pushd(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut stack = stack(env);
    let request = match request(env, fields, stack.len()) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    match (request.place, request.operand) {
        (Some(place), _) => stack.rotate_left(place),
        (None, Some(directory)) if request.stay => stack.insert(1, directory.to_vec()),
        (None, Some(directory)) => {
            let old = stack.clone();
            let status = change(env, fields, directory)?;
            if status == SUCCESS {
                let here = env.variables.directory().to_vec();
                stack = [vec![here], old].concat();
                keep(env, &stack);
                show(env, &stack);
            }
            return Continue(status);
        }
        (None, None) if stack.len() < 2 => {
            env.report(fields.at(0), "no other directory");
            return Continue(FAILURE);
        }
        (None, None) => stack.swap(0, 1),
    }
    settle(env, fields, &request, stack)
}

fn popd(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut stack = stack(env);
    let mut request = match request(env, fields, stack.len()) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    if let (Some(operand), None) = (request.operand, request.place) {
        let misuse = Args::new(fields).misuse(env, operand, "not a number of a directory");
        return Continue(misuse);
    }
    if stack.len() < 2 {
        env.report(fields.at(0), "the directory stack is empty");
        return Continue(FAILURE);
    }
    let mut place = request.place.unwrap_or(0);
    if request.stay && place == 0 {
        place = 1;
    }
    request.stay |= place > 0;
    stack.remove(place);
    settle(env, fields, &request, stack)
}

/// Changes to the top of the stack, unless that is not to be, and keeps and shows the stack.
fn settle(
    env: &mut Env,
    fields: &Fields,
    request: &Request<'_>,
    mut stack: Vec<Vec<u8>>,
) -> Flow<Status> {
    if request.stay {
        if let Some(top) = stack.first_mut() {
            *top = env.variables.directory().to_vec();
        }
    } else {
        let top = stack.first().cloned().unwrap_or_default();
        let status = change(env, fields, &top)?;
        if status != SUCCESS {
            return Continue(status);
        }
    }
    keep(env, &stack);
    show(env, &stack);
    Continue(SUCCESS)
}

/// Changes the directory as `cd` does.
pub(super) fn change(env: &mut Env, fields: &Fields, directory: &[u8]) -> Flow<Status> {
    let arguments: Fields = [fields.at(0), b"--", directory].into_iter().collect();
    let out = env.out.len();
    let status = (cd::CD.run)(env, &arguments)?;
    // Where it has gone to is shown with the stack.
    env.out.truncate(out);
    Continue(if status == SUCCESS { SUCCESS } else { FAILURE })
}

fn show(env: &mut Env, stack: &[Vec<u8>]) {
    let list: Vec<_> = stack
        .iter()
        .map(|path| env.variables.with_tilde(path))
        .collect();
    env.out.extend_from_slice(&list.join(&b' '));
    env.out.push(b'\n');
}

fn dirs(env: &mut Env, fields: &Fields) -> Outcome {
    let stack = stack(env);
    let (mut clear, mut full, mut lines, mut numbers) = (false, false, false, false);
    let mut only = None;
    for field in fields.iter_from(1) {
        match (Operand::new(field, stack.len()), field) {
            (Operand::Place(place), _) => only = Some(place),
            (Operand::Beyond, _) => {
                beyond(env, fields, field);
                return Err(FAILURE);
            }
            (Operand::Text, [b'-', letters @ ..])
                if letters.iter().all(|byte| b"clpv".contains(byte)) =>
            {
                for letter in letters {
                    match letter {
                        b'c' => clear = true,
                        b'l' => full = true,
                        b'p' => lines = true,
                        _ => numbers = true,
                    }
                }
            }
            (Operand::Text, b"--") => (),
            _ => return Err(Args::new(fields).misuse(env, field, "unknown option")),
        }
    }
    if clear {
        keep(env, stack.get(..1).unwrap_or_default());
        return Ok(SUCCESS);
    }
    let mut list = Vec::new();
    for (number, path) in stack.iter().enumerate() {
        if only.is_none_or(|only| only == number) {
            let path = if full {
                path.clone()
            } else {
                env.variables.with_tilde(path)
            };
            let number = if numbers {
                format!("{number:2}  ")
            } else {
                String::new()
            };
            list.push([number.as_bytes(), &*path].concat());
        }
    }
    let separator = if lines || numbers { b'\n' } else { b' ' };
    env.out.extend_from_slice(&list.join(&separator));
    env.out.push(b'\n');
    Ok(SUCCESS)
}

//! `getopts`

use super::args::{Args, Outcome, regular};
use super::export::read_only;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::variables::{ReadOnly, Watch};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::name::{Name, is_name};
use std::ops::ControlFlow::{Break, Continue};

/// `getopts`
pub const GETOPTS: Builtin = Builtin {
    name: "getopts",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "letters name [argument...]",
    summary: "parse options, one a call",
    manual: "\
Sets the variable to the next option letter of the arguments (of the
positional parameters if none are given), OPTARG to its argument if the letter
is followed by a colon in letters, and OPTIND to the number of the next
argument. Fails when no option is left. OPTIND=1 starts again.

An option that is not among the letters, or misses its argument, is reported
and makes the variable `?`. If letters begins with a colon nothing is
reported: OPTARG is the letter, and the variable is `:` for a missing
argument.

  while getopts ab:c option; do
      case $option in
      a) ... ;;
      b) ... \"$OPTARG\" ;;
      esac
  done
  shift \"$((OPTIND - 1))\"",
};

/// What the next option is.
#[derive(Debug, PartialEq, Eq)]
enum Found<'a> {
    /// An option, and its argument.
    Option(u8, Option<&'a [u8]>),
    /// A letter that is no option.
    Unknown(u8),
    /// An option whose argument is missing.
    Missing(u8),
    /// No more options.
    End,
}

/// Where in the arguments the next option is: the number of the argument, and the letter in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    argument: usize,
    offset: usize,
}

impl Place {
    /// Behind the argument.
    fn behind(self) -> Self {
        Self {
            argument: self.argument + 1,
            offset: 0,
        }
    }
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    regular(getopts(env, fields))
}

fn getopts(env: &mut Env, fields: &Fields) -> Outcome {
    let args = Args::operands_only(fields);
    let (Some(letters), Some(name)) = (args.get(0), args.get(1)) else {
        return Err(args.misuse(env, b"", "letters and a name expected"));
    };
    if !is_name(name) {
        env.report_argument(b"getopts", name, "not a name");
        return Err(ERROR);
    }
    let restarted = env.variables.take_changed(Watch::Optind);
    let place = Place {
        argument: optind(env),
        offset: if restarted { 0 } else { env.variables.getopts },
    };
    let positional = env.positional.clone();
    let (found, place) = if args.count() > 2 {
        next(letters, place, args.count() - 2, |n| args.get(n + 1))
    } else {
        next(letters, place, positional.len(), |n| positional.get(n))
    };
    store(env, letters, Name::new(name), &found)?;
    let number = i64::try_from(place.argument).unwrap_or(i64::MAX);
    assign(env, Name::OPTIND, |env| {
        Continue(env.variables.assign_number(Name::OPTIND, number))
    })?;
    env.variables.take_changed(Watch::Optind);
    env.variables.getopts = place.offset;
    Ok(if found == Found::End {
        FAILURE
    } else {
        SUCCESS
    })
}

fn optind(env: &Env) -> usize {
    let value = env
        .variables
        .value(Name::OPTIND)
        .and_then(crate::arith::integer)
        .unwrap_or(1);
    usize::try_from(value).unwrap_or(1).max(1)
}

/// The next option, and the place behind it. `argument` gives the `count` arguments, counted from 1.
fn next<'a>(
    letters: &[u8],
    mut place: Place,
    count: usize,
    argument: impl Fn(usize) -> Option<&'a [u8]>,
) -> (Found<'a>, Place) {
    let current = argument(place.argument);
    // Other arguments than last time: what was the next letter is none any more.
    if place.offset >= current.map_or(0, <[u8]>::len) {
        place.offset = 0;
    }
    let text = match current {
        Some(b"--") if place.offset == 0 => return (Found::End, place.behind()),
        Some(text) if text.len() > 1 && text.starts_with(b"-") => text,
        _ => {
            // There may be fewer arguments than last time.
            let argument = place.argument.min(count + 1);
            return (
                Found::End,
                Place {
                    argument,
                    offset: 0,
                },
            );
        }
    };
    let at = place.offset.max(1);
    let letter = text.get(at).copied().unwrap_or_default();
    let rest = text.get(at + 1..).unwrap_or_default();
    place.offset = at + 1;
    if rest.is_empty() {
        place = place.behind();
    }
    let Some(index) = letters
        .iter()
        .position(|&other| other == letter && other != b':')
    else {
        return (Found::Unknown(letter), place);
    };
    if letters.get(index + 1) != Some(&b':') {
        return (Found::Option(letter, None), place);
    }
    if !rest.is_empty() {
        return (Found::Option(letter, Some(rest)), place.behind());
    }
    match argument(place.argument) {
        Some(value) => (Found::Option(letter, Some(value)), place.behind()),
        None => (Found::Missing(letter), place),
    }
}

fn assign(
    env: &mut Env,
    name: Name,
    action: impl FnOnce(&mut Env) -> Flow<Result<(), ReadOnly>>,
) -> Result<(), Status> {
    match action(env) {
        Continue(Ok(())) => return Ok(()),
        Continue(Err(_)) => {
            read_only(env, b"getopts", name);
        }
        Break(_) => (),
    }
    Err(ERROR)
}

/// Sets the variables, and reports what is wrong.
fn store(env: &mut Env, letters: &[u8], name: Name, found: &Found<'_>) -> Result<(), Status> {
    let silent = letters.first() == Some(&b':');
    let (shown, letter, problem) = match *found {
        Found::Option(letter, _) => (letter, letter, None),
        Found::Unknown(letter) => (b'?', letter, Some("unknown option")),
        Found::Missing(letter) if silent => (b':', letter, Some("argument expected")),
        Found::Missing(letter) => (b'?', letter, Some("argument expected")),
        Found::End => (b'?', b'?', None),
    };
    let letter = [letter];
    let argument = match *found {
        Found::Option(_, argument) => argument,
        Found::Unknown(_) | Found::Missing(_) if silent => Some(letter.as_slice()),
        _ => None,
    };
    assign(env, Name::OPTARG, |env| match argument {
        Some(argument) => env.assign(Name::OPTARG, argument),
        None => Continue(env.variables.unset(Name::OPTARG)),
    })?;
    let option = env.variables.named(b"OPTERR");
    let quiet = silent || option == Some(b"0");
    if let (Some(problem), false) = (problem, quiet) {
        let text = [
            &*env.script.arg0,
            b": -",
            &letter,
            b": ",
            problem.as_bytes(),
            b"\n",
        ]
        .concat();
        env.write_error(&text);
    }
    assign(env, name, |env| env.assign(name, &[shown]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All options of a command line, then the number of the first operand.
    fn walk(letters: &str, arguments: &[&str]) -> (Vec<String>, usize) {
        let mut place = Place {
            argument: 1,
            offset: 0,
        };
        let mut seen = Vec::new();
        loop {
            let (found, behind) = next(letters.as_bytes(), place, arguments.len(), |n| {
                arguments.get(n - 1).map(|text| text.as_bytes())
            });
            place = behind;
            seen.push(match found {
                Found::Option(letter, None) => format!("{}", char::from(letter)),
                Found::Option(letter, Some(value)) => {
                    format!("{}={}", char::from(letter), String::from_utf8_lossy(value))
                }
                Found::Unknown(letter) => format!("?{}", char::from(letter)),
                Found::Missing(letter) => format!(":{}", char::from(letter)),
                Found::End => return (seen, place.argument),
            });
        }
    }

    #[test]
    fn walks() {
        for (letters, arguments, seen, operand) in [
            ("ab:", &["-a", "-b", "x", "y"][..], &["a", "b=x"][..], 4),
            ("ab:", &["-abx", "y"], &["a", "b=x"], 2),
            ("ab:", &["-ab", "x", "--", "-a"], &["a", "b=x"], 4),
            ("ab:", &["-ab"], &["a", ":b"], 2),
            ("a", &["-x-a"], &["?x", "?-", "a"], 2),
            ("a", &["-", "-a"], &[], 1),
            ("a", &["x", "-a"], &[], 1),
            ("a:", &["-a", "--"], &["a=--"], 3),
            ("a:", &["-a", ""], &["a="], 3),
            (":a", &["-:"], &["?:"], 2),
            ("a", &[], &[], 1),
        ] {
            let (found, argument) = walk(letters, arguments);
            assert_eq!(found, seen, "{arguments:?}");
            assert_eq!(argument, operand, "{arguments:?}");
        }
    }
}

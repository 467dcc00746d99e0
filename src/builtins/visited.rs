//! `prevd`, `nextd`, `dirh`: back and forth between the directories of the session.

use super::args::{Args, Outcome, regular};
use super::directories;
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell::leave_process;
use std::ops::ControlFlow::Continue;

/// `prevd`
pub const PREVD: Builtin = Builtin {
    name: "prevd",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| go(env, fields, -1),
    synopsis: "[-l] [n]",
    summary: "go back to a directory of the session",
    manual: "\
Changes to the directory where the prompt was before this one, or n places
back; Alt-Left does so on an empty line.

  -l  Show the list of places then, as dirh does.",
};

/// `nextd`
pub const NEXTD: Builtin = Builtin {
    name: "nextd",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| go(env, fields, 1),
    synopsis: "[-l] [n]",
    summary: "go forth again after prevd",
    manual: "\
Changes to the directory that prevd has come from, or n places on; Alt-Right
does so on an empty line.

  -l  Show the list of places then, as dirh does.",
};

/// `dirh`
pub const DIRH: Builtin = Builtin {
    name: "dirh",
    kind: Kind::Extension,
    declaration: false,
    run: |env, fields| regular(dirh(env, fields)),
    synopsis: "",
    summary: "show the directories of the session",
    manual: "\
Shows the directories where the prompt has been, one on each line: the numbers
say how many steps prevd or nextd takes to them.",
};

/// Notes where the shell is.
fn note(env: &mut Env) {
    let here = env.variables.directory().to_vec();
    env.session.visited.note(&here);
}

fn go(env: &mut Env, fields: &Fields, direction: isize) -> Flow<Status> {
    let mut args = Args::new(fields);
    let mut list = false;
    loop {
        match args.option(env, "l") {
            Ok(Some(_)) => list = true,
            Ok(None) => break,
            Err(status) => return Continue(status),
        }
    }
    if let Err(status) = args.at_most(env, 1) {
        return Continue(status);
    }
    let steps = match args.get(0) {
        None => 1,
        Some(text) => {
            let Some(number) = decimal::<u16>(text) else {
                return Continue(args.misuse(env, text, "not a number"));
            };
            isize::try_from(number).unwrap_or(1)
        }
    };
    // Where the prompt has been is not put back at the end of a subshell.
    leave_process(env)?;
    note(env);
    let place = env.session.visited.away(direction * steps);
    let Some((place, directory)) = place.map(|(place, path)| (place, path.to_vec())) else {
        env.report(fields.at(0), "no such directory in the session");
        return Continue(FAILURE);
    };
    let status = directories::change(env, fields, &directory)?;
    if status == SUCCESS {
        env.session.visited.arrived(place);
        if list {
            show(env);
        }
    }
    Continue(status)
}

fn dirh(env: &mut Env, fields: &Fields) -> Outcome {
    let args = Args::operands_only(fields);
    args.at_most(env, 0)?;
    note(env);
    show(env);
    Ok(SUCCESS)
}

fn show(env: &mut Env) {
    let (list, at) = env.session.visited.all();
    for (place, directory) in list.iter().enumerate() {
        let number = match place.abs_diff(at) {
            0 => String::new(),
            steps => steps.to_string(),
        };
        env.out
            .extend_from_slice(format!("{number:>3}  ").as_bytes());
        env.out.extend_from_slice(directory);
        env.out.push(b'\n');
    }
}

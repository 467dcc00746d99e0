//! `pwd`

use super::args::{Args, Outcome, regular};
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Kind};
use crate::name::Name;
use crate::sys::dir;
use std::os::unix::ffi::OsStrExt;

/// `pwd`
pub const PWD: Builtin = Builtin {
    name: "pwd",
    kind: Kind::Substitutive,
    declaration: false,
    run: |env, fields| regular(pwd(env, fields)),
    synopsis: "[-LP]",
    summary: "show the working directory",
    manual: "\
Writes the absolute path of the working directory.

  -L  As it was reached, with symbolic links in it (the default).
  -P  Without symbolic links.",
};

fn pwd(env: &mut Env, fields: &Fields) -> Outcome {
    let mut args = Args::new(fields);
    let mut physical = false;
    while let Some((letter, _)) = args.option(env, "LP")? {
        physical = letter == b'P';
    }
    args.at_most(env, 0)?;
    let logical = env
        .variables
        .value(Name::PWD)
        .filter(|path| !physical && dir::is_name_of_here(path));
    if let Some(path) = logical {
        env.out.extend_from_slice(path);
    } else {
        match std::env::current_dir() {
            Ok(path) => env.out.extend_from_slice(path.as_os_str().as_bytes()),
            Err(error) => {
                env.report(b"pwd", errno_text(&error));
                return Err(FAILURE);
            }
        }
    }
    env.out.push(b'\n');
    Ok(SUCCESS)
}

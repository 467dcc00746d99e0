//! `cd`

use super::args::Args;
use super::export::read_only;
use super::spelling::mended;
use crate::env::arrays::Key;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Options, Status};
use crate::exec::directory;
use crate::name::Name;
use crate::sys::{fd, host};
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;

/// `cd`
pub const CD: Builtin = Builtin {
    name: "cd",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-L | -P [-e]] [directory | -]",
    summary: "change the working directory",
    manual: "\
Changes to the directory, to HOME without one, to OLDPWD for `-`. A relative
directory that does not begin with a dot is looked for in CDPATH too.

  -L  `..` removes the component before it (the default).
  -P  Symbolic links are resolved first.
  -e  With -P: status 1 if the working directory cannot be determined
      afterwards.",
};

struct Request {
    physical: bool,
    check: bool,
    /// Where to; as typed.
    directory: Vec<u8>,
    /// The name is printed in any case.
    print: bool,
}

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut request = match request(env, fields) {
        Ok(request) => request,
        Err(status) => return Continue(status),
    };
    if request.directory.is_empty() && env.is_bash() {
        // `cd "$(git rev-parse --show-cdup)"`
        request.directory = b".".to_vec();
    }
    if request.directory.is_empty() {
        env.report(b"cd", "an empty name is no directory");
        return Continue(ERROR);
    }
    directory::keep(env)?;
    let (target, print) = search(env, &request);
    let mended = mended(env, &target);
    let target = mended.clone().unwrap_or(target);
    let pwd = env.variables.directory().to_vec();
    let change = if request.physical {
        target.clone()
    } else {
        match logical(&pwd, &target, env.has(Options::POSIX)) {
            Ok(path) => path,
            Err(error) => {
                env.report_argument(b"cd", &request.directory, errno_text(&error));
                return Continue(ERROR);
            }
        }
    };
    if let Err(error) = enter(&pwd, &env.files.path(&change)) {
        env.report_argument(b"cd", &request.directory, errno_text(&error));
        return Continue(ERROR);
    }
    let mut status = SUCCESS;
    let mut new = change;
    if request.physical || !new.starts_with(b"/") {
        match std::env::current_dir() {
            Ok(path) => new = path.as_os_str().as_bytes().to_vec(),
            Err(_) => status = i32::from(request.check),
        }
    }
    if let Err(status) = note(env, &pwd, &new) {
        return Continue(status);
    }
    // What a name has been taken for is told as it was found.
    let told = mended.as_ref().or((request.print || print).then_some(&new));
    if let Some(told) = told {
        env.out.extend_from_slice(told);
        env.out.push(b'\n');
    }
    Continue(status)
}

/// Sets the variables that tell where the shell is and was. One that is read-only is an error of `cd` alone.
fn note(env: &mut Env, old: &[u8], new: &[u8]) -> Result<(), Status> {
    for (name, value) in [(Name::OLDPWD, old), (Name::PWD, new)] {
        if env.variables.writable(name).is_err() {
            read_only(env, b"cd", name);
            return Err(ERROR);
        }
        let first = env.variables.value(name).is_none();
        env.variables.store(name, value);
        if first {
            env.variables.add_attributes(name, Attributes::EXPORT);
        }
    }
    if env.variables.is_array(Name::DIRSTACK) {
        let variables = &mut env.variables;
        let _ = variables.assign_element(Name::DIRSTACK, &Key::FIRST, new, false);
    }
    Ok(())
}

fn request(env: &mut Env, fields: &Fields) -> Result<Request, Status> {
    let mut args = Args::new(fields);
    let (mut physical, mut check) = (env.has(Options::PHYSICAL), false);
    while let Some((letter, _)) = args.option(env, "LPe")? {
        match letter {
            b'L' => physical = false,
            b'P' => physical = true,
            _ => check = true,
        }
    }
    args.at_most(env, 1)?;
    let variable = |env: &mut Env, name: Name| {
        if let Some(value) = env.variables.value(name).filter(|value| !value.is_empty()) {
            Ok(value.to_vec())
        } else {
            env.report_argument(b"cd", name.as_bytes(), "not set");
            Err(FAILURE)
        }
    };
    let (directory, print) = match args.get(0) {
        None => (variable(env, Name::HOME)?, false),
        Some(b"-") => (variable(env, Name::OLDPWD)?, true),
        Some(directory) => (directory.to_vec(), false),
    };
    Ok(Request {
        physical,
        check: check && physical,
        directory,
        print,
    })
}

/// Where CDPATH finds the directory, and whether that is to be told (XCU `cd` steps 4 and 5).
fn search(env: &Env, request: &Request) -> (Vec<u8>, bool) {
    let directory = &request.directory;
    let first = directory
        .split(|&byte| byte == b'/')
        .next()
        .unwrap_or_default();
    if directory.starts_with(b"/") || first == b"." || first == b".." {
        return (directory.clone(), false);
    }
    let Some(cdpath) = env
        .variables
        .value(Name::CDPATH)
        .filter(|value| !value.is_empty())
    else {
        return (directory.clone(), false);
    };
    for base in cdpath.split(|&byte| byte == b':') {
        let candidate = match base {
            b"" => [b"./", &directory[..]].concat(),
            base if base.ends_with(b"/") => [base, directory].concat(),
            base => [base, b"/", directory].concat(),
        };
        if fd::is_directory(&candidate) {
            return if base.is_empty() {
                (directory.clone(), false)
            } else {
                (candidate, true)
            };
        }
    }
    (directory.clone(), false)
}

/// The absolute path with `.` and `..` taken out (XCU `cd` step 8): what `..` leaves must be a directory. Whoever is
/// in one that has been removed gets out of it all the same, unless POSIX is to be followed to the letter.
fn logical(pwd: &[u8], target: &[u8], strict: bool) -> std::io::Result<Vec<u8>> {
    let whole = if target.starts_with(b"/") {
        target.to_vec()
    } else if pwd.starts_with(b"/") {
        let slash: &[u8] = if pwd.ends_with(b"/") { b"" } else { b"/" };
        [pwd, slash, target].concat()
    } else {
        return Ok(target.to_vec());
    };
    let mut path: Vec<u8> = Vec::new();
    // Two slashes at the beginning, not three, may mean something (XBD 4.16).
    let double = whole.starts_with(b"//") && !whole.starts_with(b"///");
    for part in whole.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                let given = target.starts_with(b"/") || !pwd.starts_with(&path);
                if !path.is_empty() && (given || strict) {
                    let stat = fd::stat_path(&path)?;
                    if !stat.is_dir() {
                        return Err(std::io::Error::from_raw_os_error(nix::libc::ENOTDIR));
                    }
                }
                path.truncate(path.iter().rposition(|&byte| byte == b'/').unwrap_or(0));
            }
            part => {
                path.push(b'/');
                path.extend_from_slice(part);
            }
        }
    }
    if double {
        path.insert(0, b'/');
    }
    if path.is_empty() || path == b"/" && double {
        path.push(b'/');
    }
    Ok(path)
}

/// Changes; a path that is too long as a whole is tried from where we are.
fn enter(pwd: &[u8], path: &[u8]) -> std::io::Result<()> {
    match host::change_directory(path) {
        Err(error) if error.raw_os_error() == Some(nix::libc::ENAMETOOLONG) => {
            let relative = path
                .strip_prefix(pwd)
                .and_then(|rest| rest.strip_prefix(b"/"))
                .filter(|rest| !rest.is_empty());
            relative.map_or(Err(error), host::change_directory)
        }
        result => result,
    }
}

//! The target of a redirection (XCU 2.7): a file that is opened, a copy of a descriptor, a here-document.

use super::redirect::Also;
use super::{detach, network, trap};
use crate::arith::decimal;
use crate::env::files::{Hold, OpenFile, Target};
use crate::env::input::TextInput;
use crate::env::report::errno_text;
use crate::env::{Env, Flow, Options};
use crate::expand;
use crate::syntax::print;
use crate::syntax::tree::{Redirect, RedirectAction, Word};
use crate::sys::fd;
use nix::libc;
use std::io;
use std::ops::ControlFlow::Continue;
use std::os::fd::AsRawFd;
use std::rc::Rc;

/// The target of one redirection. `None`: it failed, which has been reported.
pub(super) fn open(
    env: &mut Env,
    redirect: &Redirect,
    hold: Hold,
    also: &mut Also,
) -> Flow<Option<Target>> {
    let read = libc::O_RDONLY;
    let write = libc::O_WRONLY | libc::O_CREAT;
    // XCU 2.7.5 and 2.7.6 ask this of every descriptor, and no shell does: scripts keep their input by `exec 3>&0` and
    // their output by `exec 3<&1`. It is what reads 0 and writes 1 that counts.
    let unfit = match redirect.descriptor {
        0 => libc::O_WRONLY,
        1 | 2 => libc::O_RDONLY,
        _ => ANY,
    };
    match &redirect.action {
        RedirectAction::Read(word) => file(env, word, read),
        RedirectAction::Write(word) if env.has(Options::NOCLOBBER) => exclusive(env, word),
        RedirectAction::Write(word) | RedirectAction::Clobber(word)
            if hold == Hold::Text && redirect.descriptor == 1 =>
        {
            let target = file(env, word, write)?;
            if let Some(Target::File(file)) = &target {
                env.files.uncut = (!file.null).then(|| Rc::clone(file));
            }
            Continue(target)
        }
        RedirectAction::Write(word) | RedirectAction::Clobber(word) => {
            file(env, word, write | libc::O_TRUNC)
        }
        RedirectAction::Append(word) => file(env, word, write | libc::O_APPEND),
        RedirectAction::ReadWrite(word) => file(env, word, libc::O_RDWR | libc::O_CREAT),
        // The action of a trap may run while something is read, and close what this is a copy of.
        RedirectAction::DuplicateInput(word) => duplicate(env, word, unfit, Hold::Long, also),
        RedirectAction::DuplicateOutput(word) => {
            if redirect.descriptor == 1 && !env.has(Options::POSIX) {
                *also = Also::Errors;
            }
            duplicate(env, word, unfit, hold, also)
        }
        RedirectAction::HereString(word) => {
            let text = expand::text(env, word, |_, text| [text, b"\n"].concat())?;
            Continue(Some(Target::Text(TextInput::new(text))))
        }
        RedirectAction::HereDocument(document) => {
            let text = expand::text(env, document.body(), |_, text| text.to_vec())?;
            Continue(Some(Target::Text(TextInput::new(text))))
        }
    }
}

fn failed(env: &mut Env, what: &[u8], error: &io::Error) -> Flow<Option<Target>> {
    env.report(what, errno_text(error));
    Continue(None)
}

fn file(env: &mut Env, word: &Word, flags: i32) -> Flow<Option<Target>> {
    if flags & libc::O_ACCMODE == libc::O_WRONLY
        && word.as_literal() == Some(b"/dev/null")
        && let Ok(null) = env.files.null()
    {
        return Continue(Some(Target::File(null)));
    }
    if env.is_bash() && word.as_literal().is_none() {
        return of_pattern(env, word, flags);
    }
    expand::text(env, word, |env, path| open_path(env, path, flags))?
}

/// For bash, the target is expanded as an argument is, to one path.
fn of_pattern(env: &mut Env, word: &Word, flags: i32) -> Flow<Option<Target>> {
    let mut fields = env.take_fields();
    expand::fields(env, std::slice::from_ref(word), &mut fields)?;
    let target = if fields.len() == 1 {
        open_path(env, fields.at(0), flags)?
    } else {
        env.report(&print::word(word), "is not one file");
        None
    };
    env.give_fields(fields);
    Continue(target)
}

fn open_path(env: &mut Env, path: &[u8], flags: i32) -> Flow<Option<Target>> {
    // Opening a FIFO waits for the other side, which may be a stage that has yet to be started.
    if env.frames.eager().is_some() && fd::stat_path(path).is_ok_and(|stat| stat.is_pipe()) {
        detach::would_block(env)?;
    }
    let real;
    let mut path = path;
    if let Some(number) = env.files.named(path) {
        if !matches!(
            env.files.get(number),
            Target::File(_) | Target::Closed | Target::Inherited
        ) {
            let writes = flags & libc::O_ACCMODE == libc::O_WRONLY;
            let unfit = if writes {
                libc::O_RDONLY
            } else {
                libc::O_WRONLY
            };
            return match source(env, number, unfit, Hold::Long) {
                Ok(target) => Continue(Some(target)),
                Err(error) => failed(env, path, &error),
            };
        }
        real = env.files.path(path).into_owned();
        path = &real;
    }
    loop {
        let opened = fd::open(path, flags, 0o666);
        match opened.and_then(|file| OpenFile::opened(file, flags, &env.files.registry)) {
            Ok(file) => return Continue(Some(Target::File(file))),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => trap::safe_point(env)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !env.has(Options::POSIX) => {
                let opened = network::open(env, path)?.unwrap_or(Err(error));
                return match opened.and_then(|end| OpenFile::new(end, &env.files.registry)) {
                    Ok(end) => Continue(Some(Target::File(end))),
                    Err(error) => failed(env, path, &error),
                };
            }
            Err(error) => return failed(env, path, &error),
        }
    }
}

/// `>` under `set -C`: an existing regular file is not overwritten; whatever else exists is opened.
fn exclusive(env: &mut Env, word: &Word) -> Flow<Option<Target>> {
    let path = expand::text(env, word, |_, path| path.to_vec())?;
    match fd::open(&path, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL, 0o666) {
        Ok(file) => match OpenFile::new(file, &env.files.registry) {
            Ok(file) => return Continue(Some(Target::File(file))),
            Err(error) => return failed(env, &path, &error),
        },
        Err(error) if error.raw_os_error() == Some(libc::EEXIST) => {}
        Err(error) => return failed(env, &path, &error),
    }
    let existing = fd::open(&path, libc::O_WRONLY, 0).and_then(|file| {
        let regular = fd::stat(file.as_raw_fd())?.is_file();
        if regular {
            Err(io::Error::from_raw_os_error(libc::EEXIST))
        } else {
            OpenFile::new(file, &env.files.registry)
        }
    });
    match existing {
        Ok(file) => Continue(Some(Target::File(file))),
        Err(error) if error.raw_os_error() == Some(libc::EEXIST) => {
            env.report(&path, "cannot overwrite existing file");
            Continue(None)
        }
        Err(error) => failed(env, &path, &error),
    }
}

/// No access mode.
const ANY: i32 = -1;

/// `<&` and `>&`: `unfit` is the access mode with which the source is of no use (XCU 2.7.5, 2.7.6).
///
/// `also` has what may be done beside, and is what is to be done: `2>&1-` closes what is copied, and behind `>&` a
/// word that is no number is a file for standard error as well.
fn duplicate(
    env: &mut Env,
    word: &Word,
    unfit: i32,
    hold: Hold,
    also: &mut Also,
) -> Flow<Option<Target>> {
    let both = std::mem::replace(also, Also::Nothing) == Also::Errors;
    let text = expand::text(env, word, |_, text| text.to_vec())?;
    if text == b"-" {
        return Continue(Some(Target::Closed));
    }
    let digits = match text.strip_suffix(b"-") {
        Some(digits) if !env.has(Options::POSIX) => digits,
        _ => &text,
    };
    let number = (digits.iter().all(u8::is_ascii_digit))
        .then(|| decimal::<u32>(digits))
        .flatten();
    let Some(number) = number.filter(|&number| i32::try_from(number).is_ok()) else {
        if both {
            *also = Also::Errors;
            let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC;
            return open_path(env, &text, flags);
        }
        env.report(&text, "no file descriptor");
        return Continue(None);
    };
    let moved = digits.len() < text.len();
    let hold = if moved { Hold::Long } else { hold };
    match source(env, number, unfit, hold) {
        Ok(target) => {
            if moved {
                *also = Also::Close(number);
            }
            Continue(Some(target))
        }
        Err(error) => failed(env, &text, &error),
    }
}

fn source(env: &mut Env, number: u32, unfit: i32, hold: Hold) -> io::Result<Target> {
    let bad = || io::Error::from_raw_os_error(libc::EBADF);
    let target = env.files.get(number).clone();
    match &target {
        Target::Closed => Err(bad()),
        Target::Capture(_) if unfit == libc::O_WRONLY => Err(bad()),
        Target::Text(_) if unfit == libc::O_RDONLY => Err(bad()),
        Target::Capture(_) | Target::Text(_) | Target::Borrowed(_) => Ok(target),
        Target::File(file) => {
            if file.access()? == unfit {
                Err(bad())
            } else {
                Ok(target)
            }
        }
        Target::Inherited => {
            let raw = env.files.descriptor(number)?;
            let flags = fd::flags(raw)?;
            if flags & libc::O_ACCMODE == unfit {
                return Err(bad());
            }
            if hold != Hold::Long {
                return Ok(Target::Borrowed(raw));
            }
            Ok(Target::File(OpenFile::shared(
                fd::dup_high(raw)?,
                &env.files.registry,
            )?))
        }
    }
}

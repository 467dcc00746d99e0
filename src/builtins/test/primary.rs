//! The primaries of `test`: an operator with its operands.

use super::Problem;
use crate::arith::decimal;
use crate::env::variables::Attributes;
use crate::env::{Env, Options};
use crate::expand;
use crate::name::{Name, reference};
use crate::sys::{fd, host};
use nix::libc;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::ffi::OsStr;
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;

/// Whether it is an operator with one operand.
pub fn is_unary(operator: &[u8]) -> bool {
    matches!(operator, [b'-', letter] if b"abcdefghkLnNoOpGrRsStuvwxz".contains(letter))
}

/// Whether it is an operator with two operands; `-a` and `-o` are none.
#[inline]
pub fn is_binary(operator: &[u8]) -> bool {
    match operator {
        b"=" | b"==" | b"!=" | b"<" | b">" => true,
        [b'-', name @ ..] => {
            matches!(
                name,
                b"eq" | b"ne" | b"lt" | b"le" | b"gt" | b"ge" | b"ef" | b"nt" | b"ot"
            )
        }
        _ => false,
    }
}

/// The value of `left operator right`.
pub fn binary<'a>(
    env: &RefCell<&mut Env>,
    left: &'a [u8],
    operator: &[u8],
    right: &'a [u8],
) -> Result<bool, Problem<'a>> {
    let stat = |path: &[u8]| fd::stat_path(&env.borrow().files.path(path)).ok();
    let modified = |path: &[u8]| stat(path).map(|stat| stat.modified);
    Ok(match operator {
        b"=" | b"==" => left == right,
        b"!=" => left != right,
        b"<" => left < right,
        b">" => left > right,
        b"-ef" => match (stat(left), stat(right)) {
            (Some(left), Some(right)) => left.is_same_file(&right),
            _ => false,
        },
        // A file that does not exist is older than any that does.
        b"-nt" => modified(left) > modified(right),
        b"-ot" => modified(left) < modified(right),
        _ => {
            let order = integer(left)?.cmp(&integer(right)?);
            match operator {
                b"-eq" => order == Ordering::Equal,
                b"-ne" => order != Ordering::Equal,
                b"-lt" => order == Ordering::Less,
                b"-le" => order != Ordering::Greater,
                b"-gt" => order == Ordering::Greater,
                _ => order != Ordering::Less,
            }
        }
    })
}

/// A decimal integer with an optional sign, blanks around it.
#[inline]
pub fn integer(text: &[u8]) -> Result<i64, Problem<'_>> {
    let trimmed = text.trim_ascii();
    let (negative, digits) = match trimmed {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err((text, "integer expected"));
    }
    let value = digits.iter().try_fold(0_i64, |value, digit| {
        let digit = i64::from(digit - b'0');
        value
            .checked_mul(10)?
            .checked_add(if negative { -digit } else { digit })
    });
    value.ok_or((text, "integer too large"))
}

/// The value of `operator operand`.
pub fn unary<'a>(env: &mut Env, operator: &[u8], operand: &'a [u8]) -> Result<bool, Problem<'a>> {
    let letter = operator.get(1).copied().unwrap_or_default();
    let path = || env.files.path(operand);
    Ok(match letter {
        b'n' => !operand.is_empty(),
        b'z' => operand.is_empty(),
        b't' => {
            let number = integer(operand)?;
            let open = u32::try_from(number)
                .ok()
                .and_then(|number| env.files.descriptor(number).ok());
            open.is_some_and(fd::is_terminal)
        }
        b'v' => is_set(env, operand),
        b'R' => Name::existing(operand).is_some_and(|name| {
            let attributes = env.variables.attributes(name);
            attributes.contains(Attributes::REFERENCE) && env.variables.value(name).is_some()
        }),
        b'o' => Options::by_name(operand).is_some_and(|option| env.has(option.flag)),
        // Cheaper than to ask what it is.
        b'a' | b'e' => host::may_access(&path(), libc::F_OK).is_ok(),
        b'r' => host::may_access(&path(), libc::R_OK).is_ok(),
        b'w' => host::may_access(&path(), libc::W_OK).is_ok(),
        b'x' => host::may_access(&path(), libc::X_OK).is_ok(),
        b'N' => std::fs::metadata(OsStr::from_bytes(&path())).is_ok_and(|file| {
            let times = file.modified().ok().zip(file.accessed().ok());
            times.is_some_and(|(modified, accessed)| modified > accessed)
        }),
        b'h' | b'L' => {
            fd::lstat_path(&path()).is_ok_and(|stat| stat.mode & libc::S_IFMT == libc::S_IFLNK)
        }
        _ => fd::stat_path(&path()).is_ok_and(|stat| file(letter, &stat)),
    })
}

/// Whether a variable, an element of an array or a positional parameter is set.
fn is_set(env: &mut Env, text: &[u8]) -> bool {
    if let Some(n) = decimal(text) {
        return env.positional.get(n).is_some();
    }
    let Some(found) = reference(text) else {
        return false;
    };
    let Some(name) = Name::existing(found.name) else {
        return false;
    };
    match found.subscript {
        None => expand::of_variable(env, name).is_some(),
        Some(b"@" | b"*") => !env.elements(name).is_empty(),
        Some(subscript) => match expand::argument_key(env, name, subscript) {
            Continue(Some(key)) => env.element(name, &key).is_some(),
            _ => false,
        },
    }
}

/// What an operator asks of a file that exists.
fn file(letter: u8, stat: &fd::Stat) -> bool {
    let kind = |wanted| stat.mode & libc::S_IFMT == wanted;
    match letter {
        b'f' => kind(libc::S_IFREG),
        b'd' => kind(libc::S_IFDIR),
        b'b' => kind(libc::S_IFBLK),
        b'c' => kind(libc::S_IFCHR),
        b'p' => kind(libc::S_IFIFO),
        b'S' => kind(libc::S_IFSOCK),
        b's' => stat.size > 0,
        b'g' => stat.mode & libc::S_ISGID != 0,
        b'u' => stat.mode & libc::S_ISUID != 0,
        b'k' => stat.mode & libc::S_ISVTX != 0,
        b'O' => stat.owner == host::user_ids().1,
        b'G' => stat.group == host::group_ids().1,
        _ => true,
    }
}

//! `umask`

use super::args::Args;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::sys::host::set_umask;
use std::ops::ControlFlow;

/// `umask`
pub const UMASK: Builtin = Builtin {
    name: "umask",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-pS] [mask]",
    summary: "show or set the file mode creation mask",
    manual: "\
Without a mask, shows the permissions that new files will not have, as an
octal number.

  -S  Show the permissions that they may have, as u=rwx,g=rx,o=rx.
  -p  Show it as a command that can be read back.

The mask is an octal number of what to leave out, or in the symbols of chmod
what to allow: `umask g-w,o=` takes writing from the group and everything from
others.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let mut args = Args::new(fields);
    let (mut symbolic, mut command) = (false, false);
    loop {
        match args.option(env, "Sp") {
            Ok(Some((b'S', _))) => symbolic = true,
            Ok(Some(_)) => command = true,
            Ok(None) => break,
            Err(status) => return ControlFlow::Continue(status),
        }
    }
    if let Err(status) = args.at_most(env, 1) {
        return ControlFlow::Continue(status);
    }
    let old = set_umask(0);
    set_umask(old);
    let Some(operand) = args.get(0) else {
        if command {
            let name: &[u8] = if symbolic { b"umask -S " } else { b"umask " };
            env.out.extend_from_slice(name);
        }
        show(env, old, symbolic);
        return ControlFlow::Continue(SUCCESS);
    };
    let Some(mask) = octal(operand).or_else(|| symbols(operand, old)) else {
        env.report_argument(b"umask", operand, "not a mode");
        return ControlFlow::Continue(FAILURE);
    };
    if mask != old {
        set_umask(mask);
        env.hosted.umask = Some((env.hosted.umask.map_or(old, |masks| masks.0), mask));
    }
    ControlFlow::Continue(SUCCESS)
}

fn show(env: &mut Env, mask: u32, symbolic: bool) {
    if !symbolic {
        env.out
            .extend_from_slice(format!("{mask:04o}\n").as_bytes());
        return;
    }
    for (who, shift) in [(b'u', 6), (b'g', 3), (b'o', 0)] {
        if who != b'u' {
            env.out.push(b',');
        }
        env.out.extend_from_slice(&[who, b'=']);
        let letters = [(b'r', 4), (b'w', 2), (b'x', 1)];
        let allowed = letters
            .into_iter()
            .filter(|(_, bit)| mask >> shift & bit == 0);
        env.out.extend(allowed.map(|(letter, _)| letter));
    }
    env.out.push(b'\n');
}

fn octal(text: &[u8]) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    let value = text.iter().try_fold(0_u32, |value, digit| {
        let digit = char::from(*digit).to_digit(8)?;
        value.checked_mul(8)?.checked_add(digit)
    })?;
    (value <= 0o7777).then_some(value & 0o777)
}

/// The mask that leaves what symbols such as `u=rw,go-w` allow (XCU `chmod`).
fn symbols(text: &[u8], mask: u32) -> Option<u32> {
    let mut allowed = !mask & 0o777;
    for clause in text.split(|&byte| byte == b',') {
        allowed = apply(clause, allowed)?;
    }
    Some(!allowed & 0o777)
}

/// The permissions of a class, spread over all three.
fn spread(bits: u32) -> u32 {
    bits << 6 | bits << 3 | bits
}

fn class(letter: u8) -> Option<u32> {
    match letter {
        b'u' => Some(0o700),
        b'g' => Some(0o070),
        b'o' => Some(0o007),
        b'a' => Some(0o777),
        _ => None,
    }
}

/// One clause: classes, then at least one operator with its permissions.
fn apply(clause: &[u8], mut allowed: u32) -> Option<u32> {
    let count = clause
        .iter()
        .take_while(|&&letter| class(letter).is_some())
        .count();
    let (classes, mut actions) = clause.split_at_checked(count)?;
    let who = classes
        .iter()
        .filter_map(|&letter| class(letter))
        .fold(0, |who, class| who | class);
    let who = if who == 0 { 0o777 } else { who };
    if actions.is_empty() {
        return None;
    }
    while let [operator @ (b'+' | b'-' | b'='), rest @ ..] = actions {
        let count = rest
            .iter()
            .take_while(|letter| !b"+-=".contains(letter))
            .count();
        let (letters, rest) = rest.split_at_checked(count)?;
        let bits = permissions(letters, allowed)? & who;
        allowed = match operator {
            b'+' => allowed | bits,
            b'-' => allowed & !bits,
            _ => allowed & !who | bits,
        };
        actions = rest;
    }
    actions.is_empty().then_some(allowed)
}

/// Permission letters, or a class whose permissions are copied.
fn permissions(letters: &[u8], allowed: u32) -> Option<u32> {
    if let [letter @ (b'u' | b'g' | b'o')] = letters {
        let shift = match letter {
            b'u' => 6,
            b'g' => 3,
            _ => 0,
        };
        return Some(spread(allowed >> shift & 7));
    }
    letters.iter().try_fold(0, |bits, letter| {
        let more = match letter {
            b'r' => 4,
            b'w' => 2,
            b'x' => 1,
            b'X' => u32::from(allowed & 0o111 != 0),
            // These bits have no place in the mask.
            b's' | b't' => 0,
            _ => return None,
        };
        Some(bits | spread(more))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks() {
        for (text, old, expected) in [
            ("022", 0, Some(0o022)),
            ("7777", 0, Some(0o777)),
            ("8", 0, None),
            ("17777", 0, None),
            ("u=rwx,g=rx,o=rx", 0o777, Some(0o022)),
            ("g-w,o=", 0o000, Some(0o027)),
            ("a=rx", 0, Some(0o222)),
            ("=rx", 0, Some(0o222)),
            ("+w", 0o222, Some(0o000)),
            ("g=u", 0o077, Some(0o007)),
            ("u=r+w", 0o022, Some(0o122)),
            ("og+u", 0o777, Some(0o777)),
            ("og+u", 0o077, Some(0o000)),
            ("o=g-w", 0o002, Some(0o002)),
            ("u=X", 0o777, Some(0o777)),
            ("a=X", 0o666, Some(0o666)),
            ("u+s", 0o022, Some(0o022)),
            ("u", 0, None),
            ("u=rq", 0, None),
            ("u=gr", 0, None),
            ("", 0, None),
            ("u=r,", 0, None),
            ("x=r", 0, None),
        ] {
            let mask = octal(text.as_bytes()).or_else(|| symbols(text.as_bytes(), old));
            assert_eq!(mask, expected, "{text} on {old:03o}");
        }
    }
}

//! `ulimit`

use super::args::Args;
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::subshell::leave_process;
use crate::sys::depth;
use crate::sys::host;
use crate::sys::limit::{self, Limit, Resource, UNLIMITED};
use nix::errno::Errno;
use std::ops::ControlFlow;

/// `ulimit`
pub const ULIMIT: Builtin = Builtin {
    name: "ulimit",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-HS] [-a | -cdefilmnpqrRstuvwx [limit]]...",
    summary: "show or set the limits of resources",
    manual: "\
Shows or sets how much the shell and the programs it starts may use.

  -H  The hard limit, up to which the soft one may be raised.
  -S  The soft limit, which is in force. Without both, both are set and the
      soft one is shown.
  -a  Show all limits.

  -c core image, in 512 bytes        -d data segment, in KiB
  -e highest nice priority           -f file size, in 512 bytes (this is the
                                     default)
  -i pending signals                 -l locked memory, in KiB
  -m resident set, in KiB            -n open descriptors
  -p -u processes                    -q bytes in message queues
  -r real-time priority              -R real-time without a pause, in
                                     microseconds
  -s stack, in KiB                   -t CPU time, in seconds
  -v address space, in KiB           -w -x file locks

The limit is a number, `unlimited`, `hard` or `soft`. Several resources may
follow each other, each with its limit: `ulimit -c 0 -n 100`.",
};

/// A resource: its letter, the size of its unit, and what it is.
struct Row(u8, Resource, u64, &'static str);

const ROWS: &[Row] = &[
    Row(b'c', Resource::Core, 512, "core image (512 bytes)"),
    Row(b'd', Resource::Data, 1024, "data segment (KiB)"),
    Row(b'e', Resource::Nice, 1, "nice priority"),
    Row(b'f', Resource::FileSize, 512, "file size (512 bytes)"),
    Row(b'i', Resource::PendingSignals, 1, "pending signals"),
    Row(b'l', Resource::LockedMemory, 1024, "locked memory (KiB)"),
    Row(b'm', Resource::ResidentSet, 1024, "resident set (KiB)"),
    Row(b'n', Resource::OpenFiles, 1, "open descriptors"),
    Row(b'q', Resource::MessageQueue, 1, "message queues (bytes)"),
    Row(b'r', Resource::RealTimePriority, 1, "real-time priority"),
    Row(
        b'R',
        Resource::RealTimeTime,
        1,
        "real-time without a pause (microseconds)",
    ),
    Row(b's', Resource::Stack, 1024, "stack (KiB)"),
    Row(b't', Resource::Cpu, 1, "CPU time (seconds)"),
    Row(b'u', Resource::Processes, 1, "processes"),
    Row(b'v', Resource::AddressSpace, 1024, "address space (KiB)"),
    Row(b'x', Resource::Locks, 1, "file locks"),
];

/// Which of the two limits.
#[derive(Debug, Clone, Copy, Default)]
struct Which {
    hard: bool,
    soft: bool,
}

/// A resource that is asked for, and the limit that it is to have.
type Wish<'f> = (&'static Row, Option<&'f [u8]>);

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    let (which, wishes) = match wishes(env, fields) {
        Ok(wishes) => wishes,
        Err(status) => return ControlFlow::Continue(status),
    };
    let labels = wishes.len() > 1;
    for (row, limit) in wishes {
        let status = match limit {
            Some(text) => set(env, which, row, text)?,
            None => show(env, which, row, labels),
        };
        if status != SUCCESS {
            return ControlFlow::Continue(status);
        }
    }
    ControlFlow::Continue(SUCCESS)
}

fn wishes<'f>(env: &mut Env, fields: &'f Fields) -> Result<(Which, Vec<Wish<'f>>), Status> {
    let mut args = Args::new(fields);
    let mut which = Which::default();
    let (mut all, mut wishes) = (false, Vec::new());
    let row = |letter| ROWS.iter().filter(move |row| row.0 == letter);
    loop {
        match args.option(env, "HSacdefilmnpqrRstuvwx")? {
            Some((b'H', _)) => which.hard = true,
            Some((b'S', _)) => which.soft = true,
            Some((b'a', _)) => all = true,
            Some((letter, _)) => {
                let letter = match letter {
                    b'p' => b'u',
                    b'w' => b'x',
                    letter => letter,
                };
                wishes.extend(row(letter).map(|row| (row, None)));
            }
            None => {
                let Some(text) = args.operand() else { break };
                if wishes.is_empty() {
                    wishes.extend(row(b'f').map(|row| (row, None)));
                }
                match wishes.last_mut() {
                    Some((_, limit @ None)) if !all => *limit = Some(text),
                    _ => return Err(args.misuse(env, text, "too many arguments")),
                }
            }
        }
    }
    if wishes.is_empty() {
        let rows = ROWS.iter().filter(|row| all || row.0 == b'f');
        wishes.extend(rows.map(|row| (row, None)));
    }
    Ok((which, wishes))
}

/// Shows a limit; the hard one only if it alone is asked for.
fn show(env: &mut Env, which: Which, row: &Row, labels: bool) -> Status {
    let limit = match get(env, row.1) {
        Ok(limit) => limit,
        Err(error) => {
            env.report(b"ulimit", errno_text(&error));
            return FAILURE;
        }
    };
    let value = if which.hard && !which.soft {
        limit.hard
    } else {
        limit.soft
    };
    if labels {
        let label = format!("-{}: {:<42}", char::from(row.0), row.3);
        env.out.extend_from_slice(label.as_bytes());
    }
    let text = if value == UNLIMITED {
        "unlimited\n".to_owned()
    } else {
        format!("{}\n", value / row.2)
    };
    env.out.extend_from_slice(text.as_bytes());
    SUCCESS
}

fn set(env: &mut Env, which: Which, row: &Row, text: &[u8]) -> Flow<Status> {
    let old = match get(env, row.1) {
        Ok(old) => old,
        Err(error) => {
            env.report(b"ulimit", errno_text(&error));
            return ControlFlow::Continue(FAILURE);
        }
    };
    let Some(value) = value(text, row.2, old) else {
        env.report_argument(b"ulimit", text, "not a limit");
        return ControlFlow::Continue(FAILURE);
    };
    let both = which.hard == which.soft;
    let new = Limit {
        soft: if both || which.soft {
            value
        } else {
            old.soft.min(value)
        },
        hard: if both || which.hard { value } else { old.hard },
    };
    if !env.process.sole {
        return ControlFlow::Continue(set_hosted(env, row.1, old, new, text));
    }
    leave_process(env)?;
    if let Err(error) = limit::set(row.1, new) {
        env.report_argument(b"ulimit", text, errno_text(&error));
        return ControlFlow::Continue(FAILURE);
    }
    if matches!(row.1, Resource::Stack | Resource::AddressSpace) {
        depth::limited();
    }
    ControlFlow::Continue(SUCCESS)
}

/// In a host program: the limits are those of what the shell starts. What the kernel would not have is refused.
fn set_hosted(env: &mut Env, resource: Resource, old: Limit, new: Limit, text: &[u8]) -> Status {
    let refused = if new.soft > new.hard {
        Some(Errno::EINVAL)
    } else if new.hard > old.hard && host::user_ids().1 != 0 {
        Some(Errno::EPERM)
    } else {
        None
    };
    if let Some(errno) = refused {
        env.report_argument(b"ulimit", text, errno.desc());
        return FAILURE;
    }
    env.hosted.set_limit(resource, new);
    SUCCESS
}

/// The limits in force.
fn get(env: &Env, resource: Resource) -> std::io::Result<Limit> {
    env.hosted
        .limit(resource)
        .map_or_else(|| limit::get(resource), Ok)
}

fn value(text: &[u8], unit: u64, old: Limit) -> Option<u64> {
    match text {
        b"unlimited" => Some(UNLIMITED),
        b"hard" => Some(old.hard),
        b"soft" => Some(old.soft),
        [] => None,
        digits if digits.iter().all(u8::is_ascii_digit) => {
            decimal::<u64>(digits)?.checked_mul(unit)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let old = Limit { soft: 5, hard: 9 };
        for (text, expected) in [
            ("unlimited", Some(UNLIMITED)),
            ("hard", Some(9)),
            ("soft", Some(5)),
            ("2", Some(2048)),
            ("", None),
            ("+2", None),
            ("-1", None),
            ("18446744073709551615", None),
        ] {
            assert_eq!(value(text.as_bytes(), 1024, old), expected, "{text}");
        }
    }
}

//! `kill`

use super::args::{Args, Outcome, regular};
use crate::arith::decimal;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::jobs::{NoJob, State};
use crate::env::report::errno_text;
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::exec::{subshell, wait};
use crate::signal::{self, Signal};
use std::io;

/// `kill`
pub const KILL: Builtin = Builtin {
    name: "kill",
    kind: Kind::Intrinsic,
    declaration: false,
    run,
    synopsis: "[-s name | -n number | -signal] pid... | -l [status...] | -L",
    summary: "send a signal",
    manual: "\
Sends a signal (TERM if none is given) to processes: by pid, by a job as %n,
or by a process group as the negative of its number (behind `--` if no signal
is given). Signal 0 only checks.

  -s name    The signal with this name, without SIG.
  -n number  The signal with this number.
  -name -number  The same, shorter.
  -l         List the names of signals, or name the one that gave an exit
             status.
  -L         List them with their numbers.",
};

fn run(env: &mut Env, fields: &Fields) -> Flow<Status> {
    // A subshell that signals its shell, or a group that it may be in, does so from outside.
    let own = env.process.pid.to_string();
    let near =
        |operand: &[u8]| operand == own.as_bytes() || operand == b"0" || operand.starts_with(b"-");
    if env.frames.in_process() && fields.iter_from(1).any(near) {
        subshell::leave_process(env)?;
    }
    regular(kill(env, fields))
}

fn kill(env: &mut Env, fields: &Fields) -> Outcome {
    let first = fields.at(1);
    let (number, operands) = match first {
        b"-l" | b"-L" => return Ok(list(env, fields)),
        b"--" => (Signal::TERM.number(), 2),
        b"-s" | b"-n" => {
            let Some(name) = fields.get(2) else {
                return Err(Args::new(fields).misuse(env, first, "argument expected"));
            };
            (parse(env, name)?, 3)
        }
        [b'-', b's', name @ ..] if Signal::from_name(name).is_some() => (parse(env, name)?, 2),
        [b'-', b'n', name @ ..] if name.first().is_some_and(u8::is_ascii_digit) => {
            (parse(env, name)?, 2)
        }
        [b'-', name @ ..] if !name.is_empty() => (parse(env, name)?, 2),
        _ => (Signal::TERM.number(), 1),
    };
    let operands = if operands > 1 && first != b"--" && fields.get(operands) == Some(b"--") {
        operands + 1
    } else {
        operands
    };
    if fields.len() <= operands {
        return Err(Args::new(fields).misuse(env, b"", "pid expected"));
    }
    // A child that has ended is gone, as soon as somebody asks for it. One that is on its way is waited for where its
    // group counts, or where it would be stopped before it is there.
    if env.children.jobs.any_running() {
        let is_pid = |operand: &[u8]| operand.first().is_some_and(u8::is_ascii_digit);
        if number != Signal::STOP.number() && fields.iter_from(operands).all(is_pid) {
            wait::reap_some(env);
        } else {
            wait::reap(env);
        }
    }
    // What was put out before the signal is seen before what it does.
    env.settle();
    let mut status = SUCCESS;
    for operand in fields.iter_from(operands) {
        if let Err(why) = send(env, operand, number) {
            env.report_argument(b"kill", operand, why);
            status = FAILURE;
        }
    }
    Ok(status)
}

/// A signal by name, with or without SIG, or by number.
fn parse(env: &mut Env, text: &[u8]) -> Result<i32, Status> {
    signal_number(text).ok_or_else(|| {
        env.report_argument(b"kill", text, "unknown signal");
        FAILURE
    })
}

fn signal_number(text: &[u8]) -> Option<i32> {
    if let Some(number) = decimal::<i32>(text) {
        return (number == 0)
            .then_some(0)
            .or_else(|| Signal::from_number(number).map(Signal::number));
    }
    if text.eq_ignore_ascii_case(b"EXIT") {
        return Some(0);
    }
    named(text).map(Signal::number)
}

/// The signal with this name, which may have SIG before it.
pub fn named(text: &[u8]) -> Option<Signal> {
    let short = match text.split_at_checked(3) {
        Some((prefix, short)) if prefix.eq_ignore_ascii_case(b"SIG") => short,
        _ => text,
    };
    Signal::from_name(short)
}

/// Sends the signal to a process, a group or a job.
fn send(env: &mut Env, operand: &[u8], number: i32) -> Result<(), String> {
    let told = |result: io::Result<()>| result.map_err(|error| errno_text(&error));
    if operand.starts_with(b"%") {
        return send_to_job(env, operand, number);
    }
    let pid = decimal(operand).ok_or("not a pid or job")?;
    // A child of ours that has ended and been waited for: its pid may be somebody else's by now.
    let gone = |pid| {
        let process = env
            .children
            .jobs
            .by_pid(pid)
            .and_then(|job| job.processes.iter().find(|process| process.pid == pid));
        process.is_some_and(|process| process.state.is_final())
    };
    if pid > 0 && gone(pid) {
        return told(Err(io::Error::from_raw_os_error(nix::libc::ESRCH)));
    }
    told(deliver(pid, number))
}

fn deliver(pid: i32, number: i32) -> io::Result<()> {
    match Signal::from_number(number) {
        Some(signal) => signal::kill(pid, signal),
        None => signal::can_kill(pid),
    }
}

fn send_to_job(env: &mut Env, specification: &[u8], number: i32) -> Result<(), String> {
    let found = env.children.jobs.find(specification);
    let job = found.and_then(|number| env.children.jobs.get(number).ok_or(NoJob::Missing));
    let job = job.map_err(|problem| problem.to_string())?;
    let (number_of_job, state, targets) = (job.number, job.state(), job.targets());
    if state.is_final() || targets.is_empty() {
        return Err("the job has ended".to_owned());
    }
    let is = |signals: &[Signal]| signals.iter().any(|signal| signal.number() == number);
    let stopped = matches!(state, State::Stopped(_));
    for &target in &targets {
        deliver(target, number).map_err(|error| errno_text(&error))?;
        // A stopped process would not die before somebody continues it.
        if stopped && is(&[Signal::TERM, Signal::HUP]) {
            let _ = deliver(target, Signal::CONT.number());
        }
    }
    if (is(&[Signal::CONT]) || stopped && is(&[Signal::TERM, Signal::HUP, Signal::KILL]))
        && let Some(job) = env.children.jobs.get_mut(number_of_job)
    {
        // That it is not stopped any more need not be heard from the system first: `wait` may be next.
        job.go_on();
    }
    Ok(())
}

/// `-l`: all names, or those of exit statuses.
fn list(env: &mut Env, fields: &Fields) -> Status {
    let first = if fields.get(2) == Some(b"--") { 3 } else { 2 };
    if fields.len() <= first {
        // What asks for bash looks for the names as that one lists them.
        let for_bash = env.is_bash();
        if for_bash || fields.at(1) == b"-L" {
            table(env, if for_bash { "SIG" } else { "" });
            return SUCCESS;
        }
        for signal in Signal::all() {
            env.out.extend_from_slice(signal.name().as_bytes());
            env.out.push(b'\n');
        }
        return SUCCESS;
    }
    let mut status = SUCCESS;
    for operand in fields.iter_from(first) {
        if let Some(text) = listed(operand) {
            env.out.extend_from_slice(text.as_bytes());
            env.out.push(b'\n');
        } else {
            env.report_argument(b"kill", operand, "unknown signal");
            status = FAILURE;
        }
    }
    status
}

/// `-L`: a table of all, with their numbers.
pub fn table(env: &mut Env, prefix: &str) {
    for (index, signal) in Signal::all().enumerate() {
        let end = if index % 5 == 4 { "\n" } else { "" };
        let name = format!("{prefix}{}", signal.name());
        let entry = format!("{:2}) {name:<12}", signal.number());
        let entry = if end.is_empty() {
            &*entry
        } else {
            entry.trim_end()
        };
        env.out.extend_from_slice(entry.as_bytes());
        env.out.extend_from_slice(end.as_bytes());
    }
    while env.out.last() == Some(&b' ') {
        env.out.pop();
    }
    if env.out.last() != Some(&b'\n') {
        env.out.push(b'\n');
    }
}

/// The name for a number or an exit status, the number for a name.
fn listed(operand: &[u8]) -> Option<String> {
    match decimal(operand) {
        Some(0) => Some("EXIT".to_owned()),
        Some(number) => {
            let number = if number > 128 { number - 128 } else { number };
            Signal::from_number(number).map(|signal| signal.name().into_owned())
        }
        None => signal_number(operand).map(|number| number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals() {
        for (text, expected) in [
            ("TERM", Some(15)),
            ("SIGTERM", Some(15)),
            ("sigint", Some(2)),
            ("9", Some(9)),
            ("0", Some(0)),
            ("EXIT", Some(0)),
            ("FOO", None),
            ("", None),
            ("999", None),
            ("-9", None),
        ] {
            assert_eq!(signal_number(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(listed(b"143").as_deref(), Some("TERM"));
        assert_eq!(listed(b"2").as_deref(), Some("INT"));
        assert_eq!(listed(b"INT").as_deref(), Some("2"));
        assert_eq!(listed(b"1000"), None);
    }
}

//! The scripted cases in a host program with threads, which must never be forked: a `Shell` runs each of them, as it is
//! and with every subshell a process of its own.

#![allow(
    unsafe_code,
    clippy::expect_used,
    reason = "test code, which asks the C library to be told of each fork"
)]

use std::ffi::OsString;
use std::process::{ExitCode, exit};
use std::rc::Rc;
use std::time::Duration;

mod runner;

use runner::{Bench, Case, Outcome, Verdict};

/// What this program is called with to be the host.
const HOST: &str = "--host";

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|arg| arg == HOST) {
        host(args.get(2..).unwrap_or_default());
    }
    let mut cases = runner::load("posix");
    // What is said of a shell as a program is not said of one in a program.
    cases.retain(|case| {
        let script = &case.script;
        let elsewhere = case
            .name
            .ends_with("exit in the EXIT trap changes the status");
        !elsewhere
            && case.options.is_empty()
            && !script.contains("$SH")
            && !script.contains("set -m")
    });
    runner::main(cases, judge).code
}

fn judge() -> impl Fn(&Case, usize) -> Verdict {
    let bench = Bench::new(Duration::from_secs(60));
    let own = std::env::current_exe().expect("the program has a path");
    let own = own.to_string_lossy();
    let shells = [
        bench.shell("embedded", &[&own, HOST], true),
        bench.shell("embedded-apart", &[&own, HOST, "-o", "forksubshell"], true),
    ];
    move |case, number| {
        if let Some(reason) = runner::lacks(case) {
            return Outcome::Skipped(reason).into();
        }
        let stories: Vec<String> = shells
            .iter()
            .filter_map(|shell| bench.run(shell, case, number).err())
            .collect();
        match stories.as_slice() {
            [] => Outcome::Passed.into(),
            stories => Outcome::Failed(stories.join("\n")).into(),
        }
    }
}

unsafe extern "C" {
    fn pthread_atfork(
        prepare: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> i32;
}

/// What no shell may ever do here.
extern "C" fn forked() {
    let text = b"the host was forked\n";
    let _ = tine::sys::fd::write_all(2, text);
    tine::process::exit_now(99);
}

/// Runs a script as a shell would, in a program whose other threads allocate all the time.
fn host(args: &[OsString]) -> ! {
    // SAFETY: the handler is async-signal-safe and takes nothing.
    unsafe { pthread_atfork(Some(forked), None, None) };
    for _ in 0..2 {
        std::thread::spawn(|| {
            loop {
                std::hint::black_box(vec![0_u8; 4096]);
                std::thread::sleep(Duration::from_micros(100));
            }
        });
    }
    let mut shell = tine::shell::Shell::new();
    let mut args = args;
    if let [_, option, rest @ ..] = args
        && args.first().is_some_and(|arg| arg == "-o")
    {
        assert!(
            shell.set_option(&option.to_string_lossy(), true),
            "no option {}",
            option.display()
        );
        args = rest;
    }
    let status = args.split_first().map(|(script, parameters)| {
        shell.environment_mut().script.arg0 = Rc::from(script.as_encoded_bytes());
        shell.set_args(parameters).map_err(std::io::Error::other)?;
        shell.run_file(script)
    });
    drop(shell);
    match status {
        Some(Ok(status)) => exit(status.code().unwrap_or(128)),
        other => {
            let _ = tine::sys::fd::write_all(2, format!("{other:?}\n").as_bytes());
            exit(98)
        }
    }
}

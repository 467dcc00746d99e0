//! The engine in hosts that make it hard: descriptors missing, limits low, signals pouring in, statuses taken away,
//! directories gone, environments changing. Each test is a process of its own, as these things belong to the process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(unsafe_code, reason = "hosts that install handlers of their own")]

mod signals;
#[path = "../support/mod.rs"]
mod support;
mod surroundings;
mod values;

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;
use support::PATIENCE;
use tine::process::{Command, Mode, Stdio};
use tine::shell::Shell;
use tine::{popen, system};

/// Runs `body` in a process that runs this test only.
fn apart(name: &str, body: impl FnOnce()) {
    const VARIABLE: &str = "TINE_TEST_APART";
    if std::env::var(VARIABLE).is_ok_and(|value| value == name) {
        return body();
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(VARIABLE, name)
        .timeout(PATIENCE)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{}\n{}",
        output.status,
        String::from_utf8_lossy(&said)
    );
}

/// A bit of everything, each with an answer that is known.
fn everything() {
    let output = Command::new("sh")
        .args(["-c", "cat; echo err >&2; exit 3"])
        .stdin(Stdio::bytes("in"))
        .output()
        .unwrap();
    assert_eq!(
        (&output.stdout[..], &output.stderr[..]),
        (&b"in"[..], &b"err\n"[..])
    );
    assert_eq!(output.status.code(), Some(3));
    let pipeline =
        Command::new("printf").arg("b\\na\\n") | Command::new("sort") | Command::new("cat");
    assert_eq!(pipeline.stderr(Stdio::merge()).read().unwrap(), b"a\nb");
    let fed = Command::new("wc")
        .arg("-c")
        .stdin(Stdio::reader(std::io::repeat(0).take(300_000)));
    assert_eq!(fed.read().unwrap().trim_ascii(), b"300000");
    assert_eq!(system("exit 4").unwrap().code(), Some(4));
    assert_eq!(system("kill -TERM $$").unwrap().signal(), Some(15));
    let mut both = popen("read x; echo \"<$x>\"", Mode::Both).unwrap();
    both.write_all(b"hello\n").unwrap();
    let mut text = String::new();
    both.read_to_string(&mut text).unwrap();
    assert_eq!(text, "<hello>\n");
    assert!(both.close().unwrap().success());
    let mut job = Command::new("sleep")
        .arg("1000")
        .process_group(0)
        .spawn()
        .unwrap();
    assert!(
        job.wait_timeout(Duration::from_millis(1))
            .unwrap()
            .is_none()
    );
    assert!(!job.cancel(PATIENCE).unwrap().success());
    embedded();
}

fn embedded() {
    let mut shell = Shell::new();
    let script = "x=$(printf 'c\\na\\n' | sort | head -n 1); (exit 7); echo $x $?; /bin/echo out; (echo err >&2; exit 5) & wait $!; exit $?";
    let output = shell.capture(script).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a 7\nout\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "err\n");
    assert_eq!(output.status.code(), Some(5));
    let output = shell
        .filter(
            "while read -r x; do echo $x; done | tac; sh -c 'exit 9'",
            "1\n2\n",
        )
        .unwrap();
    assert_eq!(output.stdout, b"2\n1\n");
    assert_eq!(output.status.code(), Some(9));
}

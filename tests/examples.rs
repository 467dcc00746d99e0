//! Every example runs and says what it should.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests"
)]

use std::path::PathBuf;
use tine::process::{Command, Stdio};

/// Where cargo puts the examples of the profile that this test was built with.
fn example(name: &str) -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.push("examples");
    path.push(name);
    path
}

fn says(name: &str, expected: &str) {
    let path = example(name);
    if !path.exists() {
        println!(
            "skipped: {name} is not built; `cargo test` without a selection of targets builds it"
        );
        return;
    }
    let output = Command::new(path).stdin(Stdio::null()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert_eq!(text, expected);
}

#[test]
fn processes() {
    says(
        "processes",
        "command: exit status: 0\ndifferent words: 4\nlow door: Some(Exited(42))\n",
    );
}

#[test]
fn forking() {
    says(
        "forking",
        "fork: Some(Exited(42))\nexec: Some(Exited(3))\nspawn: Some(Exited(22))\nspawn: true\ncommand: exit status: 0\n\
         not there: No such file or directory (os error 2)\nno right: Permission denied (os error 13)\n\
         too long: Argument list too long (os error 7)\n",
    );
}

#[test]
fn waiting() {
    says(
        "waiting",
        "ended: Zombie\nwait: Exited(7)\ngone: true\nno child: true\nrunning: None\nSTOP: Some(Stopped(SIGSTOP))\n\
         CONT: Some(Continued)\nKILL: Some(Signaled { signal: SIGKILL, core: false })\nstatuses: 6\nignored: true\n\
         orphan adopted\norphan: Some(Signaled { signal: SIGTERM, core: false })\n",
    );
}

#[test]
fn states() {
    says(
        "states",
        "stage 0: Running\nstage 1: Sleeping\nstage 0: Stopped\nstage 1: Stopped\nstage 0: Running\nchildren: true\n\
         one group: true\nmemory: true\nit has computed\nstage 0: Zombie\ngone: true\n",
    );
}

#[test]
fn embedding() {
    says(
        "embedding",
        "fork-1.2.tar\ntine-1.2.tar\nstatus Some(1), 2 notes\n\"6\\n20\\n\"\n/ 1.2\n/tmp unset\nhost unmoved: true\n\
         failed: true, said why: true\n",
    );
}

#[test]
fn system() {
    says(
        "system",
        "true: exit status: 0\npipeline: exit status: 0\nsignal: Some(SIGTERM)\ninterrupted: Some(2)\nafterwards: true\n\
         0 1 2 3 \npopen: \"to\\nbe\\n\", exit status: 0\n",
    );
}

#[test]
fn popen() {
    says(
        "popen",
        "read this: exit status: 0\nwritten: line\nexit status: 0\nsorted: 8 9 10\n",
    );
}

#[test]
fn reaping() {
    says(
        "reaping",
        "pipeline: exit status: 1\n  stage: exit status: 1, used memory: true\n  stage: exit status: 0, used memory: true\n\
         stopped: Stopped\ncancelled by Some(SIGTERM)\nno zombie\n",
    );
}

#[test]
fn signals() {
    says(
        "signals",
        "flag: true\ndescriptor: Some(SIGUSR2)\nchannel: SIGUSR1\nRTMIN+1: value Some(42), from ourselves: true\n\
         none in time: None\ntimer: value Some(7)\nalarm: true\ninterval: 3 times\n\
         abort: Some(SIGABRT)\nstill here\n",
    );
}

#[test]
fn pipes() {
    says("pipes", "sum: 6\nchannel 3: progress\nping\npong\n");
}

#[test]
fn fifos() {
    says(
        "fifos",
        "without a reader: true\nrequest: first\nrequest: second\n",
    );
}

#[test]
fn sockets() {
    says(
        "sockets",
        "stream: echo, exit status: 0\ndatagram: one, from the client: true\ndatagram: two, from the client: true\n\
         packets: 3 and 5 bytes\npeer is this process: true\nfile: sent along\n",
    );
}

#[test]
fn shared() {
    let path = example("shared");
    if path.exists() {
        let text = Command::new(path).read().unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(
            text.starts_with("by turns: 2000\natomically: 2000\nsemaphore: 1\nqueue: urgent"),
            "{text}"
        );
        assert!(text.ends_with("locked: true"), "{text}");
    }
}

#[test]
fn daemon() {
    says(
        "daemon",
        "ready: true\na second one: true\nstopped: true\nserving\nstopping\nfailed: no configuration\n",
    );
}

#[test]
fn pool() {
    says(
        "pool",
        "0: 16\n1: crashed twice, exit status: 9\n2: x: invalid digit found in string\n3: 144\n4: 49\n5 steps\n\
         after reload: 6\nnew workers: true\nforked: 9 81\n",
    );
}

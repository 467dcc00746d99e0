//! Lines run by the shell that is linked into this very program.

use super::support::{alone, children};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use tine::process::{Command, Mode, Stdio};
use tine::signal::Signal;
use tine::{line, popen, signal, system};

#[test]
fn a_line_is_run_by_the_shell_that_is_linked_in() {
    let _alone = alone();
    // No other shell has this option.
    assert!(system("set -o forksubshell").unwrap().success());
    assert_eq!(system("exit 9").unwrap().code(), Some(9));
    assert_eq!(system("kill -KILL $$").unwrap().signal(), Some(9));
    assert_eq!(system("if").unwrap().code(), Some(2));
    let text = line::command("echo \"$0 $#\" \"$-\"; test $PPID = \"$ME\" && set -o | grep posix")
        .env("ME", std::process::id().to_string())
        .read()
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.starts_with("sh 0 ") && text.ends_with("on"), "{text}");
    // A stage among others, in another directory, with descriptors closed, with no environment at all.
    let pipeline = line::command("pwd; cat")
        .current_dir("/")
        .stdin(Stdio::bytes("x\n"))
        | Command::new("sort");
    assert_eq!(pipeline.read().unwrap(), b"/\nx");
    let closed = line::command("echo $A")
        .env_clear()
        .env("A", "b")
        .stdin(Stdio::closed())
        .stderr(Stdio::closed());
    assert_eq!(closed.read().unwrap(), b"b");
}

#[test]
fn a_line_can_be_talked_to() {
    let _alone = alone();
    let mut both = popen("while read -r n; do echo $((n * n)); done", Mode::Both).unwrap();
    both.write_all(b"3\n4\n").unwrap();
    both.finish_writing();
    let mut text = String::new();
    both.read_to_string(&mut text).unwrap();
    assert_eq!(text, "9\n16\n");
    assert!(both.close().unwrap().success());
    // A reader that does not read to the end: the writer gets SIGPIPE, and closing does not hang.
    let mut endless = popen("while :; do echo y; done", Mode::Read).unwrap();
    endless.read_exact(&mut [0; 2]).unwrap();
    assert_eq!(
        endless.close().unwrap().signal(),
        Some(Signal::PIPE.number())
    );
}

#[test]
fn lines_from_many_threads_leave_the_signals_as_they_were() {
    let _alone = alone();
    let before = [Signal::INT, Signal::QUIT].map(|signal| signal::disposition(signal).unwrap());
    let threads: Vec<_> = (0..8)
        .map(|code| {
            std::thread::spawn(move || {
                for _ in 0..10 {
                    // The host ignores the interrupt, the line does not.
                    let status = system(format!("kill -INT $PPID; exit {code}")).unwrap();
                    assert_eq!(status.code(), Some(code));
                    assert_eq!(
                        system("kill -QUIT $$").unwrap().signal(),
                        Some(Signal::QUIT.number())
                    );
                }
                assert!(!signal::mask().contains(Signal::CHLD));
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let after = [Signal::INT, Signal::QUIT].map(|signal| signal::disposition(signal).unwrap());
    assert_eq!(before, after);
    assert_eq!(children(), []);
}

/// The program itself, as `system` starts it, behaves as a shell even where its own `main` would do something else.
#[test]
fn the_interpreter_is_this_program() {
    let _alone = alone();
    let path = line::interpreter();
    let own = fs::canonicalize(&path).unwrap();
    assert_eq!(
        own,
        std::env::current_exe().and_then(fs::canonicalize).unwrap()
    );
    assert_ne!(
        path,
        PathBuf::from("/proc/self/exe"),
        "started by that name, it is itself"
    );
}

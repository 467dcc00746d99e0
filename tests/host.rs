//! The engine inside a program that has its own threads, its own SIGCHLD handler and its own children. One test, as
//! handlers belong to the whole process.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]
#![allow(unsafe_code, reason = "a host that installs handlers of its own")]

use nix::libc;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use tine::process::{Command, View};

static CALLS: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: libc::c_int) {
    CALLS.fetch_add(1, SeqCst);
}

extern "C" fn reap_everything(_: libc::c_int) {
    // SAFETY: async-signal-safe calls; `errno` is put back.
    unsafe {
        let saved = *libc::__errno_location();
        while libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) > 0 {}
        *libc::__errno_location() = saved;
    }
}

fn install(handler: SigHandler) {
    let action = SigAction::new(handler, SaFlags::SA_RESTART, SigSet::empty());
    // SAFETY: the handlers above are async-signal-safe.
    unsafe { sigaction(Signal::SIGCHLD, &action) }.unwrap();
}

/// Eight threads that start jobs of the library, each with a status of its own.
fn spawn_from_eight_threads() {
    thread::scope(|scope| {
        for thread in 0..8 {
            scope.spawn(move || {
                for round in 0..25 {
                    let code = (thread * 25 + round) % 256;
                    let script = format!("exit {code}");
                    let status = Command::new("sh").args(["-c", &script]).status().unwrap();
                    assert_eq!(status.code(), Some(code));
                }
            });
        }
    });
}

/// Whether the kernel keeps an ended process's status for those who have a descriptor for it (Linux 6.15).
fn kernel_keeps_statuses() -> bool {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (6, 15)
}

#[test]
fn the_host_keeps_its_handler_and_its_children() {
    install(SigHandler::Handler(count));
    thread::scope(|scope| {
        let own = scope.spawn(|| {
            for code in 0..50 {
                let script = format!("exit {code}");
                let mut child = std::process::Command::new("sh")
                    .args(["-c", &script])
                    .spawn()
                    .unwrap();
                assert_eq!(child.wait().unwrap().code(), Some(code));
            }
        });
        spawn_from_eight_threads();
        own.join().unwrap();
    });
    assert!(CALLS.load(SeqCst) > 0);

    if kernel_keeps_statuses() {
        // A host that takes every child it can get, and one that has the kernel do so.
        install(SigHandler::Handler(reap_everything));
        spawn_from_eight_threads();
        install(SigHandler::SigIgn);
        spawn_from_eight_threads();
    } else {
        println!("skipped: statuses that the host takes away, as this kernel does not keep them");
    }
    install(SigHandler::SigDfl);
    let left = View::children_of(std::process::id() as i32).unwrap();
    assert!(left.is_empty(), "{left:?}");
}

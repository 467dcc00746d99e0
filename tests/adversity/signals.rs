//! Hosts with handlers of their own, hosts that reap what is not theirs, and storms of signals.

use super::support::{children, kernel_keeps_statuses, wait_for};
use super::{apart, everything};
use nix::libc;
use std::io::Write;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;
use tine::ipc::{Fifo, MessageQueue, Semaphore, SeqPacket};
use tine::process::{Command, Mode, Pipeline, Stdio, View, adopt_orphans, popen_with, waitpid};
use tine::signal::{Clock, Setting, Signal, SignalSet, set_interval};

extern "C" fn nothing(_: libc::c_int) {}

/// Signals that interrupt every system call of every thread, a few thousand a second.
fn storm() {
    let handler = nix::sys::signal::SigHandler::Handler(nothing);
    let flags = nix::sys::signal::SaFlags::empty();
    let action =
        nix::sys::signal::SigAction::new(handler, flags, nix::sys::signal::SigSet::empty());
    // SAFETY: the handler does nothing.
    unsafe { nix::sys::signal::sigaction(nix::sys::signal::SIGALRM, &action) }.unwrap();
    let every = Duration::from_micros(300);
    set_interval(Clock::Real, Setting::every(every)).unwrap();
}

#[test]
fn signals_pour_in() {
    apart("signals::signals_pour_in", || {
        storm();
        for _ in 0..5 {
            everything();
        }
        let (one, other) = SeqPacket::pair().unwrap();
        let name = format!("/tine-storm-{}", std::process::id());
        let semaphore = Semaphore::create(&name, 0, 0o600).unwrap();
        Semaphore::unlink(&name).unwrap();
        let queue = MessageQueue::create(&name, 1, 8, 0o600);
        let pause = || std::thread::sleep(Duration::from_millis(20));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                pause();
                one.send(b"x").unwrap();
                pause();
                semaphore.post().unwrap();
                pause();
                if let Ok(queue) = &queue {
                    queue.send(b"x", 1).unwrap();
                }
            });
            assert_eq!(other.receive(&mut [0; 4]).unwrap(), 1);
            semaphore.wait().unwrap();
            match &queue {
                Ok(queue) => assert_eq!(queue.receive().unwrap(), (b"x".to_vec(), 1)),
                Err(error) => println!("no message queues here: {error}"),
            }
        });
        let _ = MessageQueue::unlink(&name);
        let place = tempfile::tempdir().unwrap();
        let fifo = Fifo::create(place.path().join("fifo"), 0o600).unwrap();
        assert!(fifo.open_write(Duration::from_millis(20)).is_err());
        set_interval(Clock::Real, Setting::default()).unwrap();
        assert_eq!(children(), []);
    });
}

extern "C" fn reap_everything(_: libc::c_int) {
    // SAFETY: async-signal-safe calls; `errno` is put back.
    unsafe {
        let saved = *libc::__errno_location();
        while libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) > 0 {}
        *libc::__errno_location() = saved;
    }
}

fn on_child(handler: nix::sys::signal::SigHandler) {
    let flags = nix::sys::signal::SaFlags::SA_RESTART;
    let action =
        nix::sys::signal::SigAction::new(handler, flags, nix::sys::signal::SigSet::empty());
    // SAFETY: the handlers here are async-signal-safe.
    unsafe { nix::sys::signal::sigaction(nix::sys::signal::SIGCHLD, &action) }.unwrap();
}

#[test]
fn the_host_reaps_everything() {
    apart("signals::the_host_reaps_everything", || {
        if !kernel_keeps_statuses() {
            return;
        }
        for handler in [
            nix::sys::signal::SigHandler::SigIgn,
            nix::sys::signal::SigHandler::Handler(reap_everything),
        ] {
            on_child(handler);
            for _ in 0..20 {
                everything();
            }
            let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(everything)).collect();
            for thread in threads {
                thread.join().unwrap();
            }
            statuses_in_eight_threads();
        }
        on_child(nix::sys::signal::SigHandler::SigDfl);
        assert_eq!(children(), []);
    });
}

/// Eight threads that start jobs of the library, each with a status of its own.
fn statuses_in_eight_threads() {
    let run = |thread: i32| {
        for code in thread * 25..(thread + 1) * 25 {
            let command = Command::new("sh").args(["-c", &format!("exit {code}")]);
            assert_eq!(command.status().unwrap().code(), Some(code));
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..8 {
            scope.spawn(move || run(thread));
        }
    });
}

static CALLS: AtomicU32 = AtomicU32::new(0);

extern "C" fn count(_: libc::c_int) {
    CALLS.fetch_add(1, SeqCst);
}

#[test]
fn the_host_keeps_its_handler_and_its_children() {
    apart(
        "signals::the_host_keeps_its_handler_and_its_children",
        || {
            on_child(nix::sys::signal::SigHandler::Handler(count));
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    for code in 0..50 {
                        let mut own = std::process::Command::new("sh");
                        own.args(["-c", &format!("exit {code}")]);
                        assert_eq!(own.status().unwrap().code(), Some(code));
                    }
                });
                statuses_in_eight_threads();
            });
            assert!(CALLS.load(SeqCst) > 0);
            assert_eq!(children(), []);
        },
    );
}

/// Without a kernel that keeps statuses, what is lost is an error, and neither a hang nor a made-up status.
#[test]
fn a_status_taken_behind_our_back_is_an_error_or_the_truth() {
    apart(
        "signals::a_status_taken_behind_our_back_is_an_error_or_the_truth",
        || {
            let mut job = Command::new("sh").args(["-c", "exit 6"]).spawn().unwrap();
            // Not by a handler: nothing told us to be careful when it was started.
            let pid = job.pids()[0];
            let taken = waitpid(pid, tine::process::WaitFlags::empty()).unwrap();
            assert!(taken.is_some());
            match job.wait() {
                Ok(status) => assert_eq!(status.code(), Some(6)),
                Err(error) => assert_eq!(error.errno(), Some(libc::ECHILD)),
            }
        },
    );
}

#[test]
fn orphans_come_to_their_adopter() {
    apart("signals::orphans_come_to_their_adopter", || {
        adopt_orphans(true).unwrap();
        let pid = Command::new("sh")
            .args(["-c", "sleep 1000 >/dev/null 2>&1 & echo $!"])
            .read()
            .unwrap();
        let orphan: i32 = String::from_utf8(pid).unwrap().trim().parse().unwrap();
        wait_for("adoption", || {
            View::of(orphan).unwrap().parent == std::process::id() as i32
        });
        // The library has not started it, and leaves it alone.
        everything();
        tine::signal::kill(orphan, Signal::KILL).unwrap();
        let ended = waitpid(orphan, tine::process::WaitFlags::empty()).unwrap();
        assert!(ended.is_some_and(|(pid, _)| pid == orphan));
        assert_eq!(children(), []);
    });
}

#[test]
fn a_host_that_blocks_all_signals_and_dies_of_sigpipe() {
    apart(
        "signals::a_host_that_blocks_all_signals_and_dies_of_sigpipe",
        || {
            tine::signal::set_default(Signal::PIPE).unwrap();
            let blocked = tine::signal::Blocked::new(
                SignalSet::ALL.without(Signal::PIPE).without(Signal::TERM),
            );
            everything();
            // A feeding thread whose reader has enough does not kill the host.
            let enough = Command::new("head")
                .args(["-c", "1"])
                .stdin(Stdio::reader(std::io::repeat(b'x')));
            assert_eq!(enough.read().unwrap(), b"x");
            let long =
                Pipeline::from(Command::new("yes")).stage(Command::new("head").args(["-n", "1"]));
            assert_eq!(long.read().unwrap(), b"y");
            drop(blocked);
            let mut stream = popen_with(Command::new("true"), Mode::Write).unwrap();
            tine::signal::ignore(Signal::PIPE).unwrap();
            wait_for("a broken pipe", || stream.write_all(&[0; 4096]).is_err());
            assert!(stream.close().unwrap().success());
        },
    );
}

//! The engine under load, as a Rust program uses it: many jobs, long pipelines, much data, cancellation; and nothing
//! left behind, neither a zombie nor a descriptor.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::sync::MutexGuard;
use std::time::Duration;
use support::{PATIENCE, alone, children, descriptors, wait_for};
use tine::process::{
    Command, Error, Limit, Mode, Pipeline, Resource, State, Stdio, View, popen_with,
};
use tine::signal::{Signal, SignalSet};
use tine::sys::limit;

struct Ledger {
    descriptors: usize,
    _alone: MutexGuard<'static, ()>,
}

impl Ledger {
    /// Begins a test: what is open now must be what is open in the end.
    fn open() -> Self {
        let alone = alone();
        // The reaper keeps a pipe once it has been needed.
        let mut job = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let stdin = job.stdin.take();
        drop(job);
        drop(stdin);
        // Its descriptor for the child goes a moment after the child.
        wait_for("the reaper", || {
            children().is_empty() && !watches_children()
        });
        let most = limit::get(Resource::OpenFiles).unwrap();
        limit::set(
            Resource::OpenFiles,
            Limit {
                soft: most.hard,
                hard: most.hard,
            },
        )
        .unwrap();
        Self {
            descriptors: descriptors(),
            _alone: alone,
        }
    }

    fn close(self) {
        wait_for("children to be gone", || children().is_empty());
        wait_for("descriptors to be closed", || {
            descriptors() == self.descriptors
        });
    }
}

/// Whether this process has a descriptor for another one.
fn watches_children() -> bool {
    let entries = fs::read_dir("/proc/self/fd").unwrap();
    let links = entries.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    links
        .into_iter()
        .any(|link| link.as_os_str().as_encoded_bytes().ends_with(b"[pidfd]"))
}

#[test]
fn a_thousand_jobs_at_once() {
    let ledger = Ledger::open();
    let (reader, writer) = std::io::pipe().unwrap();
    let mut jobs: Vec<_> = (0..1000)
        .map(|number| {
            let script = format!("read x; exit {}", number % 256);
            let stdin = reader.try_clone().unwrap();
            Command::new("sh")
                .args(["-c", &script])
                .stdin(stdin)
                .spawn()
                .unwrap()
        })
        .collect();
    assert_eq!(children().len(), 1000);
    // The end of file lets all of them go.
    drop(writer);
    for (number, job) in jobs.iter_mut().enumerate() {
        assert_eq!(job.wait().unwrap().code(), Some(number as i32 % 256));
    }
    drop(reader);
    ledger.close();
}

#[test]
fn two_hundred_stages() {
    let ledger = Ledger::open();
    let mut pipeline = Pipeline::new().stdin(Stdio::bytes("through all of them"));
    for _ in 0..200 {
        pipeline = pipeline.stage(Command::new("cat"));
    }
    assert_eq!(pipeline.read().unwrap(), b"through all of them");
    ledger.close();
}

#[test]
fn a_stage_may_read_and_write_elsewhere_than_the_pipe() {
    let ledger = Ledger::open();
    let (mut reader, writer) = std::io::pipe().unwrap();
    let aside = Command::new("echo").arg("aside").stdout(writer);
    let own = Command::new("cat").stdin(Stdio::bytes("own"));
    // "Piped" between two stages is their pipe.
    let pipeline = aside | own.stdout(Stdio::piped()) | Command::new("cat").stdin(Stdio::piped());
    assert_eq!(pipeline.read().unwrap(), b"own");
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "aside\n");
    drop(reader);
    ledger.close();
}

#[test]
fn what_is_said_of_a_part_holds_for_the_whole() {
    let ledger = Ledger::open();
    let sleep = || Command::new("sleep").arg("1000");
    let mut job = (sleep() | Command::new("cat").process_group(0))
        .spawn()
        .unwrap();
    let groups: Vec<_> = View::of_job(&job).iter().map(|view| view.group).collect();
    assert_eq!(groups, [job.pgid().unwrap(); 2]);
    job.kill().unwrap();
    job.wait().unwrap();
    let late = sleep() | Command::new("cat").timeout(Duration::from_millis(1));
    assert!(matches!(late.read(), Err(Error::TimedOut { .. })));
    let complaint = || Command::new("sh").args(["-c", "cat; echo complaint >&2"]);
    let first = Command::new("echo").arg("x") | complaint();
    let second: Pipeline = [complaint(), Command::new("cat")].into_iter().collect();
    let joined = first | second.stderr(Stdio::piped()).pipefail(true);
    let output = joined.stdout(Stdio::piped()).spawn().unwrap();
    let output = output.into_output().unwrap();
    assert_eq!(output.stdout, b"x\n");
    assert_eq!(output.stderr, b"complaint\n".repeat(2));
    ledger.close();
}

#[test]
fn a_hundred_megabytes_through_three_stages() {
    const SIZE: u64 = 100_000_000;
    let ledger = Ledger::open();
    let pipeline = Command::new("cat").stdin(Stdio::reader(std::io::repeat(b'x').take(SIZE)))
        | Command::new("cat")
        | Command::new("cat").stdout(Stdio::piped());
    let mut job = pipeline.spawn().unwrap();
    let copied = std::io::copy(&mut job.stdout.take().unwrap(), &mut std::io::sink()).unwrap();
    assert_eq!(copied, SIZE);
    assert!(job.wait().unwrap().success());
    assert!(job.usage().iter().all(Option::is_some));
    ledger.close();
}

#[test]
fn cancellation_at_any_moment() {
    let ledger = Ledger::open();
    let mut state = 1_u32;
    for _ in 0..40 {
        let pipeline = Command::new("yes")
            | Command::new("cat")
            | Command::new("sh").args(["-c", "cat >/dev/null"]);
        let mut job = pipeline.process_group(0).spawn().unwrap();
        // A moment that differs from round to round.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        for _ in 0..state >> 20 {
            std::hint::spin_loop();
        }
        job.cancel(PATIENCE).unwrap();
        assert!(job.statuses().iter().all(Option::is_some));
        // The whole group is gone, grandchildren too; those are for process 1 to reap, when it likes.
        let alive = |view: &View| Some(view.group) == job.pgid() && view.state != State::Zombie;
        wait_for("the group's end", || {
            !View::all().unwrap().iter().any(alive)
        });
    }
    ledger.close();
}

#[test]
fn term_that_is_not_heard_is_followed_by_kill() {
    let ledger = Ledger::open();
    let deaf = Command::new("sh").args([
        "-c",
        "trap '' TERM; echo ready; while :; do sleep 1000; done",
    ]);
    let mut job = deaf
        .process_group(0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    assert_eq!(job.lines().next().unwrap().unwrap(), b"ready");
    assert_eq!(
        job.cancel(Duration::from_millis(10)).unwrap().signal(),
        Some(9)
    );
    ledger.close();
}

#[test]
fn dropped_jobs_leave_no_zombie() {
    let ledger = Ledger::open();
    let mut kept = Vec::new();
    for _ in 0..100 {
        let mut job = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        kept.extend(job.stdin.take());
        job.detach();
    }
    assert!(children().iter().all(|view| view.state != State::Zombie));
    drop(kept);
    ledger.close();
}

#[test]
fn a_stage_that_cannot_start_takes_the_others_with_it() {
    let ledger = Ledger::open();
    let pipeline = Command::new("sleep").arg("1000") | Command::new("/nonexistent/program");
    let error = pipeline.spawn().unwrap_err();
    assert_eq!(error.errno(), Some(2));
    assert!(
        error.to_string().starts_with("/nonexistent/program: "),
        "{error}"
    );
    ledger.close();
}

#[test]
fn failures_to_start_are_told_apart() {
    let ledger = Ledger::open();
    let directory = tempfile::tempdir().unwrap();
    let text = directory.path().join("text");
    fs::write(&text, "no program").unwrap();
    let errno = |command: Command| match command.status() {
        Err(Error::Start { error, .. }) => error.errno,
        other => panic!("{other:?}"),
    };
    assert_eq!(errno(Command::new(&text)), nix::libc::EACCES);
    fs::set_permissions(&text, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(errno(Command::new(&text)), nix::libc::ENOEXEC);
    assert_eq!(
        errno(Command::new("no-such-program-at-all")),
        nix::libc::ENOENT
    );
    assert_eq!(
        errno(Command::new("true").arg("x".repeat(1 << 22))),
        nix::libc::E2BIG
    );
    assert_eq!(errno(Command::new("true").arg("a\0b")), nix::libc::EINVAL);
    assert_eq!(
        errno(Command::new("true").current_dir("/nonexistent")),
        nix::libc::ENOENT
    );
    ledger.close();
}

#[test]
fn both_streams_are_captured_at_once() {
    let ledger = Ledger::open();
    let script = "i=0; while [ $i -lt 2000 ]; do printf %0200d $i; printf %0200d $i >&2; i=$((i+1)); done; exit 3";
    let output = Command::new("sh").args(["-c", script]).output().unwrap();
    assert_eq!(
        (output.stdout.len(), output.stderr.len()),
        (400_000, 400_000)
    );
    assert_eq!(output.status.code(), Some(3));
    let merged = Command::new("sh")
        .args(["-c", "echo out; echo err >&2"])
        .stderr(Stdio::merge())
        .read()
        .unwrap();
    assert_eq!(merged, b"out\nerr");
    let failing = Command::new("sh").args(["-c", "cat; echo first >&2"])
        | Command::new("sh").args(["-c", "cat; exit 1"]);
    let output = failing
        .clone()
        .stdin(Stdio::bytes("data "))
        .stderr(Stdio::merge())
        .output()
        .unwrap();
    assert_eq!(output.stdout.len(), "data first\n".len());
    assert!(matches!(
        failing.stdin(Stdio::null()).stderr(Stdio::null()).read(),
        Err(Error::Failed { .. })
    ));
    ledger.close();
}

#[test]
fn time_runs_out() {
    let ledger = Ledger::open();
    let slow = || {
        Command::new("sleep")
            .arg("1000")
            .timeout(Duration::from_millis(1))
    };
    assert!(matches!(slow().status(), Err(Error::TimedOut { .. })));
    assert!(matches!(slow().output(), Err(Error::TimedOut { .. })));
    let mut job = Command::new("sleep").arg("1000").spawn().unwrap();
    assert!(
        job.wait_timeout(Duration::from_millis(1))
            .unwrap()
            .is_none()
    );
    job.kill().unwrap();
    assert_eq!(
        job.wait_timeout(PATIENCE).unwrap().unwrap().signal(),
        Some(9)
    );
    ledger.close();
}

#[test]
fn stopped_and_continued() {
    let ledger = Ledger::open();
    let mut job = Command::new("sleep").arg("1000").spawn().unwrap();
    let pid = job.pids()[0];
    job.signal(Signal::STOP).unwrap();
    wait_for("the stop", || {
        View::of(pid).unwrap().state == State::Stopped
    });
    assert!(job.try_wait().unwrap().is_none());
    job.signal(Signal::CONT).unwrap();
    wait_for("the continuation", || {
        View::of(pid).unwrap().state == State::Sleeping
    });
    job.cancel(PATIENCE).unwrap();
    // Its number may be somebody else's by now.
    job.kill().unwrap();
    ledger.close();
}

#[test]
fn a_child_starts_with_clean_signals() {
    let ledger = Ledger::open();
    let _blocked = tine::signal::Blocked::new(SignalSet::from(Signal::USR1).with(Signal::TERM));
    let text = Command::new("cat").arg("/proc/self/status").read().unwrap();
    let text = String::from_utf8(text).unwrap();
    let value = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .unwrap()
            .trim()
            .to_owned()
    };
    assert_eq!(u64::from_str_radix(&value("SigBlk:"), 16), Ok(0));
    // Rust's start-up ignores SIGPIPE in this process.
    assert_eq!(
        u64::from_str_radix(&value("SigIgn:"), 16).unwrap() & (1 << 12),
        0
    );
    ledger.close();
}

#[test]
fn only_what_was_given_is_open_in_a_child() {
    let ledger = Ledger::open();
    let extra = fs::File::open("/dev/zero").unwrap();
    let script = "for fd in /proc/self/fd/*; do echo ${fd##*/}; done; readlink /proc/self/fd/7";
    let text = Command::new("sh")
        .args(["-c", script])
        .fd(7, extra)
        .read()
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    let mut lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.pop(), Some("/dev/zero"));
    // Beside those three and the one given, what this process was itself started with. 3 may be the directory's.
    let ours = |fd: &&str| {
        let info = fs::read_to_string(format!("/proc/self/fdinfo/{fd}")).unwrap_or_default();
        let flags = info
            .lines()
            .find_map(|line| line.strip_prefix("flags:"))
            .unwrap_or("0")
            .trim();
        matches!(*fd, "0" | "1" | "2" | "3" | "7")
            || (!info.is_empty()
                && i64::from_str_radix(flags, 8).unwrap() & i64::from(nix::libc::O_CLOEXEC) == 0)
    };
    lines.retain(|fd| !ours(fd));
    assert!(lines.is_empty(), "{lines:?}");
    ledger.close();
}

#[test]
fn a_stream_goes_both_ways() {
    let ledger = Ledger::open();
    let mut upper = popen_with(Command::new("tr").args(["a-z", "A-Z"]), Mode::Both).unwrap();
    upper.write_all(b"loud").unwrap();
    upper.finish_writing();
    let mut text = String::new();
    upper.read_to_string(&mut text).unwrap();
    assert_eq!(text, "LOUD");
    assert!(upper.close().unwrap().success());
    ledger.close();
}

#[test]
fn handles_wait_and_kill_from_other_threads() {
    let ledger = Ledger::open();
    for _ in 0..20 {
        let mut job = Command::new("sleep").arg("1000").spawn().unwrap();
        let waiters: Vec<_> = (0..4)
            .map(|_| {
                let handle = job.handle();
                std::thread::spawn(move || handle.wait().unwrap())
            })
            .collect();
        let killer = job.handle();
        std::thread::spawn(move || killer.kill().unwrap());
        assert_eq!(job.wait().unwrap().signal(), Some(9));
        for waiter in waiters {
            assert_eq!(waiter.join().unwrap().signal(), Some(9));
        }
    }
    ledger.close();
}

#[test]
fn a_closed_queue_leaves_no_descriptor_and_failed_memory_no_name() {
    use tine::ipc::{MessageQueue, SharedMemory};
    let name = format!("/tine-library-left-{}", std::process::id());
    // Where it lives; a size of 0 is no limit.
    let place = nix::sys::statvfs::statvfs("/dev/shm").unwrap();
    let too_much = match (place.blocks() * place.fragment_size()) as usize {
        0 => usize::MAX,
        all => all + 1,
    };
    for size in [0, too_much, usize::MAX] {
        assert!(SharedMemory::create(&name, size, 0o600).is_err());
        assert!(SharedMemory::open(&name).is_err(), "{size} bytes");
    }
    // Not every system has message queues.
    let Ok(queue) = MessageQueue::create(&name, 1, 8, 0o600) else {
        return;
    };
    MessageQueue::unlink(&name).unwrap();
    let open = || {
        let entries = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
        let links = entries.filter_map(|entry| std::fs::read_link(entry.path()).ok());
        links
            .filter(|link| link.to_string_lossy().contains(&name))
            .count()
    };
    let seen = open();
    drop(queue);
    assert!(seen == 1 && open() == 0, "{seen}, then {}", open());
}

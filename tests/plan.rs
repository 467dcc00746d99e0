//! Starting programs by a plan: what the low door promises, proved.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::os::fd::AsRawFd;
use tine::ipc;
use tine::process::{Plan, Step, Strings, WaitFlags, WaitStatus, spawn, waitpid};
use tine::signal::{Signal, SignalSet};

fn run(plan: &Plan<'_>) -> WaitStatus {
    let pid = spawn(plan).unwrap();
    loop {
        match waitpid(pid, WaitFlags::empty()) {
            Ok(Some((_, status))) => return status,
            Ok(None) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::Interrupted),
        }
    }
}

fn output(script: &str, change: impl FnOnce(&mut Plan<'_>)) -> Vec<u8> {
    let argv = Strings::new(["sh", "-c", script]);
    let envp = Strings::new(["PATH=/usr/bin:/bin"]);
    let (read, write) = ipc::pipe().unwrap();
    let out = [(write.as_raw_fd(), 1)];
    let mut plan = Plan::new(c"/bin/sh", &argv, &envp);
    plan.moves = &out;
    change(&mut plan);
    assert!(run(&plan).is_final());
    drop(write);
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut std::fs::File::from(read), &mut text).unwrap();
    text
}

#[test]
fn status_and_signal_come_back() {
    let envp = Strings::new::<[&str; 0]>([]);
    let argv = Strings::new(["sh", "-c", "exit 7"]);
    assert_eq!(
        run(&Plan::new(c"/bin/sh", &argv, &envp)),
        WaitStatus::Exited(7)
    );
    let argv = Strings::new(["sh", "-c", "kill -TERM $$"]);
    let status = run(&Plan::new(c"/bin/sh", &argv, &envp));
    assert_eq!(
        status,
        WaitStatus::Signaled {
            signal: Signal::TERM,
            core: false
        }
    );
}

#[test]
fn a_failure_says_which_step() {
    let argv = Strings::new(["x"]);
    let envp = Strings::new::<[&str; 0]>([]);
    let mut plan = Plan::new(c"/nonexistent/x", &argv, &envp);
    let error = spawn(&plan).unwrap_err();
    assert_eq!((error.step, error.errno), (Step::Exec, nix::libc::ENOENT));
    plan.moves = &[(987, 3)];
    assert_eq!(spawn(&plan).unwrap_err().step, Step::Move(987));
    plan.moves = &[];
    plan.directory = Some(c"/nonexistent");
    assert_eq!(spawn(&plan).unwrap_err().step, Step::Directory);
    let argv = Strings::new([b"a\0b"]);
    assert_eq!(
        spawn(&Plan::new(c"/bin/true", &argv, &envp))
            .unwrap_err()
            .errno,
        nix::libc::EINVAL
    );
}

#[test]
fn alternatives_are_tried_in_turn() {
    let argv = Strings::new(["true"]);
    let envp = Strings::new::<[&str; 0]>([]);
    let mut plan = Plan::new(c"/nonexistent/true", &argv, &envp);
    plan.alternatives = &[c"/dev/null/true", c"/bin/true", c"/usr/bin/true"];
    assert_eq!(run(&plan), WaitStatus::Exited(0));
    plan.alternatives = &[c"/"];
    assert_eq!(spawn(&plan).unwrap_err().errno, nix::libc::EACCES);
}

#[test]
fn moves_may_overlap() {
    // Three one-line files on descriptors that are turned round in a circle, and one left open as it is.
    let files: Vec<_> = ["a\n", "b\n", "c\n", "d\n"]
        .map(|text| {
            let file = ipc::high(ipc::memory_file().unwrap()).unwrap();
            ipc::write_all(file.as_raw_fd(), text.as_bytes()).unwrap();
            ipc::seek(file.as_raw_fd(), 0, nix::libc::SEEK_SET).unwrap();
            file
        })
        .into();
    let [a, b, c, d] = [0, 1, 2, 3].map(|index: usize| files[index].as_raw_fd());
    let script = format!("cat /dev/fd/{a} /dev/fd/{b} /dev/fd/{c} /dev/fd/{d}");
    let text = output(&script, |plan| {
        let out = plan.moves[0];
        plan.moves = Box::leak(Box::new([out, (a, b), (b, c), (c, a), (d, d)]));
    });
    assert_eq!(text, b"c\na\nb\nd\n");
}

#[test]
fn moves_of_any_shape_come_out_right() {
    let numbered = |number: usize| {
        let file = ipc::dup_from(ipc::memory_file().unwrap().as_raw_fd(), 60).unwrap();
        ipc::write_all(file.as_raw_fd(), number.to_string().as_bytes()).unwrap();
        file
    };
    let files: Vec<_> = (0..8).map(numbered).collect();
    let fds: Vec<_> = files.iter().map(AsRawFd::as_raw_fd).collect();
    let mut state = 7_usize;
    let mut next = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..30 {
        // Each target once, each from any source: fixed points, chains, forks and cycles.
        let sources: Vec<_> = fds.iter().map(|_| next(fds.len())).collect();
        let mut moves: Vec<_> = sources
            .iter()
            .zip(&fds)
            .map(|(&from, &to)| (fds[from], to))
            .collect();
        let (one, other) = (next(fds.len()), next(fds.len()));
        moves.swap(one, other);
        let names: Vec<_> = fds.iter().map(|fd| format!("/dev/fd/{fd}")).collect();
        let text = output(&format!("cat {}", names.join(" ")), |plan| {
            moves.push(plan.moves[0]);
            plan.moves = Box::leak(moves.into_boxed_slice());
        });
        let expected: Vec<_> = sources.iter().map(usize::to_string).collect();
        assert_eq!(String::from_utf8(text).unwrap(), expected.concat());
    }
}

#[test]
fn signals_group_and_mask_are_as_planned() {
    let text = output("", |plan| {
        // Not through a shell, which may change its own mask.
        plan.program = c"/bin/cat";
        plan.argv = Box::leak(Box::new(Strings::new(["cat", "/proc/self/status"])));
        plan.ignore = SignalSet::from(Signal::USR1);
        plan.default = SignalSet::from(Signal::PIPE);
        plan.mask = Some(SignalSet::from(Signal::USR2));
        plan.group = Some(0);
        plan.default_caught = true;
    });
    let text = String::from_utf8(text).unwrap();
    let value = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        u64::from_str_radix(line.rsplit('\t').next().unwrap(), 16).unwrap()
    };
    assert_eq!(value("SigBlk"), 1 << (Signal::USR2.number() - 1));
    assert_ne!(value("SigIgn") & 1 << (Signal::USR1.number() - 1), 0);
    assert_eq!(value("SigIgn") & 1 << (Signal::PIPE.number() - 1), 0);
}

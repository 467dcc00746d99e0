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

mod support;

use nix::libc;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::time::Duration;
use support::{PATIENCE, children, kernel_keeps_statuses, wait_for};
use tine::ipc::{Fifo, MessageQueue, Semaphore, SeqPacket};
use tine::process::{
    Command, Error, Limit, Mode, Pipeline, Pool, Resource, Stdio, TaskError, View, adopt_orphans,
    popen_with, waitpid,
};
use tine::shell::Shell;
use tine::signal::{Clock, Setting, Signal, SignalSet, set_interval};
use tine::sys::limit;
use tine::{line, popen, system};

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

#[test]
fn standard_descriptors_are_closed() {
    apart("standard_descriptors_are_closed", || {
        for closed in [&[0][..], &[1], &[2], &[0, 1], &[1, 2], &[0, 2], &[0, 1, 2]] {
            let saved: Vec<_> = closed
                .iter()
                .map(|&fd| (fd, tine::ipc::dup_high(fd).unwrap()))
                .collect();
            for &fd in closed {
                tine::ipc::close(fd);
            }
            let before = fs::read_dir("/proc/self/fd").unwrap().count();
            everything();
            assert_eq!(fs::read_dir("/proc/self/fd").unwrap().count(), before);
            // What is closed here is closed there, and no pipe of ours is in its place.
            let list = Command::new("ls")
                .arg("/proc/self/fd")
                .stdin(Stdio::inherit())
                .stderr(Stdio::inherit());
            let seen = String::from_utf8(list.read().unwrap()).unwrap();
            for fd in [0, 2] {
                let there = seen.lines().any(|line| line == fd.to_string());
                // `ls` opens the directory on the lowest free one.
                let free = closed.iter().filter(|&&fd| fd != 1).min() == Some(&fd);
                assert_eq!(there, free || !closed.contains(&fd), "{closed:?}: {seen:?}");
            }
            for (fd, copy) in saved {
                tine::ipc::dup_to(std::os::fd::AsRawFd::as_raw_fd(&copy), fd).unwrap();
            }
        }
    });
}

#[test]
fn descriptors_run_out() {
    apart("descriptors_run_out", || {
        everything();
        // The reaper's pipe and the wake pipe are kept for good; count from here.
        Command::new("sleep").arg("0").spawn().unwrap().detach();
        let pidfd = |link: std::path::PathBuf| link.as_os_str().as_bytes().ends_with(b"[pidfd]");
        let watched = || {
            let entries = fs::read_dir("/proc/self/fd").unwrap();
            let mut links = entries.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
            links.any(pidfd)
        };
        wait_for("the reaper", || children().is_empty() && !watched());
        let open = fs::read_dir("/proc/self/fd").unwrap().count();
        let most = limit::get(Resource::OpenFiles).unwrap();
        let (mut failed, mut done) = (0, 0);
        for more in 0..24 {
            let soft = open as u64 + more;
            limit::set(Resource::OpenFiles, Limit { soft, ..most }).unwrap();
            let attempts = [
                (Command::new("echo").arg("x") | Command::new("cat") | Command::new("cat")).read(),
                Command::new("cat").stdin(Stdio::bytes("x")).read(),
                line::command("echo x").read(),
                Command::new("cat")
                    .stdin(Stdio::reader(&b"x"[..]))
                    .output()
                    .map(|output| output.stdout.trim_ascii().to_vec()),
            ];
            limit::set(Resource::OpenFiles, most).unwrap();
            for attempt in attempts {
                match attempt {
                    Ok(text) => {
                        assert_eq!(text, b"x");
                        done += 1;
                    }
                    Err(error) => {
                        assert_eq!(error.errno(), Some(libc::EMFILE), "{error}");
                        failed += 1;
                    }
                }
            }
            assert_eq!(children(), []);
            wait_for("descriptors to be closed", || {
                fs::read_dir("/proc/self/fd").unwrap().count() == open
            });
        }
        assert!(failed > 4 && done > 4, "{failed} {done}");
        everything();
    });
}

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
    apart("signals_pour_in", || {
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
    apart("the_host_reaps_everything", || {
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
    apart("the_host_keeps_its_handler_and_its_children", || {
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
    });
}

/// Without a kernel that keeps statuses, what is lost is an error, and neither a hang nor a made-up status.
#[test]
fn a_status_taken_behind_our_back_is_an_error_or_the_truth() {
    apart(
        "a_status_taken_behind_our_back_is_an_error_or_the_truth",
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
fn the_directory_is_gone() {
    apart("the_directory_is_gone", || {
        let place = tempfile::tempdir().unwrap();
        let gone = place.path().join("gone");
        fs::create_dir(&gone).unwrap();
        std::env::set_current_dir(&gone).unwrap();
        fs::remove_dir(&gone).unwrap();
        embedded();
        assert_eq!(system("exit 4").unwrap().code(), Some(4));
        let pipeline = Command::new("cat").stdin(Stdio::bytes("x")) | Command::new("cat");
        assert_eq!(pipeline.read().unwrap(), b"x");
        assert_eq!(Command::new("pwd").current_dir("/").read().unwrap(), b"/");
        assert_eq!(
            Command::new("./x").status().unwrap_err().errno(),
            Some(libc::ENOENT)
        );
    });
}

#[test]
fn words_of_any_bytes_and_any_number() {
    apart("words_of_any_bytes_and_any_number", || {
        let wild = OsStr::from_bytes(b"\xff\x80 *'\"\\\n$(exit 1)");
        assert_eq!(
            Command::new("printf").arg("%s").arg(wild).read().unwrap(),
            wild.as_bytes()
        );
        assert_eq!(
            Command::new("sh")
                .args(["-c", "printf %s \"$X\""])
                .env("X", wild)
                .read()
                .unwrap(),
            wild.as_bytes()
        );
        let quoted = [b"printf %s '".as_slice(), b"\xff\xfe", b"'"].concat();
        assert_eq!(
            line::command(OsStr::from_bytes(&quoted)).read().unwrap(),
            b"\xff\xfe"
        );
        // As many words as fit, and a single one too long.
        let words = vec!["word"; 50_000];
        let count = Command::new("sh")
            .args(["-c", "echo $#", "sh"])
            .args(&words)
            .read()
            .unwrap();
        assert_eq!(count, b"50000");
        let long = "x".repeat(1 << 20);
        for refused in [
            Command::new("true").arg(&long),
            Command::new("true").env("X", &long),
            line::command(&long),
            Command::new("true").args(vec![&long[..1000]; 10_000]),
        ] {
            assert_eq!(refused.status().unwrap_err().errno(), Some(libc::E2BIG));
        }
        let variables: Vec<(OsString, OsString)> = (0..10_000)
            .map(|n| (format!("V{n}").into(), "x".repeat(40).into()))
            .collect();
        let text = Command::new("sh")
            .args(["-c", "env | grep -c ^V"])
            .envs(variables)
            .read()
            .unwrap();
        assert_eq!(text, b"10000");
        assert_eq!(children(), []);
    });
}

#[test]
fn files_that_cannot_be_run() {
    apart("files_that_cannot_be_run", || {
        let place = tempfile::tempdir().unwrap();
        let program = place.path().join("program");
        fs::copy("/bin/true", &program).unwrap();
        let errno = |command: Command| command.status().unwrap_err().errno();
        let open = fs::File::options().write(true).open(&program).unwrap();
        assert_eq!(errno(Command::new(&program)), Some(libc::ETXTBSY));
        drop(open);
        assert!(Command::new(&program).status().unwrap().success());
        assert_eq!(errno(Command::new(place.path())), Some(libc::EACCES));
        assert_eq!(errno(Command::new("")), Some(libc::ENOENT));
        let script = place.path().join("script");
        fs::write(&script, "#!/nonexistent/interpreter\n").unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(errno(Command::new(&script)), Some(libc::ENOENT));
        // A PATH search goes on behind what may not be run, and says so if there is nothing better.
        let path = format!("/nonexistent:{}:/bin:/usr/bin", place.path().display());
        fs::write(place.path().join("true"), "").unwrap();
        assert!(
            Command::new("true")
                .env("PATH", &path)
                .status()
                .unwrap()
                .success()
        );
        let only = place.path().to_owned();
        assert_eq!(
            errno(Command::new("true").env("PATH", only)),
            Some(libc::EACCES)
        );
        let error = Command::new("no-such").status().unwrap_err();
        assert!(
            matches!(&error, Error::Start { .. }) && error.to_string().contains("no-such"),
            "{error}"
        );
    });
}

#[test]
fn another_user() {
    apart("another_user", || {
        if !nix::unistd::geteuid().is_root() {
            assert_eq!(
                Command::new("true").uid(0).status().unwrap_err().errno(),
                Some(libc::EPERM)
            );
            return;
        }
        let id = || Command::new("sh").args(["-c", "id -u; id -g; id -G"]);
        assert_eq!(
            id().uid(65_534).gid(65_533).read().unwrap(),
            b"65534\n65533\n65533"
        );
        let grouped = id().uid(65_534).gid(65_533).groups(&[7, 8]).read().unwrap();
        assert_eq!(grouped, b"65534\n65533\n65533 7 8");
        // A line, too: the program's own file is found without rights of its own.
        assert_eq!(
            line::command("id -u")
                .uid(65_534)
                .gid(65_534)
                .read()
                .unwrap(),
            b"65534"
        );
        let private = tempfile::tempdir().unwrap();
        fs::set_permissions(private.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let error = Command::new("true")
            .uid(65_534)
            .gid(65_534)
            .current_dir(private.path())
            .status();
        assert_eq!(error.unwrap_err().errno(), Some(libc::EACCES));
    });
}

#[test]
fn the_environment_changes_under_way() {
    apart("the_environment_changes_under_way", || {
        let place = tempfile::tempdir().unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut round = 0;
                while !done.load(SeqCst) {
                    round += 1;
                    // SAFETY: all in this process that looks at the environment goes through std, which has a lock.
                    unsafe {
                        std::env::set_var(format!("NEW{}", round % 50), "x".repeat(round % 500));
                        std::env::remove_var(format!("NEW{}", (round + 25) % 50));
                    }
                    let directory = if round % 2 == 0 {
                        place.path()
                    } else {
                        "/".as_ref()
                    };
                    std::env::set_current_dir(directory).unwrap();
                }
            });
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        for code in 0..50 {
                            let script = format!("exit {code}");
                            let status = Command::new("sh").args(["-c", &script]).status().unwrap();
                            assert_eq!(status.code(), Some(code));
                            assert_eq!(
                                Command::new("pwd").current_dir("/tmp").read().unwrap(),
                                b"/tmp"
                            );
                        }
                        assert!(system("true").unwrap().success());
                    })
                })
                .collect();
            for thread in threads {
                thread.join().unwrap();
            }
            done.store(true, SeqCst);
        });
        assert_eq!(children(), []);
    });
}

#[test]
fn forks_are_refused_where_there_are_threads() {
    apart("forks_are_refused_where_there_are_threads", || {
        // The test itself runs in a second thread.
        let outcome = Pool::forked(1, |task| Ok(task.to_vec()))
            .run([Vec::new()])
            .next()
            .unwrap();
        assert!(
            matches!(&outcome.result, Err(TaskError::NoWorker(error)) if error.errno() == Some(libc::EDEADLK)),
            "{outcome:?}"
        );
        let error = tine::process::Daemon::new().start().unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EDEADLK));
    });
}

#[test]
fn orphans_come_to_their_adopter() {
    apart("orphans_come_to_their_adopter", || {
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
    apart("a_host_that_blocks_all_signals_and_dies_of_sigpipe", || {
        tine::signal::set_default(Signal::PIPE).unwrap();
        let blocked =
            tine::signal::Blocked::new(SignalSet::ALL.without(Signal::PIPE).without(Signal::TERM));
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
    });
}

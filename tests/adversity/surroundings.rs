//! Descriptors that are missing or run out, directories that are gone, files that cannot be run, limits.

use super::support::{children, wait_for};
use super::{apart, embedded, everything};
use nix::libc;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use tine::process::{Command, Error, Limit, Pool, Resource, Stdio, TaskError};
use tine::shell::Shell;
use tine::sys::limit;
use tine::{line, system};

#[test]
fn standard_descriptors_are_closed() {
    apart("surroundings::standard_descriptors_are_closed", || {
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
    apart("surroundings::descriptors_run_out", || {
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

#[test]
fn an_embedded_shell_and_its_host_mistake_no_directory_when_descriptors_run_out() {
    apart(
        "surroundings::an_embedded_shell_and_its_host_mistake_no_directory_when_descriptors_run_out",
        || {
            let (host, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let [host, own] = [&host, &place].map(|place| fs::canonicalize(place.path()).unwrap());
            std::env::set_current_dir(&host).unwrap();
            let go = format!("cd '{}'", own.display());
            let mut shell = Shell::new();
            shell.eval(&go).unwrap();
            let most = limit::get(Resource::OpenFiles).unwrap();
            let mut refused = 0;
            for soft in 3..12 {
                limit::set(Resource::OpenFiles, Limit { soft, ..most }).unwrap();
                let done = shell.eval(format!("{go}; : >here"));
                limit::set(Resource::OpenFiles, most).unwrap();
                assert_eq!(std::env::current_dir().unwrap(), host);
                assert!(!host.join("here").exists());
                if let Err(error) = done {
                    assert_eq!(error.raw_os_error(), Some(libc::EMFILE));
                    refused += 1;
                }
            }
            assert!(refused > 0);
            assert!(
                shell
                    .eval(format!("{go}; [ . -ef '{}' ]", own.display()))
                    .unwrap()
                    .success()
            );
        },
    );
}

#[test]
fn the_directory_is_gone() {
    apart("surroundings::the_directory_is_gone", || {
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
    apart("surroundings::words_of_any_bytes_and_any_number", || {
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
    apart("surroundings::files_that_cannot_be_run", || {
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
    apart("surroundings::another_user", || {
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
    apart("surroundings::the_environment_changes_under_way", || {
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
    apart(
        "surroundings::forks_are_refused_where_there_are_threads",
        || {
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
        },
    );
}

//! The language inside a Rust program: instances that know nothing of each other, a host that gets everything back,
//! and lines run by the shell that is linked into this very program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::cell::RefCell;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Output;
use std::rc::Rc;
use std::time::{Duration, Instant};
use support::{alone, children, descriptors, wait_for};
use tine::process::{Command, Mode, Stdio};
use tine::shell::Shell;
use tine::signal::{self, Disposition, Signal};
use tine::{line, popen, system};

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a script writes; it must have nothing to complain of.
fn ask(shell: &mut Shell, script: &str) -> String {
    let output = shell.capture(script).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{script}");
    said(&output)
}

#[test]
fn instances_know_nothing_of_each_other() {
    let _alone = alone();
    let (mut one, mut two) = (Shell::new(), Shell::new());
    let directories =
        ["a", "b"].map(|name| tempfile::Builder::new().prefix(name).tempdir().unwrap());
    let places = directories
        .each_ref()
        .map(|place| fs::canonicalize(place.path()).unwrap());
    let host = std::env::current_dir().unwrap();
    for (shell, place, number) in [(&mut one, &places[0], 1), (&mut two, &places[1], 2)] {
        let script = format!(
            "cd '{}'; umask 0{number}7; x={number}; f() {{ echo f{number}; }}; alias a='echo a{number}'; set -- p{number} q",
            place.display()
        );
        shell.eval(script).unwrap();
        assert_eq!(std::env::current_dir().unwrap(), host);
    }
    two.eval("set -u; readonly x").unwrap();
    for round in 0..3 {
        for (shell, place, number) in [(&mut one, &places[0], 1), (&mut two, &places[1], 2)] {
            let expected = format!(
                "{} {} {number} f{number} p{number} 2 00{number}7\na{number}\n",
                place.display(),
                place.display()
            );
            let script = "echo \"$(pwd)\" \"$(/bin/pwd)\" $x $(f) $1 $# $(umask)\na";
            assert_eq!(ask(shell, script), expected, "round {round}");
        }
    }
    assert_eq!(ask(&mut one, "echo \"[$unset]\"; x=3; echo $x"), "[]\n3\n");
    assert!(!two.capture("echo \"$unset\"").unwrap().status.success());
    assert!(two.set_var("x", "4").is_err());
    assert!(one.set_var("x", "4").is_ok() && one.set_var("1x", "4").is_err());
    assert_eq!(two.var("x").unwrap(), "2");
    assert_eq!(std::env::current_dir().unwrap(), host);
    assert_eq!(std::env::var_os("x"), None);
}

#[test]
fn the_host_gets_its_mask_and_its_directory_back() {
    let _alone = alone();
    let place = tempfile::tempdir().unwrap();
    let mut shell = Shell::new();
    shell.eval("umask 077; cd /; exit 3").unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
    assert_ne!(mode & 0o777, 0o600, "the host's own mask");
    assert_eq!(ask(&mut shell, "umask; pwd"), "0077\n/\n");
    // A directory that is gone is still where the shell is.
    let gone = place.path().join("gone");
    fs::create_dir(&gone).unwrap();
    shell.set_var("gone", &gone).unwrap();
    shell.eval("cd \"$gone\"").unwrap();
    fs::remove_dir(&gone).unwrap();
    assert_eq!(ask(&mut shell, "echo still here; ls"), "still here\n");
}

#[test]
fn exit_and_exec_end_the_script_and_not_the_host() {
    let _alone = alone();
    let mut shell = Shell::new();
    assert_eq!(shell.eval("exit 5; echo no").unwrap().code(), Some(5));
    let output = shell
        .capture("exec sh -c 'echo program; exit 6'; echo no")
        .unwrap();
    assert_eq!(
        (said(&output).as_str(), output.status.code()),
        ("program\n", Some(6))
    );
    let output = shell
        .capture("(exec echo in a subshell); echo after")
        .unwrap();
    assert_eq!(said(&output), "in a subshell\nafter\n");
    assert_eq!(
        shell
            .capture("exec /nonexistent/program")
            .unwrap()
            .status
            .code(),
        Some(127)
    );
    assert_eq!(
        shell
            .capture("set -e; false; echo no")
            .unwrap()
            .status
            .code(),
        Some(1)
    );
    // What does not parse, and what POSIX lets a script end for.
    let output = shell.capture("if true; then").unwrap();
    assert!(!output.status.success() && !output.stderr.is_empty());
    shell.eval("set +e; readonly r=1").unwrap();
    assert!(!shell.capture("r=2").unwrap().status.success());
    assert_eq!(ask(&mut shell, "echo alive"), "alive\n");
}

#[test]
fn signals_belong_to_the_host() {
    let _alone = alone();
    let interrupts = signal::flag(Signal::INT).unwrap();
    let hangups = signal::flag(Signal::HUP).unwrap();
    let own = signal::flag(Signal::USR2).unwrap();
    {
        let mut shell = Shell::new();
        let mut other = Shell::new();
        // A signal that the host watches, and that the shell knows nothing of, does it no harm.
        assert_eq!(
            ask(&mut shell, "kill -INT $$; kill -HUP $$; echo on"),
            "on\n"
        );
        wait_for("the interrupt", || interrupts.take());
        wait_for("the hang-up", || hangups.take());
        shell.eval("trap 'came=1' USR2; trap '' TERM").unwrap();
        // Some thread of the process gets it, at some time.
        let script = "kill -TERM $$; kill -USR2 $$; until [ \"$came\" ]; do :; done; echo on";
        assert_eq!(ask(&mut shell, script), "on\n");
        wait_for("the host's signal", || own.take());
        shell.eval("came=").unwrap();
        // One that comes while another shell runs waits for the shell that has the trap.
        assert_eq!(ask(&mut other, "kill -USR2 $$; echo other"), "other\n");
        wait_for("the host's signal", || own.take());
        assert_eq!(ask(&mut other, ":"), "");
        assert_eq!(ask(&mut shell, ":; echo $came"), "1\n");
        // Children see none of it.
        assert_eq!(
            shell.eval("sh -c 'kill -USR2 $$'").unwrap().code(),
            Some(128 + Signal::USR2.number())
        );
        assert_eq!(
            signal::disposition(Signal::TERM).unwrap(),
            Disposition::Ignored
        );
    }
    assert_eq!(
        signal::disposition(Signal::TERM).unwrap(),
        Disposition::Default
    );
    assert_eq!(
        signal::disposition(Signal::USR2).unwrap(),
        Disposition::Caught
    );
    signal::raise(Signal::USR2).unwrap();
    wait_for("the host's signal", || own.take());
}

#[test]
fn children_start_clean() {
    let _alone = alone();
    let _blocked = signal::Blocked::new(Signal::USR1.into());
    let mut shell = Shell::new();
    // Rust's start-up ignores SIGPIPE in this process; `yes` would complain of a broken pipe.
    assert_eq!(ask(&mut shell, "yes | head -n 1"), "y\n");
    assert_eq!(
        ask(&mut shell, "while :; do echo y; done | head -n 1"),
        "y\n"
    );
    for script in [
        "grep SigBlk /proc/self/status",
        "(:; grep SigBlk /proc/self/status) | cat",
    ] {
        assert!(
            ask(&mut shell, script).ends_with("0000000000000000\n"),
            "{script}"
        );
    }
    let open = ask(&mut shell, "ls /proc/self/fd | tail -n 1");
    assert!(open.trim().parse::<i32>().unwrap() <= 10, "{open}");
}

#[test]
fn the_exit_trap_runs_when_the_shell_goes() {
    let _alone = alone();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("left");
    let mut shell = Shell::new();
    shell.set_var("file", &file).unwrap();
    shell
        .eval("trap 'echo bye >\"$file\"' EXIT; exit 1")
        .unwrap();
    assert!(!file.exists());
    drop(shell);
    assert_eq!(fs::read(&file).unwrap(), b"bye\n");
}

#[test]
fn closures_are_builtins() {
    let _alone = alone();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let notes = Rc::clone(&seen);
    let mut shell = Shell::new();
    shell.define("note", move |call| {
        notes.borrow_mut().extend(call.args().map(<[u8]>::to_vec));
        call.write("noted\n");
        7
    });
    let output = shell
        .capture("note a 'b  c' \"\"; echo $?; note >/dev/null d")
        .unwrap();
    assert_eq!(said(&output), "noted\n7\n");
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(*seen.borrow(), [&b"a"[..], b"b  c", b"", b"d"]);
    // It runs in the host wherever it can.
    assert_eq!(
        ask(&mut shell, "note e | tr a-z A-Z; x=$(note); echo $x"),
        "NOTED\nnoted\n"
    );
    shell.define("note", |_| 300);
    assert_eq!(shell.eval("note").unwrap().code(), Some(44));
    // Another shell has none.
    assert_eq!(
        Shell::new().capture("note").unwrap().status.code(),
        Some(127)
    );
}

#[test]
fn files_run_with_arguments_and_input_comes_from_memory() {
    let _alone = alone();
    let place = tempfile::tempdir().unwrap();
    let script = place.path().join("script");
    fs::write(&script, "echo \"$0 $1 $#\"; return 4; echo no").unwrap();
    let mut shell = Shell::new();
    shell.set_args(["one", "two three"]);
    assert_eq!(shell.run_file(&script).unwrap().code(), Some(4));
    assert!(shell.run_file(place.path().join("none")).is_err());
    let big: Vec<u8> = (0..300_000_u32)
        .flat_map(|n| format!("{n}\n").into_bytes())
        .collect();
    let output = shell
        .filter("read -r a; read -r b; echo $a $b; wc -c", &big)
        .unwrap();
    assert_eq!(
        said(&output).split_whitespace().collect::<Vec<_>>(),
        ["0", "1", &(big.len() - 4).to_string()]
    );
    // A file without `#!` is run by the shell that is linked in here.
    let bare = place.path().join("bare");
    fs::write(&bare, "set -o | grep -c forksubshell; echo \"$@\"").unwrap();
    fs::set_permissions(&bare, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let _ = line::interpreter();
    let mut shell = Shell::new();
    shell.set_var("bare", &bare).unwrap();
    assert_eq!(ask(&mut shell, "\"$bare\" x 'y z'"), "1\nx y z\n");
}

#[test]
fn shells_in_many_threads() {
    let _alone = alone();
    let (open, start) = (descriptors(), Instant::now());
    let work = |number: usize| {
        let mut shell = Shell::new();
        shell.set_var("n", number.to_string()).unwrap();
        for round in 0..15 {
            let script = format!(
                "f() {{ (exit $1); echo $?; }}
                 a=$(for i in 1 2 3; do echo $n-{round}-$i; done | sort -r | head -n 1)
                 b=$(f {round}); (sleep 0; exit {round}) & wait $!; echo $a $b $?; {{ cat; }} <<E | tr a-z A-Z
heredoc $n
E"
            );
            let expected = format!("{number}-{round}-3 {round} {round}\nHEREDOC {number}\n");
            assert_eq!(ask(&mut shell, &script), expected);
        }
    };
    std::thread::scope(|scope| {
        // Threads that hold the locks that a fork must not meet: of the allocator, of the environment.
        let busy = |_| {
            scope.spawn(move || {
                while start.elapsed() < Duration::from_secs(1) {
                    drop(vec![0_u8; 200_000]);
                    let _ = std::env::vars_os().count();
                }
            })
        };
        let noise: Vec<_> = (0..2).map(busy).collect();
        let threads: Vec<_> = (0..8)
            .map(|number| scope.spawn(move || work(number)))
            .collect();
        for thread in threads.into_iter().chain(noise) {
            thread.join().unwrap();
        }
    });
    assert_eq!(children(), []);
    assert_eq!(descriptors(), open);
}

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

#[test]
fn limits_and_descriptors_of_the_host_stay() {
    use tine::process::Resource;
    let _alone = alone();
    let before = tine::sys::limit::get(Resource::OpenFiles).unwrap();
    let held = fs::File::open("/dev/null").unwrap();
    let number = std::os::fd::AsRawFd::as_raw_fd(&held);
    let mut shell = Shell::new();
    let script = format!(
        "ulimit -S -n 64; sh -c 'ulimit -n'; (ulimit -S -n 32; sh -c 'ulimit -n'; ulimit -n); ulimit -n
        exec {number}<<<here; read -r line <&{number}; echo $line"
    );
    assert_eq!(ask(&mut shell, &script), "64\n32\n32\n64\nhere\n");
    assert_eq!(tine::sys::limit::get(Resource::OpenFiles).unwrap(), before);
    assert_eq!(
        fs::read_link(format!("/proc/self/fd/{number}")).unwrap(),
        PathBuf::from("/dev/null")
    );
}

#[test]
fn what_must_be_a_process_takes_the_environment_over() {
    let _alone = alone();
    let mut shell = Shell::new();
    shell.set_args(["one", "t w o"]);
    let script = "
        f() { echo \"f $1 $x ${a[1]} $#\"; }
        x=1 a=(p 'q r') ; readonly x; declare -A m; m[k]=v; alias hi='echo hi'
        umask 027
        { f \"$2\"; echo ${m[k]} $(umask); eval hi; x=2; echo no; } 2>&1 | cat
        echo $x; { sleep 0; f bg; } & wait; i=0
        while [ $i -lt 3 ]; do echo $i; i=$((i + 1)); done | while read n; do echo got $n; done
        while :; do echo y; done | head -n 1
        (exit 7) & wait $!; echo $?";
    let said = ask(&mut shell, script);
    let readonly = "tine: ";
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with(readonly))
        .collect();
    let expected = [
        "f t w o 1 q r 1",
        "v 0027",
        "hi",
        "1",
        "f bg 1 q r 1",
        "got 0",
        "got 1",
        "got 2",
        "y",
        "7",
    ];
    assert_eq!(lines, expected, "{said}");
}

#[test]
fn builtins_of_the_host_run_in_the_host() {
    let _alone = alone();
    let mut shell = Shell::new();
    let count = Rc::new(RefCell::new(0));
    let seen = Rc::clone(&count);
    shell.define("tick", move |call| {
        *seen.borrow_mut() += 1;
        call.write("tick\n");
        0
    });
    let said = ask(
        &mut shell,
        "f() { tick; }; for i in 1 2; do f; done | sort; tick | cat; (tick)",
    );
    assert_eq!(
        (said.as_str(), *count.borrow()),
        ("tick\ntick\ntick\ntick\n", 4)
    );
    let output = shell.capture("{ tick; } & wait $!").unwrap();
    assert_eq!((output.status.code(), *count.borrow()), (Some(126), 4));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("tick: a builtin of the host")
    );
}

#[test]
fn traps_in_a_subshell_are_put_back() {
    let _alone = alone();
    let mut shell = Shell::new();
    let script = "(trap 'echo bye' EXIT; trap '' PROF; trap 'echo got' VTALRM; echo in); trap";
    assert_eq!(ask(&mut shell, script), "in\nbye\n");
    for name in ["PROF", "VTALRM"] {
        let signal = Signal::from_name(name.as_bytes()).unwrap();
        assert_eq!(signal::disposition(signal).unwrap(), Disposition::Default);
    }
    assert_eq!(
        ask(
            &mut shell,
            "(sleep 0 & wait $!; echo $?); (sleep 0 &); jobs; wait; echo $?"
        ),
        "0\n0\n"
    );
}

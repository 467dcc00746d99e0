//! A host gets back what is its own.

use super::support::{alone, descriptors, wait_for};
use super::{ask, said};
use std::cell::RefCell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::rc::Rc;
use tine::shell::Shell;
use tine::signal;
use tine::signal::{Disposition, Signal};

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
fn the_host_is_not_suspended() {
    let _alone = alone();
    let mut shell = Shell::new();
    let output = shell
        .capture("set -m; suspend; echo $?; suspend -f; echo $?")
        .unwrap();
    assert_eq!(said(&output), "1\n1\n");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(told.matches("not the shell's own").count(), 2, "{told}");
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
    assert_eq!(ask(&mut shell, "exec -c env"), "");
    assert_eq!(ask(&mut shell, "env | grep -c ^PATH="), "1\n");
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

#[test]
fn a_panic_of_a_builtin_is_for_the_host_when_all_is_put_back() {
    let _alone = alone();
    let (place, open) = (std::env::current_dir().unwrap(), descriptors());
    let mut shell = Shell::new();
    shell.define("fails", |_| {
        std::panic::resume_unwind(Box::new("by intent"))
    });
    shell.eval("x=outer").unwrap();
    let scripts = [
        "fails; x=after",
        "(x=sub; cd /; fails; x=after); x=after",
        "f() { local x=inner; for i in 1; do y=$(x=sub; fails; x=after); done 3>/dev/null; x=after; }; f; x=after",
        "fails | cat; x=after",
        "eval 'fails || :'; x=after",
        "trap 'fails; x=after' EXIT; (trap 'fails; x=after' EXIT); x=after; trap - EXIT",
    ];
    for script in scripts {
        let runs: [&dyn Fn(&mut Shell); 3] = [
            &|shell| drop(shell.eval(script)),
            &|shell| drop(shell.capture(script)),
            &|shell| drop(shell.filter(script, "in")),
        ];
        for run in runs {
            let ended = catch_unwind(AssertUnwindSafe(|| run(&mut shell)));
            let panic = ended.map_err(|panic| panic.downcast_ref().copied());
            assert_eq!(panic, Err(Some("by intent")), "{script}");
            assert_eq!(shell.var("x"), Some("outer".into()), "{script}");
            assert_eq!(std::env::current_dir().unwrap(), place, "{script}");
            assert_eq!(shell.capture("echo $x").unwrap().stdout, b"outer\n");
        }
        shell.eval("trap - EXIT").unwrap();
    }
    drop(shell);
    assert_eq!(descriptors(), open);
}

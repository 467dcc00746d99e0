//! Leaving a shell that has jobs, a terminal that goes away, and one that commands do not come from any more.

use crate::terminal::{Setup, Shell};

/// A shell with a stopped job.
fn busy() -> Shell {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    shell
}

#[test]
fn who_is_warned_of_jobs_may_look_at_them() {
    for leave in ["exit 3\r", "\x04"] {
        let mut shell = busy();
        shell.keys(leave);
        shell.prompt();
        shell.shows("stopped jobs");
        assert!(shell.run("jobs").contains("sleep"));
        shell.keys("exit 3\r");
        assert_eq!(shell.ends().code(), Some(3));
    }
}

#[test]
fn a_warning_is_forgotten_over_another_command() {
    let mut shell = busy();
    for between in ["echo one", "sleep 0 &"] {
        assert!(shell.run("exit").contains("stopped jobs"), "{between}");
        shell.run(between);
    }
    shell.run("exit");
    shell.run("echo three");
    shell.run("jobs");
    assert!(shell.run("exit").contains("stopped jobs"));
    shell.run("kill %1");
    shell.gone("sleep");
}

#[test]
fn running_jobs_are_listed_to_who_wants_them_checked() {
    for leave in ["exit\r", "\x04"] {
        let mut shell = Shell::new();
        shell.run("shopt -s checkjobs");
        shell.run("sleep 100 &");
        shell.keys(leave);
        shell.prompt();
        shell.shows("running jobs");
        shell.shows("[1] + Running");
        shell.run("kill %1");
        shell.gone("sleep");
    }
}

#[test]
fn commands_come_from_what_standard_input_has_become() {
    let setup = Setup::new().file(
        "commands",
        "read x\nfor it\necho \"got $x\"\nexec </dev/tty\n",
    );
    let mut shell = setup.start();
    shell.begin("exec <commands");
    shell.shows("got for it");
    shell.prompt();
    // What is typed has the editor again.
    shell.keys("echo abd\x7fc");
    shell.line_is("echo abc");
    assert_eq!(shell.enter(), "abc\n");
    shell.begin("false; exec </dev/null");
    assert_eq!(shell.ends().code(), Some(0));
    let mut shell = Shell::new();
    shell.begin("exec <&-");
    shell.shows("tine: standard input: cannot read: Bad file descriptor");
    assert_eq!(shell.ends().code(), Some(128));
}

/// A shell that has executed a command, on a terminal that the line editor can use or on one that it cannot.
fn on(terminal: &str, command: &str) -> Shell {
    let mut shell = Setup::new()
        .variable("TERM", terminal)
        .variable("PS1", "first: ")
        .launch();
    shell.shows("first: ");
    shell.keys(&format!("{command}\r"));
    shell.keys("PS1='$?''ready: '\r");
    shell.shows("0ready: ");
    shell
}

#[test]
fn traps_run_when_the_terminal_goes_away() {
    for (terminal, traps, expected) in [
        ("xterm", "trap 'echo hup >>told' HUP", "hup\n"),
        ("xterm", "trap 'echo exit >>told' EXIT", "exit\n"),
        (
            "xterm",
            "trap 'echo hup >>told' HUP; trap 'echo exit >>told' EXIT",
            "hup\nexit\n",
        ),
        ("dumb", "trap 'echo exit >>told' EXIT", "exit\n"),
        (
            "dumb",
            "trap 'echo hup >>told' HUP; trap 'echo exit >>told' EXIT",
            "hup\nexit\n",
        ),
    ] {
        let mut shell = on(terminal, traps);
        shell.hang_up();
        shell.ends();
        let told = std::fs::read_to_string(shell.path().join("told")).unwrap_or_default();
        assert_eq!(told, expected, "{terminal}: {traps}");
    }
}

#[test]
fn a_hangup_that_is_taken_care_of_is_the_end_of_the_input() {
    for terminal in ["xterm", "dumb"] {
        for trap in ["trap : HUP", "trap '' HUP"] {
            let mut shell = on(
                terminal,
                &format!("{trap}; sleep 100 </dev/null >/dev/null 2>&1 &"),
            );
            shell.until("the job", |shell| shell.processes("sleep").len() == 1);
            shell.keys("(exit 3)\r");
            shell.shows("3ready: ");
            shell.hang_up();
            assert_eq!(shell.ends().code(), Some(3), "{terminal}: {trap}");
            assert_eq!(shell.processes("sleep").len(), 1, "{terminal}: {trap}");
        }
    }
}

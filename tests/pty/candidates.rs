//! Completion of names that are no files.

use crate::terminal::{Setup, Shell};

#[test]
fn programs_that_run() {
    let mut shell = Setup::new()
        .program("qxrunner", "#!/bin/sh\nread line\n")
        .start();
    shell.run("mkfifo f; qxrunner <> f &");
    shell.until("the program", |shell| {
        let found = shell.processes("/bin/sh");
        found.len() == 1
    });
    let pid = shell.processes("/bin/sh")[0].0;
    for command in ["pkill", "killall", "pgrep -x", "pidof"] {
        shell.lines(&[(&format!("{command} qxr\t"), &format!("{command} qxrunner"))]);
    }
    // Nobody else can be waited for.
    shell.keys(&format!("wait {pid}\x08\t"));
    shell.line_is(&format!("wait {pid}"));
    shell.keys("\x03");
    shell.prompt();
    let stranger = std::process::id();
    shell.keys(&format!("wait {stranger}\t."));
    shell.line_is(&format!("wait {stranger}."));
}

#[test]
fn a_reference_to_the_history_is_put_in_full() {
    let mut shell = Shell::new();
    shell.run("echo one two");
    shell.lines(&[
        ("echo !$\t", "echo two"),
        ("echo a !ec\t x", "echo a echo one two x"),
        ("echo '!$'\t", "echo '!$'"),
        ("echo !qx\t.", "echo !qx."),
    ]);
}

#[test]
fn behind_two_hyphens_there_are_no_options() {
    let mut shell = Setup::new().file("-qxfile", "").start();
    shell.run("qxfunction() { :; }");
    shell.lines(&[
        ("ls -- -q\t", "ls -- -qxfile"),
        ("unset qxf\t", "unset qxfunction"),
    ]);
}

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
        ("unalias -\t", "unalias -a"),
    ]);
}

#[test]
fn pages_of_the_manual() {
    let mut shell = Setup::new()
        .file("pages/man1/qxpage.1.gz", "")
        .file("pages/man3/qxpaper.3qx", "")
        .start();
    shell.run("MANPATH=$PWD/pages; qxf() { :; }");
    shell.lines(&[
        ("man qxpag\t", "man qxpage"),
        ("man 3 qxp\t", "man 3 qxpaper"),
        ("man qxf\t", "man qxf"),
    ]);
}

#[test]
fn modules_are_those_that_python_names() {
    let python = "#!/bin/sh\ntest $1 = -c && printf 'qxmodule\\n_qxown\\n'\n";
    let mut shell = Setup::new().program("python3", python).start();
    shell.lines(&[
        ("python3 -m qx\t", "python3 -m qxmodule"),
        ("python3 -m _qx\t", "python3 -m _qxown"),
        ("python3 -m a.qx\t", "python3 -m a.qxmodule"),
    ]);
}

#[test]
fn conditions_of_traps_and_files_of_ssh() {
    let mut shell = Setup::new()
        .file("unique.key", "")
        .file("deep/x", "")
        .start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("trap : EXI\t", "trap : EXIT"),
        ("trap : TER\t", "trap : TERM"),
        ("ssh -i uniq\t", "ssh -i unique.key"),
        ("bind -f uniq\t", "bind -f unique.key"),
        ("A=$PATH:${HOME}:~/de\t", "A=$PATH:${HOME}:~/deep/"),
    ]);
}

#[test]
fn every_reserved_word_that_has_letters() {
    let mut shell = Shell::new();
    shell.run("PATH=");
    shell.lines(&[
        ("whil\t", "while"),
        ("selec\t", "select"),
        ("functio\t", "function"),
        ("copro\t", "coproc"),
    ]);
}

#[test]
fn each_operator_of_test_has_a_description_of_its_own() {
    let mut shell = Shell::new();
    shell.keys("test -\t");
    shell.until("what they are", |shell| {
        let screen = shell.screen();
        let row = |operator, description| {
            let mut rows = screen.lines();
            rows.any(|row| row.starts_with(operator) && row.ends_with(description))
        };
        row("-G", "belongs to this group") && row("-b", "is a block device")
    });
}

//! `fc`: commands once more.

use crate::terminal::{Setup, Shell};

#[test]
fn fc_lists_edits_and_repeats() {
    let mut shell = Setup::new()
        .program(
            "change",
            "#!/bin/sh\nsed 's/one/three/' \"$1\" >copy; cat copy >\"$1\"\n",
        )
        .start();
    shell.run("echo one");
    assert_eq!(shell.run("fc -l -1"), "1\techo one\n");
    assert!(shell.run("fc -s one=two 1").ends_with("two\n"));
    assert!(shell.run("fc -e change 1").ends_with("three\n"));
    let list = shell.run("fc -ln");
    assert!(
        list.contains("\techo two\n") && !list.contains("fc -s"),
        "{list}"
    );
}

#[test]
fn fc_begins_each_command_with_a_tab_and_only_posix_each_line() {
    let mut shell = Shell::new();
    shell.run("echo 'one\ntwo'");
    assert_eq!(shell.run("fc -ln -1"), "\techo 'one\ntwo'\n");
    shell.run("set -o posix");
    assert_eq!(shell.run("fc -ln 1 1"), "\techo 'one\n\ttwo'\n");
    assert_eq!(shell.run("fc -l 1 1"), "1\techo 'one\n\ttwo'\n");
}

#[test]
fn fc_replaces_what_is_there() {
    let mut shell = Shell::new();
    shell.run("echo one");
    assert!(shell.run("fc -s nosuch=two").ends_with("one\n"));
}

#[test]
fn fc_that_edits_is_no_command_of_the_history() {
    let mut shell = Shell::new();
    shell.run("echo one");
    for command in ["fc -e false", "fc -e /no/editor", "FCEDIT=false fc -1"] {
        shell.run(command);
        assert_eq!(shell.run(" fc -ln 1"), "\techo one\n", "{command}");
    }
    shell.run("fc -e true 99");
    assert_eq!(shell.run(" fc -ln -1"), "\tfc -e true 99\n");
}

#[test]
fn fc_edits_what_there_is_of_a_range() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    let output = shell.run("fc -e true 1 99");
    assert!(output.ends_with("one\ntwo\n"), "{output}");
    shell.run("history -c");
    shell.run("echo three");
    let output = shell.run("fc -e true -99 -1");
    assert!(output.ends_with("three\n"), "{output}");
    // One alone is no range.
    let output = shell.run("fc -e true 99");
    assert!(output.contains("no such command"), "{output}");
}

#[test]
fn what_a_key_runs_is_no_command_of_the_history() {
    let mut shell = Shell::new();
    for (letter, command) in [
        ("l", "listed=$(fc -lnr -2147483648)"),
        ("p", "replaced=$(history -p \\!\\!); history -p \\!\\!"),
        ("s", "history -s added"),
    ] {
        shell.run(&format!("bind -x '\"\\C-x{letter}\": {command}'"));
    }
    shell.run("echo newest");
    shell.keys("\x18l\x18p\x18s");
    assert_eq!(shell.run("echo \"$listed\" | head -n 1"), "\techo newest\n");
    assert_eq!(shell.run("echo \"$replaced\""), "echo newest\n");
    assert_eq!(shell.run("fc -ln -4 -3"), "\techo newest\n\tadded\n");
}

#[test]
fn what_is_ignored_may_be_one_of_several() {
    let mut shell = Setup::new().variable("HISTIGNORE", "@(echo|pwd)*").start();
    shell.run("echo one");
    shell.run("shopt -s extglob");
    shell.run("pwd");
    let listed = shell.run("history");
    let texts: Vec<&str> = listed.lines().filter_map(|line| line.get(7..)).collect();
    assert_eq!(
        texts,
        ["echo one", "shopt -s extglob", "history"],
        "{listed}"
    );
}

#[test]
fn small_letters_find_capital_ones_where_nothing_else_is_found() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("echo ALpha");
    shell.run(": echo beta");
    for (typed, found) in [
        ("echo al", "echo ALpha"),
        ("echo BE", "echo BE"),
        ("BET", "BET"),
    ] {
        shell.keys(typed);
        shell.line_is(typed);
        shell.keys("\x1b[A\x1b[D\x1b[C");
        shell.line_is(found);
        shell.keys("\x05\x15");
        shell.line_is("");
    }
}

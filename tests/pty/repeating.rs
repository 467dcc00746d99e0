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

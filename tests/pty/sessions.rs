//! Several shells of one user.

use crate::terminal::{Setup, Shell};
use std::rc::Rc;

fn two() -> (Shell, Shell) {
    let one = Shell::new();
    let other = Setup::in_home(Rc::clone(&one.home)).start();
    (one, other)
}

#[test]
fn a_search_finds_what_another_has_entered() {
    let (mut one, mut other) = two();
    one.run("echo mine first");
    other.run("echo theirs first");
    one.run("echo mine second");
    other.run("echo theirs second");
    one.keys("qq\x12theirs");
    one.shows("`theirs': echo theirs second");
    // The line is as it was before the search.
    one.keys("\x07");
    one.line_is("qq");
    one.keys("\x15\x1b[A");
    one.line_is("echo mine second");
    assert_eq!(one.enter(), "mine second\n");
    assert_eq!(
        one.run("history"),
        "    1  echo theirs first\n    2  echo theirs second\n    3  echo mine first\n    4  echo mine second\n    5  history\n"
    );
    // Each command is there once, however often it is looked for.
    other.run("echo theirs third");
    one.keys("\x12third");
    one.shows("`third': echo theirs third");
    assert_eq!(one.enter(), "theirs third\n");
    assert_eq!(
        one.run("fc -ln 1 | cut -f2"),
        "echo theirs first\necho theirs second\necho theirs third\necho mine first\necho mine second\nhistory\necho theirs third\n"
    );
}

#[test]
fn a_search_of_who_has_entered_nothing() {
    let (mut one, mut other) = two();
    other.run("echo theirs");
    one.keys("\x12the");
    one.shows("`the': echo theirs");
    assert_eq!(one.enter(), "theirs\n");
}

#[test]
fn what_is_forgotten_is_gone_among_the_commands_of_another() {
    let (mut one, mut other) = two();
    one.run("echo mine");
    other.run("echo theirs");
    one.run("echo secret=1");
    one.run("history delete secret");
    let file = std::fs::read_to_string(one.path().join(".local/state/tine/history")).unwrap();
    assert!(
        file.contains("echo theirs") && !file.contains("secret=1"),
        "{file}"
    );
    one.keys("\x12theirs");
    one.shows("`theirs': echo theirs");
    one.keys("\x07");
    other.keys("\x12mine");
    other.shows("`mine': echo mine");
}

#[test]
fn the_history_goes_on_in_the_file_that_is_named() {
    let mut shell = Shell::new();
    let kept = |shell: &Shell, file: &str, text: &str| {
        let file = std::fs::read_to_string(shell.path().join(file)).unwrap_or_default();
        file.matches(text).count()
    };
    assert!(shell.run("echo $HISTFILE").ends_with("/tine/history\n"));
    shell.run("HISTFILE=$HOME/other");
    shell.run("echo two");
    // All of the session, as if it had been so from the beginning.
    assert_eq!(kept(&shell, "other", "\necho $HISTFILE\n"), 1);
    assert_eq!(kept(&shell, "other", "\necho two\n"), 1);
    assert_eq!(kept(&shell, ".local/state/tine/history", "echo two"), 0);
    shell.run("unset HISTFILE");
    shell.run("echo hidden=1");
    assert_eq!(kept(&shell, "other", "hidden=1"), 0);
    assert_eq!(kept(&shell, ".local/state/tine/history", "hidden=1"), 0);
    assert_eq!(shell.run("fc -ln -1"), "\techo hidden=1\n");
}

#[test]
fn a_history_that_cannot_be_written_is_told_once_and_by_name() {
    let mut shell = Shell::new();
    shell.run("HISTFILE=$HOME/bin; unset HISTCONTROL");
    shell.run("echo one");
    shell.shows("/bin: Is a directory");
    shell.run("echo two");
    assert_eq!(shell.text().matches("Is a directory").count(), 1);
    assert_eq!(shell.run("fc -ln -1"), "\techo two\n");
    assert_eq!(
        shell.run("history -w"),
        format!(
            "tine: history: {}/bin: Is a directory\n",
            shell.path().display()
        )
    );
}

//! Mail that has come (XCU `sh`: MAIL, MAILCHECK, MAILPATH).

use crate::terminal::Setup;
use std::fs;

#[test]
fn mail_that_has_come_is_told_of_before_a_prompt() {
    let mut shell = Setup::new().file("box", "old\n").start();
    let mailbox = shell.path().join("box");
    shell.run("MAILCHECK=0 MAIL=$HOME/box");
    assert_eq!(shell.run("echo quiet"), "quiet\n");
    fs::write(&mailbox, "old\nnew\n").unwrap();
    let told = format!("You have new mail in {}", mailbox.display());
    assert_eq!(shell.run("echo one").trim_end(), format!("one\n{told}"));
    assert_eq!(shell.run("echo two"), "two\n");
    // One that is read and emptied is not news, and one that is made is.
    fs::write(&mailbox, "").unwrap();
    assert_eq!(shell.run("echo three"), "three\n");
    fs::write(&mailbox, "new\n").unwrap();
    assert_eq!(shell.run("echo four").trim_end(), format!("four\n{told}"));
    // Not so often.
    shell.run("unset MAILCHECK");
    fs::write(&mailbox, "newer\n").unwrap();
    assert_eq!(shell.run("echo five"), "five\n");
}

#[test]
fn each_of_several_mailboxes_has_its_message() {
    let mut shell = Setup::new().file("a", "").file("b%", "").start();
    shell.run("n=3 MAILCHECK=0 MAIL=$HOME/c MAILPATH=\"$HOME/a%for a, \\$n:$HOME/b\\%?in \\${_##*/}:$HOME/d\"");
    for (file, told) in [("a", "for a, 3"), ("b%", "in b%"), ("c", ""), ("d", "d")] {
        fs::write(shell.path().join(file), file).unwrap();
        let output = shell.run("echo now");
        assert!(output.trim_end().ends_with(told), "{file} {output}");
        assert_eq!(
            output.trim_end().lines().count(),
            if told.is_empty() { 1 } else { 2 }
        );
        // What was said is not the last argument of a command.
        assert_eq!(shell.run("echo $_"), "now\n");
    }
}

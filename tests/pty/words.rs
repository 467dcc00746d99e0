//! Words: of the shell, of earlier commands, and what a word may become.

use crate::terminal::{Setup, Shell};

#[test]
fn words_of_the_shell_have_their_quotes() {
    let mut shell = Shell::new();
    shell.lines(&[
        ("echo 'a b' c\x1b\x02\x1b\x02X", "echo X'a b' c"),
        ("echo 'a b' c\x01\x1b\x06\x1b\x06X", "echo 'a b'X c"),
        ("echo 'a b' c\x01\x1b\x06\x1b\x04X", "echoX c"),
        ("echo a-b c\x01\x1b2\x1b\x04\x19\x19", "echo a-becho a-b c"),
        ("echo 'a b' 'c d'\x1b\x14X", "echo 'c d' 'a b'X"),
        ("echo a-b c-d\x1b\x14", "echo c-d a-b"),
        ("a 'b c' d\x01\x1b\x06\x1b\x14X", "'b c' aX d"),
        (
            "echo \"$(a 'b c')\" d\x1b2\x1b\x02X",
            "echo X\"$(a 'b c')\" d",
        ),
        ("echo x\x1b-\x1b\x06X", "echo Xx"),
    ]);
}

#[test]
fn words_are_exchanged() {
    let mut shell = Shell::new();
    shell.lines(&[
        ("echo one-two\x1btX", "echo two-oneX"),
        ("echo one two \x1btX", "echo two  oneX"),
        ("echo one two\x01\x1b[C\x1btX", "eXcho one two"),
        ("a b c\x01\x1bf\x1bf\x02\x1btX", "b aX c"),
        ("lone \x1btX", "lone X"),
        ("\x1btX", "X"),
    ]);
}

#[test]
fn words_of_earlier_commands() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("true one two");
    shell.run("true first 'second one' third");
    shell.lines(&[
        ("\x1b\x19", "first"),
        ("\x1b2\x1b\x19", "'second one'"),
        ("\x1b0\x1b\x19", "true"),
        ("\x1b-1\x1b\x19", "'second one'"),
        ("\x1b.\x1b.", "two"),
        ("\x1b.\x1b.\x1b-\x1b.", "third"),
        ("x sec\x1b\t", "x 'second one'"),
        ("x fir\x1b\t", "x first"),
    ]);
}

#[test]
fn the_last_words_of_earlier_commands_and_those_like_what_is_typed() {
    let mut shell = Shell::new();
    shell.run("echo one first");
    shell.run("echo two second");
    shell.lines(&[
        ("ls \x1b1\x1b.", "ls two"),
        ("ls \x1b1\x1b.\x1b.", "ls one"),
        ("ls \x1b2\x1b.x\x1b.", "ls secondxsecond"),
        ("ls \x1b0\x1b.", "ls echo"),
        ("ls \x1b[1;3A\x1b[1;3A", "ls two"),
        ("\x1b[1;3A\x1b[1;3A", "two"),
        ("ls f\x1b[1;3A", "ls first"),
        ("ls f\x1b[1;3A\x1b[1;3B", "ls f"),
    ]);
}

#[test]
fn a_word_is_completed_as_what_one_says() {
    let mut shell = Setup::new()
        .file("some_one", "")
        .file("some_two", "")
        .file(".ssh/known_hosts", "faraway.example ssh-ed25519 x\n")
        .program("zqprogram", "#!/bin/sh\n")
        .start();
    shell.run("SINGULAR=1");
    shell.lines(&[
        ("echo SINGUL\x1b$", "echo SINGULAR"),
        ("echo $SINGUL\x1b$", "echo $SINGULAR"),
        ("echo zqprog\x1b!", "echo zqprogram"),
        ("echo roo\x1b~", "echo root"),
        ("echo faraw\x1b@", "echo faraway.example"),
        ("echo some\x1b{", "echo some_{one,two}"),
        ("echo some_o\x1b{", "echo some_one"),
    ]);
}

#[test]
fn what_a_word_may_become_is_shown_and_the_word_stays() {
    let mut shell = Setup::new()
        .file("some_one", "")
        .file("some_two", "")
        .program("zqprogram", "#!/bin/sh\n")
        .start();
    for (word, key, shown) in [
        ("some", "\x1b?", "some_two"),
        ("some", "\x1b=", "some_two"),
        ("zqprog", "\x18!", "zqprogram"),
        ("some_o", "\x18/", "some_one"),
    ] {
        shell.keys(&format!("echo {word}{key}"));
        shell.until(shown, |shell| shell.line().contains(shown));
        let line = shell.line();
        assert!(line.starts_with(&format!("echo {word}")), "{line}");
        shell.keys("X");
        shell.until("the line", |shell| {
            shell.line().contains(&format!("echo {word}X"))
        });
        shell.keys("\x05\x15");
        shell.line_is("");
    }
}

#[test]
fn an_abbreviation_ends_with_its_command() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest; abbr gco git checkout");
    shell.lines(&[
        ("gco;", "git checkout;"),
        ("(gco)", "(git checkout)"),
        ("gco|x", "git checkout|x"),
        ("gco&&x", "git checkout&&x"),
        ("echo gco;", "echo gco;"),
        ("'gco;", "'gco;"),
    ]);
}

#[test]
fn words_inside_words_are_completed() {
    let mut shell = Setup::new().start();
    shell.run(
        "shopt -u autosuggest; mkdir -p d/e; touch plain.txt d/e/inner amb_one zeta.txt; NAMEX=1",
    );
    shell.lines(&[
        ("echo ${v:-pla\t", "echo ${v:-plain.txt"),
        ("echo \"${v-pla\t", "echo \"${v-plain.txt"),
        ("let x=NAM\t", "let x=NAMEX"),
        ("echo ${a[NAM\t", "echo ${a[NAMEX"),
        ("printf -v NAM\t", "printf -v NAMEX"),
        ("cat {amb\t", "cat {amb_one"),
        ("cat {plain.txt,d\t", "cat {plain.txt,d/"),
        ("cat am{x,b_\t", "cat am{x,b_one"),
        ("cat d/*/inn\t", "cat d/e/inner"),
        ("cat pl*.tx\t", "cat plain.txt"),
    ]);
}

#[test]
fn hosts_groups_and_targets() {
    let mut shell = Setup::new()
        .file(".ssh/config", "Host first *.not\nInclude more/*.conf\n")
        .file(".ssh/more/a.conf", "  Host=inhost\n")
        .file("Makefile", "T := built\nall: $(T)\n$(T): x\n\techo\n")
        .start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("ssh inh\t", "ssh inhost"),
        ("scp x inh\t", "scp x inhost:"),
        ("make bui\t", "make built"),
        ("chown root:daem\t", "chown root:daemon"),
        ("chgrp daem\t", "chgrp daemon"),
        ("umount /dev/sh\t", "umount /dev/shm"),
        ("bind unix-w\t", "bind unix-word-rubout"),
    ]);
}

#[test]
fn files_in_quotes_that_are_open() {
    let mut shell = Setup::new()
        .file("folder/my doc", "")
        .file("unique.txt", "")
        .start();
    shell.run(" shopt -u autosuggest; cd folder");
    let home = shell.path().to_str().unwrap().to_owned();
    let (path, there) = (
        format!("\"$PATH:{home}/fol\t"),
        format!("\"$PATH:{home}/folder/"),
    );
    shell.lines(&[
        (&format!("PATH={path}"), &format!("PATH={there}")),
        (&format!("echo {path}"), &format!("echo {there}")),
        ("echo \"--file=my\t", "echo \"--file=my doc"),
        ("a=\"x=../uni\t", "a=\"x=../unique.txt"),
        ("echo 'a:../uni\t", "echo 'a:../unique.txt"),
        ("echo \"a:$HOME/uni\t", "echo \"a:$HOME/unique.txt"),
        ("echo \"${x:-../uni\t", "echo \"${x:-../unique.txt"),
        ("echo \"a:~/uni\t.", "echo \"a:~/uni."),
    ]);
}

#[test]
fn more_columns_than_the_line_editor_counts_are_killed() {
    let mut shell = Shell::new();
    let long = "x".repeat(70_000);
    for key in ["\x15", "\x17"] {
        shell.keys(&format!("\x1b[200~{long}\x1b[201~{key}"));
        shell.line_is("");
        // The editor is still there.
        shell.keys("ab\x01c");
        shell.line_is("cab");
        shell.keys("\x05\x15");
    }
}

#[test]
fn a_word_is_a_file_and_small_where_one_says_so() {
    let mut shell = Setup::new().file("uniquely.txt", "").start();
    shell.run(" shopt -u autosuggest");
    shell.lines(&[
        ("uniq\x1b/", "uniquely.txt"),
        ("one TWO\x1b-\x1bl", "one two"),
    ]);
}

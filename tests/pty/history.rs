//! The history (XCU `fc`).

use crate::terminal::{Setup, Shell};
use std::rc::Rc;
use tine::signal::Signal;

#[test]
fn a_changed_command_is_kept_while_others_are_looked_at() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    for (up, down) in [("\x1b[A", "\x1b[B"), ("\x10", "\x0e")] {
        shell.keys(up);
        shell.line_is("echo two");
        shell.keys("X");
        shell.line_is("echo twoX");
        shell.keys(up);
        shell.line_is("echo one");
        shell.keys(down);
        shell.line_is("echo twoX");
        shell.keys(down);
        shell.line_is("");
        // Only as long as the line is written.
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn more_steps_than_there_are_commands_end_at_the_oldest() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.keys("draft\x15\x1b9\x10");
    shell.line_is("echo one");
    shell.keys("\x1b9\x0e");
    shell.line_is("");
    shell.run("set -o vi");
    shell.keys("\x1b9k");
    shell.line_is("echo one");
}

#[test]
fn commands_are_searched_for_and_forgotten() {
    let mut shell = Setup::new().variable("HISTIGNORE", "history *").start();
    shell.run("echo one");
    shell.run("echo secret=1");
    shell.run("echo two");
    assert_eq!(
        shell.run("history search ECHO"),
        "    1  echo one\n    2  echo secret=1\n    3  echo two\n"
    );
    assert_eq!(shell.run("history search -p echo t"), "    3  echo two\n");
    assert_eq!(shell.run("history search -n 1 echo"), "    3  echo two\n");
    shell.run("history search nothing");
    assert_eq!(shell.run("echo $?"), "1\n");
    shell.run("history delete secret");
    assert!(!shell.run("history").contains("secret=1"));
    let file = std::fs::read_to_string(shell.path().join(".local/state/tine/history")).unwrap();
    assert!(!file.contains("secret=1"), "{file}");
    assert!(file.contains("echo one"), "{file}");
    shell.run("history delete echo");
    assert!(shell.text().contains("several"), "{}", shell.text());
    shell.run("history delete -a echo");
    assert!(!shell.run("history").contains("echo one"));
}

#[test]
fn walking_back_and_forth() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.keys("draft\x1b[A");
    shell.line_is("draft");
    shell.keys("\x15\x1b[A");
    shell.line_is("echo two");
    shell.keys("\x1b[A");
    shell.line_is("echo one");
    shell.keys("\x1b[B");
    shell.line_is("echo two");
    assert_eq!(shell.enter(), "two\n");
}

#[test]
fn walking_from_a_beginning() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("true");
    shell.run("echo other");
    shell.keys("echo o\x1b[A");
    shell.line_is("echo other");
    shell.keys("\x1b[A");
    shell.line_is("echo one");
    shell.keys("\x1b[B\x1b[B");
    shell.until("the draft", |shell| {
        shell.line().starts_with("echo o") && !shell.line().contains("one")
    });
}

#[test]
fn searching() {
    let mut shell = Shell::new();
    shell.run("echo needle");
    shell.run("echo hay");
    shell.keys("\x12nee");
    shell.shows("echo needle");
    assert_eq!(shell.enter(), "needle\n");
    // The command stood behind the prompt again when it was executed.
    let text = String::from_utf8_lossy(&shell.raw).into_owned();
    let (_, drawn) = text.rsplit_once("reverse-i-search").expect("a search");
    let (prompt, run) = (drawn.find("\x1b]133;B"), drawn.find("\x1b]133;C"));
    assert!(prompt.is_some() && prompt < run, "{drawn:?}");
}

#[test]
fn the_last_word() {
    let mut shell = Shell::new();
    shell.run("echo one 'two three'");
    shell.run("true four");
    shell.keys("echo \x1b.");
    shell.line_is("echo four");
    shell.keys("\x1b.");
    shell.line_is("echo 'two three'");
}

#[test]
fn references_are_shown_and_run() {
    let mut shell = Shell::new();
    shell.run("echo one two");
    assert_eq!(shell.run("!!"), "one two\n");
    assert_eq!(shell.run("echo !$"), "two\n");
    assert_eq!(shell.run("echo 'a!b' hi!"), "a!b hi!\n");
}

#[test]
fn a_reference_that_vi_has_made_is_shown_before_it_runs() {
    let mut shell = Shell::new();
    shell.run("echo one two");
    shell.run("set -o vi");
    shell.keys("echo !x");
    shell.line_is("echo !x");
    let before = shell.raw.len();
    shell.keys("\x1b");
    shell.until("the command mode", |shell| shell.raw.len() > before);
    shell.keys("r$");
    shell.shows("→ echo vi");
    shell.keys("\r");
    shell.prompt();
    shell.shows("\necho vi\r\nvi\r\n");
}

#[test]
fn references_are_replaced_in_a_text() {
    let mut shell = Shell::new();
    shell.run("echo one two");
    assert_eq!(
        shell.run("history -p '!!' 'x !$ y' z"),
        "echo one two\nx two y\nz\n"
    );
    assert_eq!(shell.run("history -p '!!:s/one/1/'"), "echo 1 two\n");
    assert!(
        shell
            .run("history -p '!nothing'; echo $?")
            .ends_with("not found\n1\n")
    );
}

#[test]
fn nothing_is_remembered_while_the_option_is_off() {
    let mut shell = Shell::new();
    shell.run("set +o history");
    shell.run("echo secret");
    shell.run("set -o history");
    shell.run("echo open");
    let listed = shell.run("history");
    assert!(
        !listed.contains("secret") && listed.contains("open"),
        "{listed}"
    );
}

#[test]
fn a_suggestion_is_taken() {
    let mut shell = Shell::new();
    shell.run("echo suggested");
    shell.run("true");
    shell.keys("echo su");
    shell.line_is("echo suggested");
    shell.keys("\x1b[C");
    assert_eq!(shell.enter(), "suggested\n");
}

#[test]
fn two_sessions_and_a_killed_one_lose_nothing() {
    let mut one = Shell::new();
    let mut two = Setup::in_home(Rc::clone(&one.home)).start();
    one.run("echo from=one");
    two.run("echo from=two");
    one.signal(Signal::KILL);
    one.ends();
    two.keys("exit\r");
    two.ends();
    let mut three = Setup::in_home(Rc::clone(&one.home)).start();
    let history = three.run("history");
    assert!(
        history.contains("from=one") && history.contains("from=two"),
        "{history}"
    );
}

#[test]
fn a_leading_blank_keeps_a_line_out() {
    let mut shell = Shell::new();
    shell.run(" echo secret");
    assert!(!shell.run("history").contains("secret"));
}

#[test]
fn a_device_is_no_file_for_the_history() {
    for file in ["/dev/full", "/dev/zero"] {
        let mut shell = Setup::new().variable("HISTFILE", file).start();
        assert_eq!(shell.run("echo one"), "one\n");
        assert_eq!(shell.run("fc -ln -1"), "\techo one\n");
    }
}

#[test]
fn what_was_entered_is_appended_to_another_file_once() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("history -a other; history -a");
    shell.run("echo two");
    shell.run("history -a other");
    assert_eq!(shell.run("grep -c '^echo' other"), "2\n");
    assert_eq!(shell.run("grep -c '^#' other"), "0\n");
    assert_eq!(
        shell.run("history -w whole; head -n 2 whole"),
        "echo one\nhistory -a other; history -a\n"
    );
    shell.run("HISTTIMEFORMAT=; history -w whole");
    assert_eq!(shell.run("grep -c '^#[0-9]*$' whole"), "8\n");
}

#[test]
fn the_time_of_a_command_is_listed() {
    let mut shell = Shell::new();
    shell.run("HISTTIMEFORMAT='<%Y> '");
    shell.run("year=$(date +%Y)");
    assert_eq!(
        shell.run("history 1 | sed \"s/$year/year/\""),
        "    3  <year> history 1 | sed \"s/$year/year/\"\n"
    );
}

#[test]
fn modifiers_of_references() {
    let mut shell = Shell::new();
    shell.run("echo aa b");
    assert_eq!(
        shell.run("!!:gs/a/c/"),
        "echo cc b\ncc b\n".replacen("echo cc b\n", "", 1)
    );
    shell.keys("!!:p\r");
    shell.prompt();
    shell.keys("\x1b[A");
    shell.line_is("echo cc b");
    shell.keys("\x15!!:z\r");
    shell.prompt();
    shell.shows("z: unrecognized history modifier");
}

#[test]
fn walking_to_a_part_of_a_command() {
    let mut shell = Shell::new();
    shell.run("echo a needle b");
    shell.run("echo a needle c");
    shell.run("true");
    shell.keys("needle\x1b[A");
    shell.line_is("echo a needle c");
    shell.keys("\x1b[A");
    shell.line_is("echo a needle b");
    shell.keys("\x1b[B\x1b[B");
    shell.line_is("needle");
}

#[test]
fn nothing_is_suggested_behind_a_command_of_the_history() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo one more");
    shell.keys("\x1b[A");
    shell.line_is("echo one more");
    shell.keys("\x1b[A");
    shell.line_is("echo one");
    assert_eq!(shell.enter(), "one\n");
}

#[test]
fn a_here_document_refers_to_nothing() {
    let mut shell = Shell::new();
    shell.keys("cat <<E\r");
    shell.keys("#!/bin/sh it's\r!! !x\r");
    assert_eq!(shell.run("E"), "#!/bin/sh it's\n!! !x\n");
}

#[test]
fn references_are_verified_or_mended() {
    let mut shell = Shell::new();
    shell.run("echo one two");
    shell.run("shopt -s histverify histreedit");
    shell.keys("echo !-2:2\r");
    shell.line_is("echo two");
    assert_eq!(shell.enter(), "two\n");
    shell.keys("echo !nosuch\r");
    shell.shows("event not found");
    shell.line_is("echo !nosuch");
    shell.keys("\x15");
    shell.line_is("");
    assert_eq!(shell.run("echo back"), "back\n");
}

#[test]
fn a_reference_to_several_lines_is_shown_as_they_stand() {
    let mut shell = Shell::new();
    shell.keys("PS2=': '\r");
    shell.prompt();
    shell.keys("for i in 1; do\r");
    shell.shows("\r: ");
    shell.keys("echo n$i\r");
    shell.run("done");
    shell.keys("!!");
    shell.until("the lines", |shell| {
        let line = shell.line();
        line.contains("for i in 1; do\necho n$i\ndone")
    });
    assert!(shell.enter().ends_with("n1\n"));
}

#[test]
fn repeated_commands_are_forgotten() {
    let mut shell = Setup::new().variable("HISTCONTROL", "erasedups").start();
    for command in ["echo a", "echo b", "echo a", "echo b"] {
        shell.run(command);
    }
    let listed = shell.run("history");
    assert_eq!(listed.matches("echo a").count(), 1, "{listed}");
    assert_eq!(listed.matches("echo b").count(), 1, "{listed}");
    shell.keys("\x1b[A\x1b[A\x1b[A");
    shell.line_is("echo a");
    // The file has them all: other sessions may want them.
    let home = Rc::clone(&shell.home);
    let mut other = Setup::in_home(home)
        .variable("HISTCONTROL", "erasedups")
        .start();
    let listed = other.run("history");
    assert_eq!(listed.matches("echo a").count(), 1, "{listed}");
}

#[test]
fn a_text_is_entered_and_then_looked_for() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for command in ["echo one=1", "echo two=2", "echo one*two", "echo three=3"] {
        shell.run(command);
    }
    for (keys, line) in [
        // To its place; what is typed then goes there.
        ("\x1bpone\rX", "echo Xone*two"),
        ("\x1bpone\r\x1bp\rX", "echo Xone=1"),
        ("\x1bpe*t\r\x05", "echo one*two"),
        ("\x1bp=1\r\x1bntwo\rX", "echo Xtwo=2"),
        ("\x1bpecho one*\r\x10", "echo two=2"),
        // Nothing has it in it, or nothing is looked for: the line is as it was.
        ("kept\x1bpnowhere\rX", "keptX"),
        ("kept\x1bpone\x07X", "keptX"),
        ("kept\x1bp\x7fX", "keptX"),
    ] {
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn the_last_search_is_made_again() {
    let mut shell = Shell::new();
    for command in ["echo one=1", "echo two=2", "echo one=3"] {
        shell.run(command);
    }
    shell.keys("\x12one");
    shell.shows("`one'");
    shell.keys("\x07");
    shell.line_is("");
    shell.keys("\x12\x12");
    shell.until("the line", |shell| {
        shell.line().contains("`one': echo one=3")
    });
    shell.keys("\x12");
    shell.until("the line", |shell| {
        shell.line().contains("`one': echo one=1")
    });
    shell.keys("\x07");
    shell.line_is("");
}

#[test]
fn several_commands_are_taken_out_of_the_history() {
    let mut shell = Shell::new();
    for command in ["echo one", "echo two", "echo three", "echo four"] {
        shell.run(command);
    }
    shell.run("history -d 2-3");
    let left = shell.run("history");
    assert!(
        left.contains("echo one") && left.contains("echo four"),
        "{left}"
    );
    assert!(!left.contains("echo two") && !left.contains("echo three"));
    shell.run("history -d -4--3");
    let left = shell.run("history");
    assert!(
        left.contains("echo one") && !left.contains("echo four"),
        "{left}"
    );
    assert!(shell.run("history -d 90-91").contains("no such command"));
    assert!(shell.run("history -d 2-x").contains("not a number"));
    shell.run("echo 'echo of a file' > more; history -n more");
    assert!(shell.run("history").contains("  echo of a file\n"));
}

#[test]
fn references_to_the_history_with_modifiers() {
    let mut shell = Shell::new();
    shell.run("echo aa aa");
    for (typed, output) in [
        ("!!:Gs/a/b/", "ba ba\n"),
        ("^b^c", "ca ba\n"),
        ("!!:gs/b/d/", "ca da\n"),
        ("!?ca d?:gs/a/e/", "ce de\n"),
        ("echo xax", "xax\n"),
        // What was replaced before this line is meant.
        ("!!:&", "xex\n"),
        ("echo !?xe?:%.txt", "xex.txt\n"),
        ("echo !$:e", ".txt\n"),
    ] {
        let shown = shell.run(typed);
        assert!(
            shown.ends_with(&format!("\n{output}")) || shown == output,
            "{typed}: {shown}"
        );
    }
}

#[test]
fn numbers_and_characters_of_references() {
    let mut shell = Shell::new();
    let number: usize = shell.run("echo $HISTCMD").trim().parse().unwrap();
    assert_eq!(shell.run("echo $HISTCMD"), format!("{}\n", number + 1));
    shell.run("histchars='%='; echo one two");
    assert_eq!(shell.run("echo !!"), "!!\n");
    assert_eq!(shell.run("%-2:s/one/three/ %%:0"), "three two echo\n");
    shell.run("unset histchars");
    // What is only looked at replaces nothing.
    shell.run("echo abc");
    shell.run("!!:s/b/x/");
    shell.run("echo abc");
    shell.keys("!!:s/c/z/");
    shell.until("a preview", |shell| shell.line().contains("ezho abc"));
    shell.keys("\x15");
    shell.line_is("");
    assert_eq!(shell.run("!!:&"), "axc\n");
}

#[test]
fn a_smaller_history_is_one_at_once() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.run("HISTSIZE=2");
    shell.keys("\x1b[A\x1b[A\x1b[A\x1b[A");
    shell.line_is("echo two");
    shell.keys("\x03");
    shell.prompt();
    // Less than none is no limit.
    shell.run("HISTSIZE=-1");
    shell.run("echo three");
    assert_eq!(shell.run("history | wc -l"), "4\n");
}

#[test]
fn the_command_before_can_be_part_of_what_is_ignored() {
    let patterns = "history:[ ]*:&*:\\&*";
    let mut shell = Setup::new().variable("HISTIGNORE", patterns).start();
    for command in [
        "echo '[a]*'",
        "echo '[a]*' b",
        "echo a",
        "echo a",
        "& echo",
        "echo b",
    ] {
        shell.run(command);
    }
    let listed = shell.run("history");
    let texts: Vec<&str> = listed.lines().filter_map(|line| line.get(7..)).collect();
    assert_eq!(texts, ["echo '[a]*'", "echo a", "echo b"], "{listed}");
}

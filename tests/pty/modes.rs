//! What the keys are understood as is shown in front of the prompt, and a search keeps its place and its prompt.

use crate::terminal::{Setup, Shell, contains};
use std::num::NonZero;

const FORTY: NonZero<u16> = NonZero::new(40).unwrap();

#[test]
fn the_mode_is_shown_in_front_of_the_last_line_of_the_prompt() {
    let mut shell = Setup::new()
        .file(
            ".inputrc",
            "set show-mode-in-prompt on\nset vi-ins-mode-string \"\\1\\e[32m\\2+\\1\\e[0m\\2\"\n\
             set vi-cmd-mode-string ::\n",
        )
        .variable("PS1", "above\\n> ")
        .start();
    let shown = |shell: &mut Shell, row: &str| {
        shell.until(row, |shell| shell.screen().trim_end().ends_with(row));
    };
    shown(&mut shell, "above\n@>");
    shell.run("shopt -u autosuggest; set -o vi");
    shown(&mut shell, "above\n+ >");
    shell.keys("echo a");
    shown(&mut shell, "above\n+ > echo a");
    shell.keys("\x1b");
    shown(&mut shell, "above\n::> echo a");
    // Nothing but the mode changes.
    shell.keys("i");
    shown(&mut shell, "above\n+ > echo a");
    shell.keys("\x1b0");
    shown(&mut shell, "above\n::> echo a");
    shell.keys("Ab");
    shown(&mut shell, "above\n+ > echo ab");
    assert_eq!(shell.enter(), "ab\n");
    shell.run("bind 'set show-mode-in-prompt off'");
    shown(&mut shell, "above\n>");
}

#[test]
fn a_search_begins_where_one_stands() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for command in ["echo 1 x", "echo 2 y", "echo 3 x", "echo 4 y"] {
        shell.run(command);
    }
    for (keys, line) in [
        ("\x1b[A\x1b[A\x1b[A\x13 x\x05", "echo 3 x"),
        ("\x1b[A\x1b[A\x1b[A\x13 y\x13\x05", "echo 4 y"),
        ("\x1b[A\x1b[A\x1b[A\x13 y\x13\x12\x05", "echo 2 y"),
        ("\x1b[A\x1b[A\x12 y\x05", "echo 2 y"),
        ("\x13 x\x05", "echo 3 x"),
    ] {
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn a_search_as_the_user_wants_it() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("echo One");
    shell.run("echo none");
    shell.keys("\x12oNe");
    shell.until("nothing", |shell| shell.screen().contains("(failed"));
    shell.keys("\x07");
    shell.line_is("");
    shell.run(" bind 'set search-ignore-case on' 'set isearch-terminators \"z\"'");
    shell.keys("\x12ECHO oNez");
    shell.line_is("echo One");
    shell.keys("z");
    shell.line_is("zecho One");
}

#[test]
fn a_search_that_has_failed_goes_on_without_its_last_letter() {
    let mut shell = Shell::new();
    shell.run("echo needle");
    shell.run("echo other");
    for (keys, search) in [
        ("\x12nex", "(failed"),
        ("\x7f", "(reverse-i-search)`ne': echo needle"),
        ("x\x7f\x7f", "(reverse-i-search)`n': echo needle"),
    ] {
        shell.keys(keys);
        shell.until(search, |shell| shell.screen().contains(search));
    }
    assert_eq!(shell.enter(), "needle\n");
}

#[test]
fn a_search_behind_a_control_character() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("echo '\x16\x1b[1m' needle >/dev/null");
    for case in ["off", "on"] {
        shell.run(&format!(" bind 'set search-ignore-case {case}'"));
        shell.keys("\x12need\x06\x7fn");
        shell.line_is("echo '^[[1m' needle >/dev/null");
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn a_search_in_a_window_that_becomes_narrower() {
    let mut shell = Shell::new();
    shell.run("echo a needle in a heap of hay");
    shell.keys("\x12needl");
    let shows = |shell: &mut Shell, text: &str| {
        shell.until(text, |shell| shell.screen().contains(text));
    };
    shows(&mut shell, "(reverse-i-search)`needl': echo a needle");
    shell.resize(40, 30);
    // The line editor's own prompt comes first.
    let from = shell.raw.len();
    shell.until("the search", |shell| {
        String::from_utf8_lossy(&shell.raw[from..]).contains("`needl': ")
    });
    shell.keys("e");
    shows(&mut shell, "`needle': e");
    shell.keys("\x05");
    shell.line_is("echo a needle in a heap of hay");
}

#[test]
fn a_line_that_fills_its_row_leaves_none_empty() {
    let mut shell = Shell::new();
    shell.run("PS1='> '; echo");
    let line = format!("echo {}", "x".repeat(80 - 7));
    assert_eq!(shell.run(&line), format!("{}\n", "x".repeat(80 - 7)));
    shell.resize(40, 40);
    shell.run("shopt -u autosuggest");
    let from = shell.raw.len();
    shell.keys(&format!("echo {}", "y".repeat(80 - 7)));
    shell.keys("\x01");
    shell.enter();
    let mut screen = vt100::Parser::new(FORTY, FORTY, 0);
    screen.process(&shell.raw[from..]);
    let text = screen.screen().contents();
    assert!(!text.contains("\n\n"), "{text}");
}

#[test]
fn a_command_of_several_lines_is_suggested_by_its_first_one() {
    let mut shell = Shell::new();
    shell.keys("for i in 1 2\r");
    shell.line_is("");
    shell.keys("do echo m$i\r");
    shell.keys("done");
    assert_eq!(shell.enter(), "m1\nm2\n");
    shell.keys("for i");
    shell.line_is("for i in 1 2…");
    shell.keys("\x05");
    shell.line_is("for i in 1 2\ndo echo m$i\ndone");
    assert_eq!(shell.enter(), "m1\nm2\n");
}

#[test]
fn the_same_command_once_more_is_no_other_one_for_a_search() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for command in ["true x1", "echo x", "true", "echo x"] {
        shell.run(command);
    }
    shell.keys("\x12x\x12\x05");
    shell.line_is("true x1");
}

#[test]
fn a_window_that_has_room_for_the_line_only() {
    let mut shell = Setup::new().file("one", "").file("two", "").start();
    shell.run("shopt -u autosuggest");
    shell.resize(2, 80);
    shell.keys("cat \t\tX");
    shell.until("a name", |shell| {
        shell.line().starts_with("cat ") && shell.line().ends_with('X')
    });
    assert!(!shell.line().contains('\n'), "{}", shell.line());
}

#[test]
fn a_prompt_that_never_ends_hiding_something() {
    let mut shell = Setup::new().variable("PS1", "\\[\\e[31m> ").start();
    shell.run("shopt -u autosuggest");
    shell.keys("cho a\x01e");
    shell.line_is("echo a");
    assert_eq!(shell.enter(), "a\n");
}

#[test]
fn a_menu_in_a_window_that_becomes_narrower() {
    let mut shell = Setup::new();
    for name in ["one_with_a_name", "two_with_a_name", "three_with_a_name"] {
        shell = shell.file(name, "");
    }
    let mut shell = shell.start();
    shell.run("shopt -u autosuggest; rmdir bin");
    shell.keys("cat \t");
    let listed = |shell: &mut Shell, row: &str| {
        shell.until(row, |shell| {
            shell.line().lines().any(|line| line.trim_end() == row)
        });
    };
    listed(
        &mut shell,
        "one_with_a_name    three_with_a_name  two_with_a_name",
    );
    shell.resize(40, 40);
    listed(&mut shell, "one_with_a_name    two_with_a_name");
    shell.keys("\t");
    listed(&mut shell, "cat one_with_a_name");
    listed(&mut shell, "three_with_a_name");
}

#[test]
fn keys_in_a_search() {
    let mut shell = Shell::new();
    shell.run("echo one first two");
    shell.run("echo two");
    for (keys, text) in [
        ("\x13one", "one"),
        ("\x17", "one first"),
        ("\x19", "one first two"),
        ("\x19\x17\x7f", "one first tw"),
    ] {
        shell.keys(keys);
        let row = format!("(reverse-i-search)`{text}': echo one first two");
        shell.until(&row, |shell| shell.screen().contains(&row));
    }
    shell.keys("\x07");
    shell.line_is("");
}

#[test]
fn a_key_that_ends_a_search_does_what_it_always_does() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for command in ["echo zero=0", "true two", "echo one=1"] {
        shell.run(command);
    }
    for (keys, line) in [
        ("\x12=1\x1b[A", "true two"),
        ("\x12=0\x0e", "true two"),
        ("begun\x12=1\x0e", "begun"),
        ("\x12one\x1bu", "echo ONE=1"),
        ("\x12one\x1b.X", "echo one=1Xone=1"),
        ("begun \x12one\x18\x15X", "begun X"),
    ] {
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x03");
        shell.prompt();
    }
    // ^J ends it, and Enter enters what has been found; what is typed at once is Enter.
    let from = shell.raw.len();
    shell.keys("\x12");
    shell.until("the search", |shell| contains(&shell.raw[from..], b"`': "));
    shell.keys("=1\n");
    shell.line_is("echo one=1");
    shell.keys("\x15\x12=1\r");
    shell.shows("\none=1\r\n");
    shell.prompt();
    // What is found and the commands behind it are executed one after the other.
    shell.keys("\x12=0\x0f");
    shell.prompt();
    shell.line_is("true two");
    shell.keys("\x0f");
    shell.prompt();
    shell.line_is("echo one=1");
}

#[test]
fn what_is_pasted_into_a_search_is_searched_for() {
    let mut shell = Shell::new();
    for command in ["true alpha beta", "true alpha gamma", "true"] {
        shell.run(command);
    }
    shell.run(" shopt -u autosuggest");
    let pasted = |text: &str| format!("\x1b[200~{text}\x1b[201~");
    shell.lines(&[
        (&format!("\x12{}\x05", pasted("pha b")), "true alpha beta"),
        (&format!("\x12pha{}\x05", pasted(" bet")), "true alpha beta"),
        // Neither a control character of it does anything, nor a second line.
        (
            &format!("\x12{}\x05", pasted("\x03al\x07pha b\rx\r")),
            "true alpha beta",
        ),
        (
            &format!("\x12{}b{}\x05", pasted(""), pasted("et")),
            "true alpha beta",
        ),
        (
            &format!("\x12{}\x12\x05", pasted("alpha")),
            "true alpha beta",
        ),
        // Behind it, a line is pasted into as before.
        (&format!("\x12bet\x05{}", pasted("X")), "true alpha betaX"),
    ]);
}

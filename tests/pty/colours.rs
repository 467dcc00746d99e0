//! Colours of what is no command, though it stands where one could.

use crate::terminal::{Setup, Shell};

const RED: &str = "\x1b[31m";

#[test]
fn what_is_tested_defined_or_chosen_is_no_unknown_command() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for typed in [
        "[[ -f qx && ( qx == y || qy < b ) ]] && true",
        "[[ qx =~ ^(b|c)$ ]]; true",
        "$([[ -f qx ]]) x; true",
        "function qx { true; }",
        "qx() { true; }",
        "qx () { true; }",
        "select qx in a; do true; done",
        "((qx++)); true",
        "for ((qx=1; qx<3; qx++)); do true; done",
    ] {
        shell.keys(typed);
        shell.line_is(typed);
        // The last word of a line is judged when it is whole.
        shell.keys(" ");
        shell.until(typed, |shell| shell.styled().contains("\x1b[32mtrue"));
        assert!(!shell.styled().contains(RED), "{:?}", shell.styled());
        // What follows it is a command again.
        shell.keys("; qx ");
        shell.until("red", |shell| shell.styled().contains("\x1b[31mqx"));
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn a_quote_that_nothing_closes_is_told() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for quote in ["'", "\"", "$'"] {
        let last = quote.trim_start_matches('$');
        shell.keys(&format!("echo {quote}ab c"));
        shell.until("a red quote", |shell| {
            shell.styled().contains(&format!("{RED}{last}"))
        });
        shell.keys(last);
        shell.until("its end", |shell| !shell.styled().contains(RED));
        shell.keys("\x15");
        shell.line_is("");
    }
}

/// Types each of these, and waits until the line is drawn with that in it, or without.
fn drawn(shell: &mut Shell, cases: &[(&str, &str, bool)]) {
    for &(typed, part, there) in cases {
        shell.keys(typed);
        shell.line_is(typed.trim_end());
        shell.until(typed, |shell| shell.styled().contains(part) == there);
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn a_command_that_another_one_runs_has_its_colour() {
    let mut shell = Setup::new()
        .program("sudo", "")
        .program("qxone", "")
        .start();
    shell.run(" shopt -u autosuggest; qxfunction() { :; }");
    drawn(
        &mut shell,
        &[
            ("sudo qxone .", "\x1b[32mqxone", true),
            ("sudo qxtwo .", "\x1b[31mqxtwo", true),
            ("sudo qxtwo", RED, false),
            ("sudo -u root qxone .", "\x1b[32mqxone", true),
            ("env A=b nice -n 3 qxone .", "\x1b[32mqxone", true),
            ("true; xargs -n1 qxone .", "\x1b[32mqxone", true),
            ("sudo true qxone .", "mqxone", false),
            // Only the shell itself knows it.
            ("nohup qxfunction .", "\x1b[31mqxfunction", true),
            ("command cd .", "\x1b[32mcd", true),
            ("builtin qxone .", "\x1b[31mqxone", true),
            ("echo sudo qxtwo .", RED, false),
        ],
    );
}

#[test]
fn what_may_become_the_name_of_a_file_is_underlined_while_it_is_typed() {
    let mut shell = Setup::new()
        .file("qxfile", "")
        .file("qxin/deep", "")
        .start();
    shell.run(" shopt -u autosuggest");
    drawn(
        &mut shell,
        &[
            ("cat qxf", "4mqxf", true),
            ("cat <qxf", "4mqxf", true),
            ("cat ~/qxin/de", "4m~/qxin/de", true),
            ("cat qxin/f", "4mqx", false),
            ("cat qxf .", "4mqx", false),
            ("cat qxf.", "4mqx", false),
            ("cat qxfile .", "4mqxfile", true),
        ],
    );
    for (letter, line) in [
        ("cat q", "cat q"),
        ("x", "cat qx"),
        ("f", "cat qxf"),
        ("z", "cat qxfz"),
    ] {
        shell.keys(letter);
        shell.line_is(line);
        shell.until(line, |shell| {
            shell.styled().contains("4mq") != line.ends_with('z')
        });
    }
}

#[test]
fn a_suggestion_does_not_look_typed_without_colours_either() {
    let mut shell = Setup::new().variable("NO_COLOR", "1").start();
    shell.run("echo hello");
    shell.keys("ec");
    shell.until("a faint rest", |shell| {
        shell.styled().contains("ec\x1b[2mho hello")
    });
}

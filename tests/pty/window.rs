//! Lines that the screen has too few rows for: those around the cursor are shown.

use crate::terminal::{Setup, Shell, contains};
use std::fmt::Write;
use tine::signal::Signal;

/// The rows of a screen so high and 40 columns wide, without the empty ones at its end, and where the cursor is.
fn screen(shell: &Shell, high: u16) -> (Vec<String>, (u16, u16)) {
    let mut screen = vt100::Parser::new(high.try_into().unwrap(), 40_u16.try_into().unwrap(), 0);
    screen.process(&shell.raw);
    let rows = screen.screen().rows(0, 40);
    let mut rows: Vec<String> = rows.map(|row| row.trim_end().to_owned()).collect();
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    (rows, screen.screen().cursor_position())
}

/// Waits until the first and the last row of eight are like that, and the cursor is there.
fn shows(shell: &mut Shell, first: &str, last: &str, cursor: (u16, u16)) {
    shell.until(&format!("{first} … {last} {cursor:?}"), |shell| {
        let (rows, at) = screen(shell, 8);
        let begins = rows.first().is_some_and(|row| row.starts_with(first));
        let ends = rows.last().is_some_and(|row| row.ends_with(last));
        begins && ends && at == cursor
    });
}

fn shell() -> Shell {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest; PS1='$ '");
    shell.resize(8, 40);
    shell.run("clear");
    shell
}

#[test]
fn one_long_line() {
    let mut shell = shell();
    let mut line = String::from("echo");
    for number in 100..200 {
        write!(line, " {number}").unwrap();
    }
    shell.keys(&line);
    shows(&mut shell, "28 129 130", "98 199", (7, 6));
    shell.keys("\x01");
    shows(&mut shell, "$ echo 100", "176 177 1", (0, 2));
    shell.keys("x");
    shows(&mut shell, "$ xecho 100", "176 177", (0, 3));
    shell.keys("\x05");
    shows(&mut shell, "128 129", "198 199", (7, 7));
    shell.keys(&"\x1bb".repeat(90));
    shows(&mut shell, "108 109", "186 187", (0, 8));
    shell.keys("\x05 y");
    shows(&mut shell, "128 129", "199 y", (7, 9));
    shell.keys("\x03");
    shows(&mut shell, "138 139", "$", (7, 2));
}

#[test]
fn many_lines() {
    let mut shell = shell();
    let mut text = String::from("f() {\n");
    for number in 10..30 {
        writeln!(text, "\techo {number}").unwrap();
    }
    text.push('}');
    shell.keys(&format!("\x1b[200~{text}\x1b[201~"));
    shows(&mut shell, "        echo 23", "}", (7, 1));
    shell.keys(&"\x1b[A".repeat(10));
    shows(&mut shell, "        echo 20", "echo 27", (0, 0));
    shell.keys("x");
    shows(&mut shell, "x       echo 20", "echo 27", (0, 1));
    shell.keys(&"\x1b[B".repeat(8));
    shows(&mut shell, "        echo 21", "echo 28", (7, 0));
    shell.resize(6, 40);
    shell.until("fewer rows", |shell| {
        let (rows, cursor) = screen(shell, 6);
        rows.last().is_some_and(|row| row.ends_with("echo 28")) && cursor == (5, 0)
    });
    shell.resize(8, 40);
    shell.keys("\x1b[B\x05");
    shows(&mut shell, "        echo 22", "echo 29", (7, 15));
    // A command that is fetched, and the one before it.
    shell.keys("\x03");
    shell.prompt();
    shell.run("clear");
    shell.run("echo before");
    shell.keys(&format!("\x1b[200~{text}\x1b[201~\r"));
    shell.prompt();
    shell.keys("\x1b[A");
    shows(&mut shell, "        echo 23", "}", (7, 1));
    shell.keys("\x1b[A");
    shows(&mut shell, "$ echo before", "$ echo before", (0, 13));
}

/// A line of 100 characters behind a prompt of three, in a terminal of which it is known whether it breaks rows anew.
fn line_of_two_rows(terminal: &str, inside: &str) -> Shell {
    let mut shell = Setup::new()
        .variable("TERM", terminal)
        .variable("TMUX", inside)
        .start();
    shell.keys(&("x".repeat(99) + "y"));
    shell.until("the line", |shell| shell.text().ends_with("xy"));
    shell
}

#[test]
fn a_line_is_drawn_where_it_was_when_the_terminal_breaks_its_rows_anew() {
    let anew = "\r\x1b[J\n\x1b[A";
    for (terminal, inside, up) in [
        ("screen-256color", "x", anew),
        ("screen-256color", "", "\x1b[1B\r\x1b[K\x1b[A\r\x1b[K"),
        ("tmux-256color", "", anew),
    ] {
        let mut shell = line_of_two_rows(terminal, inside);
        shell.keys("\x01");
        shell.until("the beginning", |shell| shell.raw.ends_with(b"\x1b[3C"));
        let from = shell.raw.len();
        shell.resize(40, 60);
        shell.until("the line once more", |shell| {
            contains(&shell.raw[from..], b"xy")
        });
        let drawn = String::from_utf8_lossy(&shell.raw[from..]).into_owned();
        assert!(drawn.replace("\r\n", "\n").starts_with(up), "{drawn:?}");
    }
}

#[test]
fn a_line_stands_as_the_terminal_has_broken_its_rows_anew() {
    let mut shell = line_of_two_rows("screen-256color", "x");
    // At the margin the terminal was left to break the row.
    assert!(contains(&shell.raw, b"x \x08"));
    let from = shell.raw.len();
    shell.resize(40, 60);
    shell.resize(40, 90);
    shell.keys("z");
    shell.until("a key", |shell| contains(&shell.raw[from..], b"z"));
    let drawn = String::from_utf8_lossy(&shell.raw[from..]).into_owned();
    assert_eq!(drawn.matches("xy").count(), drawn.matches("xyz").count());
}

#[test]
fn what_is_typed_is_right_in_a_window_that_is_wider_already() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest; PS1='$ '");
    shell.run("clear");
    let from = shell.raw.len();
    let line = "echo ".to_owned() + &"abcdefghi ".repeat(30);
    shell.keys(&(line.clone() + "y"));
    shell.until("the line", |shell| shell.text().ends_with("i y"));
    for columns in [60, 79, 81, 100] {
        let mut screen =
            vt100::Parser::new(40_u16.try_into().unwrap(), columns.try_into().unwrap(), 0);
        screen.process(&[b"$ ", &shell.raw[from..]].concat());
        let shown = format!("$ {line}y");
        let rows: Vec<String> = screen.screen().rows(0, columns).collect();
        assert_eq!(rows.concat().trim_end(), shown, "{columns}");
        let at = u16::try_from(shown.len()).unwrap();
        let place = screen.screen().cursor_position();
        assert_eq!(place, (at / columns, at % columns));
    }
}

#[test]
fn a_key_that_is_to_be_inserted_is_awaited_through_a_change_of_the_window_and_a_trap() {
    let mut shell = Shell::new();
    shell.run("trap 'echo trapped' USR1");
    shell.keys("printf %s '\x16");
    shell.line_is("printf %s '");
    shell.resize(40, 60);
    shell.signal(Signal::USR1);
    shell.shows("trapped\r\n");
    shell.keys("\x01' | od -An -c");
    shell.line_is("printf %s '^A' | od -An -c");
    assert_eq!(shell.enter().trim(), "001");
}

#[test]
fn a_terminal_that_knows_no_size_is_drawn_on_as_sparingly() {
    let mut shell = Shell::new();
    shell.resize(0, 0);
    shell.run("shopt -u autosuggest");
    shell.keys("ech");
    shell.until("the keys", |shell| shell.raw.ends_with(b"h"));
    let from = shell.raw.len();
    shell.keys("o");
    shell.until("the name in its colour", |shell| {
        contains(&shell.raw[from..], b"echo")
    });
    assert!(!contains(&shell.raw[from..], b"\x1b[K"));
    assert!(!contains(&shell.raw[from..], b"$ "));
}

#[test]
fn a_paste_comes_as_a_whole_into_a_window_that_changes() {
    let mut shell = Shell::new();
    shell.keys("\x1b[200~echo '");
    let words: Vec<String> = (0..40).map(|number| number.to_string()).collect();
    for (columns, word) in (61..).zip(&words) {
        shell.keys(&format!("{word}\r"));
        shell.resize(30, columns);
    }
    shell.keys("'\x1b[201~");
    assert_eq!(shell.enter(), words.join("\n") + "\n\n");
}

#[test]
fn a_key_is_whole_in_a_window_that_changes_while_it_is_typed() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest");
    let long = "x".repeat(99);
    for (columns, typed, rest, output) in [
        (60, "\x1b[", "DX", "abXc"),
        (61, "\x1b[1;", "5DX", "Xabc"),
        (62, "\x18", "\x18: ", ""),
        (63, "\x1b3", "x", "abcxxx"),
    ] {
        shell.keys(&format!("echo {long} abc{typed}"));
        shell.until("the line", |shell| shell.line().ends_with("abc"));
        let from = shell.raw.len();
        shell.resize(40, columns);
        shell.until("the line once more", |shell| {
            contains(&shell.raw[from..], b"abc")
        });
        shell.keys(rest);
        let written = shell.enter();
        assert_eq!(
            written.split_whitespace().last().unwrap_or_default(),
            output
        );
    }
}

//! Functions of the editor that keys are bound to, and the counts before them.

use crate::terminal::{Setup, Shell, contains};

/// Binds functions to `\C-x` and a character.
fn bound(functions: &[(&str, &str)]) -> Shell {
    let lines = functions
        .iter()
        .map(|(key, function)| format!("\"\\C-x{key}\": {function}\n"));
    let mut shell = Setup::new()
        .file(".inputrc", &lines.collect::<String>())
        .start();
    shell.run("echo one first; shopt -u autosuggest");
    shell.run("echo two second");
    shell
}

#[test]
fn a_negative_count_is_the_other_way() {
    let mut shell = bound(&[("a", "beginning-of-line")]);
    shell.lines(&[
        ("foo bar baz\x1b-\x1bfX", "foo bar Xbaz"),
        ("foo bar baz\x1bb\x1b-\x1b[1;5CX", "foo Xbar baz"),
        ("foo bar baz\x01\x1b-\x1bbX", "fooX bar baz"),
        ("foo bar baz\x01\x1b-\x1b[1;3DX", "fooX bar baz"),
        ("foo bar baz\x02\x1b-\x06X", "foo bar bXaz"),
        ("foo bar baz\x01\x06\x1b-\x1b[3~X", "Xoo bar baz"),
        // These have none.
        ("foo bar baz\x1b-\x1b[HX", "Xfoo bar baz"),
        ("foo bar baz\x1b-\x18aX", "Xfoo bar baz"),
        ("foo bar baz\x02\x1b-\x15", "z"),
        ("foo bar baz\x02\x1b-\x17", "foo bar z"),
        ("x \x1b-\x1b.", "x two"),
        ("x \x1b-\x1b.\x1b.", "x -u"),
        ("x \x1b-\x1b2\x1b.", "x echo"),
    ]);
}

#[test]
fn words_and_letters_go_over_as_many_as_the_count_says() {
    let mut shell = bound(&[]);
    shell.lines(&[
        ("a b c d\x01\x1bf\x1b2\x1btX", "c b aX d"),
        ("one two three\x1b2\x1btX", "three two oneX"),
        ("one two\x01\x1b9\x1btX", "two oneX"),
        ("one two\x1b-\x1btX", "one twoX"),
        ("abcdef\x01\x06\x1b3\x14X", "bcdaXef"),
        ("abc\x1b3\x14X", "acbX"),
        ("abc\x01\x14X", "Xabc"),
        ("abc\x02\x1b-\x14X", "abXc"),
    ]);
}

#[test]
fn a_function_that_finds_nothing_leaves_the_next_key_alone() {
    let mut shell = bound(&[]);
    shell.lines(&[("foo \x1b9\x1b\x19bar", "foo bar")]);
}

#[test]
fn the_mark_is_where_something_was_killed_or_put() {
    let mut shell = bound(&[]);
    shell.lines(&[
        ("foo bar\x17baz\x18\x18X", "foo Xbaz"),
        ("foo bar\x17baz \x19\x18\x18X", "foo baz Xbar"),
        ("foo bar\x01\x1bd\x05\x18\x18X", "X bar"),
    ]);
}

#[test]
fn text_is_overwritten() {
    let mut shell = bound(&[]);
    shell.lines(&[
        ("abcdef\x01\x1b[2~XY\x1b[2~", "XYcdef"),
        ("abcdef\x01\x1b[2~XY\x7f\x1b[2~", "X cdef"),
        ("abcdef\x02\x1b[2~XYZ\x1b[2~", "abcdeXYZ"),
        ("abcdef\x01\x1b[2~XY\x1b[2~Z", "XYZcdef"),
        ("abcdef\x01\x1b[2~\x1b3X-\x1b[2~", "XXX-ef"),
        ("ä日x\x01\x1b[2~uv\x1b[2~", "uvx"),
        ("ab\x01\x1b[2~x", "xb"),
    ]);
    // The next line is not.
    shell.keys("\x03");
    shell.prompt();
    shell.lines(&[("ab\x01x", "xab")]);
}

#[test]
fn counts_on_other_keys() {
    let mut shell = Setup::new()
        .file(
            ".inputrc",
            "\"\\C-o\": universal-argument\n\"\\C-x3\": digit-argument\n",
        )
        .start();
    shell.lines(&[
        ("a\x0fx", "axxxx"),
        ("a\x0f\x0fx", "axxxxxxxxxxxxxxxx"),
        ("abcdefgh\x0f5\x02X", "abcXdefgh"),
        ("abcdefghijklmno\x0f12\x02X", "abcXdefghijklmno"),
        ("abcdefgh\x0f-3\x06X", "abcdeXfgh"),
        ("abcdefgh\x0f-\x06X", "abcdefgXh"),
        ("0123456789abcdef\x0f-12\x06X", "0123X456789abcdef"),
        ("0123456789abcdef\x0f1\x1b2\x02X", "0123X456789abcdef"),
        ("abcd\x0f2\x0f5", "abcd55"),
        ("a b c d e f\x0f\x1bbX", "a b Xc d e f"),
        ("abcdef\x183\x02X", "abcXdef"),
        ("q\x0f2\x18*b", "qb"),
    ]);
}

#[test]
fn keys_that_are_held_down_with_others() {
    let bindings = "\"\\e[5D\": backward-word\n\"\\e\\e[C\": end-of-line\n";
    let mut shell = Setup::new().file(".inputrc", bindings).start();
    shell.lines(&[
        ("one two\x1b[5DX", "one Xtwo"),
        ("one two\x1b[DX", "one twXo"),
        ("one two\x01\x1b\x1b[CX", "one twoX"),
    ]);
}

#[test]
fn signs_and_digits_of_counts() {
    let mut shell = bound(&[]);
    shell.lines(&[
        ("q\x1b3-", "q---"),
        ("q\x1b1\x1b2--X", "q-------------X"),
        ("q\x1b3a-b", "qaaa-b"),
        ("abc\x1b-\x1b2\x04X", "aX"),
        ("0123456789abcdef\x1b-\x1b1\x1b2\x04X", "0123X"),
        ("0123456789abcdef\x1b-12\x04X", "0123X"),
        ("0123456789abcdef\x01\x1b-10\x02X", "0123456789Xabcdef"),
        ("0123456789abcdef\x1b-14\x1b[CX", "01X23456789abcdef"),
        ("q\x1b-12xy", "qy"),
    ]);
}

#[test]
fn keys_that_are_themselves_again() {
    let mut shell = Setup::new()
        .file(".inputrc", "TAB: self-insert\n\"\\C-a\": self-insert\n")
        .start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[("a\tb", "a    b"), ("a\x01b", "a^Ab")]);
}

#[test]
fn deleting_at_the_end_of_a_line_lists() {
    let mut shell = Setup::new()
        .file(".inputrc", "\"\\C-d\": delete-char-or-list\n")
        .file("amb_one", "")
        .file("amb_two", "")
        .start();
    shell.run("shopt -u autosuggest");
    shell.keys("cat amb_\x04");
    shell.shows("amb_one  amb_two");
    shell.keys("\x03");
    shell.prompt();
    shell.lines(&[("abc\x01\x04", "bc")]);
    // Nothing is deleted on an empty line: the input ends.
    shell.keys("\x04");
    shell.ends();
}

#[test]
fn a_word_is_spelt_as_a_file() {
    let mut shell = Setup::new()
        .file(".inputrc", "")
        .file("unique file", "")
        .file("directory/inner.txt", "")
        .start();
    shell.lines(&[
        ("cat diretcory/iner.txt\x18sX", "cat directory/inner.txtX"),
        ("cat diretcory\x02\x02\x18sX x", "cat directoryX x"),
        ("cat diretcory  \x18s", "cat directory"),
        ("cat nosuch\x18sX", "cat nosuchX"),
    ]);
}

#[test]
fn words_that_are_copied_and_parts_of_paths() {
    let mut shell = bound(&[
        ("b", "copy-backward-word"),
        ("f", "copy-forward-word"),
        ("9", "unix-filename-rubout"),
    ]);
    shell.lines(&[
        ("foo bar-baz\x18b\x19", "foo bar-bazbaz"),
        ("foo bar baz\x01\x1b2\x18f\x19X", "foo barXfoo bar baz"),
        ("foo bar baz\x1b-\x18f\x19", "foo bar bazbaz"),
        ("ls a/b/c.d\x189X", "ls a/b/X"),
        ("ls a/b/\x189X", "ls a/X"),
        ("ls a/b  \x189X", "ls a/X"),
        ("ls a/b/c\x1b2\x189X", "ls a/X"),
    ]);
}

#[test]
fn commands_of_the_history_and_aliases() {
    let mut shell = bound(&[
        ("a", "alias-expand-line"),
        ("A", "history-and-alias-expand-line"),
        ("h", "fetch-history"),
        ("n", "next-screen-line"),
        ("p", "previous-screen-line"),
        ("/", "non-incremental-reverse-search-history-again"),
    ]);
    shell.run("alias ll='ls -l' foo='echo f'");
    let long = "a".repeat(100);
    shell.lines(&[
        ("ll x; foo y\x18a", "ls -l x; echo f y"),
        ("echo ll\x18a", "echo ll"),
        ("ll !ec\x18A", "ls -l echo two second"),
        ("\x18h", "echo one first; shopt -u autosuggest"),
        ("x\x1b2\x18h", "echo two second"),
        ("\x1bptwo\r\x15\x1bpfirst\r\x15\x18/", ""),
        (
            &format!("{long}\x18pX"),
            &format!("{}X{}", &long[80..], &long[..80]),
        ),
        (
            &format!("{long}\x01\x18nX"),
            &format!("{}X{}", &long[..80], &long[80..]),
        ),
    ]);
}

#[test]
fn commands_of_vi_by_name() {
    let mut shell = bound(&[
        ("w", "vi-next-word"),
        ("W", "vi-fWord"),
        ("B", "vi-bWord"),
        ("|", "vi-column"),
        ("X", "vi-delete"),
        ("%", "vi-match"),
        ("E", "vi-end-word"),
        ("^", "vi-first-print"),
        ("~", "vi-change-case"),
    ]);
    let line = "foo bar-baz (a b) end";
    for (keys, shown) in [
        ("\x01\x18wX", "foo Xbar-baz (a b) end"),
        ("\x01\x1b2\x18WX", "foo bar-baz X(a b) end"),
        ("\x18BX", "foo bar-baz (a b) Xend"),
        ("\x1b5\x18|X", "foo Xbar-baz (a b) end"),
        (
            "\x01\x1b2\x1bf\x06\x06\x06\x06\x06\x18%X",
            "foo bar-baz (a bX) end",
        ),
        ("\x01\x18EX", "foXo bar-baz (a b) end"),
        ("\x18^X", "Xfoo bar-baz (a b) end"),
        ("\x01\x1b3\x18~X", "FOOX bar-baz (a b) end"),
    ] {
        shell.lines(&[(&format!("{line}{keys}"), shown)]);
    }
}

#[test]
fn candidates_one_after_the_other_and_back_to_what_was_typed() {
    let mut shell = Setup::new()
        .file(
            ".inputrc",
            "\"\\C-t\": menu-complete\n\"\\C-o\": menu-complete-backward\n",
        )
        .file("alpha", "")
        .file("alps", "")
        .start();
    shell.lines(&[
        ("ls al\x14X", "ls alphaX"),
        ("ls al\x14\x14X", "ls alpsX"),
        ("ls al\x14\x14\x14X", "ls alpX"),
        ("ls al\x14\x14\x14\x14X", "ls alphaX"),
        ("ls al\x0fX", "ls alpsX"),
        ("ls al\x14\x0fX", "ls alpX"),
    ]);
}

#[test]
fn names_of_functions() {
    let mut shell = bound(&[]);
    let known = shell.run("bind -l | grep -c '^vi-'");
    assert!(known.trim().parse::<usize>().is_ok_and(|count| count > 40));
    assert_eq!(
        shell.run("bind -m vi-command -q vi-put"),
        "vi-put can be invoked via \"p\", \"P\".\n"
    );
    assert_eq!(
        shell.run("bind -q overwrite-mode"),
        "overwrite-mode can be invoked via \"\\e[2~\".\n"
    );
}

#[test]
fn conditions_in_inputrc() {
    let tests = [
        ("version >= 8.0", true),
        ("version < 8", false),
        ("version != 8.2", false),
        ("term=xterm", true),
        ("term=xt", false),
        ("mode=emacs", true),
        ("mode=vi", false),
        ("editing-mode == emacs", true),
        ("comment-begin != #", false),
        ("comment-begin = #", true),
        ("nosuch", false),
        ("bash", true),
    ];
    let lines = tests.iter().enumerate().map(|(number, (test, _))| {
        let key = char::from(b'0' + number as u8);
        format!("$if {test}\n\"\\C-x{key}\": \"yes\"\n$else\n\"\\C-x{key}\": \"no\"\n$endif\n")
    });
    let mut shell = Setup::new()
        .file(".inputrc", &lines.collect::<String>())
        .variable("TERM", "xterm-256color")
        .start();
    shell.run("shopt -u autosuggest");
    for (number, (test, holds)) in tests.iter().enumerate() {
        let key = char::from(b'0' + number as u8);
        let answer = if *holds { "yes" } else { "no" };
        let line = format!("{test}: {answer}");
        shell.lines(&[(&format!("{test}: \x18{key}"), &line)]);
    }
}

#[test]
fn both_keys_that_clear_the_screen_do() {
    let mut shell = bound(&[]);
    for key in ["\x0c", "\x1b\x0c"] {
        shell.keys("true");
        shell.line_is("true");
        let from = shell.raw.len();
        shell.keys(key);
        shell.until("a cleared screen", |shell| {
            contains(&shell.raw[from..], b"\x1b[H\x1b[J")
        });
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn counts_of_kills_and_macros() {
    let mut shell = bound(&[]);
    shell.lines(&[
        ("a b c\x1b-\x1bdx", "a b x"),
        ("ab\x18(x\x18)\x1b3\x18ey", "abxxxxy"),
    ]);
}

#[test]
fn the_ends_of_the_history_know_the_line_that_is_being_written() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.keys("draft\x1b<");
    shell.line_is("echo one");
    shell.keys("\x1b>");
    shell.line_is("draft");
    shell.keys("\x01\x1b[A");
    shell.line_is("echo two");
    shell.enter();
    // It is not that of the line before.
    for back in ["\x1b>", "\x1b[B\x1b[B"] {
        shell.keys("\x1b<");
        shell.line_is("echo one");
        shell.keys(back);
        shell.line_is("");
    }
}

//! Keys: functions of the editor, and what `bind` makes of them.

use crate::terminal::{Setup, Shell};

#[test]
fn functions_of_emacs_mode() {
    let mut shell = Shell::new();
    shell.run("echo one first");
    shell.run("echo two second");
    shell.lines(&[
        ("echo a    b\x1bb\x1b\\", "echo ab"),
        ("echo x\x1bs", "sudo echo x"),
        ("\x1bs", "sudo echo two second"),
        ("sudo ls\x1bs", "ls"),
        ("\x1b[Azzz\x1br", "echo two second"),
        ("echo one\x01\x1b[3;5~", " one"),
        ("echo abc\x1b\x19", "echo abctwo"),
        ("echo \x1b.\x1b.", "echo first"),
        ("ls ~\x1b&/x", &format!("ls {}/x", shell.path().display())),
        ("echo !!\x1b^", "echo echo two second"),
        ("echo $((6*7))\x1b\x05", "echo 42"),
        ("echo ab cd ef\x01\x1bf\x1b2\x1bu\x1bc", "echo AB CD Ef"),
        ("echo ab cd, ef\x1bb\x1b-2\x1bu", "echo AB CD, ef"),
        ("echo ab cd\x1b-\x1bc!", "echo ab Cd!"),
        ("echo AB CD\x1bb\x1bl", "echo AB cd"),
        ("echo éa\x1bb\x1bcx", "echo Éax"),
        ("echo a\x1b[<0;10;10M\x1b[<0;10;10m\x1b[?1;2cb", "echo ab"),
    ]);
}

#[test]
fn abbreviations_by_functions_patterns_and_commands() {
    let mut shell = Shell::new();
    shell.run("f() { echo \"echo [$1]\"; }; g() { echo 'for x in @; do'; }; h() { return 1; }");
    shell.run("abbr -a dots -r '\\.\\.+' -f f; abbr -c git co checkout; abbr -a gx -f f");
    shell.run("abbr -a lp -f g --set-cursor=@; abbr -a hh -f h");
    shell.lines(&[
        ("... x", "echo [...] x"),
        ("git co x", "git checkout x"),
        ("co x", "co x"),
        ("gx x", "echo [gx] x"),
        ("lp x", "for x in x; do"),
        ("hh x", "hh x"),
        // Behind what runs another command.
        ("sudo git co x", "sudo git checkout x"),
        ("nice -n 3 gx x", "nice -n 3 echo [gx] x"),
        ("nice -n gx ;", "nice -n gx ;"),
    ]);
    shell.keys("gx");
    shell.line_is("gx");
    shell.keys("\r");
    shell.prompt();
    shell.shows("\n[gx]\r\n");
    assert!(
        shell
            .run("abbr -s")
            .contains("abbr -a -r '\\.\\.+' -f f -- dots\n")
    );
    assert!(shell.run("abbr -a x -r '(' -f f").contains("usage"));
    assert_eq!(
        shell.run("abbr --rename gx gy; abbr -q gx || abbr -q gy && echo gy"),
        "gy\n"
    );
    assert!(
        shell
            .run("abbr --rename gx gz")
            .contains("no such abbreviation")
    );
    assert!(shell.run("abbr --rename gy hh").contains("taken"));
}

#[test]
fn to_a_character() {
    let mut shell = Shell::new();
    shell.lines(&[
        ("abcabc\x01\x1dcX", "abXcabc"),
        ("abcabc\x01\x1b2\x1dcX", "abcabXc"),
        ("abcabc\x1b\x1daX", "abcXabc"),
        ("abc\x1dzX", "abcX"),
        ("abcabc\x1b-\x1daX", "abcXabc"),
    ]);
}

#[test]
fn a_pasted_quote_between_quotes_is_text() {
    let mut shell = Shell::new();
    shell.keys("echo 'a \x1b[200~it's\x1b[201~");
    shell.line_is("echo 'a it'\\''s");
    shell.keys("'");
    assert_eq!(shell.enter(), "a it's\n");
    shell.keys("echo \x1b[200~'b'\x1b[201~");
    assert_eq!(shell.enter(), "b\n");
}

#[test]
fn one_command_after_the_other_out_of_the_history() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.keys("\x1b[A\x1b[A");
    shell.line_is("echo one");
    shell.keys("\x0f");
    shell.prompt();
    shell.line_is("echo two");
}

#[test]
fn a_line_becomes_a_comment() {
    let mut shell = Shell::new();
    shell.keys("echo no=1\x1b#");
    shell.prompt();
    shell.keys("\x1b[A");
    shell.line_is("#echo no=1");
    assert!(!shell.text().contains("\nno=1"));
}

#[test]
fn bound_keys() {
    let mut shell = Setup::new()
        .file(
            ".inputrc",
            "$if mode=emacs\n\"\\C-xa\": \"echo rc=1\"\n$endif\n$if vim\n\"\\C-xa\": abort\n$endif\n",
        )
        .start();
    shell.keys("\x18a");
    shell.line_is("echo rc=1");
    shell.keys("\x15");
    shell.run("bind '\"\\C-xb\": beginning-of-line' '\"\\C-xc\": \"echo macro=1\\C-m\"'");
    shell.keys("ho a\x18bec\x05b");
    assert_eq!(shell.enter(), "ab\n");
    shell.keys("\x18c");
    shell.prompt();
    shell.shows("macro=1\r\n");
    assert!(
        shell
            .run("bind -q beginning-of-line")
            .contains("\"\\C-xb\"")
    );
    assert!(
        shell
            .run("bind -p")
            .contains("\"\\C-xb\": beginning-of-line")
    );
    shell.run("bind '\"\\C-xb\": nosuch'");
    shell.shows("unknown function");
}

#[test]
fn a_key_runs_a_command_on_the_line() {
    let mut shell = Shell::new();
    shell.run(
        "up() { READLINE_LINE=\"<$READLINE_LINE>\" READLINE_POINT=1; }; bind -x '\"\\C-t\": up'",
    );
    shell.keys("abc\x14");
    shell.line_is("<abc>");
    shell.keys("X");
    shell.line_is("<Xabc>");
    shell.keys("\x05\x15");
    assert_eq!(shell.run("echo \"[$READLINE_LINE]\""), "[]\n");
}

#[test]
fn keys_that_run_something_above_the_line() {
    let mut shell = Setup::new().file("seen", "").start();
    shell.run("man() { echo manual=$1; }");
    shell.keys("echo kept\x1bl");
    shell.shows("seen");
    shell.line_is("echo kept");
    shell.keys("\x05\x15xyz -a\x1bh");
    shell.shows("manual=xyz");
    shell.line_is("xyz -a");
    shell.keys("\x05\x15cd\x1bw");
    shell.shows("shell builtin");
    shell.line_is("cd");
    // Where there is a word, Alt-l makes its letters small.
    shell.keys("\x05\x15echo ABC\x1bb\x1bl");
    shell.line_is("echo abc");
    shell.keys("\x05\x15echo x\x1bP");
    shell.line_is("echo x 2>&1 | less");
    shell.keys("\x1bP");
    shell.line_is("echo x");
}

#[test]
fn a_newline_is_put_into_the_line() {
    let mut shell = Shell::new();
    shell.keys("echo one=1\x1b\recho two=2");
    shell.shows("two=2");
    shell.keys("\r");
    shell.shows("\none=1\r\n");
    shell.shows("\ntwo=2\r\n");
}

#[test]
fn back_and_forth_between_directories() {
    let mut shell = Shell::new();
    shell.run("mkdir a b; cd a");
    shell.run("cd ../b");
    shell.keys("\x1b[1;3D");
    shell.prompt();
    assert!(shell.run("pwd").ends_with("/a\n"));
    shell.keys("\x1b[1;3C");
    shell.prompt();
    assert!(shell.run("pwd").ends_with("/b\n"));
    assert!(
        shell
            .run("prevd 2; pwd")
            .ends_with(&format!("{}\n", shell.path().display()))
    );
    assert!(shell.run("nextd -l").contains("  1  "));
    assert_eq!(
        shell.run("nextd 9; echo $?"),
        "tine: nextd: no such directory in the session\n1\n"
    );
    assert!(
        shell
            .run("sleep 0.01; echo $CMD_DURATION")
            .trim()
            .parse::<u32>()
            .is_ok()
    );
}

#[test]
fn keys_of_newer_protocols() {
    let mut shell = Shell::new();
    shell.keys("echo ab\x1b[97;5utrue; \x1b[27;5;101~\x1b[57441;2uc\x1b[99;1:3u");
    shell.line_is("true; echo abc");
    shell.keys("\x1b[13u");
    shell.prompt();
    shell.shows("\nabc\r\n");
}

#[test]
fn a_macro_is_typed_again() {
    let mut shell = Shell::new();
    shell.keys("echo \x18(ab\x02c\x05\x18)");
    shell.line_is("echo acb");
    shell.keys("\x18e");
    shell.line_is("echo acbacb");
    assert_eq!(shell.enter(), "acbacb\n");
}

#[test]
fn earlier_lines_of_a_command_are_edited() {
    let mut shell = Shell::new();
    shell.keys("for i in 1 2; do\r");
    shell.shows("> ");
    shell.keys("echo line=$i\r");
    // Back to the line above, changed at its end, and down again.
    shell.keys("\x1b[A\x05+\x1b[Bdone");
    shell.shows("done");
    shell.keys("\r");
    shell.prompt();
    assert!(
        shell.text().contains("\nline=1+\r\nline=2+\r\n"),
        "{:?}",
        shell.text()
    );
    // It is one command of the history.
    shell.keys("\x1b[A");
    shell.shows("$i+");
}

#[test]
fn an_escape_key_is_one_whatever_follows_it_at_once() {
    let mut shell = Shell::new();
    shell.run("set -o vi");
    for (keys, line) in [
        ("echo abc\x1b0wx", "echo bc"),
        ("echo abc\x1b2hx", "echo bc"),
        ("echo abc\x1bbiX\x1bhx", "echoXabc"),
        ("echo abc\x1b.", "echo abc"),
        ("echo abc\x1b[D\x1bx", "echo ac"),
        ("echo abc\x1bb9rX", "echo XXX"),
    ] {
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x1bcc");
        shell.line_is("");
    }
}

#[test]
fn an_escape_key_is_one_whenever_the_next_key_comes() {
    let mut shell = Shell::new();
    shell.run("set -o vi");
    for (pause, next, line) in [
        (5, "0x", "cho abc"),
        (20, "0x", "cho abc"),
        (40, "2hx", "echo bc"),
        (80, "0x", "cho abc"),
    ] {
        shell.keys("echo abc\x1b");
        // Nothing is waited for: the line has to be the same however long this takes.
        std::thread::sleep(std::time::Duration::from_millis(pause));
        shell.keys(next);
        shell.line_is(line);
        shell.keys("\x1bcc");
        shell.line_is("");
    }
}

#[test]
fn what_has_been_killed_can_be_yanked() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest; bind '\"\\C-xk\": kill-region'");
    shell.lines(&[
        ("one two three\x01\x00\x1bf\x18k\x05\x19", " two threeone"),
        ("aXbXc\x01\x1b[C\x00\x05\x1b[D\x18k\x05\x19", "acXbX"),
        (
            "one two three four\x01\x1bf\x00\x1bf\x1bf\x18k\x05\x19",
            "one four two three",
        ),
        ("one 'two 3' x\x01\x1b\x06\x1b\x04\x05\x19", "one x 'two 3'"),
        ("one two\x00\x1bb\x18k\x01\x0b\x19!", "one !"),
        // Characters that a count says are killed, too.
        ("abcdef\x01\x1b3\x04\x05\x19", "defabc"),
        ("abcdef\x01\x1b3\x1b[3~\x05\x19", "defabc"),
        ("abcdef\x1b2\x7f\x01\x19", "efabcd"),
        ("abcdef\x1b2\x08\x01\x19", "efabcd"),
        ("abcdef\x1b-2\x04\x01\x19", "efabcd"),
        ("one two three\x1b2\x17\x01\x19!", "two three!one"),
    ]);
}

#[test]
fn what_is_killed_in_whatever_way_is_in_the_ring() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        // One after the other, they are one text.
        (
            "one two three\x1bb\x1bb\x17\x1b\x04\x05\x19",
            " threeone two",
        ),
        ("a b c d\x1b2\x17\x18\x7f\x19", "a b c d"),
        ("abcd ef\x17\x1b2\x7f\x19", "abcd ef"),
        // Nothing at all is not kept.
        ("one\x17two\x1b\x04\x19", "twoone"),
        // Before the last there was another one.
        ("one\x17'b c'\x01\x1b\x04\x19\x1by", "one"),
        ("one\x17 two\x17 three\x17\x19\x1by\x1by", "  one"),
        ("one\x17two\x17\x19!\x1by", "two!"),
    ]);
}

#[test]
fn a_text_that_is_typed_has_keys_in_it() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest");
    shell.run("add() { READLINE_LINE+=X READLINE_POINT=${#READLINE_LINE}; }");
    shell.run("bind -m emacs '\"\\C-z\": vi-editing-mode' '\"\\C-xb\": \"\\C-a\\eb\\C-kq\"'");
    shell.run("bind -m vi-insert '\"\\C-z\": emacs-editing-mode' '\"\\C-t\": \"\\C-z\\C-t\\C-z\"'");
    shell.run("bind -m emacs -x '\"\\C-t\": add'");
    shell.keys("abc\x18bz");
    shell.line_is("qz");
    shell.keys("\x15");
    shell.run("set -o vi");
    shell.keys("abc\x14d");
    shell.line_is("abcXd");
    shell.keys("\x03");
    shell.prompt();
    // It ends.
    shell.run("set -o emacs; bind '\"\\C-xl\": \"a\\C-xl\"'");
    shell.keys("\x18l\x15b");
    shell.line_is("b");
}

#[test]
fn what_is_no_character_spoils_only_itself() {
    let mut shell = Shell::new();
    for (typed, output) in [
        (&b"echo a\xffb"[..], "a\u{fffd}b\n"),
        (b"echo 'a\xc3' b", "a\u{fffd} b\n"),
        (b"echo \xe2\x82\xe2\x82\xac", "\u{fffd}\u{20ac}\n"),
        (b"echo \xf0\x9f\x98x\x80", "\u{fffd}x\u{fffd}\n"),
    ] {
        shell.bytes(typed);
        assert_eq!(shell.enter(), output, "{typed:?}");
    }
    // It may come in parts.
    for byte in "echo é€😀".bytes() {
        shell.bytes(&[byte]);
    }
    assert_eq!(shell.enter(), "é€😀\n");
    // Only what comes next tells that it is none; that is a key as ever.
    shell.bytes(b"cho a\xc3\x01e");
    assert_eq!(shell.enter(), "a\u{fffd}\n");
    shell.bytes(b"echo a\xe2\x82\x1b[Db");
    assert_eq!(shell.enter(), "ab\u{fffd}\n");
    // In a paste, too.
    shell.bytes(b"\x1b[200~echo a\xffb\xe2\x1b[201~");
    assert_eq!(shell.enter(), "a\u{fffd}b\u{fffd}\n");
}

#[test]
fn an_old_spelling_of_a_key_takes_nothing_from_it() {
    let bindings = "\"\\e\\e[D\": backward-word\n\"\\e\\e[C\": end-of-line\n";
    let mut shell = Setup::new().file(".inputrc", bindings).start();
    shell.run("mkdir a b; cd a");
    shell.run("cd ../b");
    shell.keys("\x1b[1;3D");
    shell.prompt();
    assert!(shell.run("pwd").ends_with("/a\n"));
    shell.lines(&[
        ("one two\x1b[1;3DX", "one Xtwo"),
        ("one two\x1b\x1b[DX", "one Xtwo"),
        ("one two\x01\x1b\x1b[CX", "one twoX"),
    ]);
}

#[test]
fn both_ends_of_the_line_with_the_control_key() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.lines(&[("one two\x1b[1;5HX\x1b[1;5FY", "Xone twoY")]);
}

#[test]
fn an_escape_key_goes_with_the_next_one() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("echo one 'two three'");
    let cases = [
        ("echo one two", "bX", "echo one Xtwo"),
        ("echo one two", "\x7fX", "echo one X"),
        ("echo one two\x01", "dX", "X one two"),
        ("echo ", ".", "echo 'two three'"),
        ("echo ", "3x", "echo xxx"),
        ("echo a/b", "\x08X", "echo a/X"),
        // Enter is for the line.
        ("echo a", "\r", ""),
    ];
    for (typed, next, line) in cases {
        shell.keys(&format!("{typed}\x1b"));
        // Long enough for the escape key to be one.
        std::thread::sleep(std::time::Duration::from_millis(120));
        shell.keys(next);
        shell.line_is(line);
        shell.keys("\x05\x15");
        shell.line_is("");
    }
    // It is recorded once.
    shell.keys("\x18(a b\x1b");
    std::thread::sleep(std::time::Duration::from_millis(120));
    shell.keys("bX\x18)");
    shell.line_is("a Xb");
    shell.keys("\x05 \x18e");
    shell.line_is("a Xb a Xb");
}

#[test]
fn what_a_terminal_answers_is_not_typed() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for answer in [
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1bP>|term 1.0\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[0n",
        "\x1b[24;80R",
        "\x1b[8;24;80t",
        "\x1b[?1;2c",
        "\x1b[M #!",
        "\x1b[99;99~",
    ] {
        shell.keys(&format!("echo a{answer}b"));
        assert_eq!(shell.enter(), "ab\n", "{answer:?}");
    }
    shell.run("echo one two");
    // What begins like one is a key.
    shell.keys("echo \x1b_G");
    shell.line_is("echo twoG");
    shell.keys("\x03");
    shell.prompt();
}

#[test]
fn a_key_that_does_something_begins_others() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest; f() { READLINE_LINE=one; }; bind -x '\"\\C-gx\": f'");
    shell.run("bind '\"\\C-a\\C-b\": \"two\"' '\"\\C-t\\C-t\": \"three\"'");
    shell.lines(&[
        ("a\x07x", "one"),
        ("ab\x01X", "Xab"),
        ("ab\x01\x02", "abtwo"),
        ("ab\x14c", "bac"),
        ("ab\x14\x14", "abthree"),
    ]);
}

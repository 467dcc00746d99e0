//! The keys of vi.

use crate::terminal::{Setup, Shell};

fn vi() -> Shell {
    let mut shell = Setup::new().file(".inputrc", "").start();
    shell.run("alias _x=$'cwX\\e'");
    shell.run("echo alpha");
    shell.run("echo beta");
    shell.run("shopt -u autosuggest; set -o vi");
    shell
}

/// Leaves insert mode, and waits until that is so.
fn command(shell: &mut Shell) {
    let from = shell.raw.len();
    shell.keys("\x1b");
    shell.until("command mode", |shell| {
        shell.raw[from..].windows(5).any(|part| part == b"\x1b[2 q")
    });
}

#[test]
fn vi_commands() {
    let mut shell = vi();
    for (typed, keys, line) in [
        ("echo one two", "bdw", "echo one"),
        ("echo one two", "bciwXX", "echo one XX"),
        ("echo (one two)", "ci(Z", "echo (Z)"),
        ("echo one two", "0x..", "o one two"),
        ("echo one two", "bdwu", "echo one two"),
        ("echo \"a b\" c", "Fbdi\"", "echo \"\" c"),
        ("", "kk", "echo beta"),
        ("", "/alph\r", "echo alpha"),
        ("cat ~/.x", "0iA\u{7f}B", "Bcat ~/.x"),
        ("ls ", "_", "ls  vi"),
        ("ls ", "9_x", "ls"),
        (
            "one two three",
            "0\"aywW\"byw$\"ap\"bp",
            "one two threeone two",
        ),
        ("one two", "0\"aywW\"AywA \x1b\"ap", "one two one two"),
        ("one two", "0wyyP", "one one twotwo"),
        ("one two", "0@xA!", "X two!"),
        ("", "/e*lpha\r", "echo alpha"),
        ("", "/^echo al\r", "echo alpha"),
        ("a.a.a.a.a.a.a.b", "02dfa2d2fa", ".b"),
        ("a b c d", "2geiX", "a Xb c d"),
        ("echo .inp", "=", "echo .inp"),
        ("echo .in*c", "*", "echo .inputrc"),
        ("echo .inp", "\\", "echo .inputrc"),
    ] {
        shell.keys(typed);
        shell.line_is(typed.trim_end());
        command(&mut shell);
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn vi_puts_what_was_killed_while_text_was_put_in() {
    let mut shell = vi();
    for (typed, keys, line) in [
        ("true one\x15", "p", "true one"),
        ("one two\x17", "p", "one two"),
        ("one two\x17\x17", "px", "one tw"),
        ("one two", "xi\x19", "one tow"),
    ] {
        shell.keys(typed);
        command(&mut shell);
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn vi_edits_and_runs() {
    let mut shell = vi();
    shell.run("ed() { sed s/one/two/ \"$1\" >\"$1.new\"; mv \"$1.new\" \"$1\"; }; VISUAL=ed");
    shell.keys("echo one=$((1+1))");
    command(&mut shell);
    shell.keys("v");
    shell.shows("two=2\r\n");
    shell.prompt();
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "0\n");
    // A command out of the history.
    shell.keys("unused");
    command(&mut shell);
    let from = shell.raw.len();
    shell.keys("2v");
    shell.until("alpha", |shell| {
        String::from_utf8_lossy(&shell.raw[from..]).contains("\x07alpha\r")
    });
}

#[test]
fn vi_lists() {
    let mut shell = Setup::new()
        .file("dir/one", "")
        .file("dir/other", "")
        .start();
    shell.run("set -o vi");
    shell.keys("echo dir/o");
    command(&mut shell);
    shell.keys("=");
    shell.shows("other");
    shell.keys("A!");
    shell.line_is("echo dir/o!");
    // What `*` puts in are names that begin so, and not those that have it somewhere.
    for (typed, line) in [
        ("echo dir/o", "echo dir/one dir/other"),
        ("echo dir/ne", "echo dir/ne"),
    ] {
        shell.keys("\x03");
        shell.prompt();
        shell.keys(typed);
        command(&mut shell);
        shell.keys("*");
        shell.line_is(line);
    }
}

#[test]
fn vi_enters_and_comments() {
    let mut shell = vi();
    shell.keys("echo x=1");
    command(&mut shell);
    shell.keys("0");
    assert_eq!(shell.enter(), "x=1\n");
    shell.keys("echo y=1");
    command(&mut shell);
    shell.keys("#");
    shell.prompt();
    shell.keys("\x1b[A");
    shell.line_is("#echo y=1");
}

#[test]
fn vi_in_the_history_and_between_marks() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("echo two");
    shell.run("shopt -u autosuggest; set -o vi");
    for (keys, line) in [
        // What has been changed is still there when one comes back; `U` takes it back.
        ("\x1bkkxjkiX\x1b", "Xcho two"),
        ("\x1bkkxxU", "echo two"),
        ("\x1bk\x10x", "cho two"),
        ("new\x1bk\x10\x0e\x0eiX\x1b", "Xnew"),
        ("echo ~/x\x1b&aY\x1b", "echo HOME/xY"),
        ("one two\x1b0wmx0d`x", "two"),
        ("one bar/baz\x17X\x1b", "one bar/X"),
    ] {
        shell.keys(keys);
        let line = line.replace("HOME", &shell.home.path().display().to_string());
        shell.line_is(&line);
        shell.keys("ddi\x03");
        shell.prompt();
    }
}

#[test]
fn the_cursor_tells_that_a_character_is_going_to_be_replaced() {
    let mut shell = vi();
    shell.keys("abc");
    command(&mut shell);
    for (keys, shape) in [
        ("r", "\x1b[4 q"),
        ("x", "\x1b[2 q"),
        ("r", "\x1b[4 q"),
        ("\x1b", "\x1b[2 q"),
    ] {
        let from = shell.raw.len();
        shell.keys(keys);
        shell.until(shape, |shell| {
            String::from_utf8_lossy(&shell.raw[from..]).contains(shape)
        });
    }
    shell.line_is("abx");
}

//! The line editor.

use crate::terminal::{Setup, Shell, contains};
use tine::signal::Signal;

#[test]
fn editing_keys() {
    let mut shell = Shell::new();
    for (keys, output) in [
        ("echo ad\x1b[D\x1b[Dxyz\x1b[Dc", "xyczad\n"),
        ("cho x\x01e\x05y", "xy\n"),
        ("echo one two\x17three", "one three\n"),
        ("echo one two\x1b[1;5Dx", "one xtwo\n"),
        ("zzz\x15echo u", "u\n"),
        ("echo one two\x17\x19\x19", "one twotwo\n"),
        ("echo 日本語\x1b[Dx", "日本x語\n"),
    ] {
        assert_eq!(shell.run(keys), output, "{keys:?}");
    }
}

#[test]
fn a_command_may_take_several_lines() {
    let mut shell = Shell::new();
    shell.keys("PS2='more: '\r");
    shell.prompt();
    shell.keys("for i in 1 2; do\r");
    shell.shows("more: ");
    shell.keys("echo n=$i\r");
    assert_eq!(shell.run("done"), "n=1\nn=2\n");
    shell.keys("\x1b[A");
    shell.until("the whole loop", |shell| shell.line().contains("done"));
    assert_eq!(shell.enter(), "n=1\nn=2\n");
}

#[test]
fn the_end_of_input_ends_a_here_document_and_not_the_shell() {
    let mut shell = Shell::new();
    for begun in [&["cat <<E", "x=1"][..], &["echo x=1\\"]] {
        for line in begun {
            shell.keys(&format!("{line}\r"));
            let next = format!("{line}\n>");
            shell.until("the next line", |shell| {
                shell.screen().trim_end().ends_with(&next)
            });
        }
        shell.keys("\x04");
        shell.prompt();
        shell.shows("x=1\r\n");
        assert_eq!(shell.run("echo alive"), "alive\n");
    }
}

#[test]
fn a_paste_is_shown_and_not_run() {
    let mut shell = Shell::new();
    shell.keys("\x1b[200~echo p=1\necho p=2\x1b[201~");
    shell.shows("echo p=2");
    assert!(!shell.text().contains("\np=1"));
    shell.keys("\r");
    shell.prompt();
    shell.shows("p=2\r\n");
}

#[test]
fn keys_typed_ahead_are_kept() {
    let mut shell = Shell::new();
    shell.keys("echo one\recho two\r");
    shell.prompt();
    shell.prompt();
    shell.shows("one\r\n");
    shell.shows("two\r\n");
    shell.keys("sleep 0.2; head -n1 | tr a-z A-Z\r");
    shell.foreground("sleep");
    shell.keys("given\r");
    shell.prompt();
    assert!(shell.text().contains("GIVEN"));
}

#[test]
fn what_is_typed_behind_a_command_is_for_that_command() {
    let mut shell = Shell::new();
    shell.keys("read -r x; echo \"<$x>\"\ngiven\nhead -n1 | tr a-z A-Z\nmore\n");
    shell.prompt();
    shell.shows("<given>\r\n");
    shell.prompt();
    shell.shows("MORE\r\n");
    // It comes in lines, as from a terminal that was never in another mode.
    shell.keys("while read -r x && [ $x ]; do echo \"[$x]\"; done\r1\r2\r\r");
    shell.prompt();
    shell.shows("[1]\r\n");
    shell.shows("[2]\r\n");
}

#[test]
fn enter_is_another_key_than_ctrl_j_if_one_of_them_is_bound() {
    let mut shell = Shell::new();
    shell.run("bind '\"\\C-j\": \"never\"'");
    shell.keys("echo \x0a");
    shell.line_is("echo never");
    assert_eq!(shell.run(""), "never\n");
}

#[test]
fn a_tab_in_a_text_that_is_typed_at_once_is_a_blank() {
    let mut shell = Shell::new();
    shell.keys("\techo one\rcat <<-E\r\ta\tb\r\tE\r");
    shell.prompt();
    shell.shows("one\r\n");
    shell.prompt();
    shell.shows("a\tb\r\n");
}

#[test]
fn vi_keys() {
    let mut shell = Shell::new();
    shell.run("set -o vi");
    shell.keys("echo one");
    shell.line_is("echo one");
    let before = shell.raw.len();
    shell.keys("\x1b");
    // The next key may follow when the escape is known to stand alone.
    shell.until("the command mode", |shell| shell.raw.len() > before);
    assert_eq!(shell.run("rX"), "onX\n");
}

#[test]
fn enter_is_enter_in_every_mode_of_vi() {
    let mut shell = Shell::new();
    shell.run("set -o vi");
    for (keys, output) in [("bRxy", "xyc\n"), ("Isleep 0; \x1b", "abc\n")] {
        shell.keys("echo abc");
        shell.line_is("echo abc");
        let before = shell.raw.len();
        shell.keys("\x1b");
        shell.until("the command mode", |shell| shell.raw.len() > before);
        shell.keys(keys);
        assert_eq!(shell.enter(), output);
    }
}

#[test]
fn garbage_does_no_harm() {
    let mut shell = Shell::new();
    shell.keys("\x1b[57399u\x1b[25~");
    shell.keys("\x03");
    shell.prompt();
    assert_eq!(shell.run("echo alive"), "alive\n");
}

#[test]
fn the_line_is_coloured() {
    let mut shell = Shell::new();
    shell.keys("nosuchthing ");
    shell.until("red", |shell| contains(&shell.raw, b"\x1b[31mnosuchthing"));
    shell.keys("\x15echo 'a' ");
    shell.until("green", |shell| contains(&shell.raw, b"\x1b[32mecho"));
}

#[test]
fn a_letter_that_changes_nothing_else_is_all_that_is_sent() {
    let mut shell = Shell::new();
    shell.run("shopt -u autosuggest");
    for (key, sent) in [("z", "z"), ("q", "zq"), ("-", "zq-"), ("7", "zq-7")] {
        let from = shell.raw.len() - sent.len() + 1;
        shell.keys(key);
        shell.until(sent, |shell| shell.raw.get(from..) == Some(sent.as_bytes()));
    }
}

/// What has been drawn letter by letter is what is drawn when the screen is cleared.
#[test]
fn parts_make_up_the_whole() {
    let setup = Setup::new().file("notes", "").file("notebook", "");
    let mut shell = setup
        .variable("PS1", "one\n\\[\x1b[1m\\]two\\[\x1b[0m\\]> ")
        .start();
    shell.run("echo a long line that has been entered before");
    shell.run("for i in a b\ndo echo $i\ndone");
    let long = "x".repeat(90);
    for keys in [
        "echo a lo",
        "true",
        "tru\x08\x08yp",
        "echo $((1+'2\x08\x08\x08",
        "cat note\t",
        "cat note\t\t\t",
        "echo one two\x1b[D\x1b[DX\x01>f \x05!",
        "echo wide 漢字 ❯\x02\x02y\x02\x02\x02z",
        "echo e\u{301}x\x02\x02y",
        "\x12ech\x12\x05",
        "\x1b[A\x1b[A\x1b[Dx\x1b[A\x1b[Ay",
        "\x1b[A\x1b[A\x15",
        "echo !!",
        "one two\x1bt\x17\x19\x1f",
        &format!("echo {long}\x01\x1b[C y"),
        &format!("echo {long}{}", "\x7f".repeat(30)),
    ] {
        let from = shell.raw.len();
        shell.keys(keys);
        shell.keys("\x0c");
        let clear = b"\x1b[H\x1b[J";
        shell.until("a cleared screen", |shell| {
            contains(&shell.raw[from..], clear)
        });
        let place = shell.raw[from..]
            .windows(clear.len())
            .position(|part| part == clear);
        let parts = shell.drawn(from + place.unwrap());
        shell.until(&format!("{keys:?}: {parts:?}"), |shell| {
            shell.drawn(shell.raw.len()) == parts
        });
        shell.keys("\x07\x03");
        shell.prompt();
    }
}

#[test]
fn a_word_has_its_colour_as_soon_as_it_means_something() {
    let mut shell = Setup::new().file("notes", "").start();
    shell.run("shopt -u autosuggest");
    // Each text is typed letter by letter; how the line is drawn with one letter more.
    for (typed, then) in [
        ("tru", "\x1b[32mtrue"),
        ("i", "\x1b[35mif"),
        ("case x i", " x \x1b[35min"),
        ("true note", " \x1b[4mnotes"),
        ("for x i", " \x1b[35min"),
        ("true >note", "\x1b[1m>\x1b[22;4mnotes"),
    ] {
        let (_, last) = then.split_at(then.len() - 1);
        for key in typed.chars() {
            shell.keys(key.encode_utf8(&mut [0; 4]));
        }
        shell.line_is(typed);
        assert!(!shell.styled().contains(then), "{typed}");
        shell.keys(last);
        shell.until(then, |shell| shell.styled().contains(then));
        // A letter more, and it means nothing again.
        shell.keys("z");
        let line = format!("{typed}{last}z");
        shell.line_is(&line);
        shell.keys("\x15");
        shell.line_is("");
    }
    // Nothing is wrong with a name as long as the cursor is behind it.
    let red = "\x1b[31mnosuchname";
    shell.keys("nosuchname");
    shell.line_is("nosuchname");
    assert!(!shell.styled().contains(red));
    shell.keys("\x01");
    shell.until("another colour", |shell| shell.styled().contains(red));
    shell.keys("\x05");
    shell.until("no colour", |shell| !shell.styled().contains(red));
}

#[test]
fn no_colours_where_they_are_not_wanted() {
    let mut shell = Setup::new().variable("NO_COLOR", "1").start();
    shell.keys("nosuchthing");
    shell.line_is("nosuchthing");
    assert!(!contains(&shell.raw, b"\x1b[31m"));
    assert!(!contains(&shell.raw, b";34m"), "the prompt has a colour");
}

#[test]
fn abbreviations_are_written_out() {
    let mut shell = Shell::new();
    shell.run("abbr gr 'echo gr=1'");
    shell.keys("gr ");
    shell.line_is("echo gr=1");
    shell.keys("\x15gr");
    assert!(shell.enter().ends_with("gr=1\n"));
    shell.run("abbr -a -p anywhere zz 'far away'; abbr -a --set-cursor mm 'echo [%]'");
    shell.keys("echo zz ");
    shell.line_is("echo far away");
    shell.keys("\x15mm x");
    shell.line_is("echo [x]");
    shell.keys("\x05\x15");
    assert_eq!(shell.run("abbr --erase gr; abbr --list"), "mm\nzz\n");
    let shown = shell.run("abbr");
    assert!(
        shown.contains("abbr -a -p anywhere -- zz 'far away'\n"),
        "{shown}"
    );
    assert!(
        shown.contains("abbr -a --set-cursor=% -- mm 'echo [%]'\n"),
        "{shown}"
    );
}

#[test]
fn the_line_in_an_editor_of_choice() {
    let mut shell = Setup::new()
        .program("ed1", "#!/bin/sh\necho 'echo ed=1' >\"$1\"\n")
        .variable("EDITOR", "ed1")
        .start();
    shell.keys("echo draft\x1be");
    shell.prompt();
    shell.line_is("echo ed=1");
    assert_eq!(shell.enter(), "ed=1\n");
    // What it has become is executed, unless the editor has failed.
    shell.keys("echo draft\x18\x05");
    shell.prompt();
    shell.prompt();
    assert_eq!(shell.text().matches("\ned=1\r").count(), 2);
    shell.run("EDITOR=false");
    shell.keys("echo kept\x18\x05");
    shell.prompt();
    shell.line_is("echo kept");
    assert_eq!(shell.enter(), "kept\n");
}

#[test]
fn output_without_a_final_newline_stays() {
    let mut shell = Shell::new();
    shell.run("printf abc");
    shell.shows("abc⏎");
}

#[test]
fn the_size_of_the_terminal_is_known() {
    let mut shell = Shell::new();
    for (rows, columns) in [(30, 70), (20, 71)] {
        shell.resize(rows, columns);
        let told = shell.run("echo $LINES $COLUMNS");
        assert_eq!(told, format!("{rows} {columns}\n"));
    }
}

#[test]
fn a_dropped_line_is_marked_at_its_end_in_a_window_of_another_size() {
    let mut shell = Shell::new();
    shell.keys(&"x".repeat(100));
    shell.until("the line", |shell| shell.text().matches('x').count() >= 100);
    shell.resize(40, 60);
    shell.until("the line again", |shell| {
        shell.text().matches('x').count() >= 200
    });
    shell.keys("\x03");
    // 103 columns: a row of 60, and 43.
    shell.until("the mark", |shell| {
        String::from_utf8_lossy(&shell.raw).contains("\x1b[43C^C")
    });
}

#[test]
fn a_script_may_have_the_descriptors_of_the_line_editor() {
    let mut shell = Shell::new();
    shell.run("for n in 10 11 12 13 14 15 16 17 18 19; do eval \"exec $n>file$n\"; done");
    assert_eq!(shell.run("echo one"), "one\n");
    shell.run("trap 'echo trapped' USR1");
    shell.keys("echo two");
    shell.line_is("echo two");
    shell.signal(Signal::USR1);
    shell.shows("trapped\r\n");
    shell.line_is("echo two");
    assert_eq!(shell.enter(), "two\n");
    assert_eq!(shell.run("echo mine >&14; cat file14"), "mine\n");
}

#[test]
fn children_inherit_no_descriptors() {
    let mut shell = Shell::new();
    assert_eq!(
        shell.run("ls /proc/self/fd | grep -x '[0-9]' | tr '\\n' ' '"),
        "0 1 2 3 "
    );
    shell.run("exec 3>three 4>four");
    shell.run("echo x >&3");
    assert_eq!(shell.run("cat three"), "x\n");
}

#[test]
fn a_dumb_terminal_gets_no_escapes() {
    let mut shell = Setup::new()
        .variable("TERM", "dumb")
        .variable("PS1", "plain: ")
        .launch();
    shell.shows("plain: ");
    shell.keys("echo $((6*7))\r");
    shell.shows("42\r\n");
    assert!(!shell.raw.contains(&0x1b));
}

#[test]
fn an_editor_that_fails_is_done_without() {
    let mut shell = Shell::new();
    // It needs a descriptor for every line.
    shell.keys("ulimit -Sn 3\r");
    shell.shows("going on without it");
    shell.keys("echo a$((1+1))live; stty -a >modes\r");
    shell.shows("a2live");
    shell.keys("ulimit -Sn 100; stty -a\r");
    shell.shows(" icanon");
    shell.shows(" echo ");
    shell.keys("exit 3\r");
    assert_eq!(shell.ends().code(), Some(3));
}

#[test]
fn a_dropped_line_says_so() {
    let mut shell = Shell::new();
    shell.keys("echo dropped=1");
    shell.line_is("echo dropped=1");
    shell.keys("\x03");
    shell.prompt();
    let raw = String::from_utf8_lossy(&shell.raw).into_owned();
    assert!(raw.contains("\x1b[A\x1b[17C^C\x1b[J\r\n"), "{raw:?}");
    assert!(!shell.text().contains("\ndropped"));
    // What is listed below the line, two rows with the line itself, is taken away.
    shell.run("echo 1 >xx_one; echo 2 >xx_two");
    shell.keys("cat xx\t");
    shell.shows("xx_one  xx_two");
    shell.keys("\x03");
    shell.prompt();
    let raw = String::from_utf8_lossy(&shell.raw).into_owned();
    assert!(raw.contains("\x1b[2A\x1b[10C^C\x1b[J\r\n"), "{raw:?}");
}

#[test]
fn what_was_undone_is_done_again() {
    let mut shell = Shell::new();
    shell.run("echo x >somefile");
    shell.keys("echo one two\x17\x1f");
    shell.line_is("echo one two");
    shell.keys("\x1b/");
    shell.line_is("echo one");
    // Nothing more was undone: the key completes.
    shell.keys("some\x1b/");
    shell.line_is("echo one somefile");
}

#[test]
fn control_characters_are_drawn_and_kept() {
    let mut shell = Shell::new();
    shell.keys("printf %s '\x16\x1b[1m\x16\x01");
    shell.line_is("printf %s '^[[1m^A");
    shell.keys("\x16\x01\x7f\x1b[Dx\x05' | od -An -c");
    shell.until("both", |shell| shell.line().contains("^[[1mx^A' | od"));
    let expected = " 033   [   1   m   x 001\n";
    assert_eq!(shell.enter(), expected);
    shell.keys("\x1b[A");
    shell.until("both", |shell| shell.line().contains("^[[1mx^A' | od"));
    assert_eq!(shell.enter(), expected);
    shell.keys("read -e x\r");
    shell.keys("\x16\x1b");
    shell.shows("^[");
    shell.keys("\r");
    shell.prompt();
    assert_eq!(shell.run("printf %s \"$x\" | od -An -c"), " 033\n");
}

#[test]
fn control_characters_of_a_paste_are_text() {
    let mut shell = Shell::new();
    shell.keys("printf %s '\x1b[200~a\x01\x1b[1m\x1b\x1b\x15'b\x1b[201~'");
    shell.line_is("printf %s 'a^A^[[1m^[^[^U'\\''b'");
    shell.keys(" | od -An -c");
    shell.until("the line", |shell| shell.line().contains("-An -c"));
    assert_eq!(
        shell.enter(),
        "   a 001 033   [   1   m 033 033 025   '   b\n"
    );
    shell.keys("\x1b[200~echo x\recho y\x1b[201~");
    shell.until("both lines", |shell| shell.line().contains("echo y"));
    shell.keys("\r");
    shell.shows("\nx\r\n");
    shell.shows("\ny\r\n");
}

#[test]
fn a_newline_at_the_end_of_a_paste_leaves_no_empty_row() {
    let mut shell = Shell::new();
    shell.keys("\x1b[200~cat\n\x1b[201~");
    shell.line_is("cat");
    shell.keys("\r");
    shell.foreground("cat");
    shell.keys("x\r");
    shell.until("the rows", |shell| shell.screen().ends_with("cat\nx\nx"));
}

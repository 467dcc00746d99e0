//! Variables of the line editor (`set` in inputrc and `bind`), and its keymaps.

use crate::terminal::{Setup, Shell, contains};

/// Who has no bindings of their own has those of the system, if there are any.
#[test]
fn the_bindings_of_the_system() {
    let listed = |variable: &str, command: &str| {
        let mut shell = Setup::new().variable("INPUTRC", variable).start();
        shell.run(command);
        shell.run("bind -p; bind -s; bind -v")
    };
    let system = "test ! -r /etc/inputrc || bind -f /etc/inputrc";
    assert_eq!(listed("", ":"), listed("/dev/null", system));
}

#[test]
fn the_bindings_are_read_again() {
    let mut shell = Setup::new()
        .file(".inputrc", "\"\\C-t\": \"one\"\n")
        .start();
    shell.keys("\x14");
    shell.line_is("one");
    std::fs::write(shell.path().join(".inputrc"), "\"\\C-t\": \"two\"\n").unwrap();
    shell.keys(" \x18\x12");
    shell.keys("\x14");
    shell.line_is("one two");
}

fn with_files(inputrc: &str) -> Shell {
    let mut shell = Setup::new()
        .file(".inputrc", inputrc)
        .file("foo", "")
        .file("Foo", "")
        .file("a-b_c", "")
        .file("amb_one", "")
        .file("amb_two", "")
        .file(".hidden", "")
        .file("directory/inner", "")
        .start();
    shell.run("shopt -u autosuggest");
    shell
}

#[test]
fn names_that_are_alike() {
    let mut shell = with_files("");
    shell.lines(&[("cat fo\t", "cat foo"), ("cat FOO\t", "cat FOO\nFoo  foo")]);
    shell.run("bind 'set completion-ignore-case on'");
    shell.lines(&[("cat fo\t", "cat fo\nFoo  foo")]);
    shell.run("bind 'set completion-map-case on'");
    shell.lines(&[("cat a_B-\t", "cat a-b_c")]);
    shell.run("bind 'set completion-ignore-case off'");
    shell.lines(&[("cat FO\t", "cat FO")]);
}

#[test]
fn what_a_completion_shows_and_puts_in() {
    let mut shell = with_files("set show-all-if-ambiguous off\nset mark-directories off\n");
    shell.lines(&[("cat am\t", "cat amb_"), ("cd direc\t", "cd directory")]);
    shell.keys("cat am\t");
    shell.line_is("cat amb_");
    shell.keys("\t");
    shell.line_is("cat amb_\namb_one  amb_two");
    shell.keys("\x05\x15");
    shell.line_is("");
    shell.run("bind 'set visible-stats on' 'set match-hidden-files on'");
    shell.run("bind 'set show-all-if-unmodified on' 'set expand-tilde on'; ln -s foo link");
    shell.keys("cat ./\t");
    shell.until("a list", |shell| {
        let line = shell.line();
        [".hidden", "directory/", "link@"]
            .iter()
            .all(|name| line.contains(name))
    });
    shell.keys("\x05\x15");
    let home = shell.path().display().to_string();
    shell.lines(&[("cat ~/fo\t", &format!("cat {home}/foo"))]);
    shell.run("bind 'set disable-completion on'");
    shell.keys("echo 'fo\tx'");
    assert_eq!(shell.enter(), "fo\tx\n");
}

#[test]
fn the_rest_of_a_word_is_not_put_in_twice() {
    let mut shell = with_files("");
    shell.run("touch Makefile");
    shell.lines(&[
        ("cat Makefile\x1b[D\x1b[D\x1b[D\t!", "cat Makefile !"),
        ("cat Makef x\x1b[D\x1b[D\x1b[D\t!", "cat Makefile! x"),
        ("cat amb_oX\x1b[D\t!", "cat amb_one!X"),
    ]);
    shell.run("bind 'set skip-completed-text off'");
    shell.lines(&[("cat Makefile\x1b[D\x1b[D\x1b[D\t", "cat Makefileile")]);
}

#[test]
fn variables_are_listed_and_unknown_ones_are_told_of() {
    let mut shell = with_files("set comment-begin //\nset history-preserve-point on\n");
    let listed = shell.run("bind -v");
    assert!(listed.contains("set comment-begin //\n"));
    assert!(listed.contains("set history-preserve-point on\n"));
    assert!(listed.contains("set keymap emacs\n"));
    assert!(
        shell
            .run("bind 'set nosuch on'")
            .contains("unknown variable")
    );
    assert_eq!(shell.run("bind 'set page-completions off'"), "");
    assert!(shell.run("bind -m nosuch -p").contains("unknown keymap"));
    shell.run("echo first command");
    shell.run("echo second");
    shell.keys("abcd\x15echo\x1b[A");
    shell.line_is("echo second");
    shell.keys("\x1b[A+");
    // The end stays the end.
    shell.line_is("echo first command+");
    shell.keys("\x05\x15\x1b[A\x1b[D\x1b[D\x1b[D\x1b[A+");
    shell.line_is("echo fir+st command");
    shell.keys("\x05\x15ls\x1b#");
    shell.prompt();
    shell.shows("//ls");
    let from = shell.raw.len();
    shell.run("bind 'set enable-bracketed-paste off'");
    assert!(contains(&shell.raw[from..], b"\x1b[?2004l"));
    let from = shell.raw.len();
    shell.run("true");
    assert!(!contains(&shell.raw[from..], b"\x1b[?2004h"));
}

#[test]
fn keys_of_a_keymap_leave_the_others_alone() {
    let mut shell = with_files(
        "set keymap vi-command\n\"k\": end-of-line\n\"gz\": beginning-of-line\n\
         set keymap vi-insert\n\"jk\": vi-movement-mode\n\"\\C-t\": \"typed\"\n",
    );
    shell.lines(&[("ls jk\x1b[D\x14", "ls kj"), ("echo gz", "echo gz")]);
    shell.run("set -o vi; bind -m emacs '\"\\C-t\": \"no\"'");
    // What is pasted has no keys in it.
    shell.keys("\x1b[200~ajkb\x1b[201~");
    shell.line_is("ajkb");
    shell.keys("\x15");
    shell.keys("ajb cjd\x14");
    shell.line_is("ajb cjdtyped");
    shell.keys("jk0x");
    shell.line_is("jb cjdtyped");
    shell.keys("kx");
    shell.line_is("jb cjdtype");
    shell.keys("gzx");
    shell.line_is("b cjdtype");
    // What goes on with a command is none.
    shell.keys("dfj");
    shell.line_is("dtype");
}

#[test]
fn special_characters_of_the_terminal_are_keys() {
    let mut shell = Shell::new();
    shell.run("stty erase '#' kill '@' werase '%' intr '^T' eof '^B' lnext '^R'");
    for (keys, output) in [
        ("echo abc##d", "ad\n"),
        ("unused@echo e", "e\n"),
        ("echo one two%three", "one three\n"),
        ("echo a\x12#\x1b[200~#\x1b[201~", "a##\n"),
    ] {
        assert_eq!(shell.run(keys), output, "{keys:?}");
    }
    shell.keys("unused\x14");
    shell.prompt();
    shell.run("bind 'set bind-tty-special-chars off'");
    assert_eq!(shell.run("echo a##"), "a##\n");
    shell.run("bind 'set bind-tty-special-chars on'");
    shell.keys("\x02");
    shell.ends();
}

#[test]
fn what_bind_lists() {
    let mut shell = Shell::new();
    shell.run("bind 'set bell-style none'");
    let list = shell.run("bind -v");
    assert!(list.contains("set bell-style none\n") && list.contains("set editing-mode emacs\n"));
    assert!(
        shell
            .run("bind -V")
            .contains("bell-style is set to `none'\n")
    );
    assert!(shell.run("bind -q abort").contains("\"\\C-x\\C-g\""));
    // Each line can be read back.
    let list = shell.run("bind -p");
    assert!(
        list.contains("\"\\C-@\": set-mark\n") && list.contains("\"\\C-_\": undo\n"),
        "{list}"
    );
    shell.run("bind -x '\"\\C-xg\": echo \"a  b\"'; bind -x '\"\\C-xh\": date'");
    let list = "\"\\C-xg\": echo \"a  b\"\n\"\\C-xh\": \"date\"\n";
    assert_eq!(shell.run("bind -X"), list);
}

#[test]
fn functions_that_few_people_bind() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    shell.run("bind '\"\\C-xw\": copy-region-as-kill' '\"\\C-xd\": forward-backward-delete-char'");
    shell.run(
        "bind '\"\\C-xt\": tab-insert' '\"\\C-xf\": forward-byte' '\"\\C-xb\": backward-byte'",
    );
    shell.lines(&[
        ("ab cd\x00\x1bb\x18w\x05\x19", "ab cdcd"),
        ("abc\x18d\x18b\x18dX", "aX"),
        ("abc\x18b\x18b\x18fX", "abXc"),
        ("a\x18tb", "a    b"),
    ]);
    shell.run("bind 'Space: magic-space'; echo one two");
    shell.lines(&[
        ("echo a !$ b", "echo a two b"),
        ("echo !$x\x1b[D c", "echo two cx"),
    ]);
    shell.keys("echo\x18\x16");
    shell.shows("tine 0.");
    shell.line_is("echo");
}

//! Prompts, hooks, and what is told to the terminal.

use crate::terminal::{Setup, Shell, contains};
use tine::signal::Signal;

#[test]
fn ps1_is_expanded() {
    let mut shell = Shell::new();
    shell.run("v=val; PS1='<$v $(echo sub) ! \\u>'");
    shell.until("the prompt", |shell| {
        let text = shell.text();
        text.contains("<val sub 2 ")
    });
}

#[test]
fn a_prompt_on_the_right() {
    let mut shell = Shell::new();
    shell.run("RPS1=RIGHT");
    shell.until("the right prompt", |shell| shell.text().contains("RIGHT"));
    assert_eq!(shell.run("echo x"), "x\n");
}

#[test]
fn a_prompt_on_the_right_follows_the_window() {
    let mut shell = Setup::new().variable("RPS1", "RIGHT").start();
    shell.run("shopt -u autosuggest");
    shell.keys("echo a");
    shell.until("the line", |shell| shell.screen().contains("echo a"));
    for (columns, key) in [(100, ""), (60, "b"), (90, ""), (50, "")] {
        let from = shell.raw.len();
        shell.resize(40, columns);
        shell.keys(key);
        shell.until("the line drawn anew", |shell| {
            let drawn = &shell.raw[from..];
            // The terminal may have broken the row anew.
            contains(drawn, b"\x1b[J") && contains(drawn, b"RIGHT")
        });
        let room = usize::from(columns) - "RIGHT".len();
        shell.until("the prompt at its end", |shell| {
            let screen = shell.screen();
            let row = screen.lines().find(|row| row.contains("echo a"));
            row.is_some_and(|row| row.find("RIGHT") == Some(room))
        });
    }
    shell.resize(40, 14);
    shell.keys("c");
    shell.until("no room", |shell| {
        let screen = shell.screen();
        screen.contains("echo abc") && !screen.ends_with("RIGHT")
    });
    assert_eq!(shell.enter(), "abc\n");
}

#[test]
fn a_prompt_on_the_right_makes_room_for_a_suggestion() {
    let mut shell = Setup::new().variable("RPS1", "RIGHT").start();
    let text = "x".repeat(66);
    shell.run(&format!("echo {text}"));
    shell.keys("e");
    shell.until("the suggestion", |shell| {
        let screen = shell.screen();
        let last = screen.lines().last().unwrap_or_default();
        last.ends_with(&text) && !last.contains("RIGHT")
    });
}

#[test]
fn the_default_prompt_tells_branch_and_status() {
    let mut shell = Setup::new()
        .file("repository/.git/HEAD", "ref: refs/heads/topic\n")
        .file("repository/inner/file", "")
        .start();
    shell.run("cd repository/inner");
    shell.shows("~/repository/inner topic");
    shell.run("sh -c 'exit 3'");
    shell.shows("topic 3");
    shell.run("sh -c 'exit 4' | true | false");
    shell.shows("topic 4|0|1");
}

#[test]
fn who_has_come_from_another_machine_sees_which_one_this_is() {
    let mut shell = Setup::new().variable("SSH_TTY", "/dev/pts/99").start();
    let host = shell.run("x='\\u@\\h'; echo \"${x@P}\"");
    assert!(shell.screen().starts_with(&format!("{} ~", host.trim())));
    let mut shell = Setup::new().variable("SSH_TTY", "").start();
    assert!(shell.run(":").is_empty() && shell.screen().starts_with('~'));
}

#[test]
fn the_version_is_told_with_and_without_its_last_part() {
    let version = env!("CARGO_PKG_VERSION");
    let mut shell = Shell::new();
    let told = shell.run("x='\\v \\V'; echo \"${x@P}\"");
    let (short, _) = version.rsplit_once('.').unwrap();
    assert_eq!(told, format!("{short} {version}\n"));
}

#[test]
fn hooks() {
    let mut shell = Shell::new();
    shell.run("mkdir d; precmd() { echo pre=$?; }; preexec() { echo exec=$1; }; chpwd() { echo changed; }");
    let output = shell.run("cd d");
    assert!(
        output.starts_with("exec=cd d\n") || shell.text().contains("exec=cd d"),
        "{output}"
    );
    shell.shows("changed");
    shell.run("false");
    shell.shows("pre=1");
    shell.run("PROMPT_COMMAND='echo hook=1'");
    shell.shows("hook=1\r\n");
}

#[test]
fn marks_directory_and_title() {
    let mut shell = Shell::new();
    shell.run("mkdir 'a b'; cd 'a b'");
    shell.run("false");
    let raw = String::from_utf8_lossy(&shell.raw).into_owned();
    for mark in [
        "\x1b]133;A",
        "\x1b]133;B",
        "\x1b]133;C",
        "\x1b]133;D;1",
        "\x1b]7;file://",
        "/a%20b\x07",
        "\x1b]2;~/a b\x07",
    ] {
        assert!(raw.contains(mark), "{mark:?} in {raw:?}");
    }
}

#[test]
fn a_directory_is_a_command() {
    let mut shell = Shell::new();
    shell.run("mkdir -p sub/deep");
    shell.run("./sub");
    assert!(shell.run("pwd").ends_with("/sub\n"));
    shell.run("..");
    shell.run("sub/deep");
    assert!(shell.run("pwd").ends_with("/sub/deep\n"));
}

#[test]
fn a_near_miss_is_named() {
    let mut shell = Setup::new()
        .program("qxcommand", "")
        .program("aqxless", "")
        .program("qxless", "")
        .start();
    assert!(shell.run("qxcomand").contains("did you mean `qxcommand`?"));
    assert!(shell.run("sl").contains("did you mean `ls`?"));
    assert!(shell.run("QXCommand").contains("did you mean `qxcommand`?"));
    assert!(shell.run("LS").contains("did you mean `ls`?"));
    // A letter too many is likelier than one for another.
    assert!(shell.run("vqxless").contains("did you mean `qxless`?"));
}

#[test]
fn hooks_in_arrays() {
    let mut shell = Shell::new();
    shell.run("one() { echo one=$?; }; precmd_functions=(one); PROMPT_COMMAND=('echo two=2' 'echo three=3')");
    shell.run("false");
    shell.shows("one=1");
    shell.shows("two=2");
    shell.shows("three=3");
}

#[test]
fn ps0_and_a_short_directory() {
    let mut shell = Shell::new();
    shell.run("mkdir -p a/b/c; cd a/b/c; PROMPT_DIRTRIM=1 PS1='<\\w> ' PS0='ps\\#\\n'");
    shell.shows("<~/.../c> ");
    shell.run("echo x");
    shell.shows("ps2\r\n");
}

#[test]
fn a_long_line_hides_the_prompt_on_the_right() {
    let mut shell = Shell::new();
    shell.run("PS1='> ' RPS1=RIGHT");
    shell.keys("echo ");
    shell.until("the prompt", |shell| drawn(shell).contains("RIGHT"));
    shell.keys(&"x".repeat(70));
    shell.until("no prompt", |shell| {
        let drawn = drawn(shell);
        drawn.contains("xxx") && !drawn.contains("RIGHT")
    });
}

/// What has been drawn since the line was drawn last from its beginning.
fn drawn(shell: &Shell) -> String {
    let text = String::from_utf8_lossy(&shell.raw).into_owned();
    text.rsplit("\x1b[J")
        .next()
        .unwrap_or(&text)
        .rsplit("\r\x1b[K")
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn the_users_own_handler_of_unknown_commands() {
    let mut shell = Shell::new();
    shell.run("command_not_found_handle() { echo no=$1,$2; return 3; }");
    assert_eq!(shell.run("nosuch x"), "no=nosuch,x\n");
    assert_eq!(shell.run("echo $?"), "3\n");
}

#[test]
fn the_end_of_input_may_be_ignored() {
    let mut shell = Shell::new();
    shell.run("IGNOREEOF=1");
    let ignored = |shell: &mut Shell| {
        shell.keys("\x04");
        shell.prompt();
        shell.shows("use `exit` to leave");
    };
    ignored(&mut shell);
    // Only in a row.
    shell.run("true");
    ignored(&mut shell);
    shell.keys("\x04");
    shell.ends();
}

#[test]
fn a_line_is_written_as_it_is_read() {
    let mut shell = Shell::new();
    shell.run("set -v");
    shell.run("echo o''ne");
    shell.shows("\r\necho o''ne\r\none\r\n");
}

#[test]
fn the_terminal_is_as_before_after_a_program_that_was_killed() {
    let mut shell = Shell::new();
    let shown = |shell: &Shell, from: usize| contains(&shell.raw[from..], b"\x1b[?25h");
    let from = shell.raw.len();
    shell.run("sh -c 'printf \"\\033[?25l\"; kill -9 $$'");
    assert!(shown(&shell, from));
    let from = shell.raw.len();
    shell.run("sh -c 'exit 1'");
    assert!(!shown(&shell, from));
    // One that had the whole screen.
    shell.run("sh -c 'printf \"\\033[?1049h\\033[3;5r\\033(0\"; kill -9 $$'");
    let size = |count| std::num::NonZero::new(count).unwrap();
    let mut screen = vt100::Parser::new(size(24), size(80), 0);
    screen.process(&shell.raw);
    assert!(!screen.screen().alternate_screen());
    let text = screen.screen().contents();
    assert!(text.matches("Killed").count() == 2, "{text}");
}

#[test]
fn a_prompt_may_be_left_unexpanded() {
    let mut shell = Shell::new();
    shell.run("shopt -u promptvars; x=no; PS1='<$x `x` \\\\ \\u>\\$ '");
    let user = shell.run("id -un").trim().to_owned();
    let mark = if user == "root" { '#' } else { '$' };
    shell.shows(&format!("<$x `x` \\ {user}>{mark} "));
    shell.run("shopt -s promptvars");
    shell.shows("<no ");
}

#[test]
fn the_terminal_of_vscode_is_told_in_its_own_way() {
    let mut shell = Setup::new()
        .variable("TERM_PROGRAM", "vscode")
        .variable("VSCODE_NONCE", "secret-1")
        .launch();
    let shows = |shell: &mut Shell, wanted: &str| {
        shell.until(wanted, |shell| {
            String::from_utf8_lossy(&shell.raw).contains(wanted)
        });
    };
    shows(&mut shell, "\x1b]633;B\x07");
    let place = format!("\x1b]633;P;Cwd={}", shell.path().display());
    shows(&mut shell, &place);
    shell.keys("mkdir 'a;b'; cd a*b; false\r");
    shows(
        &mut shell,
        "\x1b]633;E;mkdir 'a\\x3bb'\\x3b cd a*b\\x3b false;secret-1\x07\x1b]633;C\x07",
    );
    shows(&mut shell, "\x1b]633;D;1\x07");
    shows(&mut shell, &(place + "/a\\x3bb\x07"));
    // What is shown by others must not pass for the shell's word.
    shell.keys("env | grep -c 'secret-[1]'\r");
    shows(&mut shell, "\x1b]633;D;1\x07");
    assert!(!String::from_utf8_lossy(&shell.raw).contains("]133;"));
}

#[test]
fn what_is_written_before_the_prompt_stays_to_be_seen() {
    let mut shell = Shell::new();
    shell.run("PROMPT_COMMAND='printf half'");
    shell.run(":");
    shell.shows("half⏎");
    shell.run("PROMPT_COMMAND=; chpwd() { printf moved; }");
    shell.run("cd /");
    shell.shows("moved⏎");
}

#[test]
fn what_is_written_while_a_line_is_edited_stays_to_be_seen() {
    let mut shell = Shell::new();
    shell.run("trap 'printf caught' USR1; bind -x '\"\\C-t\": printf called'");
    shell.keys("echo one");
    shell.line_is("echo one");
    shell.signal(Signal::USR1);
    shell.shows("caught⏎");
    shell.line_is("echo one");
    shell.keys("\x14");
    shell.shows("called⏎");
    shell.line_is("echo one");
    assert_eq!(shell.enter(), "one\n");
}

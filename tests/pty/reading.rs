//! `read` and `select` at a terminal.

use crate::terminal::{Setup, Shell, contains};

/// Begins a command that asks for a line, and waits until it does.
fn ask(shell: &mut Shell, command: &str) {
    let from = shell.raw.len();
    shell.begin(command);
    shell.until("the line editor", |shell| {
        let said = shell.raw.get(from..).unwrap_or_default();
        said.windows(3).any(|part| part == b"q: ")
            && said.windows(8).any(|part| part == b"\x1b[?2004h")
    });
}

#[test]
fn a_line_is_edited() {
    let mut shell = Setup::new().file("uniquefile.txt", "").start();
    shell.begin("read -e -p 'name: ' -i old x; echo \"<$x>\"");
    shell.shows("name: old");
    shell.keys("\x01very \x05er\x1b[D\x7fd\r");
    shell.prompt();
    shell.shows("<very olddr>");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.keys("a uniq\t");
    shell.shows("a uniquefile.txt ");
    shell.keys("\r");
    shell.prompt();
    shell.shows("<a uniquefile.txt>");
    assert!(!shell.run("history").contains("olddr"));
}

#[test]
fn a_line_ends_with_its_delimiter() {
    let mut shell = Shell::new();
    shell.begin("read -d : -p 'q'\": \" x; echo \"<$x>\"");
    shell.until("the prompt", |shell| shell.raw.ends_with(b"q: "));
    shell.keys("abd\x7fc:");
    shell.prompt();
    shell.shows("<abc>");
}

#[test]
fn it_is_no_command() {
    let mut shell = Shell::new();
    shell.run("abbr -a gx 'long text'");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.keys("gx !! 'open\r");
    shell.prompt();
    shell.shows("<gx !! 'open>");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.keys("a\\\rb\r");
    shell.prompt();
    shell.shows("<ab>");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$?>\"");
    shell.keys("\x04");
    shell.prompt();
    shell.shows("<1>");
}

#[test]
fn signals_while_a_line_is_edited() {
    let mut shell = Shell::new();
    ask(&mut shell, "read -e -p 'q'\": \" x; echo no=1");
    shell.keys("abc\x03");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "130\n");
    assert!(!shell.text().contains("\nno=1"));
    shell.run("trap 'echo trap=1' USR1; trap 'echo int=1' INT");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.keys("ab");
    shell.shows("ab");
    let pid = shell.pid();
    tine::signal::kill(pid, tine::signal::Signal::USR1).unwrap();
    shell.shows("trap=1\r\n");
    shell.keys("c\r");
    shell.prompt();
    shell.shows("<abc>");
    ask(&mut shell, "read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.keys("ab\x03");
    shell.shows("int=1\r\n");
    shell.keys("c\r");
    shell.prompt();
    shell.shows("<c>");
}

#[test]
fn a_script_may_ask_too() {
    let mut shell = Setup::new()
        .file("s.sh", "read -e -p 'n: ' v; echo \"got $v\"\n")
        .start();
    let tine = env!("CARGO_BIN_EXE_tine");
    shell.begin(&format!("{tine} s.sh"));
    shell.shows("n: ");
    shell.keys("abx\x7fc\x01z\r");
    shell.prompt();
    shell.shows("got zabc");
    shell.begin(&format!("x=$({tine} s.sh); echo \"[$x]\""));
    shell.keys("abc\r");
    shell.prompt();
    shell.shows("[got abc]");
    assert!(shell.run("stty -a").contains(" icanon"));
}

#[test]
fn what_takes_too_long() {
    let mut shell = Shell::new();
    for command in [
        "TMOUT=1 read x",
        "TMOUT=1 read -e x",
        "read -t 0.1 x",
        "read -e -t 1 x",
    ] {
        shell.begin(&format!("{command}; echo \"late=$?\""));
        shell.prompt();
        shell.shows("late=142");
    }
    // What has been typed by then is no command.
    shell.begin("read -e -i begun -t 0.3 x");
    shell.prompt();
    assert_eq!(shell.run("echo \"<$x>\""), "<>\n");
    shell.begin("TMOUT=1; select i in a b; do echo $i; done; echo \"menu=$?\"; unset TMOUT");
    shell.prompt();
    shell.shows("menu=1");
}

#[test]
fn the_second_prompt_of_a_line() {
    let mut shell = Shell::new();
    shell.run("PS2='more? '");
    shell.begin("read x; echo \"<$x>\"");
    shell.keys("a\\\r");
    shell.shows("more? ");
    shell.keys("b\r");
    shell.prompt();
    shell.shows("<ab>");
}

#[test]
fn pipes_of_a_background_command_are_no_keyboard() {
    // So many pipes at once that one of them has the number that the line editor's terminal had, with its reading end
    // in one of the two cases.
    let mut commands = "/bin/echo deep | cat".to_owned();
    for _ in 0..12 {
        commands = format!("/bin/true; v=$({commands}); echo \"$v\" | cat");
    }
    let mut shell = Shell::new();
    for before in ["", "exec 5</dev/null;"] {
        let output = shell.run(&format!("( {{ {before} {commands}; }} & wait )"));
        assert_eq!(output, "deep\n");
    }
}

#[test]
fn what_has_been_typed_before_it_is_asked_for() {
    for (command, typed, read) in [
        ("read -d : x", "z:", "<z>"),
        ("read -d : x", "y\rz:", "<y\nz>"),
        ("read -s x", "z\r", "<z>"),
        ("read -n 1 x", "z", "<z>"),
    ] {
        let mut shell = Shell::new();
        shell.begin(&format!(
            "until test -e go; do sleep 0.01; done; {command}; echo \"<$x>\""
        ));
        let shown = shell.raw.len();
        shell.keys(typed);
        shell.until("the echo", |shell| shell.raw.len() >= shown + typed.len());
        std::fs::write(shell.home.path().join("go"), "").unwrap();
        shell.prompt();
        shell.shows(&read.replace('\n', "\r\n"));
    }
}

#[test]
fn what_was_typed_without_a_newline_stays_to_be_seen() {
    let mut shell = Shell::new();
    for (command, typed) in [("read -n 1 x", "y"), ("read -d : x", "z:")] {
        let from = shell.raw.len();
        shell.begin(command);
        shell.keys(typed);
        shell.prompt();
        // As behind output that ends like this.
        assert!(contains(&shell.raw[from..], "⏎".as_bytes()), "{command}");
    }
}

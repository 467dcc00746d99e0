//! Prompts, hooks, and what is told to the terminal.

use crate::terminal::{Setup, Shell};

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
fn the_default_prompt_tells_branch_and_status() {
    let mut shell = Setup::new()
        .file("repository/.git/HEAD", "ref: refs/heads/topic\n")
        .file("repository/inner/file", "")
        .start();
    shell.run("cd repository/inner");
    shell.shows("~/repository/inner topic");
    shell.run("sh -c 'exit 3'");
    shell.shows("topic 3");
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
    let mut shell = Setup::new().program("qxcommand", "").start();
    assert!(shell.run("qxcomand").contains("did you mean `qxcommand`?"));
}

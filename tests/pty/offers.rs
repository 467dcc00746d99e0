//! What is offered where, and how a list of it is walked through.

use crate::terminal::{Setup, Shell};

#[test]
fn what_runs_programs_is_offered_programs() {
    let mut shell = Setup::new().program("qxprogram", "").start();
    shell.run("qxfunction() { :; }; alias qxalias=:");
    for (typed, line) in [
        ("sudo qx", "sudo qxprogram"),
        ("env A=b qx", "env A=b qxprogram"),
        ("command qx", "command qxprogram"),
        ("builtin com", "builtin com"),
        ("builtin shop", "builtin shopt"),
        ("nohup shop", "nohup shop"),
        ("time qxf", "time qxfunction"),
    ] {
        shell.keys(&format!("{typed}\t"));
        shell.until(line, |shell| shell.line().starts_with(line));
        shell.keys("\x05\x15");
        shell.line_is("");
    }
    // Such an alias has others count behind it.
    shell.run("alias sudo='sudo '");
    shell.lines(&[("sudo qxa\t", "sudo qxalias")]);
}

#[test]
fn arithmetic_is_offered_variables() {
    let mut shell = Shell::new();
    shell.run("QXVARIABLE=1");
    shell.lines(&[
        ("((QXV\t", "((QXVARIABLE"),
        ("for ((i=0; i<QXV\t", "for ((i=0; i<QXVARIABLE"),
        ("((1)); shop\t", "((1)); shopt"),
        ("((shop\t", "((shop"),
        ("( (shop\t", "( (shopt"),
    ]);
}

#[test]
fn files_behind_what_they_are_given_to() {
    let mut shell = Setup::new().file("unique.txt", "").start();
    shell.lines(&[
        ("a[0]=uni\t", "a[0]=unique.txt"),
        ("a+=uni\t", "a+=unique.txt"),
        ("[[ -f uni\t", "[[ -f unique.txt"),
        ("[[ -f x && ( -f uni\t", "[[ -f x && ( -f unique.txt"),
        ("x -v /from:uni\t", "x -v /from:unique.txt"),
        ("x http://uni\t", "x http://uni"),
    ]);
}

#[test]
fn the_slash_of_a_directory_is_taken_from_the_list() {
    let mut shell = Setup::new()
        .file("diru/inner", "")
        .file("dirv/other", "")
        .start();
    shell.keys("cat dir\t\t");
    shell.until("the first", |shell| shell.line().starts_with("cat diru/"));
    shell.keys("/\t");
    shell.line_is("cat diru/inner");
}

#[test]
fn a_long_list_is_walked_through_in_pages() {
    let mut shell = Shell::new();
    shell.run("mkdir many; cd many; touch f{100..399}; cd ..");
    shell.keys("cat many/f\t\t");
    let first = |shell: &mut Shell, line: &str| {
        shell.until(line, |shell| {
            shell.line().lines().next().unwrap_or_default().trim_end() == line
        });
    };
    first(&mut shell, "cat many/f100");
    shell.shows("more rows");
    shell.keys("\x1b[6~");
    first(&mut shell, "cat many/f112");
    shell.keys("\x1b[5~");
    first(&mut shell, "cat many/f100");
    shell.keys("\x1b[5~");
    first(&mut shell, "cat many/f100");
}

#[test]
fn directories_with_names_of_their_own() {
    let mut shell = Setup::new()
        .file("sub/file", "")
        .file("..odd/file", "")
        .start();
    shell.run("shopt -u autosuggest; cd sub; cd ..");
    shell.lines(&[
        ("cd sub/..\t", "cd sub/../"),
        ("cd sub/../..\tx", "cd sub/../..x"),
        ("ls ~+/su\t", "ls ~+/sub/"),
        ("ls ~-/fi\t", "ls ~-/file"),
        ("echo ${PW\t", "echo ${PWD}/"),
        ("echo ${#PW\t", "echo ${#PWD}"),
    ]);
}

#[test]
fn git_add_is_offered_what_has_changed() {
    let git = "#!/bin/sh\ntest \"$1\" = ls-files && printf 'changed.txt\\0sub/deep/new\\0'";
    let mut setup = Setup::new().program("git", git);
    for file in [
        "changed.txt",
        "same.txt",
        "cool.txt",
        "sub/deep/new",
        "sub/deep/old",
    ] {
        setup = setup.file(file, "");
    }
    let mut shell = setup.file("other/same", "").start();
    // What is in a directory would be suggested behind it.
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("git add c\t", "git add changed.txt"),
        ("git add s\t", "git add sub/"),
        ("git add sub/deep/\t", "git add sub/deep/new"),
        ("git add o\t", "git add other/"),
        ("git mv co\t", "git mv cool.txt"),
    ]);
}

#[test]
fn a_directory_that_is_gone_is_not_suggested() {
    let mut shell = Shell::new();
    shell.run("mkdir qxa qxb");
    for command in ["cd qxb", "cd ..", "cd qxa", "cd .."] {
        shell.run(command);
    }
    shell.keys("cd q");
    shell.line_is("cd qxa");
    shell.keys("\x15rmdir qxa\r");
    shell.prompt();
    shell.keys("cd q");
    shell.line_is("cd qxb");
}

#[test]
fn a_command_of_a_command_tells_of_its_options() {
    let docker = "#!/bin/sh
case $* in
--help) printf 'Options:\n  --qxall  Everything\nCommands:\n  qxbox, qb  Boxes\n  qxrun      Run\n' ;;
'qxbox -h' | 'qb -h') printf 'Commands:\n  qxlist  List them\n' ;;
'qxbox qxlist --help') printf '  --qxform F  How (one of: plain, short)\n' ;;
'qxrun -h') echo what? ;;
esac";
    let mut shell = Setup::new().program("docker", docker).start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("docker qxb\t", "docker qxbox"),
        ("docker --qx\t", "docker --qxall"),
        ("docker qxbox qx\t", "docker qxbox qxlist"),
        ("docker qb qx\t", "docker qb qxlist"),
        (
            "docker --debug qxbox qxlist --qx\t",
            "docker --debug qxbox qxlist --qxform",
        ),
        ("docker qxrun --qx\t", "docker qxrun --qxall"),
        ("docker qxrun x qx\t", "docker qxrun x qx"),
    ]);
}

#[test]
fn names_with_endings_that_are_to_be_ignored_are_not_offered() {
    let mut shell = Setup::new()
        .file("part.c", "")
        .file("part.o", "")
        .file("some.bak", "")
        .file(".o", "")
        .start();
    shell.run(" shopt -u autosuggest; FIGNORE=.o:.bak");
    shell.lines(&[
        ("cat pa\t", "cat part.c"),
        ("cat some\tX", "cat someX"),
        ("cat .\t", "cat .o"),
    ]);
}

#[test]
fn what_is_no_command_is_not_suggested() {
    let mut shell = Setup::new().program("qxhere", "").start();
    shell.run("qxgone one");
    shell.run("qxhere one");
    shell.keys("qxhe");
    shell.line_is("qxhere one");
    shell.keys("\x15qxgo");
    shell.line_is("qxgo");
}

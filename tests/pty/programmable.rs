//! Completion by functions of the user, as those that programs bring along expect it.

use crate::terminal::{Setup, Shell, contains};
use std::fs;

#[test]
fn a_function_is_told_all_of_the_command() {
    let mut shell = Shell::new();
    let told = shell.path().join("told");
    shell.run("f() { echo \"$2,$3,$COMP_CWORD,$COMP_LINE,$COMP_POINT,${COMP_WORDS[*]}\" >told; }");
    shell.run("complete -F f t");
    for (keys, seen) in [
        // Places are counted in characters, and words are as they stand in the line.
        ("t é日 b\t", "b,é日,2,t é日 b,6,t é日 b"),
        ("t a\\ b\t", "a b,t,1,t a\\ b,6,t a\\ b"),
        // Also what stands behind the cursor, as far as the command goes.
        (
            "t ab cd\x1b[D\x1b[D\x1b[D\x1b[D\t",
            "a,t,1,t ab cd,3,t ab cd",
        ),
        ("t ab; x\x1b[D\x1b[D\x1b[D\t", "ab,t,1,t ab,4,t ab"),
        (
            "t a=bc $(x y)\x01\x1bf\x1bf\t",
            "a,t,1,t a=bc $(x y),3,t a = bc $(x y)",
        ),
    ] {
        shell.keys(keys);
        shell.until(keys, |_| {
            fs::read_to_string(&told).is_ok_and(|told| told == format!("{seen}\n"))
        });
        shell.keys("\x05\x15");
        shell.line_is("");
    }
}

#[test]
fn a_function_asks_for_files_with_the_word_as_it_stands_in_the_line() {
    let mut shell = Setup::new()
        .file("my doc.tar", "")
        .file("sub dir/x.tar", "")
        .file("it's.tar", "")
        .start();
    // The word is quoted once more, as those functions do that quote what need not be.
    shell.run("f() { printf -v q %q \"${COMP_WORDS[COMP_CWORD]#\\'}\"; IFS=$'\\n'; COMPREPLY=($(compgen -f -X '!*.tar' -o plusdirs -- \"$q\")); }");
    shell.run(
        "complete -o filenames -F f t; u() { COMPREPLY=('~root'); }; complete -o filenames -F u u",
    );
    shell.lines(&[
        ("t my\t", "t my\\ doc.tar"),
        ("t my\\ d\t", "t my\\ doc.tar"),
        ("t \"my d\t", "t \"my doc.tar\""),
        ("t 'my d\t", "t 'my doc.tar'"),
        ("t sub\\ d\t", "t sub\\ dir/"),
        ("t sub\\ dir/\t", "t sub\\ dir/x.tar"),
        ("t it\\'s\t", "t it\\'s.tar"),
        ("u ~roo\t", "u ~root/"),
    ]);
}

#[test]
fn a_description_in_a_list_is_no_part_of_the_word() {
    let mut shell = Shell::new();
    shell.run("f() { COMPREPLY=('start     (begin it)' 'stop  (end it)'); }; complete -F f t");
    shell.keys("t \t");
    shell.shows("begin it");
    shell.keys("\t\t");
    shell.until("the second", |shell| shell.line().starts_with("t stop\n"));
}

#[test]
fn a_line_stands_while_a_function_completes_it() {
    let mut shell = Shell::new();
    shell.run("mkfifo f; w() { echo >started; read x <f; echo noise; COMPREPLY=(found); }");
    shell.run("complete -F w t");
    shell.keys("t x\t");
    let (started, pipe) = (shell.path().join("started"), shell.path().join("f"));
    shell.until("the function", |_| started.exists());
    shell.line_is("t x");
    std::fs::write(&pipe, "go\n").unwrap();
    shell.line_is("t found");
    // What it has written stays.
    assert!(shell.text().contains("noise"));
    shell.keys("\x15");
    std::fs::remove_file(&started).unwrap();
    shell.keys("t y\t");
    shell.until("the function", |_| started.exists());
    shell.keys("\x03");
    shell.prompt();
    assert_eq!(shell.run("echo next"), "next\n");
}

#[test]
fn a_function_is_told_what_has_asked() {
    let mut shell = Shell::new();
    shell.run("f() { seen=\"$COMP_TYPE,$COMP_KEY,$2\"; COMPREPLY=($(compgen -W 'apple apricot' -- \"$2\")); }");
    shell.run("g() { seen=\"$COMP_TYPE,$COMP_KEY,$2\"; }; complete -F f t; complete -F g u");
    shell.run("bind '\"\\C-t\": complete'; bind '\"\\C-n\": menu-complete'");
    for (keys, line, seen) in [
        ("t ap\t", "t ap", "9,9,ap"),
        ("t a\x1b?", "t a", "63,63,a"),
        ("t a\x1b=", "t a", "63,61,a"),
        ("t a\x1b*", "t apple apricot", "42,42,a"),
        ("t app\x14", "t apple", "9,20,app"),
        ("t a\x0e", "t apple", "37,14,a"),
        ("u zz\t", "u zz", "9,9,zz"),
        ("u zz\t\t", "u zz", "63,9,zz"),
    ] {
        shell.keys(keys);
        shell.until(line, |shell| {
            shell.line().lines().next().map(str::trim_end) == Some(line)
        });
        shell.keys("\x07\x05\x15");
        shell.line_is("");
        assert_eq!(shell.run("echo \"$seen\""), format!("{seen}\n"), "{keys:?}");
    }
    shell.run("set -o vi");
    for (keys, line, seen) in [
        ("t a\x1b=", "t a", "63,61,a"),
        ("t a\x1b*", "t apple apricot", "42,42,a"),
        ("t app\x1b\\", "t apple", "9,92,app"),
    ] {
        shell.keys(keys);
        shell.until(line, |shell| {
            shell.line().lines().next().map(str::trim_end) == Some(line)
        });
        shell.keys("\x1bdd");
        shell.line_is("");
        shell.keys("i");
        assert_eq!(shell.run("echo \"$seen\""), format!("{seen}\n"), "{keys:?}");
    }
}

#[test]
fn keys_that_are_typed_while_a_function_completes_are_for_the_line() {
    let mut shell = Shell::new();
    let (begun, go) = (shell.path().join("begun"), shell.path().join("go"));
    shell.run("f() { : >begun; until [ -e go ]; do sleep 0.01; done; COMPREPLY=(); }");
    shell.run("complete -F f t");
    shell.keys("t a\t");
    shell.until("the function", |_| begun.exists());
    shell.keys("\x15echo new\x01: \x05er");
    fs::write(go, "").unwrap();
    shell.line_is(": echo newer");
    assert!(!shell.text().contains('^'), "{}", shell.text());
    shell.keys("\x15");
    shell.line_is("");
    // Afterwards the terminal is as it was.
    let modes = shell.run("stty -a");
    assert!(
        modes.contains(" echo ") && modes.contains(" icanon "),
        "{modes}"
    );
}

#[test]
fn a_function_may_run_programs_without_a_trace_on_the_screen() {
    let mut shell = Shell::new();
    shell.run("f() { COMPREPLY=($({ sh -c 'echo found'; } | while read -r x; do echo $x; done)); }; complete -F f t");
    for others in [":", "sleep 100 &"] {
        shell.run(others);
        shell.keys("t f\t");
        shell.line_is("t found");
        let screen = shell.screen();
        assert!(!screen.contains('⏎'), "{screen}");
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn what_a_function_writes_elsewhere_leaves_no_trace() {
    let mut shell = Shell::new();
    shell.run("f() { printf x >/dev/null; printf y >file; COMPREPLY=($(printf whole)); }; complete -F f t");
    let from = shell.raw.len();
    shell.keys("t w\t");
    shell.line_is("t whole");
    assert!(!contains(&shell.raw[from..], "⏎".as_bytes()));
}

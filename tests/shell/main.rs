//! The language inside a Rust program: instances that know nothing of each other, a host that gets everything back,
//! and lines run by the shell that is linked into this very program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod host;
mod lines;
#[path = "../support/mod.rs"]
mod support;

use std::cell::RefCell;
use std::fs;
use std::process::Output;
use std::rc::Rc;
use std::time::{Duration, Instant};
use support::{alone, children, descriptors};
use tine::line;
use tine::shell::{Shell, VariableError};

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a script writes; it must have nothing to complain of.
fn ask(shell: &mut Shell, script: &str) -> String {
    let output = shell.capture(script).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{script}");
    said(&output)
}

#[test]
fn instances_know_nothing_of_each_other() {
    let _alone = alone();
    let (mut one, mut two) = (Shell::new(), Shell::new());
    let directories =
        ["a", "b"].map(|name| tempfile::Builder::new().prefix(name).tempdir().unwrap());
    let places = directories
        .each_ref()
        .map(|place| fs::canonicalize(place.path()).unwrap());
    let host = std::env::current_dir().unwrap();
    for (shell, place, number) in [(&mut one, &places[0], 1), (&mut two, &places[1], 2)] {
        let script = format!(
            "cd '{}'; umask 0{number}7; x={number}; f() {{ echo f{number}; }}; alias a='echo a{number}'; set -- p{number} q",
            place.display()
        );
        shell.eval(script).unwrap();
        assert_eq!(std::env::current_dir().unwrap(), host);
    }
    two.eval("set -u; readonly x").unwrap();
    for round in 0..3 {
        for (shell, place, number) in [(&mut one, &places[0], 1), (&mut two, &places[1], 2)] {
            let expected = format!(
                "{} {} {number} f{number} p{number} 2 00{number}7\na{number}\n",
                place.display(),
                place.display()
            );
            let script = "echo \"$(pwd)\" \"$(/bin/pwd)\" $x $(f) $1 $# $(umask)\na";
            assert_eq!(ask(shell, script), expected, "round {round}");
        }
    }
    assert_eq!(ask(&mut one, "echo \"[$unset]\"; x=3; echo $x"), "[]\n3\n");
    assert!(!two.capture("echo \"$unset\"").unwrap().status.success());
    assert!(two.set_var("x", "4").is_err());
    assert!(one.set_var("x", "4").is_ok() && one.set_var("1x", "4").is_err());
    assert_eq!(two.var("x").unwrap(), "2");
    assert_eq!(std::env::current_dir().unwrap(), host);
    assert_eq!(std::env::var_os("x"), None);
}

#[test]
fn closures_are_builtins() {
    let _alone = alone();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let notes = Rc::clone(&seen);
    let mut shell = Shell::new();
    shell.define("note", move |call| {
        notes.borrow_mut().extend(call.args().map(<[u8]>::to_vec));
        call.write("noted\n");
        7
    });
    let output = shell
        .capture("note a 'b  c' \"\"; echo $?; note >/dev/null d")
        .unwrap();
    assert_eq!(said(&output), "noted\n7\n");
    assert_eq!(output.status.code(), Some(7));
    assert_eq!(*seen.borrow(), [&b"a"[..], b"b  c", b"", b"d"]);
    // It runs in the host wherever it can.
    assert_eq!(
        ask(&mut shell, "note e | tr a-z A-Z; x=$(note); echo $x"),
        "NOTED\nnoted\n"
    );
    shell.define("note", |_| 300);
    assert_eq!(shell.eval("note").unwrap().code(), Some(44));
    // Another shell has none.
    assert_eq!(
        Shell::new().capture("note").unwrap().status.code(),
        Some(127)
    );
}

#[test]
fn files_run_with_arguments_and_input_comes_from_memory() {
    let _alone = alone();
    let place = tempfile::tempdir().unwrap();
    let script = place.path().join("script");
    fs::write(&script, "echo \"$0 $1 $#\"; return 4; echo no").unwrap();
    let mut shell = Shell::new();
    shell.set_args(["one", "two three"]).unwrap();
    assert_eq!(shell.run_file(&script).unwrap().code(), Some(4));
    assert!(shell.run_file(place.path().join("none")).is_err());
    let big: Vec<u8> = (0..300_000_u32)
        .flat_map(|n| format!("{n}\n").into_bytes())
        .collect();
    let output = shell
        .filter("read -r a; read -r b; echo $a $b; wc -c", &big)
        .unwrap();
    assert_eq!(
        said(&output).split_whitespace().collect::<Vec<_>>(),
        ["0", "1", &(big.len() - 4).to_string()]
    );
    // A file without `#!` is run by the shell that is linked in here.
    let bare = place.path().join("bare");
    fs::write(&bare, "set -o | grep -c forksubshell; echo \"$@\"").unwrap();
    fs::set_permissions(&bare, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let _ = line::interpreter();
    let mut shell = Shell::new();
    shell.set_var("bare", &bare).unwrap();
    assert_eq!(ask(&mut shell, "\"$bare\" x 'y z'"), "1\nx y z\n");
}

#[test]
fn shells_in_many_threads() {
    let _alone = alone();
    let (open, start) = (descriptors(), Instant::now());
    let work = |number: usize| {
        let mut shell = Shell::new();
        shell.set_var("n", number.to_string()).unwrap();
        for round in 0..15 {
            let script = format!(
                "f() {{ (exit $1); echo $?; }}
                 a=$(for i in 1 2 3; do echo $n-{round}-$i; done | sort -r | head -n 1)
                 b=$(f {round}); (sleep 0; exit {round}) & wait $!; echo $a $b $?; {{ cat; }} <<E | tr a-z A-Z
heredoc $n
E"
            );
            let expected = format!("{number}-{round}-3 {round} {round}\nHEREDOC {number}\n");
            assert_eq!(ask(&mut shell, &script), expected);
        }
    };
    std::thread::scope(|scope| {
        // Threads that hold the locks that a fork must not meet: of the allocator, of the environment.
        let busy = |_| {
            scope.spawn(move || {
                while start.elapsed() < Duration::from_secs(1) {
                    drop(vec![0_u8; 200_000]);
                    let _ = std::env::vars_os().count();
                }
            })
        };
        let noise: Vec<_> = (0..2).map(busy).collect();
        let threads: Vec<_> = (0..8)
            .map(|number| scope.spawn(move || work(number)))
            .collect();
        for thread in threads.into_iter().chain(noise) {
            thread.join().unwrap();
        }
    });
    assert_eq!(children(), []);
    assert_eq!(descriptors(), open);
}

#[test]
fn what_must_be_a_process_takes_the_environment_over() {
    let _alone = alone();
    let mut shell = Shell::new();
    shell.set_args(["one", "t w o"]).unwrap();
    let script = "
        f() { echo \"f $1 $x ${a[1]} $#\"; }
        x=1 a=(p 'q r') ; readonly x; declare -A m; m[k]=v; alias hi='echo hi'
        umask 027
        { f \"$2\"; echo ${m[k]} $(umask); eval hi; x=2; echo no; } 2>&1 | cat
        echo $x; { sleep 0; f bg; } & wait; i=0
        while [ $i -lt 3 ]; do echo $i; i=$((i + 1)); done | while read n; do echo got $n; done
        while :; do echo y; done | head -n 1
        (exit 7) & wait $!; echo $?";
    let said = ask(&mut shell, script);
    let readonly = "tine: ";
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with(readonly))
        .collect();
    let expected = [
        "f t w o 1 q r 1",
        "v 0027",
        "hi",
        "1",
        "f bg 1 q r 1",
        "got 0",
        "got 1",
        "got 2",
        "y",
        "7",
    ];
    assert_eq!(lines, expected, "{said}");
}

#[test]
fn nul_bytes_are_refused() {
    let _alone = alone();
    let mut shell = Shell::with_environment([&b"a=x\0y"[..], b"b=kept"]);
    assert_eq!(
        (shell.var("a"), shell.var("b")),
        (None, Some("kept".into()))
    );
    shell.set_var("x", "before").unwrap();
    shell.set_args(["before"]).unwrap();
    assert_eq!(shell.set_var("x", "a\0b"), Err(VariableError::Nul));
    assert_eq!(shell.set_args(["fine", "a\0b"]), Err(VariableError::Nul));
    shell.define("assign", |call| {
        i32::from(call.set_var("x", "a\0b") == Err(VariableError::Nul))
    });
    let script = "assign; echo $? $x $# $1; env | grep -c ^x=";
    assert_eq!(ask(&mut shell, script), "1 before 1 before\n0\n");
}

#[test]
fn what_an_integer_cannot_be_is_refused_and_no_command_has_failed() {
    let _alone = alone();
    let mut shell = Shell::new();
    shell.eval("exec 2>/dev/null; typeset -i n=5").unwrap();
    assert_eq!(shell.set_var("n", "1/0"), Err(VariableError::NoNumber));
    assert_eq!(ask(&mut shell, "echo $? $n"), "0 5\n");
    shell.set_var("n", "n*2").unwrap();
    assert_eq!(ask(&mut shell, "echo $n"), "10\n");
}

//! The parser from outside: what is printed is read as the same tree, deep nesting and damaged
//! scripts get an answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod aliases;
mod checks;
mod errors;
mod generated;
mod nesting;
mod reading;

use std::fs;
use std::path::Path;
use tine::syntax::tree::Command;
use tine::syntax::{parse, print};

/// Snippets, each a program.
const SNIPPETS: &str = include_str!("snippets.sh");

fn round_trip(text: &[u8]) {
    let tree =
        parse(text).unwrap_or_else(|error| panic!("{}\nfor\n{}", error, text.escape_ascii()));
    let printed = print::program(&tree);
    let again = parse(&printed).unwrap_or_else(|error| {
        panic!(
            "{}\nfor\n{}\nprinted as\n{}",
            error,
            text.escape_ascii(),
            printed.escape_ascii()
        )
    });
    assert!(
        tree == again,
        "{}\nprinted as\n{}\nis read differently:\n{}",
        text.escape_ascii(),
        printed.escape_ascii(),
        print::program(&again).escape_ascii(),
    );
}

/// The same of a program as the body of a function, printed on several lines.
fn round_trip_of_body(text: &[u8]) {
    let Ok(tree) = parse(&[b"f() {\n", text, b"\n}\n"].concat()) else {
        return;
    };
    let command = tree.lines.first().and_then(|line| line.list.items.first());
    let Some([Command::Function(function)]) =
        command.map(|item| item.and_or.first.commands.as_slice())
    else {
        return;
    };
    let printed = print::definition(function);
    let same = parse(&printed).is_ok_and(|again| again == tree);
    assert!(
        same || tree.lines.len() > 1,
        "{}\nprinted as\n{}\nis read differently",
        text.escape_ascii(),
        String::from_utf8_lossy(&printed),
    );
}

#[test]
fn scripts_survive_printing() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (mut count, mut inexact) = (0, 0);
    for directory in ["posix", "tine"] {
        for entry in fs::read_dir(tests.join(directory)).unwrap() {
            let text = fs::read(entry.unwrap().path()).unwrap();
            // What is expected stands in comments.
            for case in String::from_utf8_lossy(&text).split("\n####") {
                let Ok(tree) = parse(case.as_bytes()) else {
                    continue;
                };
                if parse(&print::program(&tree)).is_ok_and(|again| again == tree) {
                    round_trip_of_body(case.as_bytes());
                    count += 1;
                } else {
                    inexact += 1;
                }
            }
        }
    }
    // Keys of arrays that were quoted in an unusual way are not read back as the same parts.
    assert!(count > 800 && inexact < 10, "{count} {inexact}");
}

#[test]
fn snippets_survive_printing() {
    for snippet in SNIPPETS.split("\n%%\n") {
        round_trip(snippet.as_bytes());
        round_trip_of_body(snippet.as_bytes());
    }
}

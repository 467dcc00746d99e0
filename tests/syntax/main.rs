//! The parser from outside: what is printed is read as the same tree, deep nesting and damaged
//! scripts get an answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod aliases;
mod errors;
mod generated;
mod nesting;
mod reading;

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

#[test]
fn snippets_survive_printing() {
    for snippet in SNIPPETS.split("\n%%\n") {
        round_trip(snippet.as_bytes());
    }
}

//! Depth: whatever nests is read, printed and dropped at any depth.

use tine::syntax::{parse, print};

const DEPTH: usize = 100_000;

fn deep(before: &str, middle: &str, behind: &str) -> Vec<u8> {
    [
        before.repeat(DEPTH),
        middle.to_owned(),
        behind.repeat(DEPTH),
    ]
    .concat()
    .into_bytes()
}

/// Reads it whole, and cut off in the middle.
fn check(before: &str, middle: &str, behind: &str) {
    let text = deep(before, middle, behind);
    let tree = parse(&text).unwrap_or_else(|error| panic!("{before}: {error}"));
    let printed = print::program(&tree);
    drop(tree);
    assert!(printed.len() > DEPTH);
    let open = deep(before, middle, "");
    assert!(parse(&open).unwrap_err().incomplete, "{before}");
}

#[test]
fn compound_commands() {
    check("{ ", ":", "; }");
    check("( ", ":", ")");
    check("if ", ":", "; then :; fi");
    check("if :; then ", ":", "; fi");
    check("if :; then :; else ", ":", "; fi");
    check("while :; do ", ":", "; done");
    check("for i do ", ":", "; done");
    check("case x in x) ", ":", ";; esac");
}

#[test]
fn functions() {
    check("f() { ", ":", "; }");
    check("f() ( ", ":", ")");
}

#[test]
fn expansions() {
    check("echo $( ", ":", ")");
    check("echo \"$( ", ":", ")\"");
    check("$((1 + ", "1", "))");
    check("${x-", "y", "}");
    check("${x#", "y", "}");
    check("\"${x-\"", "y", "\"}\"");
    check("\"$((", "y", "))\"");
}

#[test]
fn parentheses() {
    check("echo $(((", "1", ")))");
    let text = deep("$((", "1", ") )");
    assert!(parse(text.get(..300).unwrap()).is_err());
    let text = [
        "echo $((",
        &"(".repeat(DEPTH),
        "1",
        &")".repeat(DEPTH),
        "))",
    ]
    .concat();
    assert!(parse(text.as_bytes()).is_ok());
}

/// Whether they are `((` can be seen behind all that is in them: it must not be looked for once for each.
#[test]
fn parentheses_that_are_not_arithmetic() {
    assert!(parse(&deep("(", "", "")).unwrap_err().incomplete);
    assert!(parse(&deep("((\n", "", "")).unwrap_err().incomplete);
    assert!(parse(&deep("((a[", "", "")).is_err());
    assert!(parse(&deep("(", "echo", ";:)")).is_ok());
    assert!(parse(&deep("(", "$(echo", "")).unwrap_err().incomplete);
}

#[test]
fn here_documents_in_substitutions() {
    let text = deep("cat <<E$(\n", ":", ")\n");
    let _ = parse(&text);
    let depth = 2_000;
    let mut text = "x".to_owned();
    for _ in 0..depth {
        text = format!("$(cat <<E\n{text}\nE\n)");
    }
    let tree = parse(text.as_bytes()).unwrap();
    assert!(print::program(&tree).len() >= text.len());
}

#[test]
fn long_lists() {
    for (text, joint) in [
        (":", ";"),
        (":", "&"),
        (":", "|"),
        (":", "&&"),
        ("! :", "||"),
        ("!", " "),
        ("x", " "),
        (">x", " "),
        ("x=y", " "),
    ] {
        let text = format!("{text}{joint}").repeat(DEPTH) + ":";
        let tree = parse(text.as_bytes()).unwrap();
        assert!(parse(&print::program(&tree)).unwrap() == tree);
    }
}

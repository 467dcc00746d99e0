//! Colours of what is no command, though it stands where one could.

use crate::terminal::Shell;

const RED: &str = "\x1b[31m";

#[test]
fn what_is_tested_defined_or_chosen_is_no_unknown_command() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for typed in [
        "[[ -f qx && ( qx == y || qy < b ) ]] && true",
        "[[ qx =~ ^(b|c)$ ]]; true",
        "$([[ -f qx ]]) x; true",
        "function qx { true; }",
        "qx() { true; }",
        "qx () { true; }",
        "select qx in a; do true; done",
        "((qx++)); true",
        "for ((qx=1; qx<3; qx++)); do true; done",
    ] {
        shell.keys(typed);
        shell.line_is(typed);
        // The last word of a line is judged when it is whole.
        shell.keys(" ");
        shell.until(typed, |shell| shell.styled().contains("\x1b[32mtrue"));
        assert!(!shell.styled().contains(RED), "{:?}", shell.styled());
        // What follows it is a command again.
        shell.keys("; qx ");
        shell.until("red", |shell| shell.styled().contains("\x1b[31mqx"));
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn a_quote_that_nothing_closes_is_told() {
    let mut shell = Shell::new();
    shell.run(" shopt -u autosuggest");
    for quote in ["'", "\"", "$'"] {
        let last = quote.trim_start_matches('$');
        shell.keys(&format!("echo {quote}ab c"));
        shell.until("a red quote", |shell| {
            shell.styled().contains(&format!("{RED}{last}"))
        });
        shell.keys(last);
        shell.until("its end", |shell| !shell.styled().contains(RED));
        shell.keys("\x15");
        shell.line_is("");
    }
}

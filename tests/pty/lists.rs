//! Lists of candidates as the variables of the line editor say.

use crate::terminal::{Setup, Shell};

fn shell() -> Shell {
    let mut shell = Setup::new().start();
    shell.run("shopt -u autosuggest; mkdir d; touch d/item{1..5}; LS_COLORS='so=01;33'");
    shell
}

#[test]
fn the_first_candidate_comes_at_once_or_behind_the_list() {
    let mut shell = shell();
    let first = |shell: &mut Shell, line: &str| {
        shell.until(line, |shell| {
            shell.line().lines().next().unwrap_or_default().trim_end() == line
        });
    };
    shell.run("bind 'TAB: menu-complete' '\"\\e[Z\": menu-complete-backward'");
    shell.keys("cat d/\t");
    first(&mut shell, "cat d/item1");
    shell.keys("\t");
    first(&mut shell, "cat d/item2");
    shell.keys("\x07\x15cat d/\x1b[Z");
    first(&mut shell, "cat d/item5");
    shell.keys("\x07\x15");
    shell.run("f() { COMPREPLY=(one two); }; complete -F f t");
    shell.keys("t \t");
    first(&mut shell, "t one");
    shell.keys("\x07\x15");
    shell.run("bind 'set menu-complete-display-prefix on'");
    shell.keys("cat d/\t");
    first(&mut shell, "cat d/item");
    shell.keys("\t");
    first(&mut shell, "cat d/item1");
}

#[test]
fn lists_across_in_a_width() {
    let mut shell = shell();
    shell.run("bind 'set print-completions-horizontally on' 'set completion-display-width 20'");
    shell.keys("cat d/\t");
    shell.shows("item1  item2  item3\nitem4  item5");
    shell.keys("\t\x1b[B");
    shell.until("the one below", |shell| {
        shell.line().starts_with("cat d/item4")
    });
    shell.keys("\x1b[A\x1b[C");
    shell.until("the one beside", |shell| {
        shell.line().starts_with("cat d/item2")
    });
    shell.keys("\x07\x15");
    shell.run("bind 'set completion-display-width 0'");
    shell.keys("cat d/\t");
    shell.shows("item1\nitem2\nitem3");
}

#[test]
fn what_candidates_begin_with_is_coloured() {
    let mut shell = shell();
    shell.run("bind 'set colored-completion-prefix on'");
    shell.keys("cat d/\t");
    shell.until("the colour", |shell| {
        String::from_utf8_lossy(&shell.raw).contains("\x1b[01;33mitem\x1b[0m5")
    });
}

#[test]
fn only_a_few_long_names_are_cut() {
    let mut shell = shell();
    shell.run("mkdir long mixed; touch long/'a name of some '{10..59}' words with an end'");
    shell.run("touch mixed/b{10..99} mixed/one-long-name-among-many-short-ones-with-an-end");
    shell.keys("cat long/\t\t");
    shell.shows("a name of some 10 words with an end");
    shell.keys("\x03");
    shell.prompt();
    shell.keys("cat mixed/\t\t");
    shell.shows("b10  ");
    assert!(!shell.screen().contains("with-an-end"));
}

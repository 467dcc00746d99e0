use super::*;

fn history(commands: &[&str]) -> History {
    let mut history = History::default();
    for text in commands {
        history.push(text.as_bytes(), b"");
    }
    history
}

/// What a line with references becomes; only shown where it has `:p`.
fn becomes(history: &History, (before, line): (&str, &str), expected: &str) {
    let full = Expanded {
        text: expected.to_owned(),
        only_shown: line.contains(":p"),
    };
    assert_eq!(expand(history, before, line), Ok(Some(full)), "{line}");
}

#[test]
fn references() {
    let history = history(&["echo one", "cp 'a b' /tmp/x.tar.gz", "ls -l dir"]);
    for (line, expected) in [
        ("!!", "ls -l dir"),
        ("sudo !!", "sudo ls -l dir"),
        ("cat !$", "cat dir"),
        ("cat !*", "cat -l dir"),
        ("cat !^", "cat -l"),
        ("!1", "echo one"),
        ("!-2", "cp 'a b' /tmp/x.tar.gz"),
        ("!ec", "echo one"),
        ("!?a b?:1", "'a b'"),
        ("echo !cp:2:t:r", "echo x.tar"),
        ("!!:s/dir/other/", "ls -l other"),
        ("^dir^file", "ls -l file"),
        ("!!:0-1", "ls -l"),
        ("!!:p", "ls -l dir"),
        ("!!:s/l/k/:&", "ks -k dir"),
        ("!!:gs/l/k/", "ks -k dir"),
        ("!!:x", "'ls' '-l' 'dir'"),
        ("!!:Gs/l/k/", "ks -k dir"),
        ("!!:s/l/&&/", "lls -l dir"),
        ("!!:s/dir/a\\/b/", "ls -l a/b"),
        ("echo !?tmp?%", "echo /tmp/x.tar.gz"),
        ("echo !?tmp?:%:e", "echo .gz"),
        ("^dir^file^x", "ls -l filex"),
        ("^l^k^:&", "ks -k dir"),
        // What was replaced the last time is remembered.
        ("!!:&", "ks -l dir"),
        ("!!:s", "ls -l dir"),
        ("!!:&", "ks -l dir"),
        // So is what was found.
        ("echo !% !!:%:t", "echo /tmp/x.tar.gz x.tar.gz"),
        ("echo !??:0", "echo cp"),
    ] {
        becomes(&history, ("", line), expected);
    }
}

#[test]
fn what_is_no_reference() {
    let history = history(&["echo one"]);
    for line in [
        "echo hi!",
        "! true",
        "[ a != b ]",
        "echo '!!'",
        "echo \\!!",
        "echo $!",
        "x=${!a}",
        "echo \"hi!\"",
    ] {
        assert_eq!(expand(&history, "", line), Ok(None), "{line}");
    }
    for (before, line) in [
        ("cat <<E\n", "#!/bin/sh !! it's"),
        ("cat <<E\nit's\n", "!!"),
        ("cat <<E\n", "^a^b"),
        ("echo 'a\n", "!! b'"),
        ("", "cat <<E\n!!\nE"),
        ("", "true # don't !!"),
    ] {
        assert_eq!(expand(&history, before, line), Ok(None), "{line}");
    }
    let behind = ("cat <<E\nit's\nE\n", "!ec # it's");
    becomes(&history, behind, "echo one # it's");
}

#[test]
fn words_that_are_there() {
    let history = history(&["ls", "echo a b c"]);
    for (line, expected) in [
        ("!!:2-", "b"),
        ("!!:3-", ""),
        ("!!:3*", "c"),
        ("!!:-", "echo a b"),
        ("!!:-2", "echo a b"),
        ("!!:$-", "c-"),
        ("!!:^-$", "a b c"),
        ("!!:1^", "a"),
        ("!!-", "echo a b"),
        ("!^-2", "a b"),
        ("!*-", "a b c-"),
        ("!!:1-x", "a bx"),
        ("!!:gh", "echo a b c"),
        ("!!:e", "echo a b c"),
        ("!ls*", ""),
        ("!ls:0*", "ls"),
        ("!ls:-", ""),
    ] {
        becomes(&history, ("", line), expected);
    }
}

#[test]
fn what_is_not_there() {
    let history = history(&["ls", "echo a b c"]);
    for (line, expected) in [
        ("!!:5", ":5: bad word specifier"),
        ("!!:4- x", ":4-: bad word specifier"),
        ("!!:4*:h", ":4*: bad word specifier"),
        ("!!:2-1", ":2-1: bad word specifier"),
        ("!!:2-4", ":2-4: bad word specifier"),
        ("!!:2^", ":2^: bad word specifier"),
        ("!ls^", "^: bad word specifier"),
        ("!ls:1-", ":1-: bad word specifier"),
        ("!ls:1*", ":1*: bad word specifier"),
        (
            "!!:99999999999999999999",
            ":99999999999999999999: bad word specifier",
        ),
        (
            "!!:18446744073709551615",
            ":18446744073709551615: bad word specifier",
        ),
        ("!!:p:z", "z: unrecognized history modifier"),
        ("!!:g", "a history modifier is missing behind `:`"),
        ("!!:&", ":&: no previous substitution"),
        ("!!:s//x/", ":s//x/: no previous substitution"),
        ("!!:gs/q/z/ x", ":gs/q/z/: substitution failed"),
        ("^zz^yy", ":s^zz^yy: substitution failed"),
        ("!nope", "!nope: event not found"),
        ("!99", "!99: event not found"),
    ] {
        assert_eq!(
            expand(&history, "", line),
            Err(expected.to_owned()),
            "{line}"
        );
    }
}

#[test]
fn a_line_does_not_grow_without_end() {
    let history = history(&[&"x".repeat(600_000)]);
    assert!(expand(&history, "", "!!").is_ok());
    let refused = Err(String::from("!: the line becomes too long"));
    assert_eq!(expand(&history, "", "!! !!"), refused);
}

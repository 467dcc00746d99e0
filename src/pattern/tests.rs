use super::*;

/// A pattern with `'...'` around what is quoted.
fn mask(pattern: &str) -> (Vec<u8>, Vec<bool>) {
    let (mut text, mut quoted, mut inside) = (Vec::new(), Vec::new(), false);
    for byte in pattern.bytes() {
        if byte == b'\'' {
            inside = !inside;
        } else {
            text.push(byte);
            quoted.push(inside);
        }
    }
    (text, quoted)
}

fn matches(pattern: &str, text: &[u8]) -> bool {
    let (bytes, quoted) = mask(pattern);
    Pattern::new(&bytes, Some(&quoted), true).matches(text)
}

#[test]
fn matching() {
    for (pattern, yes, no) in [
        ("", &[""][..], &["a"][..]),
        ("abc", &["abc"], &["ab", "abcd", ""]),
        ("*", &["", "a", "/.x"], &[]),
        ("?", &["a", "é", "."], &["", "ab"]),
        ("a*c", &["ac", "abc", "aXcc"], &["a", "c", "acb"]),
        ("*a*b*", &["ab", "xaxbx", "aab"], &["ba", "a", "b"]),
        ("**", &["", "ab"], &[]),
        ("ab*ab", &["abab", "abxab"], &["ab", "aba"]),
        ("*?*?*", &["ab", "abc", "éé"], &["a", "é"]),
        ("*.tar.gz", &["x.tar.gz", ".tar.gz"], &["x.tar", "tar.gz"]),
        ("'*'", &["*"], &["a"]),
        ("a'?'*", &["a?", "a?b"], &["ab"]),
        (r"\*", &["*"], &["a", r"\*"]),
        (r"'\'*", &[r"\", r"\a"], &["*"]),
        (r"a\", &[r"a\"], &["a"]),
        (r"\a\b", &["ab"], &[r"\a\b"]),
        ("[abc]", &["a", "b", "c"], &["d", "", "ab"]),
        ("[!abc]", &["d", "é"], &["a", ""]),
        ("[^abc]", &["d"], &["a"]),
        ("['!'a]", &["!", "a"], &["b"]),
        ("['^'a]", &["^", "a"], &["b"]),
        ("[a-c]", &["a", "b", "c"], &["d", "-"]),
        ("[c-a]", &[], &["a", "b", "c"]),
        ("[a'-'c]", &["a", "-", "c"], &["b"]),
        (r"[a\-c]", &["a", "-", "c"], &["b", r"\"]),
        ("[a-]", &["a", "-"], &["b"]),
        ("[-a]", &["a", "-"], &["b"]),
        ("[]a]", &["]", "a"], &["b"]),
        ("[!]a]", &["b"], &["]", "a"]),
        ("[]-a]", &["]", "^", "a"], &["-", "b"]),
        ("[a']'b]", &["a", "]", "b"], &["a]b]"]),
        (r"[a\]b]", &["a", "]", "b"], &[r"\"]),
        ("[a", &["[a"], &["a"]),
        ("a[", &["a["], &["a"]),
        ("[]", &["[]"], &["[", "]"]),
        ("[!]", &["[!]"], &["a"]),
        ("[']'", &["[]"], &["]"]),
        ("'['a]", &["[a]"], &["a"]),
        ("[[]", &["["], &["]"]),
        ("[[a]", &["[", "a"], &["b"]),
        ("[*?]", &["*", "?"], &["a"]),
        ("[[:alpha:]]", &["a", "Z", "é"], &["1", ":"]),
        ("[![:space:]0-9]", &["a"], &[" ", "5"]),
        ("[[:upper:][:digit:]]x", &["Ax", "1x"], &["ax", "x"]),
        ("[[:foo:]]", &[], &["f", "o", ":"]),
        ("[[:foo:]a]", &["a"], &["f"]),
        ("[[:alpha:]", &["[a", "[:"], &["a", "[z", "[a]"]),
        ("[:alpha:]", &["a", ":"], &["z"]),
        ("[[.-.]]", &["-"], &["."]),
        ("[[.a.]-[.c.]]", &["a", "b", "c"], &["d", "-"]),
        ("[[.].]]", &["]"], &["."]),
        ("[[=a=]b]", &["a", "b"], &["="]),
        ("[[.hyphen.]]", &["-"], &["h", "."]),
        (
            "[[.left-square-bracket.]-[.right-square-bracket.]]",
            &["[", "\\", "]"],
            &["^"],
        ),
        ("[[.none.]]", &[], &["n", "."]),
        ("[a-[:digit:]]", &["a", "-", "5"], &["b"]),
        ("[[.]", &["[", "."], &["]"]),
        ("[é-ë]", &["é", "ê"], &["e", "\u{300}"]),
        ("[é]*", &["éa"], &["è"]),
        ("*[13579]", &["7", "121"], &["2", "12", ""]),
        ("a?c", &["abc", "aéc"], &["ac", "abbc"]),
        ("*[!é]", &["éa", "b"], &["é", "aé"]),
        ("*a?*[bc]*d", &["axcd", "aaxcd", "aaxbcdd"], &["abd", "acd"]),
    ] {
        for text in yes {
            assert!(
                matches(pattern, text.as_bytes()),
                "{pattern:?} should match {text:?}"
            );
        }
        for text in no {
            assert!(
                !matches(pattern, text.as_bytes()),
                "{pattern:?} should not match {text:?}"
            );
        }
    }
}

#[test]
fn stray_bytes_count_singly() {
    let utf8 = |pattern: &[u8], text: &[u8]| Pattern::new(pattern, None, true).matches(text);
    assert!(utf8(b"??", b"\xc3\xff"));
    assert!(utf8(b"?", b"\xa9"));
    assert!(utf8(b"\xff*", b"\xffa"));
    assert!(utf8(b"*\xa9", b"a\xa9"));
    assert!(utf8(b"[\xa9]", b"\xa9"));
    assert!(!utf8(b"*\xa9", "é".as_bytes()));
    assert!(!utf8(b"\xc3*", "é".as_bytes()));
    assert!(!utf8(b"?\xa9", "é".as_bytes()));
    assert!(!utf8(b"[!a]\xa9", "é".as_bytes()));
    let bytes = |pattern: &[u8], text: &[u8]| Pattern::new(pattern, None, false).matches(text);
    assert!(bytes(b"??", "é".as_bytes()));
    assert!(bytes(b"*\xa9", "é".as_bytes()));
    assert!(bytes(b"[\x80-\xff]", b"\xc3"));
    assert!(!bytes(b"[[:alpha:]]", b"\xc3"));
}

/// The lengths by trying each of them.
fn by_trial(pattern: &str, text: &str) -> [Option<usize>; 4] {
    let cuts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let prefix = |cut: &&usize| matches(pattern, &text.as_bytes()[..**cut]);
    let suffix = |cut: &&usize| matches(pattern, &text.as_bytes()[**cut..]);
    [
        cuts.iter().find(prefix).copied(),
        cuts.iter().rev().find(prefix).copied(),
        cuts.iter().rev().find(suffix).map(|cut| text.len() - cut),
        cuts.iter().find(suffix).map(|cut| text.len() - cut),
    ]
}

#[test]
fn prefixes_and_suffixes() {
    let patterns = [
        "",
        "a",
        "*",
        "?",
        "*/",
        "/*",
        "*a",
        "a*",
        "a?",
        "?a",
        "*a?",
        "?a*",
        "a*b",
        "*b*",
        "*a*b",
        "a*b*",
        "[ab]*",
        "*[!a]",
        "a*[bé]*a",
        "*a*a*",
        "??",
        "*é",
        "é*",
        "*?é",
        "'*'",
        "b*[a/]?",
        "*/*/*",
        "ab",
        "*ab",
        "ab*",
        "*ab*ba",
    ];
    let texts = [
        "", "a", "b", "ab", "ba", "/a/b/", "a/b/a", "abab", "éaé", "aéba", "*a*", "bbaab/a",
        "abba", "ababba", "éé", "/usr/a/b",
    ];
    for pattern in patterns {
        for text in texts {
            let (bytes, quoted) = mask(pattern);
            let compiled = Pattern::new(&bytes, Some(&quoted), true);
            let text_bytes = text.as_bytes();
            let found = [
                compiled.shortest_prefix(text_bytes),
                compiled.longest_prefix(text_bytes),
                compiled.shortest_suffix(text_bytes),
                compiled.longest_suffix(text_bytes),
            ];
            assert_eq!(found, by_trial(pattern, text), "{pattern:?} in {text:?}");
        }
    }
}

#[test]
fn kinds() {
    for (pattern, literal, magic) in [
        ("", true, false),
        ("abc", true, false),
        ("'*?['", true, false),
        ("é", true, false),
        (r"a\b", false, false),
        (r"a\*", false, false),
        ("a[", true, false),
        ("a*", false, true),
        ("?", false, true),
        ("[a]", false, true),
    ] {
        let (bytes, quoted) = mask(pattern);
        let compiled = Pattern::new(&bytes, Some(&quoted), true);
        assert_eq!(compiled.is_literal(), literal, "{pattern:?}");
        assert_eq!(
            compiled.literal(),
            literal.then_some(&bytes[..]),
            "{pattern:?}"
        );
        assert_eq!(compiled.is_magic(), magic, "{pattern:?}");
    }
}

#[test]
fn leading_periods() {
    for (pattern, name, expected) in [
        ("*", ".a", false),
        ("?a", ".a", false),
        ("[.]a", ".a", false),
        ("[!b]a", ".a", false),
        (".*", ".a", true),
        ("'.'*", ".a", true),
        (r"\.*", ".a", true),
        ("*", "a.b", true),
        ("*.b", "a.b", true),
    ] {
        let (bytes, quoted) = mask(pattern);
        let compiled = Pattern::new(&bytes, Some(&quoted), true);
        assert_eq!(
            compiled.matches_filename(name.as_bytes()),
            expected,
            "{pattern:?} {name:?}"
        );
    }
}

#[test]
fn nothing_takes_for_ever() {
    let text = "a".repeat(20_000);
    let stars = "*a".repeat(500) + "*b";
    assert!(!matches(&stars, text.as_bytes()));
    assert!(!matches(&"[".repeat(50_000), text.as_bytes()));
    assert!(!matches(&"[[.".repeat(50_000), text.as_bytes()));
    assert!(!matches(&"[[:a:]".repeat(5_000), text.as_bytes()));
    assert!(matches(&"*".repeat(50_000), text.as_bytes()));
    let pattern = Pattern::new(b"*/", None, true);
    assert_eq!(pattern.longest_prefix(text.as_bytes()), None);
    assert_eq!(
        Pattern::new(b"?*b?", None, true).shortest_suffix(text.as_bytes()),
        None
    );
}

#[test]
fn what_is_noted_of_a_class_is_what_the_class_has() {
    for class in [
        "alpha", "digit", "alnum", "upper", "lower", "space", "blank", "punct", "graph", "print",
        "cntrl", "xdigit", "none",
    ] {
        for code in 0..0x80_u32 {
            assert_eq!(
                super::character::ascii_class(class.as_bytes()) >> code & 1 == 1,
                super::character::in_class(class.as_bytes(), code),
                "{class} {code}"
            );
        }
    }
}

#[test]
fn more_bracket_expressions_than_are_noted() {
    let text = b"x[a-c][!a-c][[:digit:]][]-]*[^]x]";
    for (name, expected) in [
        ("xbd3-y", true),
        ("xbd3]]", false),
        ("xbb3]y", false),
        ("xad0]", false),
    ] {
        assert_eq!(
            Pattern::new(text, None, true).matches(name.as_bytes()),
            expected,
            "{name}"
        );
    }
}

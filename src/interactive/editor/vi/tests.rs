use super::*;

/// Types keys into a line, with the cursor at its last character; what the line is then.
fn typed(line: &str, keys: &str) -> Text {
    let mut text = Text::ended(line.to_owned());
    let mut vi = Vi::default();
    vi.begin(&text);
    vi.key(&mut text, ESCAPE);
    for key in keys.chars() {
        if vi.key(&mut text, key) == Reply::Other && vi.mode == Mode::Insert {
            insert(&mut text, key);
        }
    }
    text
}

#[test]
fn keys() {
    for (line, keys, expected, pos) in [
        ("echo one two", "bdw", "echo one ", 8),
        ("echo one two", "0dw", "one two", 0),
        ("echo one two", "bcwXX", "echo one XX", 11),
        ("echo one two", "dd", "", 0),
        ("echo one two", "0wD", "echo ", 4),
        ("echo one two", "0wCXX", "echo XX", 7),
        ("echo one two", "SXX", "XX", 2),
        ("echo one two", "03x", "o one two", 0),
        ("echo one two", "rX", "echo one twX", 11),
        ("echo one two", "bRXY\x1b", "echo one XYo", 10),
        ("echo one two", "0~~", "ECho one two", 2),
        ("echo one two", "0aX\x1b", "eXcho one two", 1),
        ("echo", "aXY\x1b3.", "echoXYXYXYXY", 11),
        ("echo", "0iXY\x1b2.", "XXYXYYecho", 4),
        ("echo one two", "IX", "Xecho one two", 1),
        ("echo one two", "0$x", "echo one tw", 10),
        ("echo one two", "0fo;x", "echo ne two", 5),
        ("echo one two", "0ttx", "echo onetwo", 8),
        ("echo one two", "6|x", "echo ne two", 5),
        ("echo (one) two", "0f(%x", "echo (one two", 9),
        ("echo (one) two", "0f(d%", "echo  two", 5),
        ("echo one two", "bdiw", "echo one ", 8),
        ("echo one two", "0wdaw", "echo two", 5),
        ("echo one two", "bciwXX\x1b", "echo one XX", 10),
        ("echo \"one two\" x", "Fwdi\"", "echo \"\" x", 6),
        ("echo (one two) x", "Fwci(ZZ\x1b", "echo (ZZ) x", 7),
        ("echo 'one two' x", "Fwda'", "echo  x", 5),
        ("echo one two", "0yw$p", "echo one twoecho ", 16),
        ("echo ab", "hxp", "echo ba", 6),
        ("echo one two", "bdwu", "echo one two", 9),
        ("echo one two", "xxuu", "echo one two", 11),
        ("echo one two", "xxU", "echo one two", 0),
        ("echo one two", "0x..", "o one two", 0),
        ("echo a b c", "0wcwXX\x1bw.", "echo XX XX c", 9),
        ("one two three four", "02dw", "three four", 0),
        ("one two three four", "0d2w", "three four", 0),
        ("echo one two", "yb0P", "twecho one two", 1),
        ("echo one two", "ma0d`a", "o", 0),
        ("echo one two", "0wmax0`aix", "echo xne two", 6),
        ("echo one two", "db", "echo one o", 9),
        ("echo one two", "0wYP", "echo one twoone two", 11),
        ("a b c d e", "0dw2.", "d e", 0),
        ("echo foo-bar.baz", "bdw", "echo foo-bar.", 12),
        ("ab", "xxxi", "", 0),
        ("echo abc", "0w9rX", "echo XXX", 7),
        ("echo abc def", "0wd|", "abc def", 0),
    ] {
        assert_eq!(
            typed(line, keys),
            Text::new(expected, pos),
            "{line} {keys:?}"
        );
    }
}

#[test]
fn a_count_makes_a_line_no_longer_than_can_be_drawn() {
    for keys in ["yy9999p", "aXXXXXXXXXXXXXXXXXXXX\x1b9999.9999.9999."] {
        let length = typed(&"x".repeat(100), keys).line.len();
        assert!((50_000..100_000).contains(&length), "{keys}: {length}");
    }
}

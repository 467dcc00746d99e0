//! The names of characters in collating symbols, `[.hyphen.]` (XBD 6.1).

/// The names and the characters, sorted.
const NAMES: &[(&[u8], u8)] = &[
    (b"ACK", 0x06),
    (b"BEL", 0x07),
    (b"BS", 0x08),
    (b"CAN", 0x18),
    (b"CR", 0x0d),
    (b"DC1", 0x11),
    (b"DC2", 0x12),
    (b"DC3", 0x13),
    (b"DC4", 0x14),
    (b"DEL", 0x7f),
    (b"DLE", 0x10),
    (b"EM", 0x19),
    (b"ENQ", 0x05),
    (b"EOT", 0x04),
    (b"ESC", 0x1b),
    (b"ETB", 0x17),
    (b"ETX", 0x03),
    (b"FF", 0x0c),
    (b"FS", 0x1c),
    (b"GS", 0x1d),
    (b"HT", 0x09),
    (b"IS1", 0x1f),
    (b"IS2", 0x1e),
    (b"IS3", 0x1d),
    (b"IS4", 0x1c),
    (b"LF", 0x0a),
    (b"NAK", 0x15),
    (b"NUL", 0x00),
    (b"RS", 0x1e),
    (b"SI", 0x0f),
    (b"SO", 0x0e),
    (b"SOH", 0x01),
    (b"STX", 0x02),
    (b"SUB", 0x1a),
    (b"SYN", 0x16),
    (b"US", 0x1f),
    (b"VT", 0x0b),
    (b"alert", 0x07),
    (b"ampersand", b'&'),
    (b"apostrophe", b'\''),
    (b"asterisk", b'*'),
    (b"backslash", b'\\'),
    (b"backspace", 0x08),
    (b"carriage-return", b'\r'),
    (b"circumflex", b'^'),
    (b"circumflex-accent", b'^'),
    (b"colon", b':'),
    (b"comma", b','),
    (b"commercial-at", b'@'),
    (b"dash", b'-'),
    (b"dollar-sign", b'$'),
    (b"eight", b'8'),
    (b"equals-sign", b'='),
    (b"exclamation-mark", b'!'),
    (b"five", b'5'),
    (b"form-feed", 0x0c),
    (b"four", b'4'),
    (b"full-stop", b'.'),
    (b"grave-accent", b'`'),
    (b"greater-than-sign", b'>'),
    (b"hyphen", b'-'),
    (b"hyphen-minus", b'-'),
    (b"left-brace", b'{'),
    (b"left-curly-bracket", b'{'),
    (b"left-parenthesis", b'('),
    (b"left-square-bracket", b'['),
    (b"less-than-sign", b'<'),
    (b"low-line", b'_'),
    (b"minus", b'-'),
    (b"newline", b'\n'),
    (b"nine", b'9'),
    (b"number-sign", b'#'),
    (b"one", b'1'),
    (b"percent-sign", b'%'),
    (b"period", b'.'),
    (b"plus-sign", b'+'),
    (b"question-mark", b'?'),
    (b"quotation-mark", b'"'),
    (b"reverse-solidus", b'\\'),
    (b"right-brace", b'}'),
    (b"right-curly-bracket", b'}'),
    (b"right-parenthesis", b')'),
    (b"right-square-bracket", b']'),
    (b"semicolon", b';'),
    (b"seven", b'7'),
    (b"six", b'6'),
    (b"slash", b'/'),
    (b"solidus", b'/'),
    (b"space", b' '),
    (b"tab", b'\t'),
    (b"three", b'3'),
    (b"tilde", b'~'),
    (b"two", b'2'),
    (b"underscore", b'_'),
    (b"vertical-line", b'|'),
    (b"vertical-tab", 0x0b),
    (b"zero", b'0'),
];

/// The character with this name.
pub fn character(name: &[u8]) -> Option<u8> {
    let found = NAMES.binary_search_by(|(known, _)| known.cmp(&name));
    Some(NAMES.get(found.ok()?)?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted_by(|low, high| low.0 < high.0));
        assert_eq!(character(b"hyphen"), Some(b'-'));
        assert_eq!(character(b"NUL"), Some(0));
        assert_eq!(character(b"none"), None);
    }
}

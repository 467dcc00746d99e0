//! Values as listings show them, so that this shell and others read them back as they were.

/// Appends `text` in single quotes; a quote in it goes between them, with a backslash.
pub fn push_in_quotes(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'\'');
    for (index, part) in text.split(|&byte| byte == b'\'').enumerate() {
        if index > 0 {
            out.extend_from_slice(br"'\''");
        }
        out.extend_from_slice(part);
    }
    out.push(b'\'');
}

/// Whether `text` is the same in and out of quotes.
pub fn is_word(text: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./,:+@%=".contains(byte);
    !text.is_empty() && text.iter().all(plain)
}

/// Whether something in `text` can only be shown by an escape sequence.
fn needs_escapes(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_control) || std::str::from_utf8(text).is_err()
}

/// Appends `text` as `$'...'`.
fn push_escaped(out: &mut Vec<u8>, text: &[u8]) {
    out.extend_from_slice(b"$'");
    for chunk in text.utf8_chunks() {
        for &byte in chunk.valid().as_bytes() {
            match byte {
                b'\'' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                7 => out.extend_from_slice(b"\\a"),
                8 => out.extend_from_slice(b"\\b"),
                b'\t' => out.extend_from_slice(b"\\t"),
                b'\n' => out.extend_from_slice(b"\\n"),
                11 => out.extend_from_slice(b"\\v"),
                12 => out.extend_from_slice(b"\\f"),
                b'\r' => out.extend_from_slice(b"\\r"),
                0x1b => out.extend_from_slice(b"\\E"),
                0..0x20 | 0x7f => out.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
                byte => out.push(byte),
            }
        }
        for byte in chunk.invalid() {
            out.extend_from_slice(format!("\\{byte:03o}").as_bytes());
        }
    }
    out.push(b'\'');
}

/// Appends `text` in single quotes, or as `$'...'` where only those can show it.
pub fn push_quoted(out: &mut Vec<u8>, text: &[u8]) {
    if needs_escapes(text) {
        push_escaped(out, text);
    } else {
        push_in_quotes(out, text);
    }
}

/// Appends `text` so that it can be read back as it is, with backslashes where they do: `printf %q`.
pub fn push_readable(out: &mut Vec<u8>, text: &[u8]) {
    if text.is_empty() {
        return out.extend_from_slice(b"''");
    }
    if needs_escapes(text) {
        return push_escaped(out, text);
    }
    for (at, &byte) in text.iter().enumerate() {
        let special = match byte {
            b'#' | b'~' => at == 0,
            byte => b" !\"$&'()*,;<>?[\\]^`{|}".contains(&byte),
        };
        if special {
            out.push(b'\\');
        }
        out.push(byte);
    }
}

/// Appends `text` in double quotes, or as `$'...'` where those cannot show it.
pub fn push_in_double_quotes(out: &mut Vec<u8>, text: &[u8]) {
    if needs_escapes(text) {
        return push_escaped(out, text);
    }
    out.push(b'"');
    for &byte in text {
        if matches!(byte, b'"' | b'\\' | b'$' | b'`') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes() {
        for (text, expected) in [
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("a\n", "'a\n'"),
        ] {
            let mut out = Vec::new();
            super::push_in_quotes(&mut out, text.as_bytes());
            assert_eq!(out, expected.as_bytes());
        }
    }
}

//! Quoting text so that the shell, and other shells, read it back as it was.

/// Whether the byte means itself wherever it stands in a word.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_./:@%+,-=".contains(&byte) || !byte.is_ascii()
}

/// Appends `text`, in single quotes unless it needs none.
pub fn push_quoted(out: &mut Vec<u8>, text: &[u8]) {
    let plain = !text.is_empty() && text.iter().copied().all(is_plain);
    if plain {
        out.extend_from_slice(text);
    } else {
        push_in_quotes(out, text);
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_only_where_needed() {
        for (text, expected) in [
            ("", "''"),
            ("a-b/c.d", "a-b/c.d"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("~", "'~'"),
            ("é", "é"),
            ("a\n", "'a\n'"),
        ] {
            let mut out = Vec::new();
            push_quoted(&mut out, text.as_bytes());
            assert_eq!(out, expected.as_bytes());
        }
    }
}

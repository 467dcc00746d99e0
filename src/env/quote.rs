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

//! The field separators (XCU 2.6.5): a class for each byte, made anew when `IFS` changes.

/// What a byte does in field splitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It is part of a field.
    Text,
    /// IFS white space: runs of it separate, at the edges it vanishes.
    White,
    /// Another separator: each one ends a field.
    Mark,
    /// It may be the first byte of a separator of several bytes.
    Lead,
}

/// The value of `IFS`, digested.
#[derive(Debug, Clone)]
pub struct Ifs {
    classes: [Class; 256],
    wide: Vec<Vec<u8>>,
    /// What `"$*"` puts between its fields.
    pub joiner: Vec<u8>,
    /// Nothing separates.
    pub empty: bool,
    /// No digit and no sign separates: integers need no look.
    pub spares_numbers: bool,
}

impl Default for Ifs {
    fn default() -> Self {
        Self::new(Some(b" \t\n"))
    }
}

impl Ifs {
    /// The separators for a value of `IFS`; unset means space, tab, newline.
    pub fn new(value: Option<&[u8]>) -> Self {
        let value = value.unwrap_or(b" \t\n");
        let mut ifs = Self {
            classes: [Class::Text; 256],
            wide: Vec::new(),
            joiner: Vec::new(),
            empty: value.is_empty(),
            spares_numbers: !value
                .iter()
                .any(|byte| byte.is_ascii_digit() || *byte == b'-'),
        };
        for chunk in value.utf8_chunks() {
            for character in chunk.valid().chars() {
                ifs.add(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            chunk.invalid().chunks(1).for_each(|byte| ifs.add(byte));
        }
        ifs
    }

    fn add(&mut self, separator: &[u8]) {
        if self.joiner.is_empty() {
            self.joiner = separator.to_vec();
        }
        match separator {
            [byte @ (b' ' | b'\t' | b'\n')] => self.classes[*byte as usize] = Class::White,
            [byte] => self.classes[*byte as usize] = Class::Mark,
            [lead, ..] => {
                self.classes[*lead as usize] = Class::Lead;
                self.wide.push(separator.to_vec());
            }
            [] => {}
        }
    }

    /// What `byte` does.
    #[inline]
    pub fn class(&self, byte: u8) -> Class {
        self.classes[byte as usize]
    }

    /// The length of the separator of several bytes that `text` begins with, if there is one.
    pub fn wide_separator(&self, text: &[u8]) -> Option<usize> {
        self.wide
            .iter()
            .find(|separator| text.starts_with(separator))
            .map(Vec::len)
    }
}

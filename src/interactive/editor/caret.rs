//! Control characters in a line: they are drawn as `^X`.
//!
//! The line editor takes them to have no width. So in its line each has a character in its place that is as
//! wide as `^X`, from where text comes into the line to where it leaves it.

use crate::sys::typing::{stand_in, stood_for};
use std::borrow::Cow;

/// Whether a character stands for a control character.
pub fn is_stand_in(character: char) -> bool {
    stood_for(character).is_some()
}

/// A text as it is in the line.
pub fn lined(text: String) -> String {
    let stand_in = |c: char| u8::try_from(c).ok().and_then(stand_in);
    if !text.contains(|c| stand_in(c).is_some()) {
        return text;
    }
    text.chars().map(|c| stand_in(c).unwrap_or(c)).collect()
}

/// A text of the line as it is meant.
pub fn meant(text: String) -> String {
    if !text.contains(is_stand_in) {
        return text;
    }
    let meant = |c| stood_for(c).map_or(c, char::from);
    text.chars().map(meant).collect()
}

/// A text of the line as it is drawn.
pub fn drawn(text: &str) -> Cow<'_, str> {
    if !text.contains(is_stand_in) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match stood_for(character) {
            Some(byte) => out.extend(['^', char::from(byte ^ 0x40)]),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_control_character_is_drawn_as_wide_as_it_is_taken_to_be() {
        let text = "a\x01\x1b[\x7f\tb";
        let line = lined(text.to_owned());
        assert_eq!(line.replace('\t', "").width(), 9);
        assert_eq!(drawn(&line), "a^A^[[^?\tb");
        assert_eq!(meant(line), text);
    }
}

//! One item of a list, as it is shown.

use crate::interactive::completion::Item;
use unicode_width::UnicodeWidthStr;

/// One item: how wide, in what style, with what beginning in another, and how much of its description.
pub(super) fn show(
    out: &mut Drawn,
    item: &Item,
    (width, style, alike): (usize, &str, Option<&(usize, String)>),
    description: Option<usize>,
) {
    let name = clipped(&item.label(), width);
    let padding = " ".repeat(width.saturating_sub(name.width()));
    let (begin, rest) = alike
        .and_then(|(length, _)| name.split_at_checked(*length))
        .unwrap_or(("", &name));
    out.styled(begin, alike.map_or("", |(_, style)| style));
    out.styled(rest, style);
    out.plain(&padding);
    if let Some(room) = description.filter(|_| !item.description.is_empty()) {
        let text = clipped(&item.description, room);
        out.styled(&format!("  {text}"), "\x1b[90m");
    }
}

/// A text as it is, and with colours.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) raw: String,
    pub(super) coloured: String,
}

impl Drawn {
    pub(super) fn plain(&mut self, text: &str) {
        self.raw.push_str(text);
        self.coloured.push_str(text);
    }

    pub(super) fn styled(&mut self, text: &str, style: &str) {
        self.raw.push_str(text);
        if style.is_empty() || text.is_empty() {
            self.coloured.push_str(text);
        } else {
            self.coloured.extend([style, text, "\x1b[0m"]);
        }
    }
}

/// As much of a text as fits; control characters cannot be shown.
pub(super) fn clipped(text: &str, width: usize) -> String {
    let mut clipped = String::new();
    let mut used = 0;
    for character in text.chars() {
        let character = if character.is_control() {
            '?'
        } else {
            character
        };
        let wide = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if used + wide > width {
            break;
        }
        used += wide;
        clipped.push(character);
    }
    clipped
}

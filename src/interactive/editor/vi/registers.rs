//! What has been deleted or yanked.

use std::collections::BTreeMap;

/// The texts that can be put, by their names.
#[derive(Debug, Default)]
pub struct Registers {
    /// The last one.
    pub latest: String,
    named: BTreeMap<char, String>,
    /// The one that the next command is about.
    pub chosen: Option<char>,
}

impl Registers {
    /// Keeps a text; behind what is there already in a register that is named by a capital letter.
    pub fn keep(&mut self, text: String) {
        match self.chosen.take() {
            Some('_') => return,
            Some(name) if name.is_ascii_uppercase() => {
                let kept = self.named.entry(name.to_ascii_lowercase()).or_default();
                kept.push_str(&text);
            }
            Some(name) => {
                self.named.insert(name, text.clone());
            }
            None => {}
        }
        self.latest = text;
    }

    /// The text to be put.
    pub fn text(&mut self) -> &str {
        match self.chosen.take() {
            Some(name) if name != '"' => {
                let name = name.to_ascii_lowercase();
                self.named.get(&name).map_or("", String::as_str)
            }
            _ => &self.latest,
        }
    }
}

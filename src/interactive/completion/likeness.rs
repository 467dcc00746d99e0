//! Which names a text may be the beginning of.

use crate::env::bindings::Settings;

/// What is taken for the same, as the user has set it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Case never counts; else it does not count where it would leave nothing, or it always does.
    caseless: Option<bool>,
    /// `-` and `_` are the same where case does not count.
    dashes: bool,
}

impl Likeness {
    /// What `completion-ignore-case` and `completion-map-case` say.
    pub fn of(settings: &Settings) -> Self {
        Self {
            caseless: match settings.get("completion-ignore-case") {
                b"on" => Some(true),
                b"off" => Some(false),
                _ => None,
            },
            dashes: settings.is_on("completion-map-case"),
        }
    }

    fn folded(self, text: &str) -> String {
        let text = text.to_lowercase();
        if self.dashes {
            text.replace('-', "_")
        } else {
            text
        }
    }

    /// Whether a name begins with the text as it does where nothing is more like it.
    pub fn begins(self, name: &str, text: &str) -> bool {
        name.starts_with(text)
            || self.caseless != Some(false) && self.folded(name).starts_with(&self.folded(text))
    }

    /// Those that begin with the text; where none does, those that do whatever the case of the letters.
    pub fn begun<T>(self, all: Vec<T>, text: &str, name: impl Fn(&T) -> &str) -> Vec<T> {
        self.chosen(all, text, name, true)
    }

    /// Those that begin with the text; where none does, those that do whatever the case of the letters;
    /// then those that have it in them; at last those that have its letters in this order.
    pub fn matching<T>(self, all: Vec<T>, text: &str, name: impl Fn(&T) -> &str) -> Vec<T> {
        self.chosen(all, text, name, false)
    }

    fn chosen<T>(self, all: Vec<T>, text: &str, name: impl Fn(&T) -> &str, begun: bool) -> Vec<T> {
        let lower = self.folded(text);
        let far = !begun && text.len() > 1;
        let tests: [(bool, Test<'_>); 4] = [
            (self.caseless != Some(true), &|name| name.starts_with(text)),
            (self.caseless != Some(false), &|name| {
                self.folded(name).starts_with(&lower)
            }),
            (far, &|name| match self.caseless {
                Some(false) => name.contains(text),
                _ => self.folded(name).contains(&lower),
            }),
            (far, &|name| in_order(name, text)),
        ];
        for (_, test) in tests.iter().filter(|(wanted, _)| *wanted) {
            if all.iter().any(|item| test(name(item))) {
                return all.into_iter().filter(|item| test(name(item))).collect();
            }
        }
        Vec::new()
    }
}

/// Whether a name is like the text in one way.
type Test<'t> = &'t dyn Fn(&str) -> bool;

/// Whether a name has all letters of a text, in their order, and begins with the first.
fn in_order(name: &str, text: &str) -> bool {
    let mut letters = name.chars();
    name.chars().next() == text.chars().next()
        && text
            .chars()
            .all(|wanted| letters.any(|letter| letter == wanted))
}

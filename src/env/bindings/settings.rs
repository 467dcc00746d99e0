//! Variables of the line editor: `set name value` of `bind` and of an inputrc file.

use crate::arith::decimal;
use std::collections::BTreeMap;

/// Those that change something, sorted, with the values that they have until they are set. One that is
/// `on` or `off` is one of the two; `smart` is what lies between them.
pub const SETTINGS: &[(&str, &str)] = &[
    ("bell-style", "none"),
    ("bind-tty-special-chars", "on"),
    ("colored-completion-prefix", "off"),
    ("colored-stats", "off"),
    ("comment-begin", "#"),
    ("completion-display-width", "-1"),
    ("completion-ignore-case", "smart"),
    ("completion-map-case", "off"),
    ("disable-completion", "off"),
    ("emacs-mode-string", "@"),
    ("enable-bracketed-paste", "on"),
    ("expand-tilde", "off"),
    ("history-preserve-point", "off"),
    ("isearch-terminators", ""),
    ("keyseq-timeout", "50"),
    ("mark-directories", "on"),
    ("mark-symlinked-directories", "on"),
    ("match-hidden-files", "off"),
    ("menu-complete-display-prefix", "off"),
    ("print-completions-horizontally", "off"),
    ("search-ignore-case", "off"),
    ("show-all-if-ambiguous", "on"),
    ("show-all-if-unmodified", "off"),
    ("show-mode-in-prompt", "off"),
    ("skip-completed-text", "on"),
    ("vi-cmd-mode-string", "(cmd)"),
    ("vi-ins-mode-string", "(ins)"),
    ("visible-stats", "off"),
];

/// Those that readline has and nothing depends on here, sorted: terminals, character sets and lists are
/// looked after without them.
pub const WITHOUT_EFFECT: &[&str] = &[
    "active-region-end-color",
    "active-region-start-color",
    "blink-matching-paren",
    "byte-oriented",
    "completion-prefix-display-length",
    "completion-query-items",
    "convert-meta",
    "echo-control-characters",
    "enable-active-region",
    "enable-keypad",
    "enable-meta-key",
    "force-meta-prefix",
    "history-size",
    "horizontal-scroll-mode",
    "input-meta",
    "mark-modified-lines",
    "meta-flag",
    "output-meta",
    "page-completions",
    "prefer-visible-bell",
    "revert-all-at-newline",
];

/// What has been set.
#[derive(Debug, Clone, Default)]
pub struct Settings(BTreeMap<&'static str, Vec<u8>>);

impl Settings {
    /// Sets a variable; false if there is none of this name.
    pub fn set(&mut self, name: &[u8], value: &[u8]) -> bool {
        let same = |known: &&str| known.as_bytes().eq_ignore_ascii_case(name);
        if WITHOUT_EFFECT.iter().any(same) {
            return true;
        }
        let Some((name, initial)) = SETTINGS.iter().find(|(known, _)| same(known)) else {
            return false;
        };
        let lower = value.to_ascii_lowercase();
        let value = match (*initial, lower.as_slice()) {
            ("on" | "off" | "smart", b"" | b"1" | b"on") => b"on",
            ("smart", b"smart") => &b"smart"[..],
            ("on" | "off" | "smart", _) => b"off",
            _ => value,
        };
        self.0.insert(name, value.to_vec());
        true
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> &[u8] {
        let initial = || SETTINGS.iter().find(|(known, _)| *known == name);
        match self.0.get(name) {
            Some(value) => value,
            None => initial().map_or(b"", |(_, value)| value.as_bytes()),
        }
    }

    /// Whether a variable is `on`.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name) == b"on"
    }

    /// The value of a variable that is a number, if it has been set.
    pub fn number(&self, name: &str) -> Option<i32> {
        decimal(self.0.get(name)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert!(SETTINGS.is_sorted_by_key(|(name, _)| name));
        assert!(WITHOUT_EFFECT.is_sorted());
        let mut settings = Settings::default();
        assert!(settings.is_on("mark-directories"));
        assert!(settings.set(b"Mark-Directories", b"nonsense"));
        assert_eq!(settings.get("mark-directories"), b"off");
        assert!(settings.set(b"expand-tilde", b""));
        assert!(settings.is_on("expand-tilde"));
        assert!(settings.set(b"comment-begin", b"//"));
        assert_eq!(settings.get("comment-begin"), b"//");
        assert!(settings.set(b"page-completions", b"off"));
        assert!(!settings.set(b"nosuch", b"on"));
        assert_eq!(settings.number("keyseq-timeout"), None);
    }
}

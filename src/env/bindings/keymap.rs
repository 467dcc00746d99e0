//! Keymaps: what keys mean while the line is edited as in emacs, or in one of the modes of vi.

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keymap {
    /// emacs.
    Emacs,
    /// vi, while text is put in.
    ViInsert,
    /// vi, while keys are commands.
    ViCommand,
}

/// Their names, sorted, and the keys that come first in those that are a part of another.
const KEYMAPS: &[(&str, Keymap, &[u8])] = &[
    ("emacs", Keymap::Emacs, b""),
    ("emacs-ctlx", Keymap::Emacs, b"\x18"),
    ("emacs-meta", Keymap::Emacs, b"\x1b"),
    ("emacs-standard", Keymap::Emacs, b""),
    ("vi", Keymap::ViCommand, b""),
    ("vi-command", Keymap::ViCommand, b""),
    ("vi-insert", Keymap::ViInsert, b""),
    ("vi-move", Keymap::ViCommand, b""),
];

impl Keymap {
    /// The keymap of this name, and the keys that come before each sequence that is bound in it.
    pub fn named(name: &[u8]) -> Option<(Self, &'static [u8])> {
        let (_, keymap, first) = KEYMAPS
            .iter()
            .find(|(known, ..)| known.as_bytes() == name)?;
        Some((*keymap, first))
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Emacs => "emacs",
            Self::ViInsert => "vi-insert",
            Self::ViCommand => "vi",
        }
    }

    /// The one in which text is put in.
    pub fn usual(vi: bool) -> Self {
        if vi { Self::ViInsert } else { Self::Emacs }
    }
}

//! Keys as they come in.

use super::words::Finding;

/// Keys as they come in: the one that is being handled, and what those are that follow it.
#[derive(Debug, Default)]
pub struct Input {
    /// The key that is being handled, as a byte; the last one of several.
    pub pressed: u8,
    /// The next key is a character to go to.
    pub finding: Option<Finding>,
    /// An escape character has been typed that goes with the next key.
    pub escaped: bool,
    /// A text is being pasted.
    pub pasting: bool,
    /// What is read again after an interruption: the keys of a search, and a key that was being read.
    pub again: Vec<u8>,
}

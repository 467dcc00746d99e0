//! What keys recall of the history.

use super::asking::Asking;
use super::search::Searching;
use super::way::Way;
use super::words::Inserted;
use std::path::PathBuf;

/// What keys recall of the history: what they know of it, and how they find their way through it.
#[derive(Debug, Default)]
pub struct Recall {
    /// Its file, and how much of that is known.
    pub past: Option<(PathBuf, u64)>,
    /// The newest command.
    pub latest: String,
    /// The word of an earlier command that has been inserted last.
    pub inserted: Option<Inserted>,
    /// The way through it.
    pub way: Way,
    /// The search through it for a text that is entered.
    pub asking: Asking,
    /// The search through it for a text while it is typed.
    pub searching: Searching,
}

//! Text to tree.
mod identity;
pub mod tree;

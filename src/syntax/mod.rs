//! Text to tree.
mod identity;
pub mod tree;
/// What is asked about aliases while parsing.
pub trait Aliases {
    /// Value.
    fn lookup(&self, name: &[u8]) -> Option<std::rc::Rc<[u8]>>;
    /// Whether there is none.
    fn is_empty(&self) -> bool;
}

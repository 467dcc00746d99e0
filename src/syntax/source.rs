//! Where source text comes from.

use std::borrow::Cow;
use std::io;

/// Gives source text piece by piece, so that nothing is read before it is needed.
pub trait Lines {
    /// Appends more text, at least a line or a block that ends anywhere, to `text`; `false` at the
    /// end of the source. `continuation` says that a command has begun (PS2 rather than PS1).
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool>;
}

/// A source whose text is known as a whole.
pub struct Text<'a> {
    text: Cow<'a, [u8]>,
    given: usize,
}

impl<'a> Text<'a> {
    /// A source of this text.
    pub fn new(text: impl Into<Cow<'a, [u8]>>) -> Self {
        Self {
            text: text.into(),
            given: 0,
        }
    }
}

impl Lines for Text<'_> {
    /// Gives blocks, since an alias makes the parser move what follows it in its buffer.
    fn more(&mut self, text: &mut Vec<u8>, _continuation: bool) -> io::Result<bool> {
        const BLOCK: usize = 16 * 1024;
        let rest = self.text.get(self.given..).unwrap_or_default();
        let block = rest.get(..BLOCK).unwrap_or(rest);
        text.extend_from_slice(block);
        self.given += block.len();
        Ok(!block.is_empty())
    }
}

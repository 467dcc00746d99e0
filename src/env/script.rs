//! What the shell reads its commands from.

use std::rc::Rc;

/// What the shell reads its commands from, as messages and `$0` name it.
#[derive(Debug)]
pub struct Script {
    /// `$0`
    pub arg0: Rc<[u8]>,
    /// What is being read, for messages.
    pub name: Rc<[u8]>,
    /// How many dot scripts and start-up files are being read, one within the other.
    pub depth: usize,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            arg0: Rc::from(b"tine".as_slice()),
            name: Rc::default(),
            depth: 0,
        }
    }
}

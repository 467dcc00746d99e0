//! Commands that come in through a descriptor which they may read themselves (XCU `sh`, INPUT FILES).
//!
//! What follows a command is the command's, should it read; so nothing is to be taken beyond the line. As long as no
//! other process can look, a file is read in blocks all the same, and its offset set back when somebody
//! could ([`Incoming::settle`]). What is in a pipe cannot be put back: it is looked at, and each line is taken when its
//! turn comes.

use super::input::{Lookahead, MANY, Peek, Way, bytes, way};
use crate::sys::fd;
use crate::sys::find;
use std::io;
use std::os::fd::RawFd;

/// How much is read at first, and after somebody else may have read.
const FEW: usize = 1024;

/// The commands that follow.
#[derive(Debug, Default)]
pub struct Incoming {
    descriptor: RawFd,
    /// What has been read of a file, or seen in a pipe.
    ahead: Lookahead,
    /// How to read; unknown before the first line, and when the descriptor may have become something else.
    way: Option<Way>,
    block: usize,
    /// A process in the background may read at any time.
    shared: bool,
}

impl Incoming {
    /// Somebody else may look at the descriptor: it is where the commands are.
    #[inline]
    pub fn settle(&mut self) {
        if self.way.is_some() {
            self.give_back();
        }
    }

    /// Somebody else may look at it at any time from now on.
    pub fn share(&mut self) {
        self.settle();
        self.shared = true;
    }

    fn give_back(&mut self) {
        match self.way.take() {
            Some(Way::Seek) => self.ahead.settle(self.descriptor),
            _ => self.ahead.forget(),
        }
        self.block = FEW;
    }

    /// As much as may be taken at once: to the end of the line, or all that is known of it.
    fn piece(&self) -> usize {
        let rest = self.ahead.rest();
        find::byte(b'\n', rest).map_or(rest.len(), |at| at + 1)
    }

    fn next_block(&mut self) -> usize {
        let block = self.block.max(FEW);
        self.block = (block * 4).min(MANY);
        block
    }

    /// Appends the next line. False at the end of the input; what came before it has been appended.
    pub fn line(&mut self, peek: &mut Peek, out: &mut Vec<u8>) -> io::Result<bool> {
        if self.shared {
            return peek.line(self.descriptor, b'\n', out);
        }
        match *self.way.get_or_insert_with(|| way(self.descriptor)) {
            Way::Seek => self.of_file(out),
            Way::Tee => self.of_pipe(peek, out),
            Way::Bytes => bytes(self.descriptor, b'\n', out),
        }
    }

    fn of_file(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            let piece = self.piece();
            out.extend_from_slice(self.ahead.rest().get(..piece).unwrap_or_default());
            self.ahead.used += piece;
            if piece > 0 && out.last() == Some(&b'\n') {
                return Ok(true);
            }
            self.ahead.forget();
            let block = self.next_block();
            if fd::read_onto(self.descriptor, &mut self.ahead.bytes, block)? == 0 {
                return Ok(false);
            }
        }
    }

    fn of_pipe(&mut self, peek: &mut Peek, out: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            let piece = self.piece();
            if piece == 0 {
                self.ahead.forget();
                let block = self.next_block();
                match peek.look(self.descriptor, &mut self.ahead.bytes, block) {
                    Ok(0) => return Ok(false),
                    Ok(_) => continue,
                    Err(error) if error.raw_os_error() == Some(nix::libc::EINVAL) => {
                        return bytes(self.descriptor, b'\n', out);
                    }
                    Err(error) => return Err(error),
                }
            }
            let start = out.len();
            let got = fd::read_onto(self.descriptor, out, piece)?;
            let taken = out.get(start..).unwrap_or_default();
            // Where another has taken it first, what has been read counts, not what had been seen.
            if self.ahead.rest().starts_with(taken) {
                self.ahead.used += got;
            } else {
                self.ahead.forget();
            }
            if got == 0 {
                return Ok(false);
            }
            if taken.last() == Some(&b'\n') {
                return Ok(true);
            }
        }
    }
}

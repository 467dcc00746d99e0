//! `echo text >file`, where the text is as long as what is in the file.
//!
//! To truncate a file costs more than to write a line into it, above all on a disk. Where what comes is as long as
//! what goes, the result is the same without: whoever looks sees the old text or the new one, as he could before. It
//! is done only where nothing looks at the file between the redirection and the writing, and for a text that one
//! sector holds, so that not even a crash leaves a mixture.

use super::files::{Files, OpenFile};
use crate::sys::fd;
use std::io;
use std::rc::Rc;

/// What a disk writes whole.
const SECTOR: usize = 512;

impl Files {
    /// Prepares for the first text that is written to a file whose truncation is due: `length` bytes long. Answers
    /// with the file if the text will take the place of the old one.
    pub fn cut_before(&mut self, length: usize) -> io::Result<Option<Rc<OpenFile>>> {
        let Some(file) = self.uncut.take() else {
            return Ok(None);
        };
        let stat = fd::stat(file.raw())?;
        if !stat.is_file() || stat.size == 0 {
            return Ok(None);
        }
        if length <= SECTOR && stat.size == length as u64 {
            return Ok(Some(file));
        }
        fd::truncate(file.raw(), 0)?;
        Ok(None)
    }

    /// Does the truncation that is still due, of a file that nothing has been written to.
    #[inline]
    pub fn cut(&mut self) {
        if self.uncut.is_some() {
            let _ = self.cut_before(usize::MAX);
        }
    }
}

impl OpenFile {
    /// Leaves in the file what has been written: the rest could not be.
    pub fn cut_here(&self) {
        if let Ok(written) = fd::seek(self.raw(), 0, nix::libc::SEEK_CUR) {
            let _ = fd::truncate(self.raw(), written);
        }
    }
}

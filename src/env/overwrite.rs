//! `echo text >file`, where the text is as long as what is in the file; also of several commands that only write.
//!
//! To truncate a file costs more than to write a line into it, above all on a disk. Where what comes is as long as
//! what goes, the result is the same without: whoever looks sees the old text or the new one, as he could before. It
//! is done only where nothing looks at the file between the redirection and the writing, and for a text that one
//! sector holds, so that not even a crash leaves a mixture.

use super::files::Files;
use super::open_file::OpenFile;
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
        self.gathering = None;
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

    /// From now on several texts take the place of what is in the file as one, if they may.
    pub fn gather(&mut self) {
        let short = |file: &Rc<OpenFile>| {
            let stat = fd::stat(file.raw());
            stat.is_ok_and(|stat| stat.is_file() && (1..=SECTOR as u64).contains(&stat.size))
        };
        if self.uncut.as_ref().is_some_and(short) {
            self.gathering = Some("");
        } else {
            self.cut();
        }
    }

    /// Whether what a builtin has written, `length` bytes with what was there, waits for more.
    #[inline]
    pub fn gathers(&mut self, builtin: &'static str, length: usize) -> bool {
        if self.gathering.is_none() {
            return false;
        }
        self.gathering = (length <= SECTOR).then_some(builtin);
        self.gathering.is_some()
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

//! Input that builtins read: reading ahead in files and pipes.
//!
//! `read` must leave everything behind its line to whoever reads next (XCU `read`). Instead of reading
//! byte by byte: in a file, read a block and set the offset back; in a pipe, look at its contents
//! without consuming them (`tee`), then consume exactly the line. While nobody else has the
//! descriptor, the setting back is put off until somebody gets it ([`Lookahead::settle`]).

pub use super::heredoc::TextInput;
use super::open_file::OpenFile;
use super::registry::Registry;
use crate::sys::{fd, find};
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;

/// What every pipe holds, even when a user has opened very many (pipe(7)).
pub const PIPE_SURE: usize = 4096;

/// How far a descriptor has been read ahead.
#[derive(Debug, Default)]
pub struct Lookahead {
    /// Bytes known to follow, from `used` on.
    pub bytes: Vec<u8>,
    /// How many of them the script has read.
    pub used: usize,
    /// The bytes have been looked at only (a pipe): the kernel still has all of them.
    pub peeked: bool,
}

impl Lookahead {
    /// The bytes that have not been read by the script.
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// Brings the kernel's idea of the position in line with the script's.
    pub fn settle(&mut self, descriptor: RawFd) {
        if self.peeked {
            consume(descriptor, self.used);
        } else {
            let ahead = self.rest().len();
            if ahead > 0 {
                // Only seekable files are read ahead this way.
                let _ = fd::seek(descriptor, -(ahead as i64), nix::libc::SEEK_CUR);
            }
        }
        self.forget();
    }

    /// Nothing is known of what follows.
    pub fn forget(&mut self) {
        self.bytes.clear();
        self.used = 0;
        self.peeked = false;
    }
}

/// Reads and drops `count` bytes that are known to be there.
// Inlined, its buffer would be four pages of stack in every caller, to be copied by every fork.
#[inline(never)]
pub fn consume(descriptor: RawFd, mut count: usize) {
    let mut sink = [0; 16 * 1024];
    while count > 0 {
        let want = count.min(sink.len());
        match fd::read(descriptor, sink.get_mut(..want).unwrap_or_default()) {
            Ok(0) => break,
            Ok(got) => count -= got,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
}

/// Looking into pipes: a private pipe that takes copies. It makes way for scripts as any other
/// descriptor of the shell.
#[derive(Debug)]
pub struct Peek {
    registry: Rc<Registry>,
    pipe: Option<(Rc<OpenFile>, Rc<OpenFile>)>,
}

/// How a descriptor can be read without taking too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A block, and back to where the line ends.
    Seek,
    /// A look, then the line.
    Tee,
    /// Byte by byte.
    Bytes,
}

pub(super) fn way(descriptor: RawFd) -> Way {
    match fd::stat(descriptor) {
        Ok(stat) if stat.is_file() => Way::Seek,
        Ok(stat) if stat.is_pipe() => Way::Tee,
        _ => Way::Bytes,
    }
}

const BLOCK: usize = 16 * 1024;

/// All that most pipes hold.
pub(super) const MANY: usize = 64 * 1024;

impl Peek {
    /// Nothing has been looked into yet.
    pub fn new(registry: &Rc<Registry>) -> Self {
        Self {
            registry: Rc::clone(registry),
            pipe: None,
        }
    }

    /// A new process gets a pipe of its own.
    pub(super) fn forget(&mut self) {
        self.pipe = None;
    }

    /// Copies what is in a pipe, at least a byte and `most` bytes at most, without taking it; nothing at its end.
    /// Does not wait (`EAGAIN`): a signal that came just before would be slept over.
    pub(super) fn look(
        &mut self,
        descriptor: RawFd,
        into: &mut Vec<u8>,
        most: usize,
    ) -> io::Result<usize> {
        if self.pipe.is_none() {
            let (read, write) = fd::pipe()?;
            let registered = |end| OpenFile::new(fd::high(end)?, &self.registry);
            self.pipe = Some((registered(read)?, registered(write)?));
        }
        let Some((read, write)) = &self.pipe else {
            return Ok(0);
        };
        let copied = fd::tee(descriptor, write.raw(), most)?;
        let mut left = copied;
        while left > 0 {
            match fd::read_onto(read.raw(), into, left)? {
                0 => break,
                got => left -= got,
            }
        }
        Ok(copied)
    }

    /// Appends a line, its delimiter included, and takes nothing behind it. False at the end of the
    /// input; what came before it has been appended.
    pub fn line(
        &mut self,
        descriptor: RawFd,
        delimiter: u8,
        out: &mut Vec<u8>,
    ) -> io::Result<bool> {
        match way(descriptor) {
            Way::Seek => loop {
                let start = out.len();
                if fd::read_onto(descriptor, out, BLOCK)? == 0 {
                    return Ok(false);
                }
                let block = out.get(start..).unwrap_or_default();
                if let Some(at) = find::byte(delimiter, block) {
                    let back = block.len() - at - 1;
                    if back > 0 {
                        fd::seek(descriptor, -(back as i64), nix::libc::SEEK_CUR)?;
                    }
                    out.truncate(start + at + 1);
                    return Ok(true);
                }
            },
            Way::Tee => loop {
                let start = out.len();
                let copied = match self.look(descriptor, out, MANY) {
                    Ok(0) => return Ok(false),
                    Ok(copied) => copied,
                    Err(error) if cannot_look(&error) => {
                        return bytes(descriptor, delimiter, out);
                    }
                    Err(error) => return Err(error),
                };
                let block = out.get(start..).unwrap_or_default();
                let found = find::byte(delimiter, block);
                let taken = found.map_or(copied, |at| at + 1);
                consume(descriptor, taken);
                out.truncate(start + taken);
                if found.is_some() {
                    return Ok(true);
                }
            },
            Way::Bytes => bytes(descriptor, delimiter, out),
        }
    }

    /// As [`Peek::line`], for a file that nobody else has: what has been read or looked at beyond the
    /// line stays with the file until it is settled. `true` in the second place: it has to be settled.
    pub fn line_ahead(
        &mut self,
        file: &OpenFile,
        delimiter: u8,
        out: &mut Vec<u8>,
    ) -> io::Result<(bool, bool)> {
        let mut ahead = file.ahead.borrow_mut();
        loop {
            let rest = ahead.rest();
            if let Some(at) = find::byte(delimiter, rest) {
                out.extend_from_slice(rest.get(..=at).unwrap_or_default());
                ahead.used += at + 1;
                return Ok((true, true));
            }
            out.extend_from_slice(rest);
            ahead.used = ahead.bytes.len();
            ahead.settle(file.raw());
            let got = match file.way.get_or_init(|| way(file.raw())) {
                Way::Seek => {
                    ahead.bytes.clear();
                    fd::read_onto(file.raw(), &mut ahead.bytes, BLOCK)?
                }
                Way::Tee => {
                    ahead.peeked = true;
                    match self.look(file.raw(), &mut ahead.bytes, MANY) {
                        Err(error) if cannot_look(&error) => {
                            ahead.peeked = false;
                            return Ok((bytes(file.raw(), delimiter, out)?, false));
                        }
                        looked => looked?,
                    }
                }
                Way::Bytes => return Ok((bytes(file.raw(), delimiter, out)?, false)),
            };
            if got == 0 {
                ahead.peeked = false;
                return Ok((false, false));
            }
        }
    }
}

/// Whether a pipe can only be read byte by byte: the system cannot copy it, or there is no descriptor left for the copy.
fn cannot_look(error: &io::Error) -> bool {
    use nix::libc::{EINVAL, EMFILE, ENFILE};
    matches!(error.raw_os_error(), Some(EINVAL | EMFILE | ENFILE))
}

pub(super) fn bytes(descriptor: RawFd, delimiter: u8, out: &mut Vec<u8>) -> io::Result<bool> {
    let mut byte = [0];
    loop {
        if fd::read(descriptor, &mut byte)? == 0 {
            return Ok(false);
        }
        out.push(byte[0]);
        if byte[0] == delimiter {
            return Ok(true);
        }
    }
}

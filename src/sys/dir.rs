#![allow(unsafe_code, reason = "getdents64")]
//! Reading a directory: names and types in large blocks, without a stat per name.

use super::fd;
use super::find;
use super::{check_size, errno};
use std::io;
use std::os::fd::{AsRawFd, RawFd};

/// What the directory itself says about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A directory.
    Directory,
    /// A symbolic link, to anything.
    Link,
    /// A regular file, device, FIFO or socket.
    Other,
    /// The file system does not tell.
    Unknown,
}

const BLOCK: usize = 32 * 1024;
/// Offsets in `struct linux_dirent64` (getdents(2)).
const LENGTH_AT: usize = 16;
const KIND_AT: usize = 18;
const NAME_AT: usize = 19;

/// Calls `entry` for every name in the directory `path` except `.` and `..`, in the order of the file system.
///
/// Reading stops when `entry` answers `false`.
///
/// ```
/// let mut found = false;
/// tine::sys::dir::read(b"/dev", |name, _| {
///     found |= name == b"null";
///     !found
/// })?;
/// assert!(found);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(path: &[u8], entry: impl FnMut(&[u8], EntryKind) -> bool) -> io::Result<()> {
    let directory = fd::open(
        path,
        libc::O_RDONLY | libc::O_DIRECTORY | libc::O_NONBLOCK,
        0,
    )?;
    read_open(directory.as_raw_fd(), entry)
}

/// Like [`read`], from a descriptor open on the directory.
pub fn read_open(
    directory: RawFd,
    mut entry: impl FnMut(&[u8], EntryKind) -> bool,
) -> io::Result<()> {
    // Not filled beforehand: where many directories have few names each, that would cost as much as reading them.
    let mut block = Vec::<u8>::with_capacity(BLOCK);
    loop {
        // SAFETY: the kernel writes at most as much as there is room for.
        let answer = unsafe {
            libc::syscall(
                libc::SYS_getdents64,
                directory,
                block.as_mut_ptr(),
                block.capacity(),
            )
        };
        let filled = match check_size(answer as isize) {
            Ok(0) => return Ok(()),
            Ok(filled) => filled,
            Err(_) if errno() == libc::EINTR => continue,
            Err(error) => return Err(error),
        };
        // SAFETY: the kernel has written so many bytes, which are no more than there is room for.
        unsafe { block.set_len(filled) };
        let mut rest = &*block;
        while let Some((name, kind, after)) = split(rest) {
            rest = after;
            if name != b"." && name != b".." && !entry(name, kind) {
                return Ok(());
            }
        }
    }
}

/// Whether a path is a name of the working directory that `pwd -L` and a new shell believe (XCU `pwd`, `sh`): absolute,
/// without `.` and `..`.
///
/// ```
/// assert!(!tine::sys::dir::is_name_of_here(b"."));
/// assert!(!tine::sys::dir::is_name_of_here(b"/nonexistent"));
/// ```
pub fn is_name_of_here(path: &[u8]) -> bool {
    let mut parts = path.split(|&byte| byte == b'/');
    path.starts_with(b"/")
        && parts.all(|part| part != b"." && part != b"..")
        && match (fd::stat_path(path), fd::stat_path(b".")) {
            (Ok(named), Ok(here)) => named.is_same_file(&here),
            _ => false,
        }
}

/// The first record of a block, and what follows it.
fn split(block: &[u8]) -> Option<(&[u8], EntryKind, &[u8])> {
    let length = u16::from_ne_bytes([*block.get(LENGTH_AT)?, *block.get(LENGTH_AT + 1)?]) as usize;
    let name = block.get(NAME_AT..length)?;
    let end = find::byte(0, name)?;
    let kind = match *block.get(KIND_AT)? {
        libc::DT_DIR => EntryKind::Directory,
        libc::DT_LNK => EntryKind::Link,
        libc::DT_UNKNOWN => EntryKind::Unknown,
        _ => EntryKind::Other,
    };
    Some((name.get(..end)?, kind, block.get(length..)?))
}

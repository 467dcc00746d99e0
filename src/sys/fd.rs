#![allow(unsafe_code, reason = "descriptor system calls")]
//! Descriptors by number. What is made here is close-on-exec.
//!
//! A shell works with descriptor numbers that the script chooses, so these take plain numbers; what they make is an
//! [`OwnedFd`], which closes itself.

use super::{check, check_size, with_path};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

/// The lowest number of a descriptor that the program keeps for itself: scripts may name 0 to 9.
pub const FIRST_PRIVATE: RawFd = 10;

/// Takes ownership of a descriptor that a call just made.
fn own(fd: libc::c_int) -> io::Result<OwnedFd> {
    // SAFETY: `fd` comes fresh from the kernel; nobody else owns it.
    check(fd).map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Takes over a descriptor by number, for instance one that was inherited.
///
/// The caller sees to it that nothing else closes it: a number is all that there is to go by.
pub fn adopt(fd: RawFd) -> OwnedFd {
    // SAFETY: descriptors are plain numbers to a shell; a number wrongly adopted costs a wrong close, no memory.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// Opens `path` as open(2) does, close-on-exec; `flags` are `O_` flags, `mode` counts where a file is made.
///
/// ```
/// let null = tine::ipc::open(b"/dev/null", nix::libc::O_RDONLY, 0)?;
/// assert_eq!(tine::ipc::read(std::os::fd::AsRawFd::as_raw_fd(&null), &mut [0; 1])?, 0);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open(path: &[u8], flags: i32, mode: u32) -> io::Result<OwnedFd> {
    with_path(path, |path| {
        // SAFETY: the path is a C string for the length of the call.
        own(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) })
    })
}

/// Opens `path` on a descriptor that is not below [`FIRST_PRIVATE`].
pub fn open_high(path: &[u8], flags: i32, mode: u32) -> io::Result<OwnedFd> {
    high(open(path, flags, mode)?)
}

/// A pipe: read end and write end, close-on-exec.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, writer) = ipc::pipe()?;
/// ipc::write_all(writer.as_raw_fd(), b"x")?;
/// assert_eq!(ipc::readable(reader.as_raw_fd())?, 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let mut ends = [0; 2];
    // SAFETY: the array has room for two.
    check(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) })?;
    Ok((own(ends[0])?, own(ends[1])?))
}

/// A copy of `fd` that is not below `least`, close-on-exec.
pub fn dup_from(fd: RawFd, least: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: no memory involved.
    own(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, least) })
}

/// A copy of `fd` not below [`FIRST_PRIVATE`], close-on-exec: how a shell saves a descriptor.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// assert!(ipc::dup_high(0).map_or(true, |copy| copy.as_raw_fd() >= ipc::FIRST_PRIVATE));
/// ```
pub fn dup_high(fd: RawFd) -> io::Result<OwnedFd> {
    dup_from(fd, FIRST_PRIVATE)
}

/// The same open file on a descriptor not below [`FIRST_PRIVATE`]; the low one is closed.
pub fn high(fd: OwnedFd) -> io::Result<OwnedFd> {
    if fd.as_raw_fd() >= FIRST_PRIVATE {
        Ok(fd)
    } else {
        dup_high(fd.as_raw_fd())
    }
}

/// Makes `to` the same open file as `from`, left open on exec (dup2(2)); with `from == to` only that flag changes.
pub fn dup_to(from: RawFd, to: RawFd) -> io::Result<()> {
    if from == to {
        return set_cloexec(from, false);
    }
    loop {
        // SAFETY: no memory involved. EBUSY is the race with an open of another thread that dup2(2) describes.
        match check(unsafe { libc::dup2(from, to) }) {
            Err(error) if matches!(error.raw_os_error(), Some(libc::EINTR | libc::EBUSY)) => {}
            other => return other.map(drop),
        }
    }
}

/// Closes a descriptor by number. Never repeated: on Linux it is closed even when that fails.
pub fn close(fd: RawFd) {
    // SAFETY: no memory involved.
    unsafe { libc::close(fd) };
}

/// Closes every descriptor from `first` on except those in `keep`. What else in the program owns one is left with a
/// number that means nothing.
pub fn close_from(first: RawFd, keep: &[RawFd]) {
    let mut keep: Vec<RawFd> = keep.iter().copied().filter(|&fd| fd >= first).collect();
    keep.sort_unstable();
    let mut from = first as u32;
    for next in keep.into_iter().map(|fd| fd as u32).chain([u32::MAX]) {
        if next > from {
            // SAFETY: no memory involved.
            unsafe { libc::syscall(libc::SYS_close_range, from, next - 1, 0) };
        }
        from = from.max(next.saturating_add(1));
    }
}

/// Sets or clears close-on-exec; fails with `EBADF` if `fd` is not open.
pub fn set_cloexec(fd: RawFd, on: bool) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETFD, if on { libc::FD_CLOEXEC } else { 0 }) })
        .map(drop)
}

/// Whether `fd` is open.
///
/// ```
/// assert!(!tine::ipc::is_open(9999));
/// ```
pub fn is_open(fd: RawFd) -> bool {
    // SAFETY: no memory involved.
    unsafe { libc::fcntl(fd, libc::F_GETFD) >= 0 }
}

/// The file status flags (`O_RDONLY`, `O_APPEND`, `O_NONBLOCK`, ...) of `fd`.
pub fn flags(fd: RawFd) -> io::Result<i32> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_GETFL) })
}

/// Makes the open file behind `fd` non-blocking or blocking, for everybody who shares it.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let (reader, _writer) = ipc::pipe()?;
/// ipc::set_nonblocking(reader.as_raw_fd(), true)?;
/// assert!(ipc::read(reader.as_raw_fd(), &mut [0]).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn set_nonblocking(fd: RawFd, on: bool) -> io::Result<()> {
    let old = flags(fd)?;
    let new = if on {
        old | libc::O_NONBLOCK
    } else {
        old & !libc::O_NONBLOCK
    };
    if new == old {
        return Ok(());
    }
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETFL, new) }).map(drop)
}

/// Reads once; `EINTR` and `EAGAIN` are the caller's to handle.
pub fn read(fd: RawFd, buffer: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the kernel writes at most the length of the buffer.
    check_size(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) })
}

/// Writes once; may write less than all.
pub fn write(fd: RawFd, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the kernel reads at most the length of the slice.
    check_size(unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) })
}

/// Writes all of `bytes`: goes on after a partial write and `EINTR`, waits on `EAGAIN`.
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let file = ipc::memory_file()?;
/// ipc::write_all(file.as_raw_fd(), b"hello")?;
/// assert_eq!(ipc::stat(file.as_raw_fd())?.size, 5);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_all(fd: RawFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match write(fd, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) => match error.raw_os_error() {
                Some(libc::EINTR) => {}
                Some(libc::EAGAIN) => {
                    let _ = poll_one(fd, libc::POLLOUT, -1);
                }
                _ => return Err(error),
            },
        }
    }
    Ok(())
}

/// Waits until `fd` has one of `events` (`POLL` bits), for `timeout` milliseconds (-1: for ever); the events it has.
pub fn poll_one(fd: RawFd, events: i16, timeout: i32) -> io::Result<i16> {
    let mut entry = [PollFd {
        fd,
        events,
        revents: 0,
    }];
    poll(&mut entry, timeout)?;
    Ok(entry[0].revents)
}

/// One entry for [`poll`]: descriptor, events asked for, events found.
pub type PollFd = libc::pollfd;

/// Waits for events as poll(2) does; the number of entries with one.
pub fn poll(entries: &mut [PollFd], timeout: i32) -> io::Result<usize> {
    // SAFETY: pointer and length are those of the slice.
    let found =
        check(unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, timeout) })?;
    Ok(found as usize)
}

/// Moves the offset of `fd` as lseek(2) does; the new offset. `ESPIPE` where there is none.
pub fn seek(fd: RawFd, offset: i64, whence: i32) -> io::Result<u64> {
    // SAFETY: no memory involved.
    let at = unsafe { libc::lseek(fd, offset, whence) };
    u64::try_from(at).map_err(|_| io::Error::last_os_error())
}

/// Duplicates up to `length` bytes from one pipe into another without consuming them (tee(2)).
///
/// ```
/// use std::os::fd::AsRawFd;
/// use tine::ipc;
/// let ((from, to), (other, into)) = (ipc::pipe()?, ipc::pipe()?);
/// ipc::write_all(to.as_raw_fd(), b"seen")?;
/// assert_eq!(ipc::tee(from.as_raw_fd(), into.as_raw_fd(), 100, true)?, 4);
/// // Still there for another reader.
/// assert_eq!((ipc::readable(from.as_raw_fd())?, ipc::readable(other.as_raw_fd())?), (4, 4));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn tee(from: RawFd, to: RawFd, length: usize, nonblocking: bool) -> io::Result<usize> {
    let flags = if nonblocking {
        libc::SPLICE_F_NONBLOCK
    } else {
        0
    };
    // SAFETY: no memory involved.
    check_size(unsafe { libc::tee(from, to, length, flags) })
}

/// The number of bytes that wait to be read (`FIONREAD`).
pub fn readable(fd: RawFd) -> io::Result<usize> {
    let mut waiting: libc::c_int = 0;
    // SAFETY: FIONREAD stores an int.
    check(unsafe { libc::ioctl(fd, libc::FIONREAD, &raw mut waiting) })?;
    Ok(waiting as usize)
}

/// The capacity of a pipe in bytes.
pub fn pipe_size(fd: RawFd) -> io::Result<usize> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_GETPIPE_SZ) }).map(|size| size as usize)
}

/// Asks for a pipe of at least `size` bytes.
pub fn set_pipe_size(fd: RawFd, size: usize) -> io::Result<()> {
    // SAFETY: no memory involved.
    check(unsafe { libc::fcntl(fd, libc::F_SETPIPE_SZ, size as libc::c_int) }).map(drop)
}

/// An unnamed file in memory, close-on-exec: gone when its last descriptor is.
pub fn memory_file() -> io::Result<OwnedFd> {
    // SAFETY: the name is a C string.
    own(unsafe { libc::memfd_create(c"tine".as_ptr(), libc::MFD_CLOEXEC) })
}

/// Whether `fd` is a terminal.
pub fn is_terminal(fd: RawFd) -> bool {
    // SAFETY: no memory involved.
    unsafe { libc::isatty(fd) == 1 }
}

/// What the system tells about a file: the part of stat(2) that the shell asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// File type and permission bits.
    pub mode: u32,
    /// The device that holds it.
    pub device: u64,
    /// Its serial number there.
    pub inode: u64,
    /// Size in bytes.
    pub size: u64,
    /// For a device: which one.
    pub special: u64,
    /// The user who owns it.
    pub owner: u32,
    /// The group that owns it.
    pub group: u32,
    /// When its data were last changed: seconds since the epoch, and nanoseconds.
    pub modified: (i64, i64),
    /// When anything about it was last changed, in the same form.
    pub changed: (i64, i64),
}

impl Stat {
    fn from_raw(raw: &libc::stat) -> Self {
        Self {
            mode: raw.st_mode,
            device: raw.st_dev,
            inode: raw.st_ino,
            size: raw.st_size as u64,
            special: raw.st_rdev,
            owner: raw.st_uid,
            group: raw.st_gid,
            modified: (raw.st_mtime, raw.st_mtime_nsec),
            changed: (raw.st_ctime, raw.st_ctime_nsec),
        }
    }

    /// Whether this is a regular file.
    pub fn is_file(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFREG
    }

    /// Whether this is the null device, where everything written is forgotten.
    pub fn is_null(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFCHR
            && libc::major(self.special) == 1
            && libc::minor(self.special) == 3
    }

    /// Whether this is a directory.
    pub fn is_dir(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFDIR
    }

    /// Whether this is a pipe or a FIFO.
    pub fn is_pipe(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFIFO
    }
}

/// What fstat(2) tells about `fd`.
pub fn stat(fd: RawFd) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local.
    unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::fstat(fd, &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    }
}

/// What stat(2) tells about `path`, following symbolic links.
pub fn stat_path(path: &[u8]) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::stat(path.as_ptr(), &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    })
}

/// What lstat(2) tells about `path`: about the symbolic link itself, where it is one.
pub fn lstat_path(path: &[u8]) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::lstat(path.as_ptr(), &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    })
}

/// Whether something has this name, be it a symbolic link that leads nowhere.
pub fn exists(path: &[u8]) -> bool {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::lstat(path.as_ptr(), &raw mut raw))
    })
    .is_ok()
}

/// Reads from `fd` at `offset`, without moving its position; answers how many bytes were read.
pub fn read_at(fd: RawFd, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    // SAFETY: the buffer is as long as it says.
    check_size(unsafe { libc::pread(fd, buffer.as_mut_ptr().cast(), buffer.len(), offset as i64) })
}

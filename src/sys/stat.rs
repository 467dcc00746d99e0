#![allow(unsafe_code, reason = "stat system calls")]
//! What the system tells about files.

use super::{check, with_path};
use std::io;
use std::os::fd::RawFd;

/// What the system tells about a file: the part of stat(2) that the shell asks for.
///
/// Follows XBD `<sys/stat.h>`.
///
/// ```
/// assert!(tine::ipc::stat_path(b"/")?.is_dir());
/// # Ok::<(), std::io::Error>(())
/// ```
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

    /// Whether both are the same file, under whatever names.
    ///
    /// Device and serial number tell (XBD `<sys/stat.h>`).
    ///
    /// ```
    /// let (here, there) = (tine::ipc::stat_path(b"/")?, tine::ipc::stat_path(b"/.")?);
    /// assert!(here.is_same_file(&there));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_same_file(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// Whether this is a regular file.
    ///
    /// `S_ISREG` of XBD `<sys/stat.h>`.
    ///
    /// ```
    /// assert!(!tine::ipc::stat_path(b"/")?.is_file());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_file(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFREG
    }

    /// Whether this is the null device, where everything written is forgotten.
    ///
    /// See null(4).
    ///
    /// ```
    /// assert!(tine::ipc::stat_path(b"/dev/null")?.is_null());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_null(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFCHR
            && libc::major(self.special) == 1
            && libc::minor(self.special) == 3
    }

    /// Whether this is a directory.
    ///
    /// `S_ISDIR` of XBD `<sys/stat.h>`.
    ///
    /// ```
    /// assert!(tine::ipc::stat_path(b"/")?.is_dir());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_dir(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFDIR
    }

    /// Whether this is a pipe or a FIFO.
    ///
    /// `S_ISFIFO` of XBD `<sys/stat.h>`.
    ///
    /// ```
    /// use std::os::fd::AsRawFd;
    /// use tine::ipc;
    /// let (reader, _writer) = ipc::pipe()?;
    /// assert!(ipc::stat(reader.as_raw_fd())?.is_pipe());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_pipe(&self) -> bool {
        self.mode & libc::S_IFMT == libc::S_IFIFO
    }
}

/// What fstat(2) tells about `fd`.
///
/// Fails with `EBADF`. Follows XSH `fstat`.
///
/// ```
/// assert!(tine::ipc::stat(9999).is_err());
/// ```
pub fn stat(fd: RawFd) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local.
    unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::fstat(fd, &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    }
}

/// What stat(2) tells about `path`, following symbolic links.
///
/// Fails as XSH `stat`: `ENOENT`, `EACCES`, `ELOOP`.
///
/// ```
/// assert!(tine::ipc::stat_path(b"/nonexistent").is_err());
/// ```
pub fn stat_path(path: &[u8]) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::stat(path.as_ptr(), &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    })
}

/// Whether a path leads to a directory.
pub fn is_directory(path: &[u8]) -> bool {
    stat_path(path).is_ok_and(|stat| stat.is_dir())
}

/// What lstat(2) tells about `path`: about the symbolic link itself, where it is one.
///
/// Fails as XSH `lstat`.
///
/// ```
/// assert!(!tine::sys::fd::lstat_path(b"/proc/self/exe")?.is_file());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn lstat_path(path: &[u8]) -> io::Result<Stat> {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::lstat(path.as_ptr(), &raw mut raw))?;
        Ok(Stat::from_raw(&raw))
    })
}

/// Whether something has this name, be it a symbolic link that leads nowhere.
///
/// Follows XSH `lstat`.
///
/// ```
/// assert!(tine::sys::fd::exists(b"/") && !tine::sys::fd::exists(b"/nonexistent"));
/// ```
pub fn exists(path: &[u8]) -> bool {
    // SAFETY: an all-zero `stat` is valid; the result is a local, the path a C string for the length of the call.
    with_path(path, |path| unsafe {
        let mut raw: libc::stat = std::mem::zeroed();
        check(libc::lstat(path.as_ptr(), &raw mut raw))
    })
    .is_ok()
}

#![allow(unsafe_code, reason = "terminal system calls")]
//! The controlling terminal: its foreground group, its modes, its size.

use super::check;
use super::signal::{How, SignalSet, bit, change_mask};
use std::io;
use std::os::fd::RawFd;

/// Whether this is a terminal whose other side has gone away. It does not count as a terminal any more.
pub fn is_hung_up(fd: RawFd) -> bool {
    // SAFETY: no memory involved.
    let terminal = unsafe { libc::isatty(fd) == 1 };
    !terminal && io::Error::last_os_error().raw_os_error() == Some(libc::EIO)
}

/// Saved terminal modes.
#[derive(Clone, Copy)]
pub struct Modes(libc::termios);

impl std::fmt::Debug for Modes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Modes")
            .field("local", &self.0.c_lflag)
            .field("input", &self.0.c_iflag)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Modes {
    fn eq(&self, other: &Self) -> bool {
        let flags = |modes: &libc::termios| {
            (
                modes.c_iflag,
                modes.c_oflag,
                modes.c_cflag,
                modes.c_lflag,
                modes.c_cc,
            )
        };
        flags(&self.0) == flags(&other.0)
    }
}

impl Modes {
    /// The same modes, without waiting for a line to be complete.
    #[must_use]
    pub fn character_at_a_time(mut self) -> Self {
        self.0.c_lflag &= !libc::ICANON;
        self.0.c_cc[libc::VMIN] = 1;
        self.0.c_cc[libc::VTIME] = 0;
        self
    }

    /// The same modes, with this as another character that ends a line.
    #[must_use]
    pub fn lines_end_with(mut self, byte: u8) -> Self {
        self.0.c_cc[libc::VEOL] = byte;
        self
    }

    /// Whether the terminal gives what is typed in lines.
    pub(super) fn in_lines(&self) -> bool {
        self.0.c_lflag & libc::ICANON != 0
    }

    /// Enter is no newline.
    pub(super) fn enter_is_itself(mut self) -> Self {
        self.0.c_iflag &= !libc::ICRNL;
        self
    }

    /// The same modes with echo of what is typed on or off.
    #[must_use]
    pub fn echo(mut self, on: bool) -> Self {
        self.0.c_lflag &= !libc::ECHO;
        if on {
            self.0.c_lflag |= libc::ECHO;
        }
        self
    }
}

/// The foreground process group of the terminal on `fd` (tcgetpgrp(3)).
pub fn foreground(fd: RawFd) -> io::Result<libc::pid_t> {
    // SAFETY: no memory involved.
    check(unsafe { libc::tcgetpgrp(fd) })
}

/// Makes `group` the foreground process group (tcsetpgrp(3)), also from the background: SIGTTOU is held meanwhile.
pub fn set_foreground(fd: RawFd, group: libc::pid_t) -> io::Result<()> {
    held(|| {
        // SAFETY: no memory involved.
        check(unsafe { libc::tcsetpgrp(fd, group) }).map(drop)
    })
}

/// The modes of the terminal on `fd` (tcgetattr(3)).
pub fn modes(fd: RawFd) -> io::Result<Modes> {
    // SAFETY: an all-zero `termios` is valid; the result is a local.
    unsafe {
        let mut raw: libc::termios = std::mem::zeroed();
        check(libc::tcgetattr(fd, &raw mut raw))?;
        Ok(Modes(raw))
    }
}

/// Sets the modes after pending output is written (tcsetattr(3) with `TCSADRAIN`), also from the background.
pub fn set_modes(fd: RawFd, modes: &Modes) -> io::Result<()> {
    held(|| {
        // SAFETY: the structure is only read.
        check(unsafe { libc::tcsetattr(fd, libc::TCSADRAIN, &raw const modes.0) }).map(drop)
    })
}

/// Rows and columns, as the terminal driver knows them (0 where it does not).
pub fn size(fd: RawFd) -> io::Result<(u16, u16)> {
    // SAFETY: an all-zero `winsize` is valid; TIOCGWINSZ fills it.
    unsafe {
        let mut raw: libc::winsize = std::mem::zeroed();
        check(libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut raw))?;
        Ok((raw.ws_row, raw.ws_col))
    }
}

/// Rows and columns to draw in: 24 and 80 where nobody has told the terminal driver (a serial line, a program that
/// reads and writes as if it were a terminal).
pub fn room(fd: RawFd) -> (usize, usize) {
    let (rows, columns) = size(fd).unwrap_or_default();
    let known = |number: u16, usual| if number == 0 { usual } else { number.into() };
    (known(rows, 24), known(columns, 80))
}

/// Tells the terminal its rows and columns (TIOCSWINSZ), as a terminal emulator does.
pub fn set_size(fd: RawFd, rows: u16, columns: u16) -> io::Result<()> {
    let raw = libc::winsize {
        ws_row: rows,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    // SAFETY: the structure is only read.
    check(unsafe { libc::ioctl(fd, libc::TIOCSWINSZ, &raw const raw) }).map(drop)
}

fn held<T>(call: impl FnOnce() -> T) -> T {
    let old = change_mask(How::Block, SignalSet(bit(libc::SIGTTOU)));
    let answer = call();
    change_mask(How::Set, old);
    answer
}

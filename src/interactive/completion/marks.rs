//! What a file is, as a list of candidates and the line show it.

use crate::env::bindings::Settings;
use crate::sys::fd;
use crate::sys::host;
use nix::libc;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};

/// What is shown, as the user has set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// A slash behind directories.
    directories: bool,
    /// And behind symbolic links to them.
    links: bool,
    /// In a list, a character for what the file is.
    pub kinds: bool,
    /// In a list, a colour for it.
    pub colours: bool,
}

impl Marks {
    /// What the variables say.
    pub fn of(settings: &Settings) -> Self {
        Self {
            directories: settings.is_on("mark-directories"),
            links: settings.is_on("mark-symlinked-directories"),
            kinds: settings.is_on("visible-stats"),
            colours: settings.is_on("colored-stats"),
        }
    }

    /// Whether a slash is put behind this path.
    pub(super) fn slash(self, path: &[u8]) -> bool {
        self.directories && fd::is_directory(path) && (self.links || !is_link(path))
    }
}

fn is_link(path: &[u8]) -> bool {
    metadata(path).is_some_and(|data| data.is_symlink())
}

fn metadata(path: &[u8]) -> Option<fs::Metadata> {
    let path = path.strip_suffix(b"/").unwrap_or(path);
    fs::symlink_metadata(std::ffi::OsStr::from_bytes(path)).ok()
}

fn is_executable(path: &[u8]) -> bool {
    host::may_access(path, libc::X_OK).is_ok()
}

/// The character for what a file is.
pub(super) fn kind(path: &[u8]) -> &'static str {
    let Some(data) = metadata(path) else {
        return "";
    };
    let kind = data.file_type();
    match () {
        () if kind.is_symlink() => "@",
        () if kind.is_dir() => "/",
        () if kind.is_fifo() => "|",
        () if kind.is_socket() => "=",
        () if kind.is_char_device() => "%",
        () if kind.is_block_device() => "#",
        () if is_executable(path) => "*",
        () => "",
    }
}

/// What colours there are for files where `LS_COLORS` says nothing.
const COLOURS: &str = "di=01;34:ln=01;36:pi=33:so=01;35:bd=01;33:cd=01;33:ex=01;32";

/// The sequence that begins the colour of a file; `colours`: `LS_COLORS`.
pub(super) fn colour(path: &[u8], colours: &str) -> Option<String> {
    let data = metadata(path)?;
    let kind = data.file_type();
    let key = match () {
        () if kind.is_symlink() && !fd::exists(path) => "or",
        () if kind.is_symlink() => "ln",
        () if kind.is_dir() => "di",
        () if kind.is_fifo() => "pi",
        () if kind.is_socket() => "so",
        () if kind.is_char_device() => "cd",
        () if kind.is_block_device() => "bd",
        () if data.permissions().mode() & 0o111 != 0 => "ex",
        () => "fi",
    };
    let entries = || colours.split(':').chain(COLOURS.split(':'));
    let mut by_kind = entries().filter_map(|entry| entry.split_once('='));
    let by_name = entries().filter_map(|entry| entry.strip_prefix('*')?.split_once('='));
    let mut named = by_name
        .filter(|(ending, _)| path.ends_with(ending.as_bytes()))
        .map(|(_, colour)| colour);
    let colour = match key {
        "fi" | "ex" => named.next_back(),
        _ => None,
    };
    let colour = colour.or_else(|| Some(by_kind.find(|(kind, _)| *kind == key)?.1))?;
    let plain = colour
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b';');
    (plain && !colour.is_empty()).then(|| format!("\x1b[{colour}m"))
}

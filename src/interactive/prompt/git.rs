//! The git branch of a directory, read from the repository without git.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The branch that is checked out, or the beginning of the commit's name.
pub fn branch(directory: &[u8]) -> Option<Vec<u8>> {
    let head = fs::read(repository(directory)?.join("HEAD")).ok()?;
    let head = head.trim_ascii_end();
    match head.strip_prefix(b"ref: ") {
        Some(reference) => Some(
            reference
                .strip_prefix(b"refs/heads/")
                .unwrap_or(reference)
                .to_vec(),
        ),
        None => Some(head.get(..7)?.to_vec()),
    }
}

/// The git directory that a working directory belongs to.
pub fn repository(directory: &[u8]) -> Option<PathBuf> {
    let directory = Path::new(OsStr::from_bytes(directory));
    for above in directory.ancestors() {
        let candidate = above.join(".git");
        let Ok(found) = fs::symlink_metadata(&candidate) else {
            continue;
        };
        if !found.is_file() {
            return Some(candidate);
        }
        // A worktree or a submodule: the file says where.
        let text = fs::read(&candidate).ok()?;
        let path = text.strip_prefix(b"gitdir: ")?.trim_ascii_end().to_vec();
        return Some(above.join(std::ffi::OsString::from_vec(path)));
    }
    None
}

//! How a file is rewritten while others use it: as a whole, so that who is killed meanwhile leaves it as it was.

use crate::ipc::FileLock;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

/// So often a file may be found to be another by the time it is locked.
const TRIES: usize = 100;

/// Opens and locks the file that has this name, and still has it then: the one that was waited for may have been
/// rewritten by who had the lock.
pub(super) fn locked(path: &Path, options: &OpenOptions) -> io::Result<FileLock> {
    let mut lock = FileLock::exclusive(options.open(path)?)?;
    for _ in 0..TRIES {
        let here = lock.metadata()?;
        match std::fs::metadata(path) {
            Ok(there) if (there.dev(), there.ino()) != (here.dev(), here.ino()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            _ => break,
        }
        lock = FileLock::exclusive(options.open(path)?)?;
    }
    Ok(lock)
}

/// Puts `text` in the place of what is in a file, which is locked and open for writing.
pub(super) fn rewrite(path: &Path, mut lock: &File, text: &[u8]) -> io::Result<()> {
    let old = lock.metadata()?;
    // A symbolic link stays one; of a file with several names only one would be another.
    let real = std::fs::canonicalize(path)?;
    if old.nlink() == 1
        && let Ok(new) = Beside::create(&real, &old)
    {
        return new.replace(&real, text);
    }
    lock.seek(SeekFrom::Start(0))?;
    lock.write_all(text)?;
    lock.set_len(text.len() as u64)
}

/// A file beside another; it is removed again unless it takes the other's place.
struct Beside(PathBuf, File);

impl Beside {
    /// For the same user and with the same permissions. What somebody has left who was killed is in nobody's way.
    fn create(path: &Path, old: &Metadata) -> io::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".tine-new");
        let at = path.with_file_name(name);
        let _ = std::fs::remove_file(&at);
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(&at)?;
        let new = Self(at, file);
        let found = new.1.metadata()?;
        if (found.uid(), found.gid()) != (old.uid(), old.gid()) {
            fchown(&new.1, Some(old.uid()), Some(old.gid()))?;
        }
        new.1.set_permissions(old.permissions())?;
        Ok(new)
    }

    fn replace(mut self, path: &Path, text: &[u8]) -> io::Result<()> {
        self.1.write_all(text)?;
        self.1.sync_data()?;
        std::fs::rename(&self.0, path)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::{Form, History};
    use super::*;
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    type Step<'s> = (&'s dyn Fn(&mut History), &'static str);

    fn names(directory: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(directory).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_as_it_was_until_another_takes_its_place() {
        let directory = tempfile::tempdir().unwrap();
        let [real, link] = ["real", "link"].map(|name| directory.path().join(name));
        std::fs::write(directory.path().join("real.tine-new"), "left").unwrap();
        std::fs::write(&real, "one\ntwo\nthree\nfour\n").unwrap();
        std::fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        let mut history = History::default();
        history.open(&link);
        let steps: [Step<'_>; 3] = [
            (
                &|history| history.forget(|text| text == b"one").unwrap(),
                "two",
            ),
            (&|history| history.trim_file(1).unwrap(), "four"),
            (
                &|history| {
                    let link = link.as_os_str().as_bytes();
                    history.write_to(link, Form::Records).unwrap();
                },
                "two",
            ),
        ];
        for (step, first) in steps {
            let text = std::fs::read_to_string(&link).unwrap();
            let mut old = File::open(&link).unwrap();
            step(&mut history);
            let mut kept = String::new();
            old.read_to_string(&mut kept).unwrap();
            assert_eq!(kept, text);
            let text = std::fs::read_to_string(&real).unwrap();
            assert_eq!(text.lines().nth(1), Some(first));
            let found = std::fs::symlink_metadata(&real).unwrap();
            assert_eq!(found.permissions().mode() & 0o7777, 0o640);
            assert_eq!(names(directory.path()), ["link", "real"]);
            assert!(link.is_symlink());
        }
    }

    #[test]
    fn a_file_with_two_names_keeps_them() {
        let directory = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| directory.path().join(name));
        std::fs::write(&one, "first\nsecond\n").unwrap();
        std::fs::hard_link(&one, &two).unwrap();
        let mut history = History::default();
        history.open(&one);
        history.forget(|text| text == b"first").unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
        assert_eq!(std::fs::read_to_string(&two).unwrap().lines().count(), 2);
    }

    #[test]
    fn who_waits_for_a_file_gets_the_one_that_is_there_then() {
        write_while_it_is_rewritten(|history, path| {
            history.open(path);
            history.add(b"added", b"")
        });
        write_while_it_is_rewritten(|history, path| {
            history.push(b"added", b"");
            history.append_to(path.as_os_str().as_bytes(), false)
        });
    }

    fn write_while_it_is_rewritten(write: fn(&mut History, &Path) -> io::Result<()>) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("history");
        std::fs::write(&path, "old\n").unwrap();
        let lock = FileLock::exclusive(OpenOptions::new().write(true).open(&path).unwrap());
        let lock = lock.unwrap();
        let of_waiter = path.clone();
        let waiter = std::thread::spawn(move || {
            write(&mut History::default(), &of_waiter).unwrap();
        });
        // It has opened the file, and has been told to wait: the kernel knows of a waiter behind the lock.
        let inode = format!(":{} ", lock.metadata().unwrap().ino());
        let waits = || {
            let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
            locks
                .lines()
                .any(|line| line.contains("->") && line.contains(&inode))
        };
        // Where it does not tell, the waiter may come later, and must get the same.
        for _ in 0..10_000 {
            if waits() {
                break;
            }
            std::thread::yield_now();
        }
        rewrite(&path, &lock, b"new\n").unwrap();
        drop(lock);
        waiter.join().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("new\n") && text.ends_with("\nadded\n"),
            "{text}"
        );
    }
}

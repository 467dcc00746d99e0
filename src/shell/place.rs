//! What belongs to the process and is lent to a shell while its commands run.

use crate::env::Env;
use crate::env::variables::Attributes;
use crate::name::Name;
use crate::sys::{dir, fd, host};
use nix::libc;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

/// The working directory of a shell, where it is not the host's.
#[derive(Debug, Default)]
pub(super) struct Place {
    directory: Option<OwnedFd>,
}

/// The host's, while commands run.
pub(super) struct Absent {
    directory: Option<OwnedFd>,
}

/// A descriptor for the working directory, which need neither be readable nor have a name any more. `None` for one that
/// could not be entered again.
fn here() -> io::Result<Option<OwnedFd>> {
    match fd::open_high(b".", libc::O_PATH | libc::O_DIRECTORY, 0) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(None),
        opened => opened.map(Some),
    }
}

impl Place {
    /// Gives the process the shell's working directory and file mode creation mask.
    pub fn enter(&self, env: &mut Env) -> io::Result<Absent> {
        let absent = Absent { directory: here()? };
        if let Some(own) = &self.directory {
            host::change_directory_fd(own.as_raw_fd())?;
        }
        if let Some((hosts, own)) = &mut env.hosted.umask {
            *hosts = host::set_umask(*own);
        }
        Ok(absent)
    }

    /// Gives the host back what it had, and keeps what the shell has now.
    pub fn leave(&mut self, env: &Env, absent: Absent) -> io::Result<()> {
        if let Some((hosts, _)) = env.hosted.umask {
            host::set_umask(hosts);
        }
        let Some(hosts) = absent.directory else {
            return Ok(());
        };
        let same = match (fd::stat_path(b"."), fd::stat(hosts.as_raw_fd())) {
            (Ok(now), Ok(before)) => now.is_same_file(&before),
            _ => false,
        };
        if same {
            self.directory = None;
            return Ok(());
        }
        let own = here();
        host::change_directory_fd(hosts.as_raw_fd())?;
        self.directory = own?;
        Ok(())
    }
}

/// PPID (XCU 2.5.3) and PWD, which is believed if it names where we are (XCU `sh`).
pub(crate) fn orient(env: &mut Env) {
    let parent = host::parent_pid();
    let _ = env.variables.assign_number(Name::PPID, i64::from(parent));
    let inherited = env.variables.value(Name::PWD);
    if inherited.is_some_and(dir::is_name_of_here) {
        return;
    }
    if let Ok(path) = std::env::current_dir() {
        env.variables.store(Name::PWD, path.as_os_str().as_bytes());
        env.variables.add_attributes(Name::PWD, Attributes::EXPORT);
    }
}

//! Children that nobody waits for any more.
//!
//! A [`Job`](super::Job) that is dropped while it runs hands its children over here. A thread of its own,
//! started on the first such occasion, waits for exactly those, so that they never stay behind as zombies.

use crate::signal::quiet_thread;
use crate::sys::child::{pidfd_open, set_subreaper};
use crate::sys::wait::{WaitFlags, reap, waitpid};
use crate::sys::{fd, lock};
use nix::libc;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::sync::{Mutex, OnceLock};

/// How long the thread sleeps between looks at children for which there is no descriptor, in milliseconds.
const LOOK: i32 = 20;

struct Reaper {
    /// Children handed over, not yet seen by the thread.
    arrivals: Mutex<Vec<libc::pid_t>>,
    /// Written to when there are arrivals.
    bell: OwnedFd,
}

static REAPER: OnceLock<Option<Reaper>> = OnceLock::new();

/// Sees to it that the running child `pid` is reaped when it ends. Does not block.
pub(crate) fn take(pid: libc::pid_t) {
    let Some(reaper) = REAPER.get_or_init(start) else {
        // No descriptor or no thread to be had: better a thread's worth of waiting at the end than none.
        let _ = quiet_thread("tine-reaper", move || reap(pid));
        return;
    };
    lock(&reaper.arrivals).push(pid);
    let _ = fd::write(reaper.bell.as_raw_fd(), b"!");
}

fn start() -> Option<Reaper> {
    let (ear, bell) = fd::pipe().ok()?;
    fd::set_nonblocking(bell.as_raw_fd(), true).ok()?;
    fd::set_nonblocking(ear.as_raw_fd(), true).ok()?;
    quiet_thread("tine-reaper", move || work(&ear)).ok()?;
    Some(Reaper {
        arrivals: Mutex::new(Vec::new()),
        bell,
    })
}

fn work(ear: &OwnedFd) {
    let mut children: Vec<(libc::pid_t, Option<OwnedFd>)> = Vec::new();
    let mut entries = Vec::new();
    loop {
        entries.clear();
        entries.push(fd::for_input(ear.as_raw_fd()));
        let descriptors = children.iter().filter_map(|child| child.1.as_ref());
        entries.extend(descriptors.map(|pidfd| fd::for_input(pidfd.as_raw_fd())));
        let all_have_one = entries.len() == children.len() + 1;
        let _ = fd::poll(&mut entries, if all_have_one { -1 } else { LOOK });
        let mut rings = [0; 64];
        while matches!(fd::read(ear.as_raw_fd(), &mut rings), Ok(64)) {}
        if let Some(Some(reaper)) = REAPER.get() {
            let arrivals = std::mem::take(&mut *lock(&reaper.arrivals));
            children.extend(arrivals.into_iter().map(|pid| (pid, pidfd_open(pid).ok())));
        }
        children.retain(|child| matches!(waitpid(child.0, WaitFlags::NOHANG), Ok(None)));
    }
}

/// Makes this process the parent of orphans among its descendants, in place of process 1 (prctl(2)
/// `PR_SET_CHILD_SUBREAPER`; Linux). The host waits for them with [`waitpid`](super::waitpid)`(-1, ..)`: the library
/// waits for none that it did not start.
///
/// Cannot fail on Linux 3.4 and later.
///
/// ```
/// tine::process::adopt_orphans(true)?;
/// tine::process::adopt_orphans(false)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn adopt_orphans(on: bool) -> io::Result<()> {
    set_subreaper(on)
}

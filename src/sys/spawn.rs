#![allow(unsafe_code, reason = "clone, fork and execve")]
//! Starting programs.
//!
//! [`spawn`] shares the memory of the parent until the program is there (`CLONE_VM | CLONE_VFORK`), so its cost does
//! not grow with the heap, and the child reports a failure by storing it: no pipe, no race. [`spawn_beside`] leaves the
//! parent awake, to wait for the program at once. What the child may do, and does, is in `transform`.

pub use super::plan::{Plan, SpawnError, Step};
use super::signal::{self, How, SignalSet};
use super::transform::transform;
use super::{check, errno, host, raw, wait};
use std::ffi::{c_int, c_void};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicI32, AtomicPtr, Ordering::SeqCst};

/// What parent and child share until the child has left the memory.
struct Shared<'a> {
    plan: &'a Plan<'a>,
    moves: &'a mut [(RawFd, RawFd)],
    mask: SignalSet,
    parent: libc::pid_t,
    failure: Option<SpawnError>,
}

const STACK: usize = 64 * 1024;
const GUARD: usize = 4096;
/// A stack kept for the next spawn; NULL while a spawn uses it.
static SPARE: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

/// Starts a program. Returns when it runs, or when the child has reported what failed; that child is reaped here.
///
/// Safe in a multi-threaded program. No handler of the caller runs in the child.
///
/// Fails with the number and the [`Step`]: `ENOENT`, `EACCES`, `ENOEXEC`, `E2BIG` and their like from execve(2) with
/// [`Step::Exec`], `EAGAIN` and `ENOMEM` from clone(2) with [`Step::Fork`].
///
/// ```
/// use tine::process::{Plan, Strings, WaitFlags, WaitStatus, spawn, waitpid};
/// let argv = Strings::new(["sh", "-c", "exit 7"]);
/// let envp = Strings::new(["PATH=/bin:/usr/bin"]);
/// let pid = spawn(&Plan::new(c"/bin/sh", &argv, &envp))?;
/// assert_eq!(waitpid(pid, WaitFlags::empty())?, Some((pid, WaitStatus::Exited(7))));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn spawn(plan: &Plan<'_>) -> Result<libc::pid_t, SpawnError> {
    start(plan, ASLEEP, std::ptr::null_mut(), |pid| pid)
}

/// Like [`spawn`], with a descriptor for the process that was there before it could end.
///
/// Fails as [`spawn`]. See clone(2), `CLONE_PIDFD`.
///
/// ```
/// use tine::process::{Plan, Strings, WaitFlags, spawn_with_pidfd, waitpid};
/// use std::os::fd::AsFd;
/// let argv = Strings::new(["true"]);
/// let (pid, pidfd) = spawn_with_pidfd(&Plan::new(c"/bin/true", &argv, &Strings::new([""; 0])))?;
/// // Readable once it has ended.
/// tine::ipc::poll(&[(pidfd.as_fd(), tine::ipc::Events::READABLE)], None)?;
/// assert!(waitpid(pid, WaitFlags::NOHANG)?.is_some());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn spawn_with_pidfd(plan: &Plan<'_>) -> Result<(libc::pid_t, OwnedFd), SpawnError> {
    let mut pidfd: c_int = -1;
    let flags = ASLEEP | libc::CLONE_PIDFD;
    let pid = start(plan, flags, &raw mut pidfd, |pid| pid)?;
    // SAFETY: the kernel made the descriptor for us.
    Ok((pid, unsafe { OwnedFd::from_raw_fd(pidfd) }))
}

/// Starts a program and goes on with `meanwhile` while it may not be there yet, for a caller that has nothing to do but
/// wait for it: there is one process switch less. Comes back when the child has left this memory.
///
/// For a program without threads whose symbols were bound when it started. Fails as [`spawn`], after `meanwhile`, which
/// sees the child exit with 127.
pub(crate) fn spawn_beside<T>(
    plan: &Plan<'_>,
    meanwhile: impl FnOnce(libc::pid_t) -> T,
) -> Result<T, SpawnError> {
    if raw::APART && plan.is_plain() {
        start(plan, BESIDE, std::ptr::null_mut(), meanwhile)
    } else {
        spawn(plan).map(meanwhile)
    }
}

/// The parent sleeps until the child is the program.
const ASLEEP: c_int = libc::CLONE_VFORK;
/// The kernel clears a word when the child leaves the memory.
const BESIDE: c_int = libc::CLONE_CHILD_CLEARTID;

fn start<T>(
    plan: &Plan<'_>,
    flags: c_int,
    pidfd: *mut c_int,
    meanwhile: impl FnOnce(libc::pid_t) -> T,
) -> Result<T, SpawnError> {
    if plan.argv.is_broken() || plan.envp.is_broken() {
        return Err(SpawnError::at(Step::Exec, libc::EINVAL));
    }
    let mut few = [(0, 0); 16];
    let mut many;
    let moves = if let Some(room) = few.get_mut(..plan.moves.len()) {
        room.copy_from_slice(plan.moves);
        room
    } else {
        many = plan.moves.to_vec();
        &mut many
    };
    let stack = Stack::take().map_err(|errno| SpawnError::at(Step::Fork, errno))?;
    let old = signal::change_mask(How::Block, SignalSet(u64::MAX));
    let mut shared = Shared {
        plan,
        moves,
        mask: plan.mask.unwrap_or(old),
        parent: plan.parent_death.map_or(0, |_| host::pid()),
        failure: None,
    };
    let shared = &raw mut shared;
    let word = AtomicI32::new(flags & BESIDE);
    let mut pid = clone(&stack, shared, flags, pidfd, &word);
    if pid == Err(libc::EINVAL) && flags & BESIDE != 0 {
        // Emulators know only the sleeping parent.
        word.store(0, SeqCst);
        pid = clone(&stack, shared, ASLEEP, pidfd, &word);
    }
    signal::change_mask(How::Set, old);
    let pid = pid.map_err(|errno| SpawnError::at(Step::Fork, errno))?;
    let apart = Apart { word: &word, pid };
    let answer = meanwhile(pid);
    drop(apart);
    // SAFETY: the child is gone from this memory, and has left a value there.
    match unsafe { (&raw const (*shared).failure).read_volatile() } {
        None => Ok(answer),
        Some(failure) => {
            wait::reap(pid);
            if !pidfd.is_null() {
                // SAFETY: the kernel stored a descriptor that nobody else has.
                super::fd::close(unsafe { *pidfd });
            }
            Err(failure)
        }
    }
}

/// The clone itself; the error number where it fails.
fn clone(
    stack: &Stack,
    shared: *mut Shared<'_>,
    flags: c_int,
    pidfd: *mut c_int,
    word: &AtomicI32,
) -> Result<libc::pid_t, i32> {
    // SAFETY: the stack is ours alone and large enough. The caller stays where it is until the child has exec'd or
    // exited, by the kernel or by [`Apart`], so `shared` and everything that the plan borrows outlives its use.
    let pid = unsafe {
        libc::clone(
            child,
            stack.top(),
            libc::CLONE_VM | libc::SIGCHLD | flags,
            shared.cast(),
            pidfd,
            std::ptr::null_mut::<c_void>(),
            word.as_ptr(),
        )
    };
    if pid < 0 { Err(errno()) } else { Ok(pid) }
}

/// A child in this memory; dropped when it has left.
struct Apart<'w> {
    word: &'w AtomicI32,
    pid: libc::pid_t,
}

impl Drop for Apart<'_> {
    fn drop(&mut self) {
        // A process that has been waited for is gone, whatever the word says.
        // SAFETY: no memory involved.
        while self.word.load(SeqCst) != 0 && unsafe { libc::kill(self.pid, 0) } == 0 {
            let soon = libc::timespec {
                tv_sec: 0,
                tv_nsec: 50_000_000,
            };
            // SAFETY: the word is alive, and so is the time.
            unsafe {
                libc::syscall(
                    libc::SYS_futex,
                    self.word.as_ptr(),
                    libc::FUTEX_WAIT,
                    BESIDE,
                    &raw const soon,
                );
            }
        }
    }
}

/// Becomes the program in place, by the same plan. Returns only on failure, with the steps before it done.
///
/// See execve(2).
///
/// ```
/// use tine::process::{Plan, Step, Strings, exec};
/// let argv = Strings::new(["x"]);
/// let error = exec(&Plan::new(c"/nonexistent/x", &argv, &argv));
/// assert_eq!(error.step, Step::Exec);
/// ```
pub fn exec(plan: &Plan<'_>) -> SpawnError {
    if plan.argv.is_broken() || plan.envp.is_broken() {
        return SpawnError::at(Step::Exec, libc::EINVAL);
    }
    let mut moves = plan.moves.to_vec();
    let old = signal::change_mask(How::Block, SignalSet(u64::MAX));
    let failure = transform(
        plan,
        &mut moves,
        plan.mask.unwrap_or(old),
        host::parent_pid(),
    );
    signal::change_mask(How::Set, old);
    failure
}

/// The two sides of a fork.
///
/// See fork(2).
///
/// ```
/// use tine::process::Fork;
/// assert_ne!(Fork::Parent(1), Fork::Child);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fork {
    /// In the parent: the child's process id.
    Parent(libc::pid_t),
    /// In the child.
    Child,
}

/// Copies the process (fork(2)). For single-threaded programs: in a child of a multi-threaded one, a lock that another
/// thread held stays locked for ever. Signals caught but not acted upon stay with the parent.
///
/// Fails with `EAGAIN` or `ENOMEM`.
///
/// ```no_run
/// use tine::process::{Fork, exit_now, fork};
/// match fork()? {
///     Fork::Parent(pid) => println!("child {pid}"),
///     Fork::Child => exit_now(0),
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn fork() -> io::Result<Fork> {
    let old = signal::change_mask(How::Block, SignalSet(u64::MAX));
    // SAFETY: no memory involved; see above for what a multi-threaded caller risks, which is a deadlock.
    let pid = check(unsafe { libc::fork() });
    if matches!(pid, Ok(0)) {
        signal::after_fork();
    }
    signal::change_mask(How::Set, old);
    pid.map(|pid| {
        if pid == 0 {
            Fork::Child
        } else {
            Fork::Parent(pid)
        }
    })
}

/// Like [`fork`], with a descriptor for the child that was there before it could end; without one where the kernel has
/// none to give.
///
/// Fails as [`fork`]. See `pidfd_open(2)`.
///
/// ```no_run
/// use tine::process::{Fork, exit_now};
/// if let (Fork::Child, _) = tine::sys::spawn::fork_with_pidfd()? {
///     exit_now(0);
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn fork_with_pidfd() -> io::Result<(Fork, Option<OwnedFd>)> {
    // The child waits until the parent has closed the pipe.
    let (ear, mouth) = super::fd::pipe()?;
    let forked = fork()?;
    match forked {
        Fork::Parent(pid) => Ok((forked, super::child::pidfd_open(pid).ok())),
        Fork::Child => {
            drop(mouth);
            while super::fd::read(ear.as_raw_fd(), &mut [0]).is_err() {}
            Ok((forked, None))
        }
    }
}

/// Where a child runs until it is the program.
struct Stack(*mut c_void);

impl Stack {
    fn take() -> Result<Self, i32> {
        let spare = SPARE.swap(std::ptr::null_mut(), SeqCst);
        if !spare.is_null() {
            return Ok(Self(spare));
        }
        // SAFETY: a fresh private mapping, with a guard page at its low end.
        unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_STACK;
            let base = libc::mmap(
                std::ptr::null_mut(),
                GUARD + STACK,
                libc::PROT_READ | libc::PROT_WRITE,
                flags,
                -1,
                0,
            );
            if base == libc::MAP_FAILED {
                return Err(errno());
            }
            libc::mprotect(base, GUARD, libc::PROT_NONE);
            Ok(Self(base))
        }
    }

    fn top(&self) -> *mut c_void {
        self.0.wrapping_byte_add(GUARD + STACK)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if SPARE
            .compare_exchange(std::ptr::null_mut(), self.0, SeqCst, SeqCst)
            .is_err()
        {
            // SAFETY: the mapping that `take` made; nobody uses it any more.
            unsafe { libc::munmap(self.0, GUARD + STACK) };
        }
    }
}

extern "C" fn child(shared: *mut c_void) -> c_int {
    // SAFETY: the pointer that `start` passed; its caller does not look there until this process has left its memory.
    let shared = unsafe { &mut *shared.cast::<Shared<'_>>() };
    let failure = transform(shared.plan, shared.moves, shared.mask, shared.parent);
    shared.failure = Some(failure);
    wait::exit_now(127)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "test code")]
mod tests {
    use super::*;
    use crate::sys::strings::Strings;
    use crate::sys::wait::{WaitFlags, WaitStatus, waitpid};

    #[test]
    fn a_parent_that_does_not_wait_stays_until_the_child_has_left_its_memory() {
        for round in 0..50 {
            let argv = Strings::new(["sh", "-c", "exit $1", "sh", &round.to_string()]);
            let envp = Strings::new(["PATH=/bin:/usr/bin"]);
            let plan = Plan::new(c"/bin/sh", &argv, &envp);
            let pid = spawn_beside(&plan, |pid| pid).unwrap();
            drop((argv, envp));
            let (_, status) = waitpid(pid, WaitFlags::empty()).unwrap().unwrap();
            assert_eq!(status, WaitStatus::Exited(round));
        }
    }

    #[test]
    fn what_kept_a_program_from_running_is_told_after_the_waiting() {
        let words = Strings::new(["x"]);
        let fails = |plan: &Plan<'_>| {
            let mut seen = None;
            let failure =
                spawn_beside(plan, |pid| seen = waitpid(pid, WaitFlags::empty()).unwrap());
            assert_eq!(seen.map(|seen| seen.1), Some(WaitStatus::Exited(127)));
            failure.unwrap_err()
        };
        let missing = Plan::new(c"/nonexistent/x", &words, &words);
        assert_eq!(fails(&missing), SpawnError::at(Step::Exec, libc::ENOENT));
        let directory = Plan::new(c"/", &words, &words);
        assert_eq!(fails(&directory), SpawnError::at(Step::Exec, libc::EACCES));
        let closed = Plan {
            moves: &[(-1, 5)],
            ..Plan::new(c"/bin/true", &words, &words)
        };
        assert_eq!(fails(&closed), SpawnError::at(Step::Move(-1), libc::EBADF));
    }
}

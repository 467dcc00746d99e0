#![allow(unsafe_code, reason = "clone, fork and execve")]
//! Starting programs.
//!
//! [`spawn`] shares the memory of the parent until the program is there (`CLONE_VM | CLONE_VFORK`), so its cost does
//! not grow with the heap, and the child reports a failure by storing it: no pipe, no race. A shell's own programs start
//! while it goes on (`flight`). What the child may do, and does, is in `transform`.

pub use super::plan::{Plan, SpawnError, Step};
use super::signal::{self, How, SignalSet};
use super::stack::Stack;
use super::transform::transform;
use super::{check, errno, host, wait};
use std::ffi::{c_int, c_void};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};

/// What parent and child share until the child has left the memory.
struct Shared<'a> {
    plan: &'a Plan<'a>,
    moves: &'a mut [(RawFd, RawFd)],
    mask: SignalSet,
    parent: libc::pid_t,
    failure: Option<SpawnError>,
}

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
    start(plan, 0, std::ptr::null_mut())
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
    let pid = start(plan, libc::CLONE_PIDFD, &raw mut pidfd)?;
    // SAFETY: the kernel made the descriptor for us.
    Ok((pid, unsafe { OwnedFd::from_raw_fd(pidfd) }))
}

fn start(plan: &Plan<'_>, flags: c_int, pidfd: *mut c_int) -> Result<libc::pid_t, SpawnError> {
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
    // SAFETY: the stack is ours alone and large enough. The kernel keeps the caller where it is until the child has
    // exec'd or exited, so `shared` and everything that the plan borrows outlives its use.
    let pid = unsafe {
        libc::clone(
            child,
            stack.top(),
            libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD | flags,
            shared.cast(),
            pidfd,
        )
    };
    let errno = errno();
    signal::change_mask(How::Set, old);
    if pid < 0 {
        return Err(SpawnError::at(Step::Fork, errno));
    }
    // SAFETY: the child is gone from this memory, and has left a value there.
    match unsafe { (&raw const (*shared).failure).read_volatile() } {
        None => Ok(pid),
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

extern "C" fn child(shared: *mut c_void) -> c_int {
    // SAFETY: the pointer that `start` passed; its caller does not look there until this process has left its memory.
    let shared = unsafe { &mut *shared.cast::<Shared<'_>>() };
    let failure = transform(shared.plan, shared.moves, shared.mask, shared.parent);
    shared.failure = Some(failure);
    wait::exit_now(127)
}

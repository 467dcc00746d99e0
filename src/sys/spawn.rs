#![allow(unsafe_code, reason = "clone, fork and execve")]
//! Starting programs.
//!
//! [`spawn`] shares the memory of the parent until the program is there (`CLONE_VM | CLONE_VFORK`), so its cost does
//! not grow with the heap, and the child reports a failure by storing it: no pipe, no race. The law for everything
//! that runs in the child: no allocation, no lock, no panic, async-signal-safe calls only (XSH 2.4.3).

use super::limit;
pub use super::plan::{Plan, SpawnError, Step};
use super::signal::{self, How, MAX, SignalSet};
use super::{check, errno, host, wait};
use std::ffi::{c_int, c_void};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicPtr, Ordering::SeqCst};

/// What parent and child share while the parent is suspended.
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
    let stack = take_stack().map_err(|errno| SpawnError::at(Step::Fork, errno))?;
    let old = signal::change_mask(How::Block, SignalSet(u64::MAX));
    let mask = plan.mask.unwrap_or(old);
    let parent = if plan.parent_death.is_some() {
        host::pid()
    } else {
        0
    };
    let mut shared = Shared {
        plan,
        moves,
        mask,
        parent,
        failure: None,
    };
    // SAFETY: the stack is ours alone and large enough; this thread sleeps until the child has exec'd or exited, so
    // `shared` and everything that the plan borrows outlives the child's use of it.
    let pid = unsafe {
        libc::clone(
            child,
            stack.byte_add(GUARD + STACK),
            libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD | flags,
            (&raw mut shared).cast(),
            pidfd,
        )
    };
    let fork_errno = if pid < 0 { errno() } else { 0 };
    signal::change_mask(How::Set, old);
    give_stack(stack);
    match shared.failure {
        _ if pid < 0 => Err(SpawnError::at(Step::Fork, fork_errno)),
        Some(failure) => {
            wait::reap(pid);
            if !pidfd.is_null() {
                // SAFETY: the kernel stored a descriptor that nobody else has.
                super::fd::close(unsafe { *pidfd });
            }
            Err(failure)
        }
        None => Ok(pid),
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

fn take_stack() -> Result<*mut c_void, i32> {
    let spare = SPARE.swap(std::ptr::null_mut(), SeqCst);
    if !spare.is_null() {
        return Ok(spare);
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
        Ok(base)
    }
}

fn give_stack(stack: *mut c_void) {
    if SPARE
        .compare_exchange(std::ptr::null_mut(), stack, SeqCst, SeqCst)
        .is_err()
    {
        // SAFETY: the mapping that `take_stack` made; nobody uses it any more.
        unsafe { libc::munmap(stack, GUARD + STACK) };
    }
}

extern "C" fn child(shared: *mut c_void) -> c_int {
    // SAFETY: the pointer that `spawn` passed; its thread sleeps until this process is gone from its memory.
    let shared = unsafe { &mut *shared.cast::<Shared<'_>>() };
    let failure = transform(shared.plan, shared.moves, shared.mask, shared.parent);
    shared.failure = Some(failure);
    wait::exit_now(127)
}

/// Carries out the plan in the calling process; returns only the failure. All signals are blocked.
fn transform(
    plan: &Plan<'_>,
    moves: &mut [(RawFd, RawFd)],
    mask: SignalSet,
    parent: libc::pid_t,
) -> SpawnError {
    if let Err(step) = place(plan).and_then(|()| rearrange(moves)) {
        return SpawnError {
            errno: errno(),
            step,
        };
    }
    for &fd in plan.close {
        super::fd::close(fd);
    }
    if let Some(number) = plan.parent_death {
        // SAFETY: no memory involved. A parent that died before this call sends nothing any more.
        unsafe {
            libc::prctl(libc::PR_SET_PDEATHSIG, number);
            if parent != 0 && libc::getppid() != parent {
                libc::kill(libc::getpid(), number);
            }
        }
    }
    set_signals(plan);
    signal::change_mask(How::Set, mask);
    SpawnError::at(Step::Exec, run(plan))
}

/// Session, group, terminal, limits, identity, directory.
fn place(plan: &Plan<'_>) -> Result<(), Step> {
    let done = |answer: c_int, step: Step| if answer < 0 { Err(step) } else { Ok(()) };
    // SAFETY: system calls on numbers and on memory that the plan keeps alive. Identity goes by bare system calls:
    // the C library's wrappers would try to change the threads of the parent too.
    unsafe {
        if plan.session {
            done(libc::setsid(), Step::Session)?;
        }
        if let Some(group) = plan.group {
            done(libc::setpgid(0, group), Step::Group)?;
        }
        if let Some(terminal) = plan.terminal {
            // SIGTTOU is blocked. A terminal that is gone, or not ours, is no reason not to run.
            libc::tcsetpgrp(terminal, libc::getpgrp());
        }
        for &(resource, limit) in plan.limits {
            limit::set(resource, limit).map_err(|_| Step::Limit)?;
        }
        if let Some(nice) = plan.nice {
            done(libc::setpriority(libc::PRIO_PROCESS, 0, nice), Step::Limit)?;
        }
        if let Some(groups) = plan.groups {
            done(
                libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr()) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(group) = plan.group_id {
            done(
                libc::syscall(libc::SYS_setresgid, group, group, group) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(user) = plan.user {
            done(
                libc::syscall(libc::SYS_setresuid, user, user, user) as c_int,
                Step::Identity,
            )?;
        }
        if let Some(mask) = plan.umask {
            libc::umask(mask);
        }
        if let Some(directory) = plan.directory {
            done(libc::chdir(directory.as_ptr()), Step::Directory)?;
        }
    }
    Ok(())
}

/// Moves descriptors all at once: a move waits while its target is still the source of another; a cycle is broken by
/// a copy out of everybody's way.
fn rearrange(moves: &mut [(RawFd, RawFd)]) -> Result<(), Step> {
    const DONE: RawFd = -1;
    loop {
        let mut left = None;
        let mut progress = false;
        for index in 0..moves.len() {
            let Some(&(from, to)) = moves.get(index) else {
                break;
            };
            if to == DONE {
                continue;
            }
            let needed =
                |&(other, target): &(RawFd, RawFd)| target != DONE && other == to && target != to;
            if from != to && moves.iter().any(needed) {
                left = Some(index);
                continue;
            }
            super::fd::dup_to(from, to).map_err(|_| Step::Move(from))?;
            if let Some(entry) = moves.get_mut(index) {
                entry.1 = DONE;
            }
            progress = true;
        }
        let Some(index) = left else { return Ok(()) };
        if !progress {
            let above = moves.iter().map(|entry| entry.1).max().unwrap_or(0).max(9) + 1;
            if let Some(entry) = moves.get_mut(index) {
                // SAFETY: no memory involved. The copy closes itself on exec.
                let copy = unsafe { libc::fcntl(entry.0, libc::F_DUPFD_CLOEXEC, above) };
                if copy < 0 {
                    return Err(Step::Move(entry.0));
                }
                let source = entry.0;
                moves
                    .iter_mut()
                    .filter(|entry| entry.0 == source)
                    .for_each(|entry| entry.0 = copy);
            }
        }
    }
}

fn set_signals(plan: &Plan<'_>) {
    // SAFETY: an all-zero `sigaction` is valid; this process's dispositions are its own, memory shared or not.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if plan.default_caught {
            for number in 1..=MAX {
                let mut old: libc::sigaction = std::mem::zeroed();
                libc::sigaction(number, std::ptr::null(), &raw mut old);
                if old.sa_sigaction != libc::SIG_DFL && old.sa_sigaction != libc::SIG_IGN {
                    libc::sigaction(number, &raw const action, std::ptr::null_mut());
                }
            }
        }
        for (set, handler) in [(plan.default, libc::SIG_DFL), (plan.ignore, libc::SIG_IGN)] {
            action.sa_sigaction = handler;
            let mut rest = set.0;
            while rest != 0 {
                libc::sigaction(
                    rest.trailing_zeros() as c_int + 1,
                    &raw const action,
                    std::ptr::null_mut(),
                );
                rest &= rest - 1;
            }
        }
    }
}

/// Runs the program or the first alternative that can be; the error number as execvp(3) chooses it.
fn run(plan: &Plan<'_>) -> i32 {
    let mut answer = libc::ENOENT;
    for program in std::iter::once(&plan.program).chain(plan.alternatives) {
        // SAFETY: NULL-terminated vectors of C strings, alive as long as the plan.
        unsafe { libc::execve(program.as_ptr(), plan.argv.as_ptr(), plan.envp.as_ptr()) };
        match errno() {
            libc::EACCES => answer = libc::EACCES,
            libc::ENOENT | libc::ENOTDIR | libc::ENAMETOOLONG | libc::ELOOP
                if !plan.alternatives.is_empty() => {}
            other => return other,
        }
    }
    answer
}

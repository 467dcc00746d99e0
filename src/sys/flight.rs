#![allow(unsafe_code, reason = "clone, and memory that two processes have")]
//! Programs that start while their parent goes on.
//!
//! The child has the memory of its parent until it is the program, as in `spawn`, but the parent does not sleep
//! meanwhile: it starts the next stage of a pipeline, or waits for the program at once. What the child looks at is kept
//! here until the kernel tells that it has left (`CLONE_CHILD_CLEARTID`), and so is what went wrong.
//!
//! For programs without threads whose symbols were bound when they started.

use super::child::{Presence, presence};
use super::plan::{Order, SpawnError, Step};
use super::signal::{self, How, SignalSet};
use super::spawn::spawn;
use super::stack::Stack;
use super::transform::transform;
use super::{errno, raw, wait};
use std::cell::UnsafeCell;
use std::ffi::{c_int, c_void};
use std::os::fd::RawFd;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};

/// A program on its way.
#[derive(Debug)]
pub(crate) struct Flight {
    pid: libc::pid_t,
    /// None if it was there when it was started.
    cargo: Option<Box<Cargo>>,
}

/// What a child has with it as long as it is in this memory.
#[derive(Debug)]
struct Cargo {
    order: Order,
    moves: UnsafeCell<Vec<(RawFd, RawFd)>>,
    mask: SignalSet,
    failure: UnsafeCell<Option<SpawnError>>,
    /// Not 0 until it has left.
    aboard: AtomicI32,
    stack: Stack,
}

impl Flight {
    /// Starts a program.
    ///
    /// Fails with [`Step::Fork`] if there can be no process; where the order is for more than the program and its
    /// descriptors and signals, as [`spawn`].
    pub fn depart(order: Order) -> Result<Self, SpawnError> {
        if !raw::APART || !order.plan().is_plain() {
            let pid = spawn(&order.plan())?;
            return Ok(Self { pid, cargo: None });
        }
        if order.argv.is_broken() || order.envp.is_broken() {
            return Err(SpawnError::at(Step::Exec, libc::EINVAL));
        }
        let stack = Stack::take().map_err(|errno| SpawnError::at(Step::Fork, errno))?;
        let old = signal::change_mask(How::Block, SignalSet(u64::MAX));
        let cargo = Box::new(Cargo {
            moves: UnsafeCell::new(order.moves.clone()),
            mask: order.mask.unwrap_or(old),
            order,
            failure: UnsafeCell::new(None),
            aboard: AtomicI32::new(1),
            stack,
        });
        let mut pid = clone(&cargo, libc::CLONE_CHILD_CLEARTID);
        if pid == Err(libc::EINVAL) {
            // Emulators know only the sleeping parent.
            cargo.aboard.store(0, SeqCst);
            pid = clone(&cargo, libc::CLONE_VFORK);
        }
        signal::change_mask(How::Set, old);
        let cargo = Some(cargo);
        match pid {
            Ok(pid) => Ok(Self { pid, cargo }),
            Err(errno) => Err(SpawnError::at(Step::Fork, errno)),
        }
    }

    /// The process.
    pub const fn pid(&self) -> libc::pid_t {
        self.pid
    }

    /// Whether it has left.
    pub fn is_over(&self) -> bool {
        (self.cargo.as_ref()).is_none_or(|cargo| cargo.aboard.load(SeqCst) == 0)
    }

    /// Waits until it has left, and tells what kept it from becoming the program: then it has exited with
    /// [`SpawnError::status`]. Comes back early, with itself, if it has been stopped on its way.
    pub fn land(self) -> Result<Option<SpawnError>, Self> {
        let Some(cargo) = &self.cargo else {
            return Ok(None);
        };
        while cargo.aboard.load(SeqCst) != 0 {
            wait_while_set(&cargo.aboard);
            match presence(self.pid) {
                Presence::Running => {}
                Presence::Stopped => return Err(self),
                // For one that dumps core the word is not cleared.
                Presence::Gone => cargo.aboard.store(0, SeqCst),
            }
        }
        // SAFETY: the child, which has stored it, is not there any more.
        Ok(unsafe { *cargo.failure.get() })
    }
}

impl Drop for Flight {
    /// What a child may still look at stays for ever.
    fn drop(&mut self) {
        if !self.is_over() {
            std::mem::forget(self.cargo.take());
        }
    }
}

/// The clone itself; the error number where it fails.
fn clone(cargo: &Cargo, flags: c_int) -> Result<libc::pid_t, i32> {
    // SAFETY: the stack is the child's alone and large enough. The cargo stays where it is until the child has left, or
    // for ever. What the child changes of it the parent does not look at before that.
    let pid = unsafe {
        libc::clone(
            child,
            cargo.stack.top(),
            libc::CLONE_VM | libc::SIGCHLD | flags,
            std::ptr::from_ref(cargo).cast_mut().cast(),
            null_mut::<c_void>(),
            null_mut::<c_void>(),
            cargo.aboard.as_ptr(),
        )
    };
    if pid < 0 { Err(errno()) } else { Ok(pid) }
}

/// Sleeps until the kernel clears the word, or a while.
fn wait_while_set(word: &AtomicI32) {
    let a_while = libc::timespec {
        tv_sec: 0,
        tv_nsec: 50_000_000,
    };
    // SAFETY: the word is alive, and so is the time.
    unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAIT,
            1,
            &raw const a_while,
        );
    }
}

extern "C" fn child(cargo: *mut c_void) -> c_int {
    // SAFETY: the pointer that `clone` passed; the cells are this process's until it leaves.
    let failure = unsafe {
        let cargo = &*cargo.cast::<Cargo>();
        let moves = &mut *cargo.moves.get();
        let failure = transform(&cargo.order.plan(), moves, cargo.mask, 0);
        *cargo.failure.get() = Some(failure);
        failure
    };
    wait::exit_now(failure.status())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "test code")]

    use super::*;
    use crate::sys::strings::Strings;
    use crate::sys::wait::{WaitFlags, WaitStatus, waitpid};
    use std::ffi::CStr;
    use std::rc::Rc;

    fn order(program: &CStr, argv: &[&str]) -> Order {
        let envp = Rc::new(Strings::new(["PATH=/bin:/usr/bin"]));
        Order::new(program, Strings::new(argv), envp)
    }

    fn status(pid: i32) -> WaitStatus {
        waitpid(pid, WaitFlags::empty()).unwrap().unwrap().1
    }

    #[test]
    fn many_are_on_their_way_at_once() {
        let codes = 0..50;
        let script =
            |code: i32| ["sh", "-c", "exit $1", "sh", &code.to_string()].map(str::to_owned);
        let depart = |code| {
            let argv = script(code);
            Flight::depart(order(c"/bin/sh", &argv.each_ref().map(String::as_str))).unwrap()
        };
        let flights: Vec<Flight> = codes.clone().map(depart).collect();
        for (code, flight) in codes.zip(flights) {
            let pid = flight.pid();
            assert_eq!(flight.land().unwrap(), None);
            assert_eq!(status(pid), WaitStatus::Exited(code));
        }
    }

    #[test]
    fn what_kept_a_program_from_running_is_told_before_or_after_the_waiting() {
        let closed = Order {
            moves: vec![(-1, 5)],
            ..order(c"/bin/true", &["x"])
        };
        let cases = [
            (
                order(c"/nonexistent/x", &["x"]),
                Step::Exec,
                libc::ENOENT,
                127,
            ),
            (order(c"/", &["x"]), Step::Exec, libc::EACCES, 126),
            (closed, Step::Move(-1), libc::EBADF, 126),
        ];
        for (number, (order, step, errno, code)) in cases.into_iter().enumerate() {
            let flight = Flight::depart(order).unwrap();
            let pid = flight.pid();
            let early = number % 2 == 0;
            if early {
                assert_eq!(status(pid), WaitStatus::Exited(code));
            }
            let failure = flight.land().unwrap();
            assert_eq!(failure, Some(SpawnError::at(step, errno)));
            if !early {
                assert_eq!(status(pid), WaitStatus::Exited(code));
            }
        }
    }

    #[test]
    fn a_script_without_a_format_has_its_interpreter() {
        let directory = std::env::temp_dir();
        let path = directory.join(format!("tine-flight-{}", std::process::id()));
        std::fs::write(&path, "exit $(($1 + $#))\n").unwrap();
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .unwrap();
        let name = std::ffi::CString::new(path.to_str().unwrap()).unwrap();
        let words = ["sh", "--", path.to_str().unwrap(), "7", "x"];
        let order = Order {
            interpreter: Some((c"/bin/sh".into(), Strings::new(words))),
            ..order(&name, &["unknown", "7", "x"])
        };
        let flight = Flight::depart(order).unwrap();
        assert_eq!(status(flight.pid()), WaitStatus::Exited(9));
        assert_eq!(flight.land().unwrap(), None);
        std::fs::remove_file(path).unwrap();
    }
}

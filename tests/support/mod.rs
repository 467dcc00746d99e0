//! What the tests of the engine share.

#![allow(
    dead_code,
    clippy::print_stdout,
    reason = "each program of tests uses a part"
)]

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tine::process::View;

/// How long a condition may take that is bound to come true.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The children of this process.
pub fn children() -> Vec<View> {
    View::children_of(std::process::id() as i32).unwrap()
}

/// Waits for a condition.
pub fn wait_for(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::yield_now();
    }
}

/// Children, descriptors, working directory and dispositions are those of the one process that the tests of a program
/// share: who counts or changes them holds this.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many descriptors this process has open.
pub fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Whether the kernel keeps an ended process's status for those who have a descriptor for it (Linux 6.15).
pub fn kernel_keeps_statuses() -> bool {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse().unwrap_or(0));
    let kept = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (6, 15);
    if !kept {
        println!("skipped: this kernel does not keep the statuses that a host takes away");
    }
    kept
}

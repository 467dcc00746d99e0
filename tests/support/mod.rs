//! What the tests of the engine share.

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

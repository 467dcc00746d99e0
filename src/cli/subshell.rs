//! The program as a subshell of a shell that runs in another program, or in this one.

use crate::arith::decimal;
use crate::env::flow;
use crate::exec::{apart, subshell};
use crate::sys::entry::Start;
use crate::sys::fd;
use std::fs::File;
use std::io::Read;

/// Takes over what the starter has left in a file, goes on with it to its end, and ends.
pub fn main(start: &Start) -> i32 {
    let mut letter = Vec::new();
    let read = start
        .args
        .get(1)
        .and_then(|number| decimal(number))
        .and_then(|number| {
            let file = fd::dup_from(number, fd::FIRST_PRIVATE).ok()?;
            fd::close(number);
            Some(File::from(file).read_to_end(&mut letter))
        });
    if !matches!(read, Some(Ok(_))) {
        return flow::ERROR;
    }
    let mut env = crate::shell::environment(start.environ.iter().copied());
    let _ = apart::take_over(&mut env, &letter);
    subshell::finish_process(&mut env)
}

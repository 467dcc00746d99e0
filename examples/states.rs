//! The states of a process, as the system shows them: running, sleeping, stopped, ended; with its relations and its use.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use tine::process::{Command, State, Stdio, View};
use tine::signal::Signal;

fn main() -> Result<(), Box<dyn Error>> {
    // One that computes, one that waits for input, in a group of their own.
    let mut job = (Command::new("sh").args(["-c", "while :; do :; done"]) | Command::new("cat"))
        .process_group(0)
        .stdout(Stdio::null())
        .spawn()?;
    let pids = job.pids();
    let state = |index: usize, state: State| -> Result<(), Box<dyn Error>> {
        while View::of(pids[index])?.state != state {
            std::thread::yield_now();
        }
        println!("stage {index}: {state:?}");
        Ok(())
    };
    state(0, State::Running)?;
    state(1, State::Sleeping)?;
    job.signal(Signal::STOP)?;
    state(0, State::Stopped)?;
    state(1, State::Stopped)?;
    job.signal(Signal::CONT)?;
    state(0, State::Running)?;

    let views = View::of_job(&job);
    let ours = i32::try_from(std::process::id())?;
    println!("children: {}", views.iter().all(|view| view.parent == ours));
    println!(
        "one group: {}",
        views.iter().all(|view| Some(view.group) == job.pgid())
    );
    println!("memory: {}", views.iter().all(|view| view.resident > 0));
    while View::of(pids[0])?.usage().user.is_zero() {
        std::thread::yield_now();
    }
    println!("it has computed");

    // Ended and not yet waited for.
    job.kill()?;
    state(0, State::Zombie)?;
    job.wait()?;
    println!("gone: {}", View::of(pids[0]).is_err());
    Ok(())
}

//! A service: started in the background, with a locked pid file, a log, readiness, and a clean stop.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::path::Path;
use std::time::Duration;
use tine::process::{Daemon, Started};
use tine::signal::{Signal, SignalSet, watch};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let (pid_file, log) = (directory.path().join("pid"), directory.path().join("log"));

    let pid = start(&pid_file, &log, true)?;
    println!("ready: {}", Daemon::running(&pid_file)? == Some(pid));
    let second = start(&pid_file, &log, true);
    println!(
        "a second one: {}",
        second.is_err_and(|error| error.to_string().ends_with("already running"))
    );
    println!(
        "stopped: {}",
        Daemon::stop(&pid_file, Duration::from_secs(10))?
    );
    print!("{}", std::fs::read_to_string(&log)?);

    // Why it cannot start comes back to the starter.
    if let Err(error) = start(&pid_file, &log, false) {
        println!("failed: {error}");
    }
    Ok(())
}

/// Starts the service; returns in the starter only.
fn start(pid_file: &Path, log: &Path, able: bool) -> Result<i32, Box<dyn Error>> {
    match Daemon::new().pid_file(pid_file).log_file(log).start()? {
        Started::Starter(pid) => Ok(pid),
        Started::Service(service) if !able => service.fail("no configuration"),
        Started::Service(mut service) => {
            let terminate = watch(SignalSet::from(Signal::TERM))?;
            service.ready()?;
            println!("serving");
            terminate.wait(None)?;
            println!("stopping");
            drop(service);
            std::process::exit(0)
        }
    }
}

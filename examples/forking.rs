//! The three families that make processes: fork, exec, spawn; and what each gives the new one.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use tine::process::{
    Command, Fork, Plan, Step, Strings, WaitFlags, exec, exit_now, fork, spawn, waitpid,
};

fn main() -> Result<(), Box<dyn Error>> {
    let envp = Strings::new(["PATH=/usr/bin:/bin"]);

    // fork: the child is a copy, and answers by its status. For programs with one thread.
    let secret = 6 * 7;
    match fork()? {
        Fork::Child => exit_now(secret),
        Fork::Parent(pid) => {
            let ended = waitpid(pid, WaitFlags::empty())?;
            println!("fork: {:?}", ended.map(|(_, status)| status));
        }
    }

    // fork and exec: the child becomes another program, by a full path as execve(2) wants it.
    let argv = Strings::new(["sh", "-c", "exit 3"]);
    match fork()? {
        Fork::Child => {
            let error = exec(&Plan::new(c"/bin/sh", &argv, &envp));
            exit_now(error.errno)
        }
        Fork::Parent(pid) => {
            let ended = waitpid(pid, WaitFlags::empty())?;
            println!("exec: {:?}", ended.map(|(_, status)| status));
        }
    }

    // spawn: both in one, whatever threads and heap there are, and an error comes back as what it is.
    let argv = Strings::new(["sh", "-c", "exit $(umask)"]);
    let plan = Plan {
        umask: Some(0o22),
        ..Plan::new(c"/bin/sh", &argv, &envp)
    };
    let ended = waitpid(spawn(&plan)?, WaitFlags::empty())?;
    println!("spawn: {:?}", ended.map(|(_, status)| status));
    let missing = spawn(&Plan::new(c"/nonexistent/program", &argv, &envp));
    println!(
        "spawn: {}",
        missing.is_err_and(|error| error.step == Step::Exec && error.errno == 2)
    );

    // The comfortable one stands on spawn, and searches PATH: with execvp's errors, told apart.
    println!("command: {}", Command::new("true").status()?);
    for (what, command) in [
        ("not there", Command::new("no-such-program")),
        ("no right", Command::new("/etc/passwd")),
        ("too long", Command::new("true").arg("x".repeat(1 << 22))),
    ] {
        let error = command.status().err().and_then(|error| error.errno());
        println!(
            "{what}: {}",
            std::io::Error::from_raw_os_error(error.unwrap_or(0))
        );
    }
    Ok(())
}

//! Creating processes: one command, a pipeline, and the low door on which both stand.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use tine::process::{Command, Limit, Plan, Resource, Stdio, Strings, WaitFlags, spawn, waitpid};

fn main() -> Result<(), Box<dyn Error>> {
    // A command: std's method names, and more properties of the process.
    let status = Command::new("sh")
        .args([
            "-c",
            "test \"$COLOUR\" = green && test \"$(ulimit -c)\" = 0",
        ])
        .env("COLOUR", "green")
        .limit(Resource::Core, Limit { soft: 0, hard: 0 })
        .nice(5)
        .status()?;
    println!("command: {status}");

    // A pipeline, fed from memory.
    let words = Command::new("tr")
        .args(["-s", " ", "\n"])
        .stdin(Stdio::bytes("to be or not to be"))
        | Command::new("sort")
        | Command::new("uniq").arg("-c")
        | Command::new("wc").arg("-l");
    println!(
        "different words: {}",
        String::from_utf8(words.read()?)?.trim()
    );

    // The low door: everything is said in a plan, and one call carries it out.
    let argv = Strings::new(["sh", "-c", "exit 42"]);
    let envp = Strings::new(["PATH=/usr/bin:/bin"]);
    let pid = spawn(&Plan::new(c"/bin/sh", &argv, &envp))?;
    let ended = waitpid(pid, WaitFlags::empty())?;
    println!("low door: {:?}", ended.map(|(_, status)| status));
    Ok(())
}

//! How processes end and are waited for: zombies, wait and waitpid, SIGCHLD caught and ignored, orphans.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use tine::process::{
    Command, Plan, State, Strings, View, WaitFlags, WaitStatus, adopt_orphans, spawn, wait, waitpid,
};
use tine::signal::{Handled, Signal, SignalSet, kill, watch};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    zombie()?;
    stops()?;
    child_signal()?;
    ignored()?;
    orphan()
}

/// Starts a shell by the low door, where nobody reaps but us.
fn start(script: &str) -> Result<i32, Box<dyn Error>> {
    let argv = Strings::new(["sh", "-c", script]);
    let envp = Strings::new(["PATH=/usr/bin:/bin"]);
    Ok(spawn(&Plan::new(c"/bin/sh", &argv, &envp))?)
}

/// A process that has ended stays as a zombie until its parent has asked for its status.
fn zombie() -> Outcome {
    let pid = start("exit 7")?;
    while View::of(pid)?.state != State::Zombie {
        std::thread::yield_now();
    }
    println!("ended: {:?}", View::of(pid)?.state);
    println!("wait: {:?}", wait()?.1);
    println!("gone: {}", View::of(pid).is_err());
    println!("no child: {}", wait().is_err());
    Ok(())
}

/// waitpid tells of stops and of going on, too, and need not wait.
fn stops() -> Outcome {
    let pid = start("exec sleep 1000")?;
    let all = WaitFlags::UNTRACED | WaitFlags::CONTINUED;
    println!("running: {:?}", waitpid(pid, all | WaitFlags::NOHANG)?);
    for signal in [Signal::STOP, Signal::CONT, Signal::KILL] {
        kill(pid, signal)?;
        println!(
            "{}: {:?}",
            signal.name(),
            waitpid(pid, all)?.map(|(_, status)| status)
        );
    }
    Ok(())
}

/// SIGCHLD says that there is something to wait for; several may come as one, so it is asked until there is no more.
fn child_signal() -> Outcome {
    let changed = watch(SignalSet::from(Signal::CHLD))?;
    for code in 1..=3 {
        start(&format!("exit {code}"))?;
    }
    let mut sum = 0;
    while sum < 6 {
        changed.wait(None)?;
        while let Ok(Some((_, WaitStatus::Exited(code)))) = waitpid(-1, WaitFlags::NOHANG) {
            sum += code;
        }
    }
    println!("statuses: {sum}");
    Ok(())
}

/// Who ignores SIGCHLD has no zombies, and no statuses: waiting waits for the end, and then finds no child.
fn ignored() -> Outcome {
    let _ignored = Handled::ignore(Signal::CHLD)?;
    let pid = start("exit 7")?;
    let error = waitpid(pid, WaitFlags::empty());
    println!(
        "ignored: {}",
        error.is_err_and(|error| error.raw_os_error() == Some(10))
    );
    Ok(())
}

/// A child whose parent has ended goes to process 1, or to an ancestor that has asked for it.
fn orphan() -> Outcome {
    adopt_orphans(true)?;
    let script = "sleep 1000 >/dev/null 2>&1 & echo $!";
    let text = Command::new("sh").args(["-c", script]).read()?;
    let pid: i32 = String::from_utf8(text)?.trim().parse()?;
    while View::of(pid)?.parent != i32::try_from(std::process::id())? {
        std::thread::yield_now();
    }
    println!("orphan adopted");
    kill(pid, Signal::TERM)?;
    println!(
        "orphan: {:?}",
        waitpid(pid, WaitFlags::empty())?.map(|(_, status)| status)
    );
    Ok(())
}

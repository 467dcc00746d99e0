//! What processes share by name: memory, semaphores, message queues, locks on files.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::sync::atomic::Ordering::SeqCst;
use tine::ipc::{FileLock, MessageQueue, Semaphore, SharedMemory};
use tine::process::Command;

const ADDITIONS: u64 = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    // The program runs itself twice more; the three share a name.
    if let Some(name) = std::env::args().nth(1) {
        return add(&name);
    }
    let name = format!("/tine-example-{}", std::process::id());
    let memory = SharedMemory::create(&name, 4096, 0o600)?;
    let semaphore = Semaphore::create(&name, 1, 0o600)?;
    let program = std::env::current_exe()?;
    let mut jobs = [
        Command::new(&program).arg(&name).spawn()?,
        Command::new(&program).arg(&name).spawn()?,
    ];
    let done = jobs
        .iter_mut()
        .map(tine::process::Job::wait)
        .collect::<Result<Vec<_>, _>>();
    SharedMemory::unlink(&name)?;
    Semaphore::unlink(&name)?;
    done?;
    let mut bytes = [0; 8];
    memory.read(8, &mut bytes)?;
    println!("by turns: {}", u64::from_ne_bytes(bytes));
    println!(
        "atomically: {}",
        memory.counter(0).map_or(0, |counter| counter.load(SeqCst))
    );
    println!("semaphore: {}", semaphore.value()?);

    match MessageQueue::create(&name, 4, 32, 0o600) {
        Ok(queue) => {
            MessageQueue::unlink(&name)?;
            queue.send(b"can wait", 1)?;
            queue.send(b"urgent", 9)?;
            println!("queue: {}", String::from_utf8(queue.receive()?.0)?);
        }
        Err(error) => println!("queue: urgent (none on this system: {error})"),
    }

    let directory = tempfile::tempdir()?;
    let path = directory.path().join("lock");
    let lock = FileLock::exclusive(std::fs::File::create(&path)?)?;
    println!(
        "locked: {}",
        FileLock::try_exclusive(std::fs::File::open(&path)?)?.is_none()
    );
    drop(lock);
    Ok(())
}

/// Adds to both numbers: to one with an atomic, to the other under the semaphore.
fn add(name: &str) -> Result<(), Box<dyn Error>> {
    let memory = SharedMemory::open(name)?;
    let semaphore = Semaphore::open(name)?;
    for _ in 0..ADDITIONS {
        if let Some(counter) = memory.counter(0) {
            counter.fetch_add(1, SeqCst);
        }
        semaphore.wait()?;
        let mut bytes = [0; 8];
        memory.read(8, &mut bytes)?;
        memory.write(8, &(u64::from_ne_bytes(bytes) + 1).to_ne_bytes())?;
        semaphore.post()?;
    }
    Ok(())
}

//! FIFOs: a name in the file system, no deadlock at opening, a server whose clients come and go.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::time::Duration;
use tine::ipc::Fifo;
use tine::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let fifo = Fifo::create(directory.path().join("requests"), 0o600)?;

    // Nobody reads yet: an error in time, instead of waiting for ever.
    println!(
        "without a reader: {}",
        fifo.open_write(Duration::ZERO).is_err()
    );

    // Open both ways, the server never sees an end of file between two clients.
    let mut requests = BufReader::new(fifo.open_both()?).lines();
    for client in ["first", "second"] {
        let script = format!("echo {client} > \"$1\"");
        Command::new("sh")
            .args(["-c", &script, "client"])
            .arg(fifo.path())
            .status()?;
        println!("request: {}", requests.next().ok_or("end of file")??);
    }
    fifo.remove()?;
    Ok(())
}

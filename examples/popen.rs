//! A running command as a file: reading, writing, and both, as popen(3).
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::io::{Read, Write};
use tine::process::{Command, Mode, popen_with};

fn main() -> Result<(), Box<dyn Error>> {
    let mut from = popen_with(Command::new("printf").arg("read this"), Mode::Read)?;
    let mut text = String::new();
    from.read_to_string(&mut text)?;
    println!("{text}: {}", from.close()?);

    let mut to = popen_with(Command::new("sed").arg("s/^/written: /"), Mode::Write)?;
    to.write_all(b"line\n")?;
    // Closing is the end of file; the status comes back.
    println!("{}", to.close()?);

    let mut both = popen_with(Command::new("sort").arg("-n"), Mode::Both)?;
    both.write_all(b"10\n9\n8\n")?;
    both.finish_writing();
    text.clear();
    both.read_to_string(&mut text)?;
    println!(
        "sorted: {}",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    both.close()?;
    Ok(())
}

//! Anonymous pipes between processes that the program joins itself, and a descriptor under a number of its own.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::io::{Read, Write};
use tine::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    let (reader, writer) = std::io::pipe()?;
    let mut left = Command::new("seq").arg("3").stdout(writer).spawn()?;
    let sum = Command::new("awk")
        .arg("{ s += $1 } END { print s }")
        .stdin(reader)
        .read()?;
    left.wait()?;
    println!("sum: {}", String::from_utf8(sum)?);

    // Messages on a third channel, beside standard output and error.
    let (mut reader, writer) = std::io::pipe()?;
    let mut job = Command::new("sh")
        .args(["-c", "echo progress >&3"])
        .fd(3, writer)
        .spawn()?;
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    job.wait()?;
    println!("channel 3: {}", text.trim());

    // Lines as they come from something that keeps running.
    let mut echo = Command::new("cat")
        .stdin(tine::process::Stdio::piped())
        .stdout(tine::process::Stdio::piped())
        .spawn()?;
    let mut stdin = echo.stdin.take().ok_or("not piped")?;
    let mut lines = echo.lines();
    for word in ["ping", "pong"] {
        writeln!(stdin, "{word}")?;
        println!("{}", String::from_utf8(lines.next().ok_or("no line")??)?);
    }
    drop(stdin);
    echo.wait()?;
    Ok(())
}

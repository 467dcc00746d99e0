//! One line of shell language, as system(3): its status, its signals, from several threads at once.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use tine::process::Mode;
use tine::signal::{Disposition, Signal, disposition};
use tine::{popen, system};

fn main() -> Result<(), Box<dyn Error>> {
    println!("true: {}", system("true")?);
    println!(
        "pipeline: {}",
        system("printf '%s\\n' b a | sort | head -n 1 | grep -qx a")?
    );
    println!(
        "signal: {:?}",
        system("kill -TERM $$")?
            .signal()
            .and_then(Signal::from_number)
    );

    // An interrupt from the keyboard is for the line, not for us; afterwards all is as it was.
    println!(
        "interrupted: {:?}",
        system("kill -INT $PPID; kill -INT $$")?.signal()
    );
    println!(
        "afterwards: {}",
        disposition(Signal::INT)? == Disposition::Default
    );

    let threads: Vec<_> = (0..4)
        .map(|code| std::thread::spawn(move || system(format!("exit {code}"))))
        .collect();
    for thread in threads {
        let status = thread.join().map_err(|_| "a thread panicked")??;
        print!("{} ", status.code().unwrap_or(-1));
    }
    println!();

    let mut stream = popen("for word in to be; do echo $word; done", Mode::Read)?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    println!("popen: {text:?}, {}", stream.close()?);
    Ok(())
}

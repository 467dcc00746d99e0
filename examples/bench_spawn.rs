//! What starting processes costs: the engine beside `std::process` and `duct`, with an empty heap and with a gigabyte.
//!
//! `scripts/bench --library [ROUNDS]`. The three take turns, so that a busy machine is busy for all of them. Figures
//! are lower deciles in microseconds, where other programs disturb least; the ratios are medians of those of the single
//! rounds, in which all three met the same machine.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::hint::black_box;
use std::process as std_process;
use std::time::{Duration, Instant};
use tine::process::Command;

type Outcome = Result<(), Box<dyn Error>>;
type Work = fn() -> Outcome;

/// One kind of work: what it is, and how the engine, std and duct do it.
const WORKS: [(&str, [Work; 3]); 3] = [
    ("spawn and wait", [tine_wait, std_wait, duct_wait]),
    ("capture output", [tine_capture, std_capture, duct_capture]),
    ("three stages", [tine_pipeline, std_pipeline, duct_pipeline]),
];

fn main() -> Outcome {
    let rounds = std::env::args()
        .nth(1)
        .map_or(Ok(500), |rounds| rounds.parse())?;
    measure("empty heap", rounds)?;
    // Every page written to, so that it is there.
    let heap = vec![1_u8; 1 << 30];
    measure("1 GB heap", rounds)?;
    black_box(&heap);
    Ok(())
}

fn measure(heap: &str, rounds: usize) -> Outcome {
    println!(
        "{heap:<12}{:>18}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "", "tine", "std", "duct", "/ std", "/ duct"
    );
    for (name, works) in WORKS {
        let mut times = [const { Vec::new() }; 3];
        for round in 0..rounds {
            // Each goes first, second and third equally often.
            for place in (0..3).map(|place| (place + round) % 3) {
                let start = Instant::now();
                works[place]()?;
                times[place].push(start.elapsed());
            }
        }
        let ratio = |other: usize| {
            let pairs = times[0].iter().zip(&times[other]);
            let ratios = pairs.map(|(tine, other)| tine.as_secs_f64() / other.as_secs_f64());
            quantile(ratios.collect(), 50)
        };
        let (to_std, to_duct) = (ratio(1), ratio(2));
        let [tine, std, duct] = times.map(|times| {
            let seconds = times.iter().map(Duration::as_secs_f64);
            quantile(seconds.collect(), 10) * 1e6
        });
        println!(
            "{:<12}{name:>18}{tine:>10.0}{std:>10.0}{duct:>10.0}{to_std:>10.2}{to_duct:>10.2}",
            ""
        );
    }
    Ok(())
}

/// The value below which so many in a hundred lie.
fn quantile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let place = values.len() * percent / 100;
    values.get(place).copied().unwrap_or(0.0)
}

fn tine_wait() -> Outcome {
    Command::new("/bin/true").status()?;
    Ok(())
}

fn std_wait() -> Outcome {
    std_process::Command::new("/bin/true").status()?;
    Ok(())
}

fn duct_wait() -> Outcome {
    duct::cmd!("/bin/true").run()?;
    Ok(())
}

fn tine_capture() -> Outcome {
    black_box(Command::new("/bin/echo").arg("hello").read()?);
    Ok(())
}

fn std_capture() -> Outcome {
    black_box(
        std_process::Command::new("/bin/echo")
            .arg("hello")
            .stderr(std_process::Stdio::inherit())
            .output()?,
    );
    Ok(())
}

fn duct_capture() -> Outcome {
    black_box(duct::cmd!("/bin/echo", "hello").read()?);
    Ok(())
}

fn tine_pipeline() -> Outcome {
    let pipeline = Command::new("/bin/echo").arg("hello")
        | Command::new("/bin/cat")
        | Command::new("/bin/cat");
    black_box(pipeline.read()?);
    Ok(())
}

fn std_pipeline() -> Outcome {
    let piped = std_process::Stdio::piped;
    let mut first = std_process::Command::new("/bin/echo")
        .arg("hello")
        .stdout(piped())
        .spawn()?;
    let input = first.stdout.take().ok_or("not piped")?;
    let mut second = std_process::Command::new("/bin/cat")
        .stdin(input)
        .stdout(piped())
        .spawn()?;
    let input = second.stdout.take().ok_or("not piped")?;
    let third = std_process::Command::new("/bin/cat")
        .stdin(input)
        .stdout(piped())
        .spawn()?;
    black_box(third.wait_with_output()?);
    first.wait()?;
    second.wait()?;
    Ok(())
}

fn duct_pipeline() -> Outcome {
    let pipeline = duct::cmd!("/bin/echo", "hello")
        .pipe(duct::cmd!("/bin/cat"))
        .pipe(duct::cmd!("/bin/cat"));
    black_box(pipeline.read()?);
    Ok(())
}

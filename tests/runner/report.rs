//! The face of the runner: arguments and output like those of cargo's own test programs.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use super::case::Case;

/// How a case ended.
pub enum Outcome {
    /// As expected.
    Passed,
    /// Could not run here, with the reason.
    Skipped(String),
    /// Otherwise than expected, with the story.
    Failed(String),
}

/// The arguments that cargo and people give.
#[derive(Default)]
struct Arguments {
    filters: Vec<String>,
    skips: Vec<String>,
    exact: bool,
    list: bool,
    quiet: bool,
    threads: Option<usize>,
}

impl Arguments {
    fn read() -> Self {
        let mut taken = Self::default();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--list" => taken.list = true,
                "--exact" => taken.exact = true,
                // No case is marked so.
                "--ignored" => taken.skips.push(String::new()),
                "-q" | "--quiet" => taken.quiet = true,
                "--skip" => taken.skips.extend(words.next()),
                "--test-threads" => taken.threads = words.next().and_then(|n| n.parse().ok()),
                "--format" | "--color" | "--logfile" | "-Z" => drop(words.next()),
                other if other.starts_with('-') => {}
                other => taken.filters.push(other.to_owned()),
            }
        }
        taken
    }

    fn takes(&self, name: &str) -> bool {
        let hit = |text: &String| {
            if self.exact {
                name == text
            } else {
                name.contains(text)
            }
        };
        (self.filters.is_empty() || self.filters.iter().any(hit)) && !self.skips.iter().any(hit)
    }
}

/// Runs the cases that the arguments choose, on all cores, and reports.
pub fn main(cases: &[Case], run: impl Fn(&Case, usize) -> Outcome + Sync) -> ExitCode {
    let arguments = Arguments::read();
    let chosen: Vec<&Case> = cases
        .iter()
        .filter(|case| arguments.takes(&case.name))
        .collect();
    if arguments.list {
        for case in &chosen {
            say(&format!("{}: test\n", case.name));
        }
        return ExitCode::SUCCESS;
    }
    say(&format!("\nrunning {} tests\n", chosen.len()));
    let begun = Instant::now();
    let cores = thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    let failures: Mutex<Vec<(String, String)>> = Mutex::default();
    let skipped = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..arguments.threads.unwrap_or(cores).max(1) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(case) = chosen.get(number) else {
                        break;
                    };
                    let word = match run(case, number) {
                        Outcome::Passed if arguments.quiet => continue,
                        Outcome::Passed => "ok".to_owned(),
                        Outcome::Skipped(reason) => {
                            skipped.fetch_add(1, Ordering::Relaxed);
                            format!("ignored, {reason}")
                        }
                        Outcome::Failed(story) => {
                            let mut list = failures.lock().expect("no thread panics with the list");
                            list.push((case.name.clone(), story));
                            "FAILED".to_owned()
                        }
                    };
                    say(&format!("test {} ... {word}\n", case.name));
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("every thread has ended");
    failures.sort();
    let hidden = cases.len() - chosen.len();
    let skipped = skipped.into_inner();
    close(&failures, chosen.len(), skipped, hidden, begun)
}

fn close(
    failures: &[(String, String)],
    run: usize,
    skipped: usize,
    hidden: usize,
    begun: Instant,
) -> ExitCode {
    if !failures.is_empty() {
        say("\nfailures:\n");
        for (name, story) in failures {
            say(&format!("\n---- {name} ----\n{story}\n"));
        }
        say("\nfailures:\n");
        for (name, _) in failures {
            say(&format!("    {name}\n"));
        }
    }
    let word = if failures.is_empty() { "ok" } else { "FAILED" };
    say(&format!(
        "\ntest result: {word}. {} passed; {} failed; {skipped} ignored; 0 measured; {hidden} filtered out; finished in {:.2}s\n\n",
        run - failures.len() - skipped,
        failures.len(),
        begun.elapsed().as_secs_f64(),
    ));
    if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(101)
    }
}

/// Writes in one piece, so that the lines of several threads do not mix.
pub fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

//! The face of the runner: arguments and output like those of cargo's own test programs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tine::process::{Command, Pool, serve};

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

/// What a worker answers.
pub struct Verdict {
    /// How the case ended.
    pub outcome: Outcome,
    /// The shells that passed it, where there are several.
    pub passed: Vec<String>,
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        Self {
            outcome,
            passed: Vec::new(),
        }
    }
}

impl Verdict {
    /// A letter, names of shells, an empty line, the story.
    fn encode(&self) -> Vec<u8> {
        let (letter, story) = match &self.outcome {
            Outcome::Passed => ("P", ""),
            Outcome::Skipped(reason) => ("S", reason.as_str()),
            Outcome::Failed(story) => ("F", story.as_str()),
        };
        let mut lines = vec![letter];
        lines.extend(self.passed.iter().map(String::as_str));
        [lines.join("\n").as_str(), "\n\n", story].concat().into()
    }

    fn decode(answer: &[u8]) -> Self {
        let text = String::from_utf8_lossy(answer);
        let (head, story) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let outcome = match lines.next() {
            Some("P") => Outcome::Passed,
            Some("S") => Outcome::Skipped(story.to_owned()),
            _ => Outcome::Failed(story.to_owned()),
        };
        Self {
            outcome,
            passed: lines.map(str::to_owned).collect(),
        }
    }
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

/// What a run came to.
pub struct Run {
    /// For the program to end with.
    pub code: ExitCode,
    /// How many cases each shell passed, where the verdicts say so.
    pub passes: BTreeMap<String, usize>,
}

/// Runs the cases that the arguments choose and reports, in the order of the cases.
///
/// The program is master and worker in one: the master starts it again, once a core, as the workers of a
/// [`Pool`]; only those call `judge`, and get the numbers of cases for tasks. A case that takes its worker
/// down with it has failed, and the others go on.
pub fn main<J>(cases: Vec<Case>, judge: impl FnOnce() -> J) -> Run
where
    J: Fn(&Case, usize) -> Verdict + 'static,
{
    if Pool::is_worker() {
        return work(cases, judge());
    }
    let arguments = Arguments::read();
    let chosen: Vec<(usize, &Case)> = cases
        .iter()
        .enumerate()
        .filter(|(_, case)| arguments.takes(&case.name))
        .collect();
    let mut report = Report::new(cases.len(), chosen.len());
    if arguments.list {
        for (_, case) in chosen {
            say(&format!("{}: test\n", case.name));
        }
        return report.run(ExitCode::SUCCESS);
    }
    say(&format!("\nrunning {} tests\n", chosen.len()));
    let program = std::env::current_exe().expect("the program has a path");
    let mut pool = Pool::new(arguments.threads.unwrap_or(0), Command::new(program)).retries(0);
    let tasks = chosen
        .iter()
        .map(|(number, _)| number.to_le_bytes().to_vec());
    for outcome in pool.run(tasks).in_order() {
        let verdict = outcome.result.map_or_else(
            |error| Verdict::from(Outcome::Failed(format!("no verdict: {error}"))),
            |answer| Verdict::decode(&answer),
        );
        report.take(&chosen[outcome.index].1.name, verdict, arguments.quiet);
    }
    if let Err(error) = pool.stop(Duration::from_secs(10)) {
        say(&format!("a worker did not end: {error}\n"));
    }
    report.close()
}

/// The life of a worker.
fn work<J>(cases: Vec<Case>, judge: J) -> Run
where
    J: Fn(&Case, usize) -> Verdict + 'static,
{
    let served = serve(move |task| {
        let number = task.try_into().map(usize::from_le_bytes);
        let number = number.map_err(|_| "not the number of a case")?;
        let case = cases.get(number).ok_or("no case of this number")?;
        Ok(judge(case, number).encode())
    });
    Run {
        code: ExitCode::from(u8::from(served.is_err())),
        passes: BTreeMap::new(),
    }
}

/// The account of a run.
struct Report {
    all: usize,
    chosen: usize,
    skipped: usize,
    failures: Vec<(String, String)>,
    passes: BTreeMap<String, usize>,
    begun: Instant,
}

impl Report {
    fn new(all: usize, chosen: usize) -> Self {
        Self {
            all,
            chosen,
            skipped: 0,
            failures: Vec::new(),
            passes: BTreeMap::new(),
            begun: Instant::now(),
        }
    }

    fn take(&mut self, name: &str, verdict: Verdict, quiet: bool) {
        for shell in verdict.passed {
            *self.passes.entry(shell).or_default() += 1;
        }
        let word = match verdict.outcome {
            Outcome::Passed if quiet => return,
            Outcome::Passed => "ok".to_owned(),
            Outcome::Skipped(reason) => {
                self.skipped += 1;
                format!("ignored, {reason}")
            }
            Outcome::Failed(story) => {
                self.failures.push((name.to_owned(), story));
                "FAILED".to_owned()
            }
        };
        say(&format!("test {name} ... {word}\n"));
    }

    fn close(self) -> Run {
        let word = if self.failures.is_empty() {
            "ok"
        } else {
            say("\nfailures:\n");
            for (name, story) in &self.failures {
                say(&format!("\n---- {name} ----\n{story}\n"));
            }
            say("\nfailures:\n");
            for (name, _) in &self.failures {
                say(&format!("    {name}\n"));
            }
            "FAILED"
        };
        say(&format!(
            "\ntest result: {word}. {} passed; {} failed; {} ignored; 0 measured; {} filtered out; finished in {:.2}s\n\n",
            self.chosen - self.failures.len() - self.skipped,
            self.failures.len(),
            self.skipped,
            self.all - self.chosen,
            self.begun.elapsed().as_secs_f64(),
        ));
        // What cargo's own test programs end with.
        let code = if self.failures.is_empty() { 0 } else { 101 };
        self.run(ExitCode::from(code))
    }

    fn run(self, code: ExitCode) -> Run {
        Run {
            code,
            passes: self.passes,
        }
    }
}

/// Writes in one piece, so that the lines of several threads do not mix.
pub fn say(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

//! The cases of `tests/posix` under other shells: `TINE_PARITY=dash,bash,yash cargo test --test parity`.
//!
//! A case that all of them fail is wrong, unless it names the clause that decides (`#% clause:`).

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Duration;

mod runner;

use runner::{Bench, Case, Outcome, Shell};

/// How each shell is asked to follow the standard.
const STANDARD: &[(&str, &[&str])] = &[
    ("bash", &["bash", "--posix"]),
    ("yash", &["yash", "-o", "posixly-correct"]),
    ("zsh", &["zsh", "--emulate", "sh"]),
    ("busybox", &["busybox", "sh"]),
];

fn main() -> ExitCode {
    let wanted = std::env::var("TINE_PARITY").unwrap_or_default();
    let bench = Bench::new(Duration::from_secs(15));
    let mut shells = Vec::new();
    let mut reason = String::from("TINE_PARITY names no shell, as in TINE_PARITY=dash,bash,yash");
    for name in wanted
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let known = STANDARD.iter().find(|(known, _)| *known == name);
        let words = known.map_or_else(|| vec![name], |(_, words)| words.to_vec());
        if runner::found(words[0]) {
            shells.push(bench.shell(name, &words, false));
        } else {
            reason = format!("{name} is not installed");
        }
    }
    let mut cases = runner::load("posix");
    if shells.is_empty() {
        runner::say(&format!("parity is skipped: {reason}\n"));
        cases.clear();
    }
    let passes: Mutex<Vec<usize>> = Mutex::new(vec![0; shells.len()]);
    let code = runner::main(&cases, |case, number| {
        runner::lacks(case).map_or_else(
            || judge(&bench, &shells, case, number, &passes),
            Outcome::Skipped,
        )
    });
    let passes = passes.lock().map(|list| list.clone()).unwrap_or_default();
    for (shell, count) in shells.iter().zip(passes) {
        runner::say(&format!("{:8} {count} of {}\n", shell.name, cases.len()));
    }
    code
}

fn judge(
    bench: &Bench,
    shells: &[Shell],
    case: &Case,
    number: usize,
    passes: &Mutex<Vec<usize>>,
) -> Outcome {
    let mut stories = Vec::new();
    for (index, shell) in shells.iter().enumerate() {
        match bench.run(shell, case, number) {
            Ok(()) => {
                if let Ok(mut list) = passes.lock() {
                    list[index] += 1;
                }
            }
            Err(story) => stories.push(story),
        }
    }
    let verbose = std::env::var_os("TINE_PARITY_ALL").is_some();
    if stories.len() == shells.len() && case.clause.is_none() || verbose && !stories.is_empty() {
        Outcome::Failed(stories.join("\n"))
    } else {
        Outcome::Passed
    }
}

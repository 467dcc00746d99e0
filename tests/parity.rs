//! The cases of `tests/posix` under other shells: `TINE_PARITY=dash,bash,yash cargo test --test parity`.
//!
//! A case that all of them fail is wrong, unless it names the clause that decides (`#% clause:`).

use std::process::ExitCode;
use std::time::Duration;

mod runner;

use runner::{Bench, Case, Outcome, Shell, Verdict};

/// How each shell is asked to follow the standard.
const STANDARD: &[(&str, &[&str])] = &[
    ("bash", &["bash", "--posix"]),
    ("yash", &["yash", "-o", "posixly-correct"]),
    ("zsh", &["zsh", "--emulate", "sh"]),
    ("busybox", &["busybox", "sh"]),
];

fn main() -> ExitCode {
    let (shells, reason) = wanted();
    let mut cases = runner::load("posix");
    if shells.is_empty() {
        runner::say(&format!("parity is skipped: {reason}\n"));
        cases.clear();
    }
    let all = cases.len();
    let run = runner::main(cases, move || judge(&shells));
    for (shell, count) in run.passes {
        runner::say(&format!("{shell:8} {count} of {all}\n"));
    }
    run.code
}

/// The shells asked for, with their words, and why there are none, if so.
fn wanted() -> (Vec<(String, Vec<String>)>, String) {
    let wanted = std::env::var("TINE_PARITY").unwrap_or_default();
    let mut shells = Vec::new();
    let mut reason = String::from("TINE_PARITY names no shell, as in TINE_PARITY=dash,bash,yash");
    let names = wanted.split(',').map(str::trim);
    for name in names.filter(|name| !name.is_empty()) {
        let known = STANDARD.iter().find(|(known, _)| *known == name);
        let words = known.map_or_else(|| vec![name], |(_, words)| words.to_vec());
        if runner::found(words[0]) {
            let words = words.into_iter().map(str::to_owned).collect();
            shells.push((name.to_owned(), words));
        } else {
            reason = format!("{name} is not installed");
        }
    }
    (shells, reason)
}

fn judge(shells: &[(String, Vec<String>)]) -> impl Fn(&Case, usize) -> Verdict + use<> {
    let bench = Bench::new(Duration::from_secs(15));
    let prepare = |(name, words): &(String, Vec<String>)| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        bench.shell(name, &words, false)
    };
    let shells: Vec<Shell> = shells.iter().map(prepare).collect();
    let verbose = std::env::var_os("TINE_PARITY_ALL").is_some();
    move |case, number| {
        if let Some(reason) = runner::lacks(case) {
            return Outcome::Skipped(reason).into();
        }
        let (mut passed, mut stories) = (Vec::new(), Vec::new());
        for shell in &shells {
            match bench.run(shell, case, number) {
                Ok(()) => passed.push(shell.name.clone()),
                Err(story) => stories.push(story),
            }
        }
        let wrong = passed.is_empty() && case.clause.is_none();
        let outcome = if wrong || verbose && !stories.is_empty() {
            Outcome::Failed(stories.join("\n"))
        } else {
            Outcome::Passed
        };
        Verdict { outcome, passed }
    }
}

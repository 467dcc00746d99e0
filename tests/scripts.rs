//! Every scripted case under the shell that this project makes, twice: as it is, and with each
//! subshell a process of its own.

use std::process::ExitCode;
use std::time::Duration;

mod runner;

use runner::{Bench, Case, Outcome, Shell, Verdict};

fn main() -> ExitCode {
    let mut cases = runner::load("posix");
    cases.extend(runner::load("tine"));
    runner::main(cases, judge).code
}

fn judge() -> impl Fn(&Case, usize) -> Verdict {
    let bench = Bench::new(Duration::from_secs(120));
    let tine = env!("CARGO_BIN_EXE_tine");
    let shells = [
        bench.shell("tine", &[tine], true),
        bench.shell("tine-forksubshell", &[tine, "-o", "forksubshell"], true),
    ];
    move |case, number| both(&bench, &shells, case, number).into()
}

fn both(bench: &Bench, shells: &[Shell], case: &Case, number: usize) -> Outcome {
    if let Some(reason) = runner::lacks(case) {
        return Outcome::Skipped(reason);
    }
    let stories: Vec<String> = shells
        .iter()
        .filter_map(|shell| bench.run(shell, case, number).err())
        .collect();
    if stories.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Failed(stories.join("\n"))
    }
}

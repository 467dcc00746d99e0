//! What is told of jobs, and when.

use crate::terminal::Shell;

#[test]
fn how_a_job_has_ended_is_told_also_if_it_was_wanted() {
    let mut shell = Shell::new();
    shell.run("sh -c 'while [ ! -e go ]; do sleep 0.05; done; exit 3' &");
    // The shell hears of the end while it runs `fg`.
    let output = shell.run("touch go; while [ -e /proc/$! ]; do sleep 0.05; done; fg; echo $?");
    assert!(output.contains("fg: the job has ended\n1\n"), "{output}");
    shell.shows("[1] + Done(3)");
    assert_eq!(shell.run("jobs"), "");
}

#[test]
fn a_notice_comes_before_the_prompt() {
    let mut shell = Shell::new();
    shell.run("true &");
    shell.gone("true");
    // The shell learns of it before one of the next prompts.
    let told = (0..1000).any(|_| {
        shell.run("");
        shell.text().contains("Done")
    });
    assert!(told);
}

#[test]
fn a_notice_at_once_comes_while_another_job_is_in_the_foreground() {
    let mut shell = Shell::new();
    shell.run("mkfifo go; set -b");
    shell.run("cat go >/dev/null &");
    shell.begin("sh -c 'echo >go; cat'");
    shell.shows("Done                     cat go");
    shell.keys("\x04");
    shell.prompt();
}

#[test]
fn a_notice_at_once_leaves_the_line_alone() {
    let mut shell = Shell::new();
    shell.run("set -b");
    shell.run("sh -c 'while [ ! -e go ]; do sleep 0.05; done' &");
    shell.keys("echo par");
    shell.line_is("echo par");
    std::fs::write(shell.path().join("go"), "").unwrap();
    shell.shows("Done");
    shell.line_is("echo par");
    assert_eq!(shell.run("tial"), "partial\n");
}

#[test]
fn a_prompt_that_stands_counts_the_jobs_that_are_left() {
    let mut shell = Shell::new();
    shell.run("set -b; PS1='\\j@''@> '");
    shell.run("sh -c 'while [ ! -e go ]; do sleep 0.05; done' &");
    shell.keys("echo par");
    shell.line_is("echo par");
    assert!(
        shell.screen().contains("1@@> echo par"),
        "{}",
        shell.screen()
    );
    std::fs::write(shell.path().join("go"), "").unwrap();
    shell.until("a prompt without jobs", |shell| {
        shell.screen().contains("0@@> echo par")
    });
    assert_eq!(shell.run("tial"), "partial\n");
}

#[test]
fn a_new_job_is_news_once() {
    let mut shell = Shell::new();
    let listed = shell.run("sleep 100 & jobs -n; echo then; jobs -n");
    assert!(listed.contains("Running"), "{listed}");
    assert!(listed.ends_with("then\n"), "{listed}");
    assert_eq!(shell.run("jobs -n"), "");
}

#[test]
fn a_notice_at_once_leaves_an_open_menu_open() {
    let mut shell = Shell::new();
    shell.run("set -b; echo 1 >amb_one; echo 2 >amb_two");
    shell.run("sh -c 'while [ ! -e go ]; do sleep 0.05; done' &");
    shell.keys("cat am\t");
    shell.shows("amb_one  amb_two");
    std::fs::write(shell.path().join("go"), "").unwrap();
    shell.shows("Done");
    shell.until("the list once more", |shell| {
        shell.screen().contains("amb_one  amb_two")
    });
    shell.keys("\t\t");
    shell.until("the second", |shell| {
        shell.line().starts_with("cat amb_two")
    });
}

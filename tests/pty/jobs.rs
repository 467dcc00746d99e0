//! Job control (XCU 2.11).

use crate::terminal::{Setup, Shell};
use std::io::Write;
use tine::ipc::Fifo;
use tine::signal::Signal;

#[test]
fn stop_and_resume_in_the_background_and_foreground() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    assert_eq!(shell.foreground_group(), shell.pid());
    assert!(shell.run("jobs").contains("Stopped"), "{}", shell.text());
    shell.run("bg");
    shell.until("a running job", |shell| {
        shell
            .processes("sleep")
            .iter()
            .all(|process| process.2 != 'T')
    });
    shell.keys("fg\r");
    shell.foreground("sleep");
    shell.keys("\x03");
    shell.prompt();
    shell.gone("sleep");
    assert_eq!(shell.run("echo $?"), "130\n");
}

#[test]
fn a_pipeline_is_one_group() {
    let mut shell = Shell::new();
    shell.stop_all("sleep 100 | sleep 101 | sleep 102", "sleep", 3);
    let groups: Vec<i32> = shell
        .processes("sleep")
        .iter()
        .map(|process| process.1)
        .collect();
    assert_eq!(groups.len(), 3);
    assert!(
        groups
            .iter()
            .all(|group| *group == groups[0] && *group != shell.pid())
    );
    shell.run("kill %1");
    shell.gone("sleep");
}

#[test]
fn a_pipeline_that_is_resumed_keeps_every_status() {
    let mut shell = Shell::new();
    for (ended, status) in [("kill -KILL", "137"), ("kill -TERM", "143")] {
        shell.stop_all("sleep 100 | sleep 101", "sleep", 2);
        // The last one ends first, the first one with it.
        let last = shell.processes("sleep 101")[0].0;
        shell.run(&format!("{ended} {last}"));
        shell.keys("fg\r");
        shell.foreground("sleep");
        shell.gone("sleep 101");
        shell.keys("\x03");
        shell.prompt();
        shell.gone("sleep");
        assert_eq!(shell.run("echo $?"), format!("{status}\n"));
    }
    shell.stop_all("sleep 100 | sleep 101", "sleep", 2);
    shell.keys("fg\r");
    shell.foreground("sleep");
    shell.keys("\x03");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "130\n");
}

#[test]
fn a_stopped_loop_is_resumed_whole() {
    // Nothing is started while it is stopped: a child that is stopped before it runs its program holds a parent
    // that has made it by vfork, as dash does, and that one is then no stopped job.
    let step = "#!/bin/sh\n: >began.$1\nread line <go.$1\n";
    let mut shell = Setup::new().program("step", step).start();
    let gates = ["go.1", "go.2"].map(|name| {
        let fifo = Fifo::create(shell.path().join(name), 0o600).unwrap();
        fifo.open_both().unwrap()
    });
    shell.keys("for i in 1 2; do step $i; echo lap=$i; done\r");
    shell.until("the first step", |shell| {
        shell.path().join("began.1").exists()
    });
    shell.foreground("/bin/sh");
    shell.keys("\x1a");
    shell.prompt();
    let jobs = shell.run("jobs");
    assert!(
        jobs.contains("Stopped") && jobs.contains("for i in 1 2"),
        "{jobs}"
    );
    for mut gate in &gates {
        gate.write_all(b"go\n").unwrap();
    }
    let output = shell.run("fg");
    assert!(output.contains("lap=1\nlap=2\n"), "{output}");
}

#[test]
fn what_follows_a_stopped_program_waits_for_it() {
    let mut shell = Shell::new();
    shell.stop("sleep 100; echo after=$?", "sleep");
    assert!(!shell.text().contains("after=1"));
    shell.run("bg");
    let pids = shell.processes("sleep");
    shell.run(&format!("kill -9 {}", pids[0].0));
    shell.shows("after=137");
}

#[test]
fn a_stopped_job_is_what_is_left_of_the_line() {
    let mut shell = Shell::new();
    shell.stop("echo first; sleep 100", "sleep");
    let jobs = shell.run("jobs");
    assert!(
        jobs.contains("sleep 100") && !jobs.contains("first"),
        "{jobs}"
    );
    shell.run("kill -9 %; wait");
    shell.stop("echo first; sleep 101 && echo second; echo third", "sleep");
    let jobs = shell.run("jobs");
    let left = "sleep 101 && echo second; echo third";
    assert!(jobs.contains(left) && !jobs.contains("first"), "{jobs}");
}

#[test]
fn who_waits_is_told_what_has_ended() {
    let mut shell = Shell::new();
    let output = shell.run("sleep 0.1 & wait; echo ok");
    assert!(
        output.contains("Done") && output.contains("sleep 0.1\nok\n"),
        "{output}"
    );
    let output = shell.run("false & wait $!; echo $?");
    assert!(
        output.contains("Done(1)") && output.ends_with("1\n"),
        "{output}"
    );
    assert_eq!(shell.run("jobs"), "");
}

#[test]
fn a_command_substitution_cannot_be_stopped() {
    let mut shell = Shell::new();
    shell.keys("x=$(touch began; sleep 0.5; echo done); echo =$x=\r");
    shell.until("the substitution", |shell| {
        shell.path().join("began").exists()
    });
    shell.keys("\x1a");
    shell.prompt();
    assert!(shell.text().contains("=done="));
}

#[test]
fn a_background_reader_is_stopped() {
    let mut shell = Shell::new();
    shell.run("cat &");
    shell.until("a stopped process", |shell| {
        shell
            .processes("cat")
            .first()
            .is_some_and(|process| process.2 == 'T')
    });
    assert!(shell.run("jobs").contains("Stopped"));
}

#[test]
fn modes_are_given_back_with_the_job() {
    let mut shell = Shell::new();
    shell.keys("sh -c 'stty -icanon -echo; kill -STOP $$; stty -a >modes; stty sane'\r");
    shell.prompt();
    assert!(shell.run("stty -a").contains(" icanon"));
    shell.run("fg");
    let modes = std::fs::read_to_string(shell.path().join("modes")).unwrap();
    assert!(
        modes.contains("-icanon") && modes.contains("-echo "),
        "{modes}"
    );
}

#[test]
fn modes_are_sane_after_a_killed_program() {
    let mut shell = Shell::new();
    shell.run("sh -c 'stty raw -echo; kill -9 $$'");
    let modes = shell.run("stty -a");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo "),
        "{modes}"
    );
}

#[test]
fn modes_are_sane_after_a_program_that_has_been_resumed() {
    let mut shell = Shell::new();
    shell.keys("sh -c 'stty raw -echo; kill -STOP $$; kill -STOP $$; exit 0'\r");
    shell.prompt();
    shell.run("bg");
    shell.until("the second stop", |shell| {
        shell.run("jobs").contains("Stopped")
    });
    shell.run("fg");
    let modes = shell.run("stty -a");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo ") && !modes.contains("-opost"),
        "{modes}"
    );
}

#[test]
fn modes_that_a_program_leaves_on_purpose_stay() {
    let mut shell = Shell::new();
    shell.run("stty -ixon");
    assert!(shell.run("stty -a").contains("-ixon"));
}

#[test]
fn leaving_with_stopped_jobs_takes_two_attempts() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    shell.keys("\x04");
    shell.prompt();
    shell.shows("there are stopped jobs");
    shell.keys("\x04");
    shell.ends();
    shell.gone("sleep");
}

#[test]
fn the_terminal_going_away_ends_shell_and_jobs() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    shell.run("sleep 101 &");
    shell.run("sleep 102 &");
    shell.run("disown %3");
    shell.hang_up();
    shell.ends();
    shell.gone("sleep 100");
    shell.gone("sleep 101");
    assert_eq!(shell.processes("sleep 102").len(), 1);
}

#[test]
fn a_stopped_job_is_not_disowned_in_silence() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    let pid = shell.processes("sleep 100")[0].0;
    shell.run("disown");
    shell.shows(&format!("job 1 is stopped; `kill -CONT -{pid}` resumes it"));
    assert_eq!(shell.run("jobs"), "");
    shell.run(&format!("kill -KILL -{pid}"));
    shell.gone("sleep 100");
}

#[test]
fn a_plain_exit_leaves_background_jobs_alone() {
    let mut shell = Shell::new();
    shell.run("sleep 100 >/dev/null 2>&1 </dev/null &");
    shell.until("the job", |shell| shell.processes("sleep").len() == 1);
    shell.keys("exit 3\r");
    assert_eq!(shell.ends().code(), Some(3));
    assert_eq!(shell.processes("sleep").len(), 1);
}

#[test]
fn a_nested_shell_stops_and_comes_back() {
    let mut shell = Shell::new();
    shell.keys(&format!("{} --norc\r", env!("CARGO_BIN_EXE_tine")));
    shell.prompt();
    assert_ne!(shell.foreground_group(), shell.pid());
    shell.keys("suspend\r");
    shell.prompt();
    assert_eq!(shell.foreground_group(), shell.pid());
    shell.keys("fg\r");
    shell.prompt();
    assert_eq!(shell.run("echo inner"), "inner\n");
    shell.keys("exit 9\r");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "9\n");
}

#[test]
fn the_first_shell_of_a_terminal_stops_until_somebody_continues_it() {
    let mut shell = Shell::new();
    shell.keys("suspend\r");
    shell.until("the stop", |shell| {
        let itself = shell.pid();
        let mut all = shell.processes("").into_iter();
        all.any(|(pid, _, state)| (pid, state) == (itself, 'T'))
    });
    shell.signal(Signal::CONT);
    shell.prompt();
    assert_eq!(shell.run("echo on"), "on\n");
}

#[test]
fn a_script_with_job_control_is_silent_and_gives_the_terminal_back() {
    let mut shell = Setup::new()
        .file(
            "script",
            "set -m\nsleep 0.01\nsleep 0.02 &\nwait\necho end\n",
        )
        .start();
    let output = shell.run(&format!("{} script", env!("CARGO_BIN_EXE_tine")));
    assert_eq!(output, "end\n");
    assert_eq!(shell.foreground_group(), shell.pid());
}

#[test]
fn a_shell_started_in_the_background_waits_for_its_turn() {
    let mut shell = Shell::new();
    shell.run(&format!("{} -i --norc &", env!("CARGO_BIN_EXE_tine")));
    shell.until("a stopped shell", |shell| {
        let own = shell.pid();
        let mut inner = shell.processes(env!("CARGO_BIN_EXE_tine")).into_iter();
        inner.any(|process| process.0 != own && process.2 == 'T')
    });
    shell.keys("fg\r");
    shell.prompt();
    assert_eq!(shell.run("echo inner"), "inner\n");
}

#[test]
fn a_job_in_place_of_a_command_resumes_it() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    shell.run("%1 &");
    shell.until("a running job", |shell| {
        let found = shell.processes("sleep");
        !found.is_empty() && found.iter().all(|process| process.2 != 'T')
    });
    shell.stop("%sleep", "sleep");
    assert_eq!(shell.run("%?100 &"), "[1] sleep 100\n");
    shell.keys("%?10\"0\"\r");
    shell.foreground("sleep");
    shell.keys("\x03");
    shell.prompt();
    shell.gone("sleep");
}

#[test]
fn a_job_of_another_directory_is_shown_with_it() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep");
    shell.run("cd /");
    shell.stop("fg", "sleep");
    let told = format!("sleep 100  (wd: {})", shell.path().display());
    shell.shows(&format!("\n{told}"));
    assert!(shell.run("jobs").contains(&told));
}

#[test]
fn a_job_that_is_stopped_again_keeps_its_number() {
    let mut shell = Shell::new();
    shell.stop("sleep 100", "sleep 100");
    shell.stop("sleep 200", "sleep 200");
    shell.stop("fg %1", "sleep 100");
    let jobs = shell.run("jobs");
    let lines: Vec<&str> = jobs.lines().collect();
    assert!(
        lines.len() == 2 && lines[0].starts_with("[1] + ") && lines[1].starts_with("[2] - "),
        "{jobs}"
    );
    assert!(lines[0].ends_with("sleep 100"), "{jobs}");
}

#[test]
fn jobs_of_a_subshell_are_called_what_they_are() {
    let mut shell = Shell::new();
    let jobs = shell.run("(sleep 100 & jobs; kill $!)");
    assert!(
        jobs.contains("sleep 100 &") && !jobs.contains("jobs"),
        "{jobs}"
    );
}

#[test]
fn the_terminal_comes_back_from_a_program_that_could_not_be_started() {
    let mut shell = Shell::new();
    for command in [
        "./nothing",
        "./nothing | ./nothing",
        "./nothing | read -r x",
        "sleep 0 | ./nothing",
        "! ./nothing",
        "if ./nothing; then :; else :; fi",
        "(./nothing)",
        "./nothing &",
        "x=$(./nothing)",
        "/",
    ] {
        shell.run(command);
        shell.run("echo still ''here");
        shell.shows("still here\r\n");
    }
}

#[test]
fn every_process_of_a_pipeline_is_listed() {
    let mut shell = Shell::new();
    shell.stop_all("sleep 100 | sleep 101 | sleep 102", "sleep", 3);
    let mut processes = shell.processes("sleep");
    processes.sort_unstable();
    let listed = shell.run("jobs -l");
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 3, "{listed}");
    for (line, (process, text)) in
        lines.iter().zip(
            processes
                .iter()
                .zip(["sleep 100", "| sleep 101", "| sleep 102"]),
        )
    {
        assert!(line.contains(&process.0.to_string()), "{listed}");
        assert!(line.ends_with(text), "{listed}");
    }
    assert_eq!(
        shell.run("jobs -x echo %1 %7 x"),
        format!("{} %7 x\n", processes[0].1)
    );
    shell.run("kill %1");
    shell.gone("sleep");
}

#[test]
fn several_jobs_are_brought_one_after_the_other() {
    let mut shell = Shell::new();
    shell.run("sleep 100 & sleep 101 &");
    assert!(shell.run("bg %1").contains("already in the background"));
    assert_eq!(shell.run("echo $?"), "0\n");
    shell.begin("fg %2 %1");
    shell.foreground("sleep 101");
    let pid = shell.processes("sleep 101")[0].0;
    tine::signal::kill(pid, tine::signal::Signal::TERM).unwrap();
    shell.foreground("sleep 100");
    shell.keys("\x03");
    shell.prompt();
    shell.gone("sleep");
    assert!(shell.run("fg").contains("no current job"));
    assert!(shell.run("suspend -z").contains("unknown option"));
    assert!(shell.run("(suspend)").contains("no job control"));
}

#[test]
fn the_stages_of_a_pipeline_in_the_background_are_processes_of_the_job() {
    let mut shell = Shell::new();
    shell.run("sleep 100 | sleep 101 | sleep 102 &");
    shell.until("all programs", |shell| shell.processes("sleep").len() == 3);
    let mut processes = shell.processes("sleep");
    processes.sort_unstable();
    assert!(processes.iter().all(|one| one.1 == processes[0].0));
    let listed = shell.run("jobs -l");
    for (line, process) in listed.lines().zip(&processes) {
        assert!(line.contains(&process.0.to_string()), "{listed}");
        assert!(line.contains("Running"), "{listed}");
    }
    assert_eq!(listed.lines().count(), 3);
    let last = shell.processes("sleep 102")[0].0;
    assert_eq!(shell.run("echo $!"), format!("{last}\n"));
    // One that has ended is told apart from the others.
    tine::signal::kill(processes[1].0, tine::signal::Signal::TERM).unwrap();
    shell.gone("sleep 101");
    assert_eq!(shell.run("jobs -l").matches("Running").count(), 2);
    shell.begin("fg");
    shell.foreground("sleep 102");
    shell.keys("\x1a");
    shell.prompt();
    shell.run("bg");
    shell.until("running", |shell| {
        shell.processes("sleep").iter().all(|one| one.2 != 'T')
    });
    shell.run("kill %1");
    shell.gone("sleep");
    // What cannot be started is a process too, and its status is that of the job.
    shell.run("sleep 0 | nosuchcommand &");
    assert!(shell.run("wait $!; echo $?").ends_with("127\n"));
    shell.run("nosuchcommand | sh -c 'exit 7' &");
    assert!(shell.run("wait $!; echo $?").ends_with("7\n"));
}

#[test]
fn one_job_is_current_and_one_previous() {
    let mut shell = Shell::new();
    shell.stop("sleep 61", "sleep 61");
    shell.run("sleep 62 &");
    shell.run("sleep 63 &");
    let listed = shell.run("kill %1; while kill -0 %1; do :; done 2>&-; jobs");
    let marks = |mark: &str| {
        listed
            .lines()
            .filter(|line| line[3..].starts_with(mark))
            .count()
    };
    assert_eq!((marks(" + "), marks(" - ")), (1, 1), "{listed}");
}

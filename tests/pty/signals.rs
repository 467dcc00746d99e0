//! Signals and traps at the prompt (XCU 2.11, 2.12).

use crate::terminal::{Setup, Shell};
use tine::signal::Signal;

#[test]
fn an_interrupt_drops_the_line() {
    let mut shell = Shell::new();
    shell.keys("echo no\x03");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "130\n");
}

#[test]
fn an_interrupt_ends_programs_lists_and_loops() {
    let mut shell = Shell::new();
    for command in [
        "sleep 100; echo after=1",
        "while :; do sleep 100; done",
        "f() { sleep 100; echo after=1; }; f",
        "x=$(sleep 100); echo after=1",
        "(sleep 100; echo after=1)",
        "sleep 100 | cat; echo after=1",
    ] {
        shell.begin(command);
        shell.until("the program", |shell| !shell.processes("sleep").is_empty());
        shell.keys("\x03");
        shell.prompt();
        shell.gone("sleep");
    }
    assert!(!shell.text().contains("\nafter=1"));
    shell.begin("while :; do :; done");
    shell.keys("\x03");
    shell.prompt();
    shell.begin("read x");
    shell.keys("\x03");
    shell.prompt();
    assert_eq!(shell.run("echo alive"), "alive\n");
}

#[test]
fn a_command_that_is_interrupted_has_failed() {
    let mut shell = Shell::new();
    shell.run("trap 'echo ERR=$?' ERR");
    for (command, failures) in [
        ("sleep 100; echo after=1", 1),
        ("sleep 100 | cat", 1),
        ("while :; do sleep 100; done", 1),
        ("! sleep 100", 0),
        ("sleep 100 || echo after=1", 0),
        ("read x", 0),
        ("x=$(sleep 100)", 1),
        ("while x=$(sleep 100); do :; done", 0),
        ("echo $(sleep 100)", 0),
        ("sleep 100 & wait", 1),
        ("! wait", 0),
    ] {
        shell.run("false | true");
        let from = shell.text().len();
        shell.begin(command);
        // What has not become its program yet is in no hurry to be interrupted.
        for program in ["sleep", "cat"]
            .iter()
            .filter(|name| command.contains(*name))
        {
            shell.until(program, |shell| !shell.processes(program).is_empty());
        }
        if command.ends_with("wait") {
            let stat = format!("/proc/{}/stat", shell.pid());
            let stat = || std::fs::read_to_string(&stat).unwrap();
            shell.until("the shell to wait", |_| stat().contains(") S "));
        }
        shell.keys("\x03");
        shell.prompt();
        let text = shell.text().split_off(from);
        assert_eq!(text.matches("ERR=130").count(), failures, "{text}");
        let stages = 1 + command.matches(" | ").count();
        let statuses = format!("130{}\n", " 130".repeat(stages));
        assert_eq!(shell.run("echo $? ${PIPESTATUS[@]}"), statuses);
    }
    assert!(!shell.text().contains("\nafter=1"));
}

#[test]
fn a_line_that_is_not_run_is_no_pipeline() {
    let mut shell = Shell::new();
    for (line, status) in [("given up\x03", 130), ("if )\r", 2), ("echo ${\r\x03", 130)] {
        shell.run("true | false | true");
        shell.keys(line);
        shell.prompt();
        let statuses = format!("{status} {status}\n");
        assert_eq!(shell.run("echo $? ${PIPESTATUS[@]}"), statuses, "{line:?}");
    }
}

#[test]
fn an_interrupt_ends_waiting_but_not_the_job() {
    let mut shell = Shell::new();
    shell.run("sleep 100 &");
    shell.begin("wait");
    shell.keys("\x03");
    shell.prompt();
    assert_eq!(shell.processes("sleep").len(), 1);
}

#[test]
fn an_interrupt_behind_an_escape_character_is_one() {
    let mut shell = Shell::new();
    for mode in ["emacs", "vi"] {
        shell.run(&format!("set -o {mode}"));
        for keys in ["echo half\x1b\x03", "\x12half\x1b\x03"] {
            shell.keys(keys);
            shell.prompt();
            assert_eq!(shell.run("echo $?"), "130\n", "{mode} {keys:?}");
        }
    }
}

#[test]
fn keys_that_stop_or_quit_do_nothing_to_the_shell() {
    let mut shell = Shell::new();
    shell.keys("\x1a\x1c");
    assert_eq!(shell.run("echo alive"), "alive\n");
    // Nor to what has been typed.
    for mode in ["vi", "emacs"] {
        shell.run(&format!("set -o {mode}"));
        shell.keys("echo one two\x1a\x1c three");
        assert_eq!(shell.enter(), "one two three\n", "{mode}");
    }
}

#[test]
fn a_trap_for_a_quit_runs_at_the_prompt_and_keeps_the_line() {
    let mut shell = Shell::new();
    shell.run("trap 'echo GOT=$((1+1))' QUIT");
    shell.keys("echo half");
    shell.line_is("echo half");
    shell.keys("\x1c");
    shell.shows("GOT=2");
    shell.line_is("echo half");
    assert_eq!(shell.enter(), "half\n");
    // The character that the terminal has for it, whatever that is.
    shell.run("trap 'echo OTHER=$((1+1))' QUIT; stty quit ^]");
    shell.keys("echo half\x1d");
    shell.shows("OTHER=2");
    shell.line_is("echo half");
    shell.run("");
    shell.run("trap - QUIT");
    shell.keys("echo whole\x1d");
    assert_eq!(shell.enter(), "whole\n");
}

#[test]
fn an_interrupt_that_is_ignored_keeps_the_line() {
    let mut shell = Shell::new();
    shell.run("trap '' INT");
    shell.keys("echo ac\x1b[D\x03b");
    shell.line_is("echo abc");
    shell.signal(Signal::INT);
    assert_eq!(shell.enter(), "abc\n");
    shell.begin("read -e -p 'q'\": \" x; echo \"<$x>\"");
    shell.shows("\nq: ");
    shell.until("the line editor", |shell| shell.raw.ends_with(b"q: "));
    shell.keys("one");
    shell.shows("q: one");
    shell.keys("\x03two\r");
    shell.prompt();
    shell.shows("<onetwo>");
    shell.run("trap - INT");
    shell.keys("echo no\x03");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "130\n");
}

#[test]
fn a_quit_ends_a_program() {
    let mut shell = Shell::new();
    shell.run("ulimit -c 0");
    shell.begin("sleep 100");
    shell.foreground("sleep");
    shell.keys("\x1c");
    shell.prompt();
    assert_eq!(shell.run("echo $?"), "131\n");
}

#[test]
fn a_trap_for_interrupts_runs_at_the_prompt() {
    let mut shell = Shell::new();
    shell.run("trap 'echo GOT' INT");
    shell.keys("echo no\x03");
    shell.prompt();
    shell.shows("GOT\r\n");
    assert_eq!(shell.run("echo yes"), "yes\n");
}

#[test]
fn a_trap_at_the_prompt_runs_at_once_and_keeps_the_line() {
    let mut shell = Shell::new();
    shell.run("trap 'echo GOT=$((1+1))' USR1");
    shell.keys("echo half");
    shell.line_is("echo half");
    shell.signal(Signal::USR1);
    shell.shows("GOT=2");
    shell.line_is("echo half");
    assert_eq!(shell.enter(), "half\n");
}

#[test]
fn a_termination_signal_is_ignored() {
    let mut shell = Shell::new();
    shell.signal(Signal::TERM);
    assert_eq!(shell.run("echo alive"), "alive\n");
}

#[test]
fn a_hangup_ends_the_shell_and_its_jobs() {
    let mut shell = Shell::new();
    shell.run("sleep 100 &");
    shell.signal(Signal::HUP);
    shell.ends();
    shell.gone("sleep");
}

#[test]
fn an_interrupted_builtin_leaves_a_whole_line_behind() {
    let mut shell = Shell::new();
    shell.begin("read x");
    let from = shell.raw.len();
    shell.keys("\x03");
    shell.prompt();
    let text = String::from_utf8_lossy(&shell.raw[from..]).into_owned();
    let before = text.split("\x1b[7m").next().unwrap_or_default();
    assert!(before.ends_with('\n'), "{text:?}");
}

#[test]
fn the_time_of_what_is_interrupted_is_told() {
    let mut shell = Shell::new();
    shell.run("TIMEFORMAT='TOOK=%R'");
    for (command, reports) in [
        ("time sleep 100; echo after=1", 1),
        ("sleep 100; time :", 0),
    ] {
        let from = shell.text().len();
        shell.begin(command);
        shell.until("the program", |shell| !shell.processes("sleep").is_empty());
        shell.keys("\x03");
        shell.prompt();
        let text = shell.text().split_off(from);
        assert_eq!(text.matches("TOOK=").count(), reports, "{text}");
        assert_eq!(shell.run("echo $?"), "130\n");
    }
    assert!(!shell.text().contains("\nafter=1"));
}

#[test]
fn a_hangup_is_the_cause_of_death() {
    use std::os::unix::process::ExitStatusExt;
    let mut shell = Shell::new();
    shell.signal(Signal::HUP);
    assert_eq!(shell.ends().signal(), Some(Signal::HUP.number()));
}

#[test]
fn a_trap_for_a_new_size_runs_before_what_comes_next() {
    let mut shell = Shell::new();
    shell.run("trap 'echo SIZE=$COLUMNS' WINCH");
    shell.resize(30, 90);
    shell.run("");
    shell.shows("SIZE=90");
    assert_eq!(shell.run("echo once"), "once\n");
    assert_eq!(shell.text().matches("SIZE=90").count(), 1);
    shell.resize(30, 91);
    assert_eq!(shell.run("echo then"), "then\n");
    let text = shell.text();
    assert!(text.rfind("SIZE=91") < text.rfind("\nthen"), "{text}");
    assert_eq!(text.matches("SIZE=91").count(), 1);
}

/// What interrupts a line: the trap that runs, and the line behind it.
fn interrupt(shell: &mut Shell, number: &mut usize, line: &str) {
    *number += 1;
    shell.signal(Signal::USR1);
    shell.shows(&format!("GOT={number}."));
    shell.line_is(line);
}

#[test]
fn an_interruption_leaves_what_can_be_undone() {
    let mut shell = Shell::new();
    shell.run("n=0; trap 'n=$((n+1)); echo GOT=$n.' USR1");
    let mut number = 0;
    shell.keys("echo one two");
    shell.line_is("echo one two");
    interrupt(&mut shell, &mut number, "echo one two");
    shell.keys(" three\x17");
    shell.line_is("echo one two");
    interrupt(&mut shell, &mut number, "echo one two");
    shell.keys("\x1f");
    shell.line_is("echo one two three");
    shell.keys("\x1f\x1f\x1f");
    shell.line_is("echo one");
    interrupt(&mut shell, &mut number, "echo one");
    shell.keys("\x1f\x1f");
    shell.line_is("echo");
    shell.keys("\x1f\x1f\x1f\x1f");
    shell.line_is("");
    // The place in the line, and the mark.
    shell.keys("echo ac\x1b[D");
    shell.line_is("echo ac");
    interrupt(&mut shell, &mut number, "echo ac");
    shell.keys("b");
    assert_eq!(shell.enter(), "abc\n");
}

#[test]
fn an_interruption_leaves_the_way_through_the_history() {
    let mut shell = Shell::new();
    shell.run("echo one");
    shell.run("true");
    shell.run("echo two");
    shell.run("n=0; trap 'n=$((n+1)); echo GOT=$n.' USR1");
    let mut number = 0;
    shell.keys("echo\x1b[A");
    shell.line_is("echo two");
    interrupt(&mut shell, &mut number, "echo two");
    shell.keys("\x1b[A");
    shell.line_is("echo one");
    interrupt(&mut shell, &mut number, "echo one");
    shell.keys("\x1b[B");
    shell.line_is("echo two");
    shell.keys("\x1b[B!");
    shell.line_is("echo!");
}

#[test]
fn a_search_goes_on_after_an_interruption() {
    let mut shell = Shell::new();
    shell.run("echo nee one");
    shell.run("echo nee two");
    shell.run("echo nein");
    shell.run("n=0; trap 'n=$((n+1)); echo GOT=$n.' USR1");
    shell.keys("echo dr\x12ne\x12\x12");
    shell.shows("`ne': echo nee one");
    shell.signal(Signal::USR1);
    shell.shows("GOT=1.");
    // A key that comes while the search is being brought back comes behind its own.
    shell.keys("e");
    shell.shows("`nee': echo nee one");
    shell.signal(Signal::USR1);
    shell.shows("GOT=2.");
    shell.keys("\x07");
    shell.line_is("echo dr");
    shell.keys("\x15\x12two");
    shell.shows("`two': echo nee two");
    shell.signal(Signal::USR1);
    shell.shows("GOT=3.");
    assert_eq!(shell.enter(), "nee two\n");
}

#[test]
fn an_interruption_leaves_vi_as_it_was() {
    let mut shell = Shell::new();
    shell.run("set -o vi");
    shell.run("n=0; trap 'n=$((n+1)); echo GOT=$n.' USR1");
    let mut number = 0;
    shell.keys("echo one two\x1b");
    shell.line_is("echo one two");
    interrupt(&mut shell, &mut number, "echo one two");
    shell.keys("bdw");
    shell.line_is("echo one");
    interrupt(&mut shell, &mut number, "echo one");
    shell.keys("u");
    shell.line_is("echo one two");
    shell.keys("ddi");
}

#[test]
fn what_is_typed_knows_the_pid_of_a_subshell_and_its_own_text() {
    let mut shell = Shell::new();
    shell.run("set +m");
    shell.run("(kill -s TERM $BASHPID; echo after=1)");
    assert_eq!(shell.run("echo $?"), "143\n");
    shell.run("x=$(kill -s TERM $BASHPID; echo after=1)");
    assert_eq!(shell.run("echo $? $x"), "143\n");
    assert_eq!(shell.run("echo $BASH_COMMAND"), "echo $BASH_COMMAND\n");
}

#[test]
fn a_list_knows_the_size_that_its_programs_got() {
    let mut shell = Shell::new();
    shell.begin("cat; echo \"<$LINES $COLUMNS>\"");
    shell.foreground("cat");
    shell.resize(31, 91);
    shell.keys("\x04");
    shell.prompt();
    shell.shows("<31 91>");
}

#[test]
fn what_has_become_of_a_job_is_told_whatever_its_errors_go_to() {
    let mut shell = Shell::new();
    shell.stop("sleep 100 2>/dev/null", "sleep 100");
    shell.shows("Stopped");
    shell.keys("fg\r");
    shell.foreground("sleep 100");
    shell.keys("\x03");
    shell.prompt();
    shell.begin("sleep 101 2>/dev/null");
    shell.foreground("sleep 101");
    shell.keys("\x03");
    shell.prompt();
    assert!(!shell.screen().contains('⏎'), "{}", shell.screen());
    let told = shell.run("sh -c 'kill -KILL $$' 2>/dev/null");
    assert_eq!(told, "Killed\n");
    // Whoever wants it quiet says so.
    assert_eq!(shell.run("{ sh -c 'kill -KILL $$'; } 2>/dev/null"), "");
    shell.stop("{ sleep 102; } 2>/dev/null", "sleep 102");
    shell.shows("Stopped");
}

#[test]
fn an_interrupt_ends_what_keeps_the_prompt_from_coming() {
    let mut shell = Shell::new();
    for (begin, end) in [
        ("PROMPT_COMMAND='sleep 1001'", "unset PROMPT_COMMAND"),
        ("precmd() { sleep 1001; }", "unset -f precmd"),
        ("PS1='$(sleep 1001)> '", "PS1='> '"),
    ] {
        shell.keys(&format!("{begin}\r"));
        shell.until("the command", |shell| {
            !shell.processes("sleep 1001").is_empty()
        });
        shell.keys("\x03");
        shell.prompt();
        shell.run(end);
        assert_eq!(shell.run("echo alive"), "alive\n", "{begin}");
    }
}

#[test]
fn an_interrupt_ends_a_script_with_job_control() {
    let mut shell = Setup::new()
        .file("loop", "set -m\nwhile :; do sleep 100; done\necho on\n")
        .file(
            "trap",
            "set -m\ntrap 'echo caught; exit 3' INT\nsleep 100\necho on\n",
        )
        .start();
    let tine = env!("CARGO_BIN_EXE_tine");
    let loops = "(set -m; while :; do sleep 100; done)";
    for (command, status) in [
        (&*format!("{tine} loop"), "130\n"),
        (&*format!("{tine} trap"), "3\n"),
        (loops, "130\n"),
    ] {
        shell.begin(command);
        shell.foreground("sleep");
        shell.keys("\x03");
        shell.prompt();
        shell.gone("sleep");
        assert_eq!(shell.run("echo $?"), status, "{command}");
    }
    assert!(!shell.text().contains("\non"), "{}", shell.text());
}

#[test]
fn how_a_job_has_ended_stands_in_a_row_of_its_own() {
    let mut shell = Shell::new();
    shell.begin(
        "sleep 100 | sh -c 'trap \"kill -TERM \\$\\$\" INT; >on; while :; do sleep 0.05; done'",
    );
    shell.until("the trap", |shell| shell.path().join("on").exists());
    shell.keys("\x03");
    shell.prompt();
    shell.shows("^C\r\nTerminated");
}

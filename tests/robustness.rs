//! What a script cannot say of the shell that runs it: signals from outside, depth without bounds,
//! memory and descriptors after long loops, input that comes piece by piece.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Output, Stdio};

use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;
use support::wait_for;
use tine::process::{State, View};

fn tine() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tine"));
    command.env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
    command
}

fn run(script: &str) -> Output {
    tine().args(["-c", script]).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Starts a script in a process group of its own, and waits until it has written `ready`.
fn start(script: &str) -> (Child, BufReader<std::process::ChildStdout>) {
    // Whoever runs the tests may have ignored them.
    for signal in [tine::signal::Signal::INT, tine::signal::Signal::USR1] {
        tine::signal::set_default(signal).unwrap();
    }
    let mut child = tine()
        .args(["-c", script])
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    (child, output)
}

fn pid(child: &Child) -> Pid {
    Pid::from_raw(child.id().cast_signed())
}

/// `open`, `inner` and `close` as a script nested `depth` times: it may fail, but must end by itself.
fn nest(open: &str, inner: &str, close: &str, depth: usize) {
    let dir = tempfile::tempdir().unwrap();
    let script = dir.path().join("script");
    let text = format!("{}{inner}{}\n", open.repeat(depth), close.repeat(depth));
    fs::write(&script, text).unwrap();
    for options in [&["-n"][..], &[]] {
        let status = tine()
            .args(options)
            .arg(&script)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.code().is_some(), "{options:?} {open}: {status}");
    }
}

#[test]
fn nested_groups() {
    nest("{ ", ":", "; }", 100_000);
}

#[test]
fn nested_subshells() {
    nest("( ", ":", ")", 100_000);
}

#[test]
fn nested_conditions() {
    nest("if :; then ", ":", "; fi", 100_000);
}

#[test]
fn nested_substitutions() {
    nest(": $(", ":", ")", 100_000);
}

#[test]
fn nested_parameters() {
    nest(": ${x-", "a", "}", 1);
    let depth = 100_000;
    nest(
        "",
        &format!(": {}a{}", "${x-".repeat(depth), "}".repeat(depth)),
        "",
        1,
    );
}

#[test]
fn nested_arithmetic() {
    let depth = 100_000;
    let expression = format!(": $(({}1{}))", "(".repeat(depth), ")".repeat(depth));
    nest("", &expression, "", 1);
    for open in ["$((", "$((1 +"] {
        let expression = format!("x={}1{}", open.repeat(depth), "))".repeat(depth));
        nest("", &expression, "", 1);
    }
}

/// What is nested is only read here: each level is a process.
#[test]
fn nested_process_substitutions() {
    let depth = 100_000;
    let words = format!("{}:{}", ": <(".repeat(depth), ")".repeat(depth));
    nest("", &format!("if false; then {words}; fi"), "", 1);
}

#[test]
fn nested_regular_expressions() {
    let depth = 50_000;
    let pattern = format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    nest("", &format!("[[ a =~ {pattern} ]]"), "", 1);
}

#[test]
fn nested_without_end() {
    nest("{ ", "", "", 100_000);
    nest("$(", "", "", 100_000);
    nest("${x-", "", "", 100_000);
    nest("\"$(", "", "", 100_000);
}

/// The kernel keeps to the limit of the moment, not to the one at the start.
#[test]
fn a_lower_limit_of_the_stack() {
    let calls = "f() { test $1 = 0 && { echo end; return; }; f $(($1 - 1)); }; f 1500; (f 1500)";
    for limit in ["ulimit -Ss 128", "ulimit -Ss unlimited", ":"] {
        let output = run(&format!("{limit}; {calls}"));
        assert_eq!(text(&output), "end\nend\n", "{limit}: {output:?}");
    }
    let shell = env!("CARGO_BIN_EXE_tine");
    let output = run(&format!("ulimit -Ss 200; exec {shell} -c '{calls}'"));
    assert_eq!(text(&output), "end\nend\n", "{output:?}");
}

#[test]
fn subshells_of_builtins_make_no_process() {
    let script = "
        x=$(cut -d ' ' -f 4 /proc/self/stat); [ \"$x\" = $$ ] && echo substitution
        (y=$(cut -d ' ' -f 4 /proc/self/stat); [ \"$y\" = $$ ] && echo subshell)
    ";
    assert_eq!(text(&run(script)), "substitution\nsubshell\n");
}

#[test]
fn an_interrupt_that_the_child_handles_lets_the_script_go_on() {
    let (mut child, mut output) =
        start("sh -c 'trap \"exit 3\" INT; echo ready; while :; do sleep 0.05; done'; echo $?");
    killpg(pid(&child), Signal::SIGINT).unwrap();
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "3\n");
    assert!(child.wait().unwrap().success());
}

#[test]
fn an_interrupt_that_ends_the_child_ends_the_script() {
    let (mut child, mut output) =
        start("sh -c 'echo ready; while :; do sleep 0.05; done'; echo no");
    killpg(pid(&child), Signal::SIGINT).unwrap();
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
    let status = child.wait().unwrap();
    assert_eq!(
        status.signal(),
        Some(libc_number(Signal::SIGINT)),
        "{status}"
    );
}

fn libc_number(signal: Signal) -> i32 {
    signal as i32
}

#[test]
fn an_interrupt_in_a_loop_of_builtins_ends_it() {
    let (mut child, _output) = start("echo ready; while :; do :; done");
    kill(pid(&child), Signal::SIGINT).unwrap();
    assert_eq!(
        child.wait().unwrap().signal(),
        Some(libc_number(Signal::SIGINT))
    );
}

#[test]
fn termination_does_not_wait_for_the_child() {
    let (mut child, output) = start("echo ready; sleep 100; echo no");
    kill(pid(&child), Signal::SIGTERM).unwrap();
    assert_eq!(
        child.wait().unwrap().signal(),
        Some(libc_number(Signal::SIGTERM))
    );
    drop(output);
    // The child of the shell is still there.
    let _ = killpg(pid(&child), Signal::SIGKILL);
}

#[test]
fn a_trap_runs_after_the_foreground_command() {
    let (mut child, mut output) =
        start("trap 'echo trapped' USR1; sh -c 'echo ready; sleep 0.5'; echo after");
    kill(pid(&child), Signal::SIGUSR1).unwrap();
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "trapped\nafter\n");
    child.wait().unwrap();
}

#[test]
fn commands_on_standard_input_run_as_they_come() {
    let mut child = tine()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for word in ["one", "two", "three"] {
        writeln!(input, "echo {word}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(line, format!("{word}\n"));
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_non_blocking_standard_input_is_waited_for() {
    let (read, mut write) = std::io::pipe().unwrap();
    fcntl(&read, FcntlArg::F_SETFL(OFlag::O_NONBLOCK)).unwrap();
    let mut child = tine().stdin(read).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let pid = child.id().cast_signed();
    let waits = || View::of(pid).unwrap().state == State::Sleeping;
    wait_for("the shell to wait for commands", waits);
    write.write_all(b"echo reading; read x\n").unwrap();
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "reading\n");
    wait_for("`read` to wait for a line", waits);
    write.write_all(b"data\necho \"$x\"\n").unwrap();
    drop(write);
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "data\n");
    child.wait().unwrap();
}

#[test]
fn an_ignored_sigchld_loses_no_status() {
    let script = "(exit 3); echo $?; x=$(sh -c 'exit 4'); echo $?; (exit 5) & wait $!; echo $?; sh -c 'exit 6'; echo $?";
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' CHLD; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_tine"),
            "-c",
            script,
        ])
        .output()
        .unwrap();
    assert_eq!(text(&output), "3\n4\n5\n6\n");
}

#[test]
fn children_get_no_descriptor_of_the_shell() {
    let script = "exec 4</dev/null 4<&-; { :; } 2>/dev/null; { ls /proc/self/fd; } 2>/dev/null; x=$(ls /proc/self/fd); echo $x; echo | ls /proc/self/fd | cat";
    // Whoever runs the tests may have left more descriptors open than three.
    let usual = Command::new("ls").arg("/proc/self/fd").output().unwrap();
    let lines = text(&usual);
    let words = lines.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text(&run(script)), format!("{lines}{words}\n{lines}"));
}

/// Runs `body` twice 2,000 times, and tells how much the shell grew in the second half, in kB.
fn growth(body: &str) -> i64 {
    let script = format!(
        "size() {{ while read -r key value rest; do [ \"$key\" = VmRSS: ] && size=$value; done </proc/$$/status; }}
         half() {{ i=0; while [ $i -lt 2000 ]; do {body}; i=$((i+1)); done; }}
         half; size; first=$size; half; size; echo $((size - first))"
    );
    let output = run(&script);
    text(&output).trim().parse().expect("a number")
}

#[test]
fn loops_do_not_grow_the_shell() {
    for body in [
        "x=$(echo $i)",
        "(x=$i)",
        "f() { echo $1; }; f $i >/dev/null",
        "eval \"v=$i\"",
        "set -- $i a b; shift",
        "read y </dev/null",
        "case $i in *[0-9]) x=${i%?};; esac",
        "alias a=b; unalias a",
        "echo $i | read z",
        "cat </dev/null & wait",
    ] {
        let grown = growth(body);
        assert!(grown < 1024, "{body}: {grown} kB");
    }
}

#[test]
fn here_documents_leave_no_files() {
    let dir = tempfile::tempdir().unwrap();
    let script = "x=0123456789abcdef; i=0; while [ $i -lt 14 ]; do x=$x$x; i=$((i+1)); done
cat <<END >/dev/null; ls -A \"$TMPDIR\"
$x
END
cat <<END | ls -A \"$TMPDIR\"
$x
END
echo done";
    let output = tine()
        .args(["-c", script])
        .env("TMPDIR", dir.path())
        .output()
        .unwrap();
    assert_eq!(text(&output), "done\n");
}

#[test]
fn a_long_script_runs_before_it_is_read_whole() {
    let dir = tempfile::tempdir().unwrap();
    let fifo = dir.path().join("fifo");
    nix::unistd::mkfifo(&fifo, nix::sys::stat::Mode::S_IRWXU).unwrap();
    let mut child = tine().arg(&fifo).stdout(Stdio::piped()).spawn().unwrap();
    let mut script = fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    script.write_all(b"echo first\n").unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "first\n");
    script.write_all(b"exit 7\n").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(7));
}

#[test]
fn standard_descriptors_may_be_closed() {
    for (closed, wanted) in [
        ("<&-", "a\n"),
        ("2>&-", "a\n"),
        (">&-", ""),
        ("<&- >&- 2>&-", ""),
    ] {
        let output = Command::new("sh")
            .args([
                "-c",
                &format!("\"$1\" -c 'echo a; x=$(echo b); (:); cat /dev/null; exit 0' {closed}"),
                "sh",
            ])
            .arg(env!("CARGO_BIN_EXE_tine"))
            .output()
            .unwrap();
        assert_eq!(text(&output), wanted, "{closed}");
        assert_eq!(output.status.code(), Some(0), "{closed}");
    }
}

#[test]
fn who_calls_it_bash_is_told_that_it_speaks_for_bash() {
    for (name, wanted) in [
        ("bash", "5\n"),
        ("-bash", "5\n"),
        ("tine", "\n"),
        ("sh", "\n"),
    ] {
        let script = "echo \"${BASH_VERSION%%.*}\"";
        let output = tine().arg0(name).args(["-c", script]).output().unwrap();
        assert_eq!(text(&output), wanted, "{name}");
    }
}

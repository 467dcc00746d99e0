//! Running one case under one shell.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::fd::AsFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use tempfile::TempDir;
use tine::ipc::{Events, poll};
use tine::process::{Command, Stdio};
use tine::sys::child::pidfd_open;

use super::case::Case;

/// A shell that cases run under.
#[derive(Clone, Debug)]
pub struct Shell {
    /// What failures call it.
    pub name: String,
    /// The program and its fixed options.
    pub command: Vec<OsString>,
    /// Whether it is the shell that this project makes, whose messages are checked.
    pub own: bool,
    /// The program that `SH` names in the script's environment.
    start: PathBuf,
}

/// A temporary place for the cases of one worker.
pub struct Bench {
    dir: TempDir,
    guard: Duration,
}

/// What a run of a case was seen to do.
struct Seen {
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    status: ExitStatus,
    hung: bool,
}

impl Bench {
    /// Makes the temporary directory. A case that takes longer than `guard` is killed with all that it
    /// has started: so long that only a hang comes near it.
    pub fn new(guard: Duration) -> Self {
        default_signals();
        let dir = TempDir::with_prefix("tine-cases-").expect("a temporary directory can be made");
        Self { dir, guard }
    }

    /// Prepares a shell: `words` are its program and fixed options.
    pub fn shell(&self, name: &str, words: &[&str], own: bool) -> Shell {
        let bin = self.dir.path().join("bin").join(name);
        fs::create_dir_all(&bin).expect("a directory can be made");
        let base = Path::new(words[0]).file_name().unwrap_or_default();
        let start = bin.join(base);
        if words.len() == 1 && words[0].starts_with('/') {
            std::os::unix::fs::symlink(words[0], &start).expect("a link can be made");
        } else {
            let mut text = String::from("#!/bin/sh\nexec");
            for word in words {
                let _ = write!(text, " '{word}'");
            }
            text.push_str(" \"$@\"\n");
            fs::write(&start, text).expect("a file can be written");
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(&start, mode).expect("a mode can be set");
        }
        Shell {
            name: name.to_owned(),
            command: words.iter().map(OsString::from).collect(),
            own,
            start,
        }
    }

    /// Runs `case` under `shell`, and says what was wrong, if anything.
    pub fn run(&self, shell: &Shell, case: &Case, number: usize) -> Result<(), String> {
        let room = self.dir.path().join(format!("{}-{number}", shell.name));
        let work = room.join("work");
        fs::create_dir_all(&work).expect("a directory can be made");
        let seen = self.observe(shell, case, &room, &work);
        let verdict = judge(shell, case, &seen);
        let _ = fs::remove_dir_all(&room);
        verdict
    }

    fn observe(&self, shell: &Shell, case: &Case, room: &Path, work: &Path) -> Seen {
        let script = room.join("case");
        fs::write(&script, &case.script).expect("a file can be written");
        let create = |name: &str| File::create(room.join(name)).expect("a file can be made");
        let stdin = match &case.stdin {
            None => Stdio::null(),
            Some(text) => {
                fs::write(room.join("stdin"), text).expect("a file can be written");
                File::open(room.join("stdin"))
                    .expect("a file can be opened")
                    .into()
            }
        };
        let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
        let mut job = Command::new(&shell.command[0])
            .args(&shell.command[1..])
            .args(&case.options)
            .arg("../case")
            .args(&case.args)
            .current_dir(work)
            .env_clear()
            .env("PATH", path)
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", work)
            .env("SH", &shell.start)
            .stdin(stdin)
            .stdout(create("stdout"))
            .stderr(create("stderr"))
            // Whoever runs the tests on a terminal keeps it: one in the background of theirs would stop at it.
            .session()
            .process_group(0)
            .spawn()
            .expect("the shell can be started");
        // It is looked at before it is reaped: until then the number of the group, too, is its own.
        let pidfd = pidfd_open(job.pids()[0]).expect("the child has not been reaped");
        let ended = poll(&[(pidfd.as_fd(), Events::READABLE)], Some(self.guard));
        let hung = ended.expect("a descriptor can be polled")[0].is_empty();
        job.kill().expect("the group is ours");
        let status = job.wait().expect("the child is ours");
        let read = |name: &str| fs::read(room.join(name)).unwrap_or_default();
        Seen {
            stdout: read("stdout"),
            stderr: read("stderr"),
            status,
            hung,
        }
    }
}

/// Signals that whoever runs the tests has ignored, as a shell does for what it runs in the
/// background, would stay ignored in every shell under test.
fn default_signals() {
    for signal in [
        tine::signal::Signal::INT,
        tine::signal::Signal::QUIT,
        tine::signal::Signal::HUP,
        tine::signal::Signal::TERM,
        tine::signal::Signal::USR1,
        tine::signal::Signal::USR2,
        tine::signal::Signal::CHLD,
    ] {
        let _ = tine::signal::set_default(signal);
    }
}

/// Whether `command` is found by PATH.
pub fn found(command: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(command).is_file())
}

/// Why `case` cannot run on this machine, if so.
pub fn lacks(case: &Case) -> Option<String> {
    case.needs.iter().find_map(|need| match need.as_str() {
        "nonroot" => nix::unistd::geteuid()
            .is_root()
            .then(|| "permissions do not stop the superuser".to_owned()),
        command => (!found(command)).then(|| format!("{command} is not installed")),
    })
}

fn judge(shell: &Shell, case: &Case, seen: &Seen) -> Result<(), String> {
    let stdout = String::from_utf8_lossy(&seen.stdout);
    let stderr = String::from_utf8_lossy(&seen.stderr);
    let status = seen
        .status
        .code()
        .unwrap_or_else(|| 128 + seen.status.signal().unwrap_or(0));
    let mut wrong = Vec::new();
    if seen.hung {
        wrong.push("it hung".to_owned());
    }
    if stdout != case.stdout {
        wrong.push(format!(
            "standard output\n{}",
            difference(&case.stdout, &stdout)
        ));
    }
    if !case.status.matches(status) {
        wrong.push(format!("status {status}, not {:?}", case.status));
    }
    let silent = case.stderr.is_empty();
    // What other shells say is their own affair.
    if shell.own && silent != stderr.is_empty() {
        wrong.push(format!(
            "standard error is to be {}",
            if silent { "empty" } else { "written" }
        ));
    }
    if shell.own {
        let missing = case
            .stderr
            .iter()
            .filter(|text| !stderr.contains(text.as_str()));
        wrong.extend(missing.map(|text| format!("standard error lacks: {text}")));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let place = format!("{}:{}", case.file.display(), case.line);
    let said = if stderr.is_empty() {
        String::new()
    } else {
        format!("\n  stderr: {}", stderr.trim_end())
    };
    Err(format!(
        "{place}: under {}: {}{said}",
        shell.name,
        wrong.join("; ")
    ))
}

/// Both texts line by line where they differ.
fn difference(expected: &str, got: &str) -> String {
    let mut text = String::new();
    for line in expected.lines() {
        let _ = writeln!(text, "  expected: {}", line.escape_debug());
    }
    if !got.ends_with('\n') && !got.is_empty() {
        text.push_str("  (no newline at the end of what follows)\n");
    }
    for line in got.lines().take(60) {
        let _ = writeln!(text, "  got:      {}", line.escape_debug());
    }
    text
}

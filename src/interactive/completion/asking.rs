//! What programs say when they are asked.

use crate::env::commands::{Search, search};
use crate::interactive::editor::view::View;
use crate::sys::fd;
use crate::sys::signal::SignalSet;
use crate::sys::spawn::{Plan, spawn};
use crate::sys::strings::Strings;
use crate::sys::{signal, wait};
use std::ffi::CStr;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

/// How long a program may take to explain itself, and how much it may say.
const PATIENCE: Duration = Duration::from_millis(800);
const ENOUGH: usize = 256 * 1024;

/// What a command says, the first word of which is its name.
pub fn said(view: &View, words: &[&str]) -> String {
    let name = words.first().copied().unwrap_or_default();
    let Search::Found(path) = search(name.as_bytes(), &view.path) else {
        return String::new();
    };
    let arguments: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
    output(view, &path, &arguments)
}

/// What a command, or a command of it, says of itself; also what its manual page says, if that has no options.
pub fn explain(view: &View, chain: &[&str]) -> String {
    let text = help(view, chain);
    match chain {
        // Its help shows the commands that most people want most of the time, and none of those that were added.
        ["cargo"] => text + "\n" + &said(view, &["cargo", "--list"]),
        _ => text,
    }
}

fn help(view: &View, chain: &[&str]) -> String {
    let help: &[&str] = match chain {
        // What git shows for the long one is its manual.
        ["git", ..] => &["-h"],
        [_, _, ..] => &["-h", "--help"],
        _ => &["--help"],
    };
    let mut text = String::new();
    for option in help {
        text += &said(view, &[chain, &[option]].concat());
        if text.contains("  -") || text.contains("\t-") {
            return text;
        }
        text.push('\n');
    }
    text + &said(view, &["man", "-P", "cat", &chain.join("-")])
}

/// Runs a program out of everybody's way and gathers what it says.
fn output(view: &View, path: &CStr, arguments: &[&[u8]]) -> String {
    let (Ok((read, write)), Ok(null)) = (
        fd::pipe(),
        fd::open_high(b"/dev/null", nix::libc::O_RDWR, 0),
    ) else {
        return String::new();
    };
    let (Ok(read), Ok(write)) = (fd::high(read), fd::high(write)) else {
        return String::new();
    };
    let argv = Strings::new(arguments.iter().copied());
    let mut plan = Plan::new(path, &argv, &view.environment);
    let moves = [
        (null.as_raw_fd(), 0),
        (write.as_raw_fd(), 1),
        (write.as_raw_fd(), 2),
    ];
    plan.moves = &moves;
    // Away from the terminal: it can neither ask nor draw.
    plan.session = true;
    plan.default_caught = true;
    plan.default = ignored();
    let Ok(pid) = spawn(&plan) else {
        return String::new();
    };
    drop(write);
    let text = gather(&read);
    let _ = signal::kill(-pid, nix::libc::SIGKILL);
    let _ = signal::kill(pid, nix::libc::SIGKILL);
    while wait::waitpid(pid, wait::WaitFlags::empty())
        .is_err_and(|error| error.kind() == std::io::ErrorKind::Interrupted)
    {}
    // Overstrikes of manual pages.
    let mut shown: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text {
        if byte == 8 {
            shown.pop();
        } else {
            shown.push(byte);
        }
    }
    String::from_utf8_lossy(&shown).into_owned()
}

/// Signals that the shell ignores for itself.
fn ignored() -> SignalSet {
    use crate::signal::Signal;
    [
        Signal::TERM,
        Signal::QUIT,
        Signal::TSTP,
        Signal::TTIN,
        Signal::TTOU,
    ]
    .into_iter()
    .fold(SignalSet::default(), SignalSet::with)
}

fn gather(read: &std::os::fd::OwnedFd) -> Vec<u8> {
    let deadline = Instant::now() + PATIENCE;
    let mut text = Vec::new();
    let mut block = [0; 8192];
    while text.len() < ENOUGH {
        let left = deadline
            .saturating_duration_since(Instant::now())
            .as_millis() as i32;
        match fd::poll_one(read.as_raw_fd(), nix::libc::POLLIN, left) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
        match fd::read(read.as_raw_fd(), &mut block) {
            Ok(0) | Err(_) => break,
            Ok(count) => text.extend_from_slice(block.get(..count).unwrap_or_default()),
        }
    }
    text
}

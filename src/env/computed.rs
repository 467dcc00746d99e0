//! The values of variables that are computed when they are read.

use super::Env;
use super::dynamic::now;
use super::frames::Subshell;
use super::variables::push_number;
use crate::arith;
use crate::name::Name;
use crate::sys::{find, host, standin};
use std::ffi::OsStr;
use std::hash::BuildHasher;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// The version of bash whose language this shell has.
pub const BASH_VERSION: [&str; 2] = ["5", "2"];

impl Env {
    /// The value of a variable that is computed, if it has one now.
    pub fn computed(&self, name: Name) -> Option<Vec<u8>> {
        Some(match name {
            Name::EPOCHREALTIME => {
                let now = now();
                format!("{}.{:06}", now.as_secs(), now.subsec_micros()).into_bytes()
            }
            // What it is in a subshell that is no process nobody can say.
            Name::BASHPID if self.frames.in_process() => return None,
            Name::LAST_ARGUMENT => self.last_argument(),
            Name::SHELLOPTS => on(&self.options.of_set()),
            Name::BASHOPTS => on(&self.options.habits()),
            Name::HOSTNAME => host::host_name(),
            Name::HOSTTYPE => std::env::consts::ARCH.as_bytes().to_vec(),
            Name::OSTYPE => b"linux-gnu".to_vec(),
            Name::MACHTYPE => machine(),
            Name::SHELL => {
                let user = host::user_by_id(host::user_ids().0);
                user.map_or_else(|| b"/bin/sh".to_vec(), |user| user.shell)
            }
            Name::BASH_ARGV0 => self.variables.dynamic.zero(&self.script.arg0).to_vec(),
            Name::BASH => self.own_path(),
            _ => {
                let Some(number) = self.number(name) else {
                    return self.made(name)?.into_iter().next();
                };
                let mut text = Vec::new();
                push_number(&mut text, number);
                text
            }
        })
    }

    /// `$_`: the last argument of the last simple command; before there was any, the path of the shell.
    fn last_argument(&self) -> Vec<u8> {
        let outside = self.frames.list.iter().rev();
        let mut commands =
            std::iter::once(&self.outcome.last).chain(outside.map(Subshell::command_before));
        match commands.find(|command| !command.is_empty()) {
            Some(command) => {
                let last = command.at(command.len() - 1);
                // Of an argument `name=(...)` the name is what is left.
                let list = find::text(b"=\0", last);
                last.get(..list.unwrap_or(last.len()))
                    .unwrap_or_default()
                    .to_vec()
            }
            None => self.own_path(),
        }
    }

    /// The path of the shell.
    fn own_path(&self) -> Vec<u8> {
        if let Some(path) = self
            .process
            .executable
            .as_ref()
            .filter(|_| !self.process.sole)
        {
            return path.to_bytes().to_vec();
        }
        let Ok(own) = std::env::current_exe() else {
            return self.script.arg0.to_vec();
        };
        // The name of a link to it may say which shell it is to be.
        let started = standin::started_as().map(|path| OsStr::from_bytes(path.to_bytes()).into());
        let mut called = [std::env::args_os().next(), started].into_iter().flatten();
        let link = called.find(|path| {
            let path = Path::new(path);
            path.is_absolute() && path.canonicalize().is_ok_and(|path| path == own)
        });
        link.unwrap_or_else(|| own.into_os_string()).into_vec()
    }

    /// The same as a number.
    pub fn computed_number(&self, name: Name) -> i64 {
        self.number(name).unwrap_or_else(|| {
            let text = self.computed(name).unwrap_or_default();
            arith::integer(&text).unwrap_or(0)
        })
    }

    /// The value of one that is a number by its nature.
    fn number(&self, name: Name) -> Option<i64> {
        Some(match name {
            Name::LINENO => i64::from(self.line),
            Name::SECONDS => self.variables.dynamic.seconds(),
            Name::RANDOM => {
                let seed =
                    now().subsec_nanos() ^ (self.process.pid as u32).wrapping_mul(2_654_435_769);
                self.variables.dynamic.random(seed)
            }
            Name::SRANDOM => {
                // What the standard library keeps its own tables safe with comes from the kernel.
                let state = std::collections::hash_map::RandomState::new();
                i64::from(state.hash_one(now()) as u32)
            }
            Name::EPOCHSECONDS => now().as_secs() as i64,
            Name::BASHPID => i64::from(host::pid()),
            Name::CMD_DURATION => self.session.duration.as_millis() as i64,
            // While none is executed, the number that the next one gets.
            Name::HISTCMD => {
                let next = || self.session.history.borrow().next_number();
                self.session.current.unwrap_or_else(next) as i64
            }
            Name::UID => i64::from(host::user_ids().0),
            Name::EUID => i64::from(host::user_ids().1),
            Name::BASH_SUBSHELL => {
                let frames = self.frames.list.len() + self.frames.around;
                (frames as i64).max(i64::from(self.context.subshell))
            }
            _ => return None,
        })
    }
}

/// The kind of machine, as configuration scripts name it.
fn machine() -> Vec<u8> {
    [std::env::consts::ARCH.as_bytes(), b"-pc-linux-gnu"].concat()
}

/// `BASH_VERSINFO`: which features can be counted on. What would tell a release of bash says whose they are.
pub(super) fn version_parts() -> Vec<Vec<u8>> {
    let [major, minor] = BASH_VERSION;
    let parts = [major, minor, "0", "0", "tine"].map(|part| part.as_bytes().to_vec());
    parts.into_iter().chain([machine()]).collect()
}

/// The names of the options that are on, with colons between them.
fn on(options: &[(&'static str, bool)]) -> Vec<u8> {
    let on: Vec<&str> = options
        .iter()
        .filter(|option| option.1)
        .map(|option| option.0)
        .collect();
    on.join(":").into_bytes()
}

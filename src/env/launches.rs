//! Programs that have been started and may not be there yet.

use super::Env;
use super::files::Target;
use super::flow::ERROR;
use crate::name::Name;
use crate::sys::flight::Flight;
use crate::sys::spawn::{SpawnError, Step};
use nix::errno::Errno;

/// One of them.
#[derive(Debug)]
pub struct Launch {
    flight: Flight,
    /// What it was called by.
    word: Vec<u8>,
    line: u32,
    /// Its standard error.
    errors: Target,
}

impl Env {
    /// Leaves a program on its way, unless what becomes of it must be told at once: output that is gathered may not be
    /// held open by the telling.
    pub(crate) fn leave_on_its_way(
        &mut self,
        flight: Flight,
        word: &[u8],
    ) -> Result<i32, SpawnError> {
        let pid = flight.pid();
        let launch = Launch {
            flight,
            word: word.to_vec(),
            line: self.line,
            errors: self.files.get(2).clone(),
        };
        if !matches!(launch.errors, Target::Capture(_)) {
            self.children.launches.push(launch);
            return Ok(pid);
        }
        match launch.flight.land() {
            Ok(None) => Ok(pid),
            Ok(Some(error)) => {
                crate::sys::wait::reap(pid);
                Err(error)
            }
            Err(flight) => {
                self.children.launches.push(Launch { flight, ..launch });
                Ok(pid)
            }
        }
    }

    /// Waits until all programs are there, and reports those that could not be run.
    #[inline]
    pub fn land(&mut self) {
        if !self.children.launches.is_empty() {
            self.land_all(|_| true);
        }
    }

    /// The same, of those that can be told without waiting.
    pub fn land_some(&mut self) {
        if !self.children.launches.is_empty() {
            self.land_all(Flight::is_over);
        }
    }

    fn land_all(&mut self, which: fn(&Flight) -> bool) {
        for launch in std::mem::take(&mut self.children.launches) {
            if !which(&launch.flight) {
                self.children.launches.push(launch);
                continue;
            }
            match launch.flight.land() {
                Ok(None) => {}
                Ok(Some(error)) => {
                    let status = self.status;
                    let line = std::mem::replace(&mut self.line, launch.line);
                    self.on_errors(launch.errors, |env| env.not_started(&launch.word, &error));
                    (self.line, self.status) = (line, status);
                }
                // It has been stopped, and whoever would let it go on may be still to come.
                Err(flight) => self.children.launches.push(Launch { flight, ..launch }),
            }
        }
    }

    /// Reports why a program could not be started; `$?` is set (XCU 2.8.2).
    pub fn not_started(&mut self, word: &[u8], error: &SpawnError) {
        self.status = match error.step {
            Step::Fork => ERROR,
            _ => error.status(),
        };
        if error.step != Step::Exec {
            self.report(word, error);
            return;
        }
        if let Some(name) = Name::existing(word) {
            self.locations.remove(name);
        }
        self.report(word, Errno::from_raw(error.errno).desc());
    }
}

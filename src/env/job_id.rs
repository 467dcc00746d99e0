//! Which job is meant: job control job IDs (XBD 3.182).

use super::job::{Job, State};
use super::jobs::Jobs;
use crate::arith::decimal;
use crate::sys::find;
use std::fmt;

/// Why a job specification names no job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoJob {
    /// There is none.
    Missing,
    /// There are several.
    Ambiguous,
}

impl fmt::Display for NoJob {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Missing => "no such job",
            Self::Ambiguous => "ambiguous job",
        })
    }
}

impl Jobs {
    /// Number of the current job, `%+`: a stopped one before a running one.
    pub fn current(&self) -> Option<usize> {
        self.ranked().next()
    }

    /// Number of the previous job, `%-`.
    pub fn previous(&self) -> Option<usize> {
        self.ranked().nth(1)
    }

    fn ranked(&self) -> impl Iterator<Item = usize> {
        let stopped = |number: &usize| {
            self.get(*number)
                .is_some_and(|job| matches!(job.state(), State::Stopped(_)))
        };
        let (mut first, mut second): (Vec<_>, Vec<_>) =
            self.order.iter().rev().copied().partition(stopped);
        first.append(&mut second);
        first.into_iter()
    }

    /// The job that a specification such as `%2`, `%+`, `%sleep`, `%?foo` names (XBD 3.182). The
    /// leading `%` may be missing.
    pub fn find(&self, specification: &[u8]) -> Result<usize, NoJob> {
        let text = specification.strip_prefix(b"%").unwrap_or(specification);
        match text {
            b"" | b"%" | b"+" => return self.current().ok_or(NoJob::Missing),
            b"-" => return self.previous().or(self.current()).ok_or(NoJob::Missing),
            _ => {}
        }
        if let Some(number) = decimal(text) {
            return self.get(number).map(|job| job.number).ok_or(NoJob::Missing);
        }
        let matches = |job: &&Job| match text.strip_prefix(b"?") {
            Some(part) => find::text(part, &job.command).is_some(),
            None => job.command.starts_with(text),
        };
        let mut found = self.list.iter().filter(matches);
        match (found.next(), found.next()) {
            (Some(job), None) => Ok(job.number),
            (Some(_), Some(_)) => Err(NoJob::Ambiguous),
            (None, _) => Err(NoJob::Missing),
        }
    }
}

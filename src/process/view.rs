//! Looking at processes: what proc(5) shows of them.

use crate::sys::host::ticks_per_second;
use crate::sys::wait::Usage;
use std::time::Duration;
use std::{fs, io};

/// What a process is doing.
///
/// The letters of proc(5), `/proc/pid/stat`, by what they mean.
///
/// ```
/// use tine::process::{State, View};
/// let own = View::of(std::process::id() as i32)?;
/// assert!(matches!(own.state, State::Running | State::Sleeping));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Running, or ready to.
    Running,
    /// Waiting for something, to be woken by it or by a signal.
    Sleeping,
    /// Waiting for a device; no signal gets through.
    Blocked,
    /// Stopped by a signal, or by a tracer.
    Stopped,
    /// Ended, its status not yet fetched by its parent.
    Zombie,
    /// Anything else that the kernel may show.
    Other(char),
}

/// A look at one process.
///
/// The fields of proc(5), `/proc/pid/stat`, in seconds and bytes.
///
/// ```
/// use tine::process::{Command, View};
/// let mut job = Command::new("sleep").arg("1000").spawn()?;
/// assert_eq!(View::of(job.pids()[0])?.parent, std::process::id() as i32);
/// job.kill()?;
/// job.wait()?;
/// assert!(View::of(job.pids()[0]).is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Process id.
    pub pid: i32,
    /// The name of its program, cut off at 15 bytes by the kernel.
    pub name: Vec<u8>,
    /// What it is doing.
    pub state: State,
    /// Its parent.
    pub parent: i32,
    /// Its process group.
    pub group: i32,
    /// Its session.
    pub session: i32,
    /// The foreground process group of its controlling terminal; -1 without one.
    pub foreground: i32,
    /// The number of its threads.
    pub threads: u32,
    /// CPU time in user mode.
    pub user: Duration,
    /// CPU time in the kernel.
    pub system: Duration,
    /// Its address space, in bytes.
    pub virtual_size: u64,
    /// What of it is in memory, in bytes.
    pub resident: u64,
    /// Its nice value.
    pub nice: i32,
    /// When it started, since the system did.
    pub started: Duration,
}

impl View {
    /// Looks at process `pid`. `ENOENT` or `ESRCH` if there is none.
    ///
    /// See proc(5).
    ///
    /// ```
    /// let own = tine::process::View::of(std::process::id() as i32)?;
    /// assert!(own.resident > 0 && own.threads > 0);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn of(pid: i32) -> io::Result<Self> {
        let text = fs::read(format!("/proc/{pid}/stat"))?;
        parse(&text).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "unknown form of /proc/PID/stat")
        })
    }

    /// Looks at all processes. Those that end meanwhile are passed over.
    ///
    /// Fails where there is no proc(5).
    ///
    /// ```
    /// let own = std::process::id() as i32;
    /// assert!(tine::process::View::all()?.iter().any(|view| view.pid == own));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn all() -> io::Result<Vec<Self>> {
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc")? {
            let name = entry?.file_name();
            if let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) {
                found.extend(Self::of(pid).ok());
            }
        }
        Ok(found)
    }

    /// Looks at the children of process `pid`.
    ///
    /// Fails where there is no proc(5).
    ///
    /// ```
    /// use tine::process::{Command, View};
    /// let mut job = Command::new("sleep").arg("1000").spawn()?;
    /// assert_eq!(View::children_of(std::process::id() as i32)?[0].pid, job.pids()[0]);
    /// job.kill()?;
    /// job.wait()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn children_of(pid: i32) -> io::Result<Vec<Self>> {
        let mut all = Self::all()?;
        all.retain(|view| view.parent == pid);
        Ok(all)
    }

    /// Looks at all stages of a job that have not been reaped.
    ///
    /// See proc(5).
    ///
    /// ```
    /// use tine::process::{Command, View};
    /// let mut job = (Command::new("sleep").arg("1000") | Command::new("cat")).spawn()?;
    /// assert_eq!(View::of_job(&job).len(), 2);
    /// job.kill()?;
    /// job.wait()?;
    /// assert!(View::of_job(&job).is_empty());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn of_job(job: &super::Job) -> Vec<Self> {
        job.pids()
            .into_iter()
            .filter_map(|pid| Self::of(pid).ok())
            .collect()
    }

    /// Its CPU time as [`Usage`], with the memory it has now.
    ///
    /// As getrusage(2) counts it.
    ///
    /// ```
    /// let own = tine::process::View::of(std::process::id() as i32)?;
    /// assert_eq!(own.usage().max_resident, own.resident);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn usage(&self) -> Usage {
        Usage {
            user: self.user,
            system: self.system,
            max_resident: self.resident,
        }
    }
}

/// Reads the fields of `proc_pid_stat(5)`; the name in parentheses may hold anything.
fn parse(text: &[u8]) -> Option<View> {
    let open = text.iter().position(|&byte| byte == b'(')?;
    let close = text.iter().rposition(|&byte| byte == b')')?;
    let fields: Vec<&str> = std::str::from_utf8(text.get(close + 1..)?)
        .ok()?
        .split_ascii_whitespace()
        .collect();
    // Fields are numbered from 1 in the manual; the first after the name is 3.
    let field = |number: usize| fields.get(number - 3).copied();
    let number = |index: usize| field(index)?.parse::<i64>().ok();
    let ticks = |index: usize| {
        let ticks = field(index)?.parse::<u64>().ok()?;
        Some(Duration::from_nanos(
            ticks.saturating_mul(1_000_000_000 / ticks_per_second().max(1)),
        ))
    };
    let state = match field(3)?.chars().next()? {
        'R' => State::Running,
        'S' | 'I' => State::Sleeping,
        'D' => State::Blocked,
        'T' | 't' => State::Stopped,
        'Z' | 'X' | 'x' => State::Zombie,
        other => State::Other(other),
    };
    Some(View {
        pid: std::str::from_utf8(text.get(..open)?)
            .ok()?
            .trim()
            .parse()
            .ok()?,
        name: text.get(open + 1..close)?.to_vec(),
        state,
        parent: number(4)? as i32,
        group: number(5)? as i32,
        session: number(6)? as i32,
        foreground: number(8)? as i32,
        user: ticks(14)?,
        system: ticks(15)?,
        nice: number(19)? as i32,
        threads: number(20)? as u32,
        started: ticks(22)?,
        virtual_size: field(23)?.parse().ok()?,
        resident: field(24)?
            .parse::<u64>()
            .ok()?
            .saturating_mul(crate::sys::host::page_size()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_anything() {
        let text = b"7 (a) R (b) S 1 7 7 0 -1 0 0 0 0 0 100 50 0 0 20 5 3 0 200 4096 2 0";
        let view = parse(text);
        assert_eq!(
            view.as_ref().map(|view| view.name.as_slice()),
            Some(b"a) R (b".as_slice())
        );
        assert_eq!(
            view.map(|view| (view.state, view.nice, view.threads)),
            Some((State::Sleeping, 5, 3))
        );
    }
}

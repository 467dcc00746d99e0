//! The rarer properties of a command's process: identity, groups, limits, signals.

use super::command::Command;
use crate::signal::{Signal, SignalSet};
use crate::sys::limit::{Limit, Resource};
use nix::libc;

/// The rarer properties of a process.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub group: Option<libc::pid_t>,
    pub session: bool,
    pub user: Option<u32>,
    pub group_id: Option<u32>,
    pub groups: Option<Vec<u32>>,
    pub umask: Option<u32>,
    pub nice: Option<i32>,
    pub limits: Vec<(Resource, Limit)>,
    pub default: SignalSet,
    pub ignore: SignalSet,
    pub mask: Option<SignalSet>,
    pub parent_death: Option<Signal>,
}

impl Command {
    /// Runs it as this user (setresuid(2)). Where root does so, its supplementary groups are dropped first, unless
    /// [`groups`](Self::groups) names others.
    ///
    /// ```
    /// use tine::process::Command;
    /// // Needs privileges: EPERM for others.
    /// let me = Command::new("id").arg("-u").uid(65534).gid(65534).read();
    /// assert!(me.is_err() || me.is_ok_and(|me| me == b"65534"));
    /// ```
    pub fn uid(mut self, user: u32) -> Self {
        self.settings.user = Some(user);
        self
    }

    /// Runs it as this group.
    ///
    /// By setresgid(2); `EPERM` for who may not. As std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// let me = Command::new("id").arg("-g").gid(65534).read();
    /// assert!(me.is_err() || me.is_ok_and(|me| me == b"65534"));
    /// ```
    pub fn gid(mut self, group: u32) -> Self {
        self.settings.group_id = Some(group);
        self
    }

    /// Sets its supplementary groups.
    ///
    /// By setgroups(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// let me = Command::new("id").arg("-G").groups(&[]).read();
    /// assert!(me.is_err() || me.is_ok_and(|me| me.split(|&b| b == b' ').count() == 1));
    /// ```
    pub fn groups(mut self, groups: &[u32]) -> Self {
        self.settings.groups = Some(groups.to_vec());
        self
    }

    /// Puts it into a process group: 0 for one of its own.
    ///
    /// By setpgid(2). As std's.
    ///
    /// ```
    /// use tine::process::Command;
    /// let mut job = Command::new("sleep").arg("1000").process_group(0).spawn()?;
    /// assert_eq!(job.pgid(), Some(job.pids()[0]));
    /// job.kill()?;
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn process_group(mut self, group: i32) -> Self {
        self.settings.group = Some(group);
        self
    }

    /// Starts it in a session of its own, without controlling terminal (setsid(2)).
    ///
    /// ```
    /// use tine::process::{Command, View};
    /// let mut job = Command::new("sleep").arg("1000").session().spawn()?;
    /// assert_eq!(View::of(job.pids()[0]).map(|view| view.session).ok(), Some(job.pids()[0]));
    /// job.kill()?;
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn session(mut self) -> Self {
        self.settings.session = true;
        self
    }

    /// Sets its file mode creation mask.
    ///
    /// See umask(2).
    ///
    /// ```
    /// use tine::process::Command;
    /// assert_eq!(Command::new("sh").args(["-c", "umask"]).umask(0o27).read()?, b"0027");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn umask(mut self, mask: u32) -> Self {
        self.settings.umask = Some(mask);
        self
    }

    /// Sets its nice value, -20 to 19.
    ///
    /// By setpriority(2); `EACCES` for less than one's own without the right to that.
    ///
    /// ```
    /// use tine::process::{Command, View};
    /// let mut job = Command::new("sleep").arg("1000").nice(19).spawn()?;
    /// assert_eq!(View::of(job.pids()[0]).map(|view| view.nice).ok(), Some(19));
    /// job.kill()?;
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn nice(mut self, nice: i32) -> Self {
        self.settings.nice = Some(nice);
        self
    }

    /// Limits a resource (setrlimit(2)).
    ///
    /// ```
    /// use tine::process::{Command, Limit, Resource};
    /// let limit = Limit { soft: 64, hard: 64 };
    /// let text = Command::new("sh").args(["-c", "ulimit -n"]).limit(Resource::OpenFiles, limit).read()?;
    /// assert_eq!(text, b"64");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn limit(mut self, resource: Resource, limit: Limit) -> Self {
        self.settings.limits.push((resource, limit));
        self
    }

    /// Gives it the default action of these signals, whatever the caller ignores. What the caller *catches* is set to
    /// the default anyhow, by exec.
    ///
    /// See XSH `sigaction` and signal(7).
    ///
    /// ```
    /// use tine::process::Command;
    /// use tine::signal::{Signal, SignalSet};
    /// use std::os::unix::process::ExitStatusExt;
    /// let suicide = Command::new("sh").args(["-c", "kill -HUP $$"]);
    /// let status = suicide.default_signals(SignalSet::from(Signal::HUP)).status()?;
    /// assert_eq!(status.signal(), Some(1));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn default_signals(mut self, set: SignalSet) -> Self {
        self.settings.default = set;
        self
    }

    /// Has it ignore these signals.
    ///
    /// See XSH `sigaction` and signal(7). What is ignored stays so across exec.
    ///
    /// ```
    /// use tine::process::Command;
    /// use tine::signal::{Signal, SignalSet};
    /// let ignored = SignalSet::from(Signal::HUP);
    /// let status = Command::new("sh").args(["-c", "kill -HUP $$"]).ignore_signals(ignored).status()?;
    /// assert!(status.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn ignore_signals(mut self, set: SignalSet) -> Self {
        self.settings.ignore = set;
        self
    }

    /// Blocks these signals in it. Without this none is blocked, whatever the calling thread has blocked for itself.
    ///
    /// The mask that it starts with: XSH `pthread_sigmask`, signal(7).
    ///
    /// ```
    /// use tine::process::Command;
    /// use tine::signal::{Signal, SignalSet};
    /// let mask = SignalSet::from(Signal::HUP);
    /// let text = Command::new("grep").args(["SigBlk", "/proc/self/status"]).signal_mask(mask).read()?;
    /// assert!(text.ends_with(b"0001"));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn signal_mask(mut self, set: SignalSet) -> Self {
        self.settings.mask = Some(set);
        self
    }

    /// Sends it `signal` when the thread that started it ends (prctl(2) `PR_SET_PDEATHSIG`; Linux).
    ///
    /// ```
    /// use tine::process::Command;
    /// use tine::signal::Signal;
    /// let job = std::thread::spawn(|| Command::new("sleep").arg("1000").parent_death_signal(Signal::KILL).spawn());
    /// if let Ok(job) = job.join() {
    ///     // The thread has ended, and so has the job.
    ///     assert!(!job?.wait()?.success());
    /// }
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn parent_death_signal(mut self, signal: Signal) -> Self {
        self.settings.parent_death = Some(signal);
        self
    }
}

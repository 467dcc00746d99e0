//! The table of signals: numbers and names.

use crate::sys::signal::{Signal, real_time_range};
use nix::libc;
use std::borrow::Cow;
use std::fmt;

macro_rules! signals {
    ($($name:ident = $number:ident $text:literal $what:literal),* $(,)?) => {
        impl Signal {
            $(#[doc = $what] pub const $name: Self = Self(libc::$number);)*
        }

        /// The signals with a name of their own, by number: signal, name without `SIG`, description. As XBD
        /// `<signal.h>` and signal(7) have them.
        ///
        /// ```
        /// use tine::signal::{ALL_NAMED, Signal};
        /// assert!(ALL_NAMED.contains(&(Signal::INT, "INT", "Interrupt")));
        /// ```
        pub const ALL_NAMED: &[(Signal, &str, &str)] = &[$((Signal::$name, $text, $what)),*];
    };
}

signals! {
    HUP = SIGHUP "HUP" "Hangup",
    INT = SIGINT "INT" "Interrupt",
    QUIT = SIGQUIT "QUIT" "Quit",
    ILL = SIGILL "ILL" "Illegal instruction",
    TRAP = SIGTRAP "TRAP" "Trace/breakpoint trap",
    ABRT = SIGABRT "ABRT" "Aborted",
    BUS = SIGBUS "BUS" "Bus error",
    FPE = SIGFPE "FPE" "Floating point exception",
    KILL = SIGKILL "KILL" "Killed",
    USR1 = SIGUSR1 "USR1" "User defined signal 1",
    SEGV = SIGSEGV "SEGV" "Segmentation fault",
    USR2 = SIGUSR2 "USR2" "User defined signal 2",
    PIPE = SIGPIPE "PIPE" "Broken pipe",
    ALRM = SIGALRM "ALRM" "Alarm clock",
    TERM = SIGTERM "TERM" "Terminated",
    STKFLT = SIGSTKFLT "STKFLT" "Stack fault",
    CHLD = SIGCHLD "CHLD" "Child exited",
    CONT = SIGCONT "CONT" "Continued",
    STOP = SIGSTOP "STOP" "Stopped (signal)",
    TSTP = SIGTSTP "TSTP" "Stopped",
    TTIN = SIGTTIN "TTIN" "Stopped (tty input)",
    TTOU = SIGTTOU "TTOU" "Stopped (tty output)",
    URG = SIGURG "URG" "Urgent I/O condition",
    XCPU = SIGXCPU "XCPU" "CPU time limit exceeded",
    XFSZ = SIGXFSZ "XFSZ" "File size limit exceeded",
    VTALRM = SIGVTALRM "VTALRM" "Virtual timer expired",
    PROF = SIGPROF "PROF" "Profiling timer expired",
    WINCH = SIGWINCH "WINCH" "Window changed",
    POLL = SIGPOLL "POLL" "I/O possible",
    PWR = SIGPWR "PWR" "Power failure",
    SYS = SIGSYS "SYS" "Bad system call",
}

/// Other names under which a signal is known.
const SYNONYMS: &[(&str, Signal)] = &[
    ("CLD", Signal::CHLD),
    ("IO", Signal::POLL),
    ("IOT", Signal::ABRT),
];

impl Signal {
    /// The signal with this number, if there is one that programs may use.
    ///
    /// See XBD `<signal.h>`.
    ///
    /// ```
    /// use tine::signal::Signal;
    /// assert_eq!(Signal::from_number(15), Some(Signal::TERM));
    /// assert_eq!(Signal::from_number(0), None);
    /// ```
    pub fn from_number(number: i32) -> Option<Self> {
        let signal = Self(number);
        let (least, most) = real_time_range();
        ((least..=most).contains(&number) || signal.row().is_some()).then_some(signal)
    }

    /// The real-time signal `RTMIN+above`, if there are so many. Of several that wait, the lowest comes first; each
    /// comes as often as it was sent, with the value that [`sigqueue`](super::sigqueue) gave it.
    ///
    /// See signal(7); POSIX has at least eight (XBD `<signal.h>`).
    ///
    /// ```
    /// use tine::signal::Signal;
    /// assert_eq!(Signal::real_time(3).map(|signal| signal.name()), Some("RTMIN+3".into()));
    /// assert_eq!(Signal::real_time(100), None);
    /// ```
    pub fn real_time(above: u32) -> Option<Self> {
        let (least, most) = real_time_range();
        let number = least.checked_add_unsigned(above)?;
        (number <= most).then_some(Self(number))
    }

    /// The signal with this name, without `SIG`, in either case: `TERM`, `rtmin+3`.
    ///
    /// As XCU `kill` spells them.
    ///
    /// ```
    /// use tine::signal::Signal;
    /// assert_eq!(Signal::from_name("int"), Some(Signal::INT));
    /// assert_eq!(Signal::from_name("RTMAX-1").map(|s| s.name()), Some("RTMAX-1".into()));
    /// assert_eq!(Signal::from_name("SIGINT"), None);
    /// ```
    pub fn from_name(name: impl AsRef<[u8]>) -> Option<Self> {
        let name = name.as_ref();
        let same = |text: &str| text.as_bytes().eq_ignore_ascii_case(name);
        let (least, most) = real_time_range();
        if let Some(row) = ALL_NAMED.iter().find(|row| same(row.1)) {
            return Some(row.0);
        }
        if let Some(row) = SYNONYMS.iter().find(|row| same(row.0)) {
            return Some(row.1);
        }
        let (base, offset) = name.split_at_checked(5)?;
        let offset = match offset {
            [] => 0,
            [b'+' | b'-', digits @ ..]
                if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) =>
            {
                std::str::from_utf8(offset).ok()?.parse::<i32>().ok()?
            }
            _ => return None,
        };
        let number = match base.to_ascii_uppercase().as_slice() {
            b"RTMIN" => least.checked_add(offset)?,
            b"RTMAX" => most.checked_add(offset)?,
            _ => return None,
        };
        (least..=most).contains(&number).then_some(Self(number))
    }

    /// Its number.
    ///
    /// See signal(7).
    ///
    /// ```
    /// assert_eq!(tine::signal::Signal::KILL.number(), 9);
    /// ```
    pub fn number(self) -> i32 {
        self.0
    }

    /// Its name without `SIG`; the number in digits where there is no name.
    ///
    /// As XCU `kill -l` writes it.
    ///
    /// ```
    /// use tine::signal::Signal;
    /// assert_eq!(Signal::HUP.name(), "HUP");
    /// ```
    pub fn name(self) -> Cow<'static, str> {
        if let Some(row) = self.row() {
            return Cow::Borrowed(row.1);
        }
        let (least, most) = real_time_range();
        match self.0 {
            number if number == least => Cow::Borrowed("RTMIN"),
            number if number == most => Cow::Borrowed("RTMAX"),
            number if number > least && number <= i32::midpoint(least, most) => {
                Cow::Owned(format!("RTMIN+{}", number - least))
            }
            number if number > least && number < most => {
                Cow::Owned(format!("RTMAX-{}", most - number))
            }
            number => Cow::Owned(number.to_string()),
        }
    }

    /// What it is about, in a few words: what a shell reports of a job that it ended.
    ///
    /// As XSH `strsignal`.
    ///
    /// ```
    /// assert_eq!(tine::signal::Signal::TERM.description(), "Terminated");
    /// ```
    pub fn description(self) -> Cow<'static, str> {
        match self.row() {
            Some(row) => Cow::Borrowed(row.2),
            None => Cow::Owned(format!("Signal {}", self.name())),
        }
    }

    /// All signals that programs may use, by number.
    ///
    /// See signal(7).
    ///
    /// ```
    /// assert!(tine::signal::Signal::all().count() > 31);
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        let (least, most) = real_time_range();
        ALL_NAMED
            .iter()
            .map(|row| row.0)
            .chain((least..=most).map(Self))
    }

    fn row(self) -> Option<&'static (Signal, &'static str, &'static str)> {
        ALL_NAMED
            .get(usize::try_from(self.0.checked_sub(1)?).ok()?)
            .filter(|row| row.0 == self)
            .or_else(|| {
                // Architectures number the signals differently; the table is by name there.
                ALL_NAMED.iter().find(|row| row.0 == self)
            })
    }
}

impl fmt::Debug for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SIG{}", self.name())
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_is_found_by_its_name_and_number() {
        for signal in Signal::all() {
            assert_eq!(Signal::from_name(signal.name().as_bytes()), Some(signal));
            assert_eq!(Signal::from_number(signal.number()), Some(signal));
        }
        assert_eq!(Signal::from_name(b"RTMIN+99"), None);
        assert_eq!(Signal::from_name(b"RTMIN--1"), None);
        assert_eq!(Signal::from_name(b""), None);
    }
}

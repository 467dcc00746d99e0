//! The options of `set` (XCU 2.14, `set`): one table, which also drives `$-`, `set -o` and completion.

bitflags::bitflags! {
    /// The options that are on.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Options: u32 {
        /// `-a`: assignments export.
        const ALLEXPORT = 1 << 0;
        /// `-b`: job notices at once.
        const NOTIFY = 1 << 1;
        /// `-C`: `>` does not overwrite.
        const NOCLOBBER = 1 << 2;
        /// `-e`: leave when a command fails.
        const ERREXIT = 1 << 3;
        /// `-f`: no pathname expansion.
        const NOGLOB = 1 << 4;
        /// `-h`: look up the commands of a function when it is defined.
        const HASHALL = 1 << 5;
        /// `-i`: interactive.
        const INTERACTIVE = 1 << 6;
        /// `-l`: login shell.
        const LOGIN = 1 << 7;
        /// `-m`: job control.
        const MONITOR = 1 << 8;
        /// `-n`: read, do not execute.
        const NOEXEC = 1 << 9;
        /// `-s`: commands come from standard input.
        const STDIN = 1 << 10;
        /// `-u`: unset parameters are errors.
        const NOUNSET = 1 << 11;
        /// `-v`: write input as it is read.
        const VERBOSE = 1 << 12;
        /// `-x`: trace commands.
        const XTRACE = 1 << 13;
        /// `-c`: commands come from an argument.
        const COMMAND = 1 << 14;
        /// End of file does not leave an interactive shell.
        const IGNOREEOF = 1 << 15;
        /// Function definitions do not go into the history.
        const NOLOG = 1 << 16;
        /// The status of a pipeline is that of the last stage that failed.
        const PIPEFAIL = 1 << 17;
        /// vi editing.
        const VI = 1 << 18;
        /// emacs editing.
        const EMACS = 1 << 19;
        /// Only what POSIX has, where it conflicts with other habits.
        const POSIX = 1 << 20;
        /// Every subshell is a process from its beginning.
        const FORKSUBSHELL = 1 << 21;
        /// A directory as a command changes to it.
        const AUTOCD = 1 << 22;
    }
}

/// One option.
#[derive(Debug)]
pub struct OptionEntry {
    /// Its bit.
    pub flag: Options,
    /// The letter of `set -x`, if it has one.
    pub letter: Option<u8>,
    /// The name of `set -o name`; empty for those that only show in `$-`.
    pub name: &'static str,
    /// Whether `set` may change it.
    pub settable: bool,
    /// What it does.
    pub summary: &'static str,
}

const fn entry(
    flag: Options,
    letter: u8,
    name: &'static str,
    summary: &'static str,
) -> OptionEntry {
    OptionEntry {
        flag,
        letter: if letter == 0 { None } else { Some(letter) },
        name,
        settable: true,
        summary,
    }
}

const fn fixed(
    flag: Options,
    letter: u8,
    name: &'static str,
    summary: &'static str,
) -> OptionEntry {
    OptionEntry {
        flag,
        letter: Some(letter),
        name,
        settable: false,
        summary,
    }
}

/// All options, sorted by name.
pub const OPTIONS: &[OptionEntry] = &[
    entry(
        Options::ALLEXPORT,
        b'a',
        "allexport",
        "export every variable that is assigned",
    ),
    entry(
        Options::AUTOCD,
        0,
        "autocd",
        "at a prompt, a directory as a command changes to it",
    ),
    fixed(Options::COMMAND, b'c', "", "commands come from an argument"),
    entry(
        Options::EMACS,
        0,
        "emacs",
        "edit command lines with emacs keys",
    ),
    entry(
        Options::ERREXIT,
        b'e',
        "errexit",
        "leave when a command fails",
    ),
    entry(
        Options::FORKSUBSHELL,
        0,
        "forksubshell",
        "run every subshell in a process of its own",
    ),
    entry(
        Options::HASHALL,
        b'h',
        "hashall",
        "remember where commands were found",
    ),
    entry(
        Options::IGNOREEOF,
        0,
        "ignoreeof",
        "do not leave at end of file when interactive",
    ),
    fixed(
        Options::INTERACTIVE,
        b'i',
        "interactive",
        "the shell is interactive",
    ),
    fixed(Options::LOGIN, b'l', "login", "the shell is a login shell"),
    entry(
        Options::MONITOR,
        b'm',
        "monitor",
        "job control: a process group for each job",
    ),
    entry(
        Options::NOCLOBBER,
        b'C',
        "noclobber",
        "`>` does not overwrite existing files",
    ),
    entry(
        Options::NOEXEC,
        b'n',
        "noexec",
        "read commands without executing them",
    ),
    entry(Options::NOGLOB, b'f', "noglob", "no pathname expansion"),
    entry(
        Options::NOLOG,
        0,
        "nolog",
        "keep function definitions out of the history",
    ),
    entry(
        Options::NOTIFY,
        b'b',
        "notify",
        "tell at once when a background job changes",
    ),
    entry(
        Options::NOUNSET,
        b'u',
        "nounset",
        "expanding an unset parameter is an error",
    ),
    entry(
        Options::PIPEFAIL,
        0,
        "pipefail",
        "a pipeline fails when any of its stages does",
    ),
    entry(
        Options::POSIX,
        0,
        "posix",
        "follow POSIX where habits of other shells conflict with it",
    ),
    fixed(
        Options::STDIN,
        b's',
        "stdin",
        "commands come from standard input",
    ),
    entry(
        Options::VERBOSE,
        b'v',
        "verbose",
        "write input lines as they are read",
    ),
    entry(Options::VI, 0, "vi", "edit command lines with vi keys"),
    entry(
        Options::XTRACE,
        b'x',
        "xtrace",
        "write commands before they are executed",
    ),
];

impl Options {
    /// The option with this letter.
    pub fn by_letter(letter: u8) -> Option<&'static OptionEntry> {
        OPTIONS.iter().find(|option| option.letter == Some(letter))
    }

    /// The option with this name.
    pub fn by_name(name: &[u8]) -> Option<&'static OptionEntry> {
        OPTIONS
            .iter()
            .find(|option| !option.name.is_empty() && option.name.as_bytes() == name)
    }

    /// The value of `$-`.
    pub fn letters(self) -> Vec<u8> {
        OPTIONS
            .iter()
            .filter(|option| self.contains(option.flag))
            .filter_map(|option| option.letter)
            .collect()
    }
}

//! The options of `set` (XCU 2.14, `set`) and `shopt`: one table, which also drives `$-`, `set -o` and completion.

mod table;

pub use table::{OPTIONS, SETTLED};

bitflags::bitflags! {
    /// The options that are on.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Options: u64 {
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
        /// A pattern that matches no file expands to nothing.
        const NULLGLOB = 1 << 23;
        /// A pattern that matches no file is an error.
        const FAILGLOB = 1 << 24;
        /// `*` matches names that begin with a dot.
        const DOTGLOB = 1 << 25;
        /// `**` matches directories at any depth.
        const GLOBSTAR = 1 << 26;
        /// Pathname expansion takes capitals and small letters for the same.
        const NOCASEGLOB = 1 << 27;
        /// So do `case` and `[[ ]]`.
        const NOCASEMATCH = 1 << 28;
        /// `.*` matches `.` and `..` neither.
        const GLOBSKIPDOTS = 1 << 29;
        /// `+(a|b)` and its kin are patterns in any word.
        const EXTGLOB = 1 << 30;
        /// The last stage of a pipeline runs in the shell itself.
        const LASTPIPE = 1 << 31;
        /// Aliases are substituted.
        const EXPAND_ALIASES = 1 << 32;
        /// `cd` takes what is no directory for the name of a variable.
        const CDABLE_VARS = 1 << 33;
        /// `cd` looks past small errors in a name, at a prompt.
        const CDSPELL = 1 << 34;
        /// The shell does not leave at once while jobs run.
        const CHECKJOBS = 1 << 35;
        /// A login shell tells its jobs that it leaves.
        const HUPONEXIT = 1 << 36;
        /// `echo` understands escapes, whatever it is told.
        const XPG_ECHO = 1 << 37;
        /// `source` looks in PATH.
        const SOURCEPATH = 1 << 38;
        /// A script goes on when `exec` fails.
        const EXECFAIL = 1 << 39;
        /// `cd` resolves symbolic links.
        const PHYSICAL = 1 << 40;
        /// `-E`: the ERR trap counts in functions and subshells too.
        const ERRTRACE = 1 << 41;
        /// `-T`: so do the traps DEBUG and RETURN.
        const FUNCTRACE = 1 << 42;
        /// `-B`: braces are expanded.
        const BRACEEXPAND = 1 << 43;
        /// A line with references to the history is edited before it runs.
        const HISTVERIFY = 1 << 44;
        /// A line whose references lead nowhere is edited again.
        const HISTREEDIT = 1 << 45;
        /// Completion puts what a directory's name stands for in its place.
        const DIREXPAND = 1 << 46;
        /// Completion looks past small errors in the names of directories.
        const DIRSPELL = 1 << 47;
        /// Nothing is offered where nothing has been typed of a command.
        const NO_EMPTY_COMPLETION = 1 << 48;
        /// Functions of the user complete arguments.
        const PROGCOMP = 1 << 49;
        /// Words with a `@` may be completed to names of hosts.
        const HOSTCOMPLETE = 1 << 50;
        /// `&` in the text of `${name/pattern/text}` stands for what matched.
        const PATSUB_REPLACEMENT = 1 << 51;
        /// Commands at a prompt go into the history.
        const HISTORY = 1 << 52;
        /// `-H`: `!` in a line at a prompt is a reference to the history.
        const HISTEXPAND = 1 << 53;
        /// What debuggers need: the trap DEBUG decides whether a command runs, and arguments of calls are kept.
        const EXTDEBUG = 1 << 54;
        /// At a prompt, a line is shown with what it may become.
        const AUTOSUGGEST = 1 << 55;
        /// A variable of a function begins with what it is outside.
        const LOCALVAR_INHERIT = 1 << 56;
        /// `-p`: nothing that the environment tells shells to do is done.
        const PRIVILEGED = 1 << 57;
        /// `-k`: what looks like an assignment is one among the arguments too.
        const KEYWORD = 1 << 58;
        /// `-t`: leave after a command.
        const ONECMD = 1 << 59;
        /// Parameters and commands in prompts are expanded.
        const PROMPTVARS = 1 << 60;
        /// `-e` counts in command substitutions too.
        const INHERIT_ERREXIT = 1 << 61;
        /// What runs has asked for bash (see `Env::is_bash`).
        const BASH = 1 << 62;

        /// The options that a new shell has.
        const INITIAL = Self::HASHALL.bits() | Self::GLOBSKIPDOTS.bits() | Self::EXPAND_ALIASES.bits()
            | Self::SOURCEPATH.bits() | Self::BRACEEXPAND.bits() | Self::PROGCOMP.bits() | Self::PROMPTVARS.bits()
            | Self::HOSTCOMPLETE.bits() | Self::AUTOSUGGEST.bits() | Self::PATSUB_REPLACEMENT.bits()
            | Self::INHERIT_ERREXIT.bits();
        /// What changes how text is read.
        const READING = Self::POSIX.bits() | Self::EXTGLOB.bits() | Self::EXPAND_ALIASES.bits()
            | Self::NOEXEC.bits() | Self::INTERACTIVE.bits() | Self::KEYWORD.bits() | Self::BASH.bits();
        /// What pathname expansion depends on.
        const GLOBBING = Self::NULLGLOB.bits() | Self::FAILGLOB.bits() | Self::DOTGLOB.bits()
            | Self::GLOBSTAR.bits() | Self::NOCASEGLOB.bits() | Self::GLOBSKIPDOTS.bits()
            | Self::EXTGLOB.bits();
    }
}

/// The builtin that changes an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `set -o`
    Set,
    /// `shopt`
    Shopt,
    /// Both.
    Both,
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
    /// Whether it may be changed.
    pub settable: bool,
    /// The builtin that has it.
    pub home: Home,
    /// What it does.
    pub summary: &'static str,
}

impl OptionEntry {
    /// Whether it has a name by which this builtin knows it.
    pub fn is_of(&self, home: Home) -> bool {
        !self.name.is_empty() && (self.home == home || self.home == Home::Both)
    }
}

/// How wide a manual is at most, in characters.
pub const WIDTH: usize = 79;

/// What there is to switch by a builtin, for its manual.
pub fn explained(home: Home) -> String {
    let there = |option: &&OptionEntry| option.is_of(home) && option.settable;
    let entry = |option: &OptionEntry| {
        let letter = match option.letter {
            _ if home == Home::Shopt => String::new(),
            Some(letter) => format!("-{} ", char::from(letter)),
            None => "   ".to_owned(),
        };
        let begin = format!("  {letter}{:<15} ", option.name);
        let on = Options::INITIAL.contains(option.flag).then_some("(on)");
        let words = option.summary.split(' ').chain(on);
        let mut lines = vec![begin.clone()];
        for word in words {
            if let Some(line) = lines
                .last_mut()
                .filter(|line| line.len() + word.len() < WIDTH)
            {
                line.extend([" ", word]);
            } else {
                lines.push(format!("{:indent$} {word}", "", indent = begin.len()));
            }
        }
        format!("\n{}", lines.join("\n"))
    };
    OPTIONS.iter().filter(there).map(entry).collect()
}

impl Options {
    /// The option with this letter.
    pub fn by_letter(letter: u8) -> Option<&'static OptionEntry> {
        OPTIONS.iter().find(|option| option.letter == Some(letter))
    }

    /// The option of `set -o` with this name.
    pub fn by_name(name: &[u8]) -> Option<&'static OptionEntry> {
        let here = |option: &&OptionEntry| option.is_of(Home::Set);
        (OPTIONS.iter().filter(here)).find(|option| option.name.as_bytes() == name)
    }

    /// The option of `shopt` with this name.
    pub fn by_habit(name: &[u8]) -> Option<&'static OptionEntry> {
        let here = |option: &&OptionEntry| option.is_of(Home::Shopt);
        (OPTIONS.iter().filter(here)).find(|option| option.name.as_bytes() == name)
    }

    /// The options of `set -o` that can be changed, sorted by name.
    pub fn of_set(self) -> Vec<(&'static str, bool)> {
        let here = |option: &&OptionEntry| option.is_of(Home::Set) && option.settable;
        let state = |option: &OptionEntry| (option.name, self.contains(option.flag));
        OPTIONS.iter().filter(here).map(state).collect()
    }

    /// The options of `shopt`, sorted by name, with those that always are what they are.
    pub fn habits(self) -> Vec<(&'static str, bool)> {
        let here = |option: &&OptionEntry| option.is_of(Home::Shopt);
        let state = |option: &OptionEntry| (option.name, self.contains(option.flag));
        let mut all: Vec<_> = OPTIONS.iter().filter(here).map(state).collect();
        all.extend_from_slice(SETTLED);
        all.push(("login_shell", self.contains(Self::LOGIN)));
        all.sort_unstable();
        all
    }

    /// The value of `$-`.
    pub fn letters(self) -> Vec<u8> {
        OPTIONS
            .iter()
            .filter(|option| self.contains(option.flag))
            // POSIX knows no braces.
            .filter(|option| option.flag != Self::BRACEEXPAND || !self.contains(Self::POSIX))
            .filter_map(|option| option.letter)
            .collect()
    }
}

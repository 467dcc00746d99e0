//! The options of `set` (XCU 2.14, `set`) and `shopt`: one table, which also drives `$-`, `set -o` and completion.

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

        /// The options that a new shell has.
        const INITIAL = Self::HASHALL.bits() | Self::GLOBSKIPDOTS.bits() | Self::EXPAND_ALIASES.bits()
            | Self::SOURCEPATH.bits() | Self::BRACEEXPAND.bits() | Self::PROGCOMP.bits()
            | Self::HOSTCOMPLETE.bits();
        /// What changes how text is read.
        const READING = Self::POSIX.bits() | Self::EXTGLOB.bits() | Self::EXPAND_ALIASES.bits()
            | Self::BRACEEXPAND.bits() | Self::NOEXEC.bits() | Self::INTERACTIVE.bits();
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
        home: Home::Set,
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
        home: Home::Set,
        summary,
    }
}

/// An option of `shopt`.
const fn habit(flag: Options, name: &'static str, summary: &'static str) -> OptionEntry {
    OptionEntry {
        flag,
        letter: None,
        name,
        settable: true,
        home: Home::Shopt,
        summary,
    }
}

/// An option of both.
const fn shared(option: &OptionEntry) -> OptionEntry {
    OptionEntry {
        home: Home::Both,
        ..*option
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
    shared(&entry(
        Options::AUTOCD,
        0,
        "autocd",
        "at a prompt, a directory as a command changes to it",
    )),
    entry(
        Options::BRACEEXPAND,
        b'B',
        "braceexpand",
        "expand braces, except in posix mode",
    ),
    habit(
        Options::CDABLE_VARS,
        "cdable_vars",
        "`cd` takes what is no directory for the name of a variable",
    ),
    habit(
        Options::CDSPELL,
        "cdspell",
        "at a prompt, `cd` looks past small errors in a name",
    ),
    habit(
        Options::CHECKJOBS,
        "checkjobs",
        "do not leave at once while jobs run, when interactive",
    ),
    fixed(Options::COMMAND, b'c', "", "commands come from an argument"),
    habit(
        Options::DIREXPAND,
        "direxpand",
        "completion puts what a directory's name stands for in its place",
    ),
    habit(
        Options::DIRSPELL,
        "dirspell",
        "completion looks past small errors in the names of directories",
    ),
    habit(
        Options::DOTGLOB,
        "dotglob",
        "`*` matches names that begin with a dot",
    ),
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
        Options::ERRTRACE,
        b'E',
        "errtrace",
        "functions and subshells inherit the ERR trap",
    ),
    habit(
        Options::EXECFAIL,
        "execfail",
        "a script goes on when `exec` fails",
    ),
    habit(
        Options::EXPAND_ALIASES,
        "expand_aliases",
        "substitute aliases",
    ),
    habit(
        Options::EXTGLOB,
        "extglob",
        "+(a|b) and its kin are patterns in any word",
    ),
    habit(
        Options::FAILGLOB,
        "failglob",
        "a pattern that matches no file is an error",
    ),
    entry(
        Options::FORKSUBSHELL,
        0,
        "forksubshell",
        "run every subshell in a process of its own",
    ),
    entry(
        Options::FUNCTRACE,
        b'T',
        "functrace",
        "functions and subshells inherit the traps DEBUG and RETURN",
    ),
    habit(
        Options::GLOBSKIPDOTS,
        "globskipdots",
        "no pattern matches `.` and `..`",
    ),
    habit(
        Options::GLOBSTAR,
        "globstar",
        "`**` matches files and directories at any depth",
    ),
    entry(
        Options::HASHALL,
        b'h',
        "hashall",
        "remember where commands were found",
    ),
    habit(
        Options::HISTREEDIT,
        "histreedit",
        "a line whose history references lead nowhere is edited again",
    ),
    habit(
        Options::HISTVERIFY,
        "histverify",
        "a line with history references is shown before it runs",
    ),
    habit(
        Options::HOSTCOMPLETE,
        "hostcomplete",
        "words with a `@` are completed to names of hosts (on)",
    ),
    habit(
        Options::HUPONEXIT,
        "huponexit",
        "jobs are told when an interactive login shell leaves",
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
    habit(
        Options::LASTPIPE,
        "lastpipe",
        "without job control, the last stage of a pipeline runs in the shell itself",
    ),
    fixed(Options::LOGIN, b'l', "login", "the shell is a login shell"),
    entry(
        Options::MONITOR,
        b'm',
        "monitor",
        "job control: a process group for each job",
    ),
    habit(
        Options::NO_EMPTY_COMPLETION,
        "no_empty_cmd_completion",
        "no commands are offered where nothing has been typed",
    ),
    habit(
        Options::NOCASEGLOB,
        "nocaseglob",
        "pathname expansion takes capitals and small letters for the same",
    ),
    habit(
        Options::NOCASEMATCH,
        "nocasematch",
        "`case`, `[[ ]]` and ${name/pattern/text} take capitals and small letters for the same",
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
    habit(
        Options::NULLGLOB,
        "nullglob",
        "a pattern that matches no file expands to nothing",
    ),
    entry(
        Options::PHYSICAL,
        b'P',
        "physical",
        "`cd` and `pwd` resolve symbolic links",
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
    habit(
        Options::PROGCOMP,
        "progcomp",
        "functions of the user complete arguments (on)",
    ),
    habit(
        Options::SOURCEPATH,
        "sourcepath",
        "`source` looks for files in PATH",
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
    habit(
        Options::XPG_ECHO,
        "xpg_echo",
        "`echo` understands escapes without -e",
    ),
];

/// What `shopt` of other shells can switch and this shell cannot: the name, and what it always is.
pub const SETTLED: &[(&str, bool)] = &[
    ("assoc_expand_once", false),
    ("checkhash", true),
    ("checkwinsize", true),
    ("cmdhist", true),
    ("complete_fullquote", true),
    ("extdebug", false),
    ("extquote", true),
    ("force_fignore", true),
    ("globasciiranges", true),
    ("gnu_errfmt", false),
    ("histappend", true),
    ("inherit_errexit", true),
    ("interactive_comments", true),
    ("lithist", true),
    ("localvar_inherit", false),
    ("localvar_unset", false),
    ("mailwarn", false),
    ("noexpand_translation", false),
    ("patsub_replacement", false),
    ("progcomp_alias", false),
    ("promptvars", true),
    ("restricted_shell", false),
    ("shift_verbose", true),
    ("varredir_close", false),
];

impl Options {
    /// The option with this letter.
    pub fn by_letter(letter: u8) -> Option<&'static OptionEntry> {
        OPTIONS.iter().find(|option| option.letter == Some(letter))
    }

    /// The option of `set -o` with this name.
    pub fn by_name(name: &[u8]) -> Option<&'static OptionEntry> {
        OPTIONS.iter().find(|option| {
            option.home != Home::Shopt && !option.name.is_empty() && option.name.as_bytes() == name
        })
    }

    /// The option of `shopt` with this name.
    pub fn by_habit(name: &[u8]) -> Option<&'static OptionEntry> {
        OPTIONS
            .iter()
            .find(|option| option.home != Home::Set && option.name.as_bytes() == name)
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

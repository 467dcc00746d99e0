//! All options, with what they do.

use super::{Home, OptionEntry, Options};

/// An option of `set`; `letter`: 0 if it has none.
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

/// An option that only shows in `$-`.
const fn fixed(
    flag: Options,
    letter: u8,
    name: &'static str,
    summary: &'static str,
) -> OptionEntry {
    OptionEntry {
        settable: false,
        ..entry(flag, letter, name, summary)
    }
}

/// An option of `shopt`.
const fn habit(flag: Options, name: &'static str, summary: &'static str) -> OptionEntry {
    OptionEntry {
        home: Home::Shopt,
        ..entry(flag, 0, name, summary)
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
    habit(
        Options::AUTOSUGGEST,
        "autosuggest",
        "at a prompt, a line is shown with what it may become: an earlier command, or a completed word",
    ),
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
        "completion puts what ~ and $name stand for in their place",
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
        Options::EXTDEBUG,
        "extdebug",
        "the trap DEBUG decides what runs, BASH_ARGV has the arguments of calls; -E and -T with it",
    ),
    habit(
        Options::EXTGLOB,
        "extglob",
        "+(a|b) and its kin are patterns in any word, not only in `case` and [[ ]]",
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
    entry(
        Options::HISTEXPAND,
        b'H',
        "histexpand",
        "`!` at a prompt is a reference to the history",
    ),
    entry(
        Options::HISTORY,
        0,
        "history",
        "remember the commands that are entered at a prompt, or stand in the script",
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
        "words with a `@` are completed to names of hosts",
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
    entry(
        Options::KEYWORD,
        b'k',
        "keyword",
        "assignments count among the arguments of a command too",
    ),
    habit(
        Options::LASTPIPE,
        "lastpipe",
        "without job control, the last stage of a pipeline runs in the shell itself",
    ),
    fixed(Options::LOGIN, b'l', "login", "the shell is a login shell"),
    habit(
        Options::LOCALVAR_INHERIT,
        "localvar_inherit",
        "a variable of a function begins with what it is outside",
    ),
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
    habit(
        Options::PATSUB_REPLACEMENT,
        "patsub_replacement",
        "`&` in the text of ${name/pattern/text} stands for what matched",
    ),
    entry(
        Options::ONECMD,
        b't',
        "onecmd",
        "leave after reading and executing one command",
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
    entry(
        Options::PRIVILEGED,
        b'p',
        "privileged",
        "take no functions, options and files to begin with from the environment",
    ),
    habit(
        Options::PROGCOMP,
        "progcomp",
        "functions of the user complete arguments",
    ),
    habit(
        Options::PROMPTVARS,
        "promptvars",
        "parameters and commands in prompts are expanded",
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
    ("extquote", true),
    ("force_fignore", true),
    ("globasciiranges", true),
    ("gnu_errfmt", false),
    ("histappend", true),
    ("inherit_errexit", true),
    ("interactive_comments", true),
    ("lithist", true),
    ("localvar_unset", false),
    ("mailwarn", false),
    ("noexpand_translation", false),
    ("progcomp_alias", true),
    ("restricted_shell", false),
    ("shift_verbose", true),
    ("varredir_close", false),
];

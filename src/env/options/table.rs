//! All options, with what they do.

use super::{Home, OptionEntry, Options};

/// What an option belongs to, and whether it may be set there; `fixed`: it only shows in `$-`.
macro_rules! home {
    (set) => {
        (Home::Set, true)
    };
    (fixed) => {
        (Home::Set, false)
    };
    (shopt) => {
        (Home::Shopt, true)
    };
    (both) => {
        (Home::Both, true)
    };
}

/// A row an option: what it belongs to, its letter (0: none), its flag, its name, and what it does.
macro_rules! options {
    ($($home:ident $letter:literal $flag:ident $name:literal $summary:literal;)*) => {
        &[$(OptionEntry {
            flag: Options::$flag,
            letter: if $letter == 0 { None } else { Some($letter) },
            name: $name,
            settable: home!($home).1,
            home: home!($home).0,
            summary: $summary,
        }),*]
    };
}

/// All options, sorted by name.
pub const OPTIONS: &[OptionEntry] = options! {
    set   b'a' ALLEXPORT              "allexport"          "export every variable that is assigned";
    both  0    AUTOCD                 "autocd"             "at a prompt, a directory as a command changes to it";
    shopt 0    AUTOSUGGEST            "autosuggest"        "at a prompt, a line is shown with what it may become: an earlier command, or a completed word";
    set   b'B' BRACEEXPAND            "braceexpand"        "expand braces, except in posix mode";
    shopt 0    CDABLE_VARS            "cdable_vars"        "`cd` takes what is no directory for the name of a variable";
    shopt 0    CDSPELL                "cdspell"            "at a prompt, `cd` looks past small errors in a name";
    shopt 0    CHECKJOBS              "checkjobs"          "do not leave at once while jobs run, when interactive";
    fixed b'c' COMMAND                ""                   "commands come from an argument";
    shopt 0    DIREXPAND              "direxpand"          "completion puts what ~ and $name stand for in their place";
    shopt 0    DIRSPELL               "dirspell"           "completion looks past small errors in the names of directories";
    shopt 0    DOTGLOB                "dotglob"            "`*` matches names that begin with a dot";
    set   0    EMACS                  "emacs"              "edit command lines with emacs keys";
    set   b'e' ERREXIT                "errexit"            "leave when a command fails";
    set   b'E' ERRTRACE               "errtrace"           "functions and subshells inherit the ERR trap";
    shopt 0    EXECFAIL               "execfail"           "a script goes on when `exec` fails";
    shopt 0    EXPAND_ALIASES         "expand_aliases"     "substitute aliases";
    shopt 0    EXTDEBUG               "extdebug"           "the trap DEBUG decides what runs, BASH_ARGV has the arguments of calls; -E and -T with it";
    shopt 0    EXTGLOB                "extglob"            "+(a|b) and its kin are patterns in any word, not only in `case` and [[ ]]";
    shopt 0    FAILGLOB               "failglob"           "a pattern that matches no file is an error";
    set   0    FORKSUBSHELL           "forksubshell"       "run every subshell in a process of its own";
    set   b'T' FUNCTRACE              "functrace"          "functions and subshells inherit the traps DEBUG and RETURN";
    shopt 0    GLOBSKIPDOTS           "globskipdots"       "no pattern matches `.` and `..`";
    shopt 0    GLOBSTAR               "globstar"           "`**` matches files and directories at any depth";
    set   b'h' HASHALL                "hashall"            "remember where commands were found";
    set   b'H' HISTEXPAND             "histexpand"         "`!` at a prompt is a reference to the history";
    set   0    HISTORY                "history"            "remember the commands that are entered at a prompt, or stand in the script";
    shopt 0    HISTREEDIT             "histreedit"         "a line whose history references lead nowhere is edited again";
    shopt 0    HISTVERIFY             "histverify"         "a line with history references is shown before it runs";
    shopt 0    HOSTCOMPLETE           "hostcomplete"       "words with a `@` are completed to names of hosts";
    shopt 0    HUPONEXIT              "huponexit"          "jobs are told when an interactive login shell leaves";
    set   0    IGNOREEOF              "ignoreeof"          "do not leave at end of file when interactive";
    shopt 0    INHERIT_ERREXIT        "inherit_errexit"    "`set -e` counts in command substitutions too";
    fixed b'i' INTERACTIVE            "interactive"        "the shell is interactive";
    set   b'k' KEYWORD                "keyword"            "assignments count among the arguments of a command too";
    shopt 0    LASTPIPE               "lastpipe"           "without job control, the last stage of a pipeline runs in the shell itself";
    fixed b'l' LOGIN                  "login"              "the shell is a login shell";
    shopt 0    LOCALVAR_INHERIT       "localvar_inherit"   "a variable of a function begins with what it is outside";
    set   b'm' MONITOR                "monitor"            "job control: a process group for each job";
    shopt 0    NO_EMPTY_COMPLETION    "no_empty_cmd_completion" "no commands are offered where nothing has been typed";
    shopt 0    NOCASEGLOB             "nocaseglob"         "pathname expansion takes capitals and small letters for the same";
    shopt 0    NOCASEMATCH            "nocasematch"        "`case`, `[[ ]]` and ${name/pattern/text} take capitals and small letters for the same";
    set   b'C' NOCLOBBER              "noclobber"          "`>` does not overwrite existing files";
    set   b'n' NOEXEC                 "noexec"             "read commands without executing them";
    set   b'f' NOGLOB                 "noglob"             "no pathname expansion";
    set   0    NOLOG                  "nolog"              "keep function definitions out of the history";
    set   b'b' NOTIFY                 "notify"             "tell at once when a background job changes";
    set   b'u' NOUNSET                "nounset"            "expanding an unset parameter is an error";
    shopt 0    NULLGLOB               "nullglob"           "a pattern that matches no file expands to nothing";
    shopt 0    PATSUB_REPLACEMENT     "patsub_replacement" "`&` in the text of ${name/pattern/text} stands for what matched";
    set   b't' ONECMD                 "onecmd"             "leave after reading and executing one command";
    set   b'P' PHYSICAL               "physical"           "`cd` and `pwd` resolve symbolic links";
    set   0    PIPEFAIL               "pipefail"           "a pipeline fails when any of its stages does";
    set   0    POSIX                  "posix"              "follow POSIX where habits of other shells conflict with it";
    set   b'p' PRIVILEGED             "privileged"         "take no functions, options and files to begin with from the environment";
    shopt 0    PROGCOMP               "progcomp"           "functions of the user complete arguments";
    shopt 0    PROMPTVARS             "promptvars"         "parameters and commands in prompts are expanded";
    shopt 0    SOURCEPATH             "sourcepath"         "`source` looks for files in PATH";
    fixed b's' STDIN                  "stdin"              "commands come from standard input";
    set   b'v' VERBOSE                "verbose"            "write input lines as they are read";
    set   0    VI                     "vi"                 "edit command lines with vi keys";
    set   b'x' XTRACE                 "xtrace"             "write commands before they are executed";
    shopt 0    XPG_ECHO               "xpg_echo"           "`echo` understands escapes without -e";
};

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

//! The builtin utilities, kin by kin, each with its manual.
//!
//! Law of the room: a builtin writes to [`Env::out`](crate::env::Env::out), and reports through the
//! environment; it never touches descriptors 1 and 2 itself. A row in [`TABLE`] is all that the rest
//! of the shell knows of it: looking it up, `help`, completion and the manual come from there.

mod abbr;
mod alias;
mod args;
pub mod bind;
mod builtin;
mod caller;
mod cd;
mod command;
pub mod complete;
mod describe;
mod directories;
mod dot;
mod echo;
mod enable;
mod escape;
mod eval;
mod exec;
pub mod exit;
mod export;
mod fc;
mod getopts;
mod hash;
mod help;
mod history;
mod job_control;
mod jobs;
mod kill;
mod r#let;
mod loops;
mod mapfile;
mod printf;
mod pwd;
mod read;
pub mod set;
mod shift;
mod shopt;
mod show;
pub mod spelling;
mod test;
mod times;
mod trap;
mod truth;
mod r#type;
mod typeset;
mod ulimit;
mod umask;
mod unset;
mod visited;
mod wait;

use crate::env::Builtin;

/// All builtins, sorted by name.
pub const TABLE: &[Builtin] = &[
    dot::DOT,
    truth::COLON,
    test::BRACKET,
    abbr::ABBR,
    alias::ALIAS,
    job_control::BG,
    bind::BIND,
    loops::BREAK,
    builtin::BUILTIN,
    caller::CALLER,
    cd::CD,
    command::COMMAND,
    complete::COMPGEN,
    complete::COMPLETE,
    complete::COMPOPT,
    loops::CONTINUE,
    typeset::DECLARE,
    visited::DIRH,
    directories::DIRS,
    job_control::DISOWN,
    echo::ECHO,
    enable::ENABLE,
    eval::EVAL,
    exec::EXEC,
    exit::EXIT,
    export::EXPORT,
    truth::FALSE,
    fc::FC,
    job_control::FG,
    getopts::GETOPTS,
    hash::HASH,
    help::HELP,
    history::HISTORY,
    typeset::INTEGER,
    jobs::JOBS,
    kill::KILL,
    r#let::LET,
    typeset::LOCAL,
    exit::LOGOUT,
    mapfile::MAPFILE,
    visited::NEXTD,
    directories::POPD,
    visited::PREVD,
    printf::PRINTF,
    directories::PUSHD,
    pwd::PWD,
    read::READ,
    mapfile::READARRAY,
    export::READONLY,
    exit::RETURN,
    set::SET,
    shift::SHIFT,
    shopt::SHOPT,
    dot::SOURCE,
    job_control::SUSPEND,
    test::TEST,
    times::TIMES,
    trap::TRAP,
    truth::TRUE,
    r#type::TYPE,
    typeset::TYPESET,
    ulimit::ULIMIT,
    umask::UMASK,
    alias::UNALIAS,
    unset::UNSET,
    wait::WAIT,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::options::WIDTH;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TABLE.is_sorted_by_key(|builtin| builtin.name));
        for builtin in TABLE {
            assert!(
                !builtin.summary.is_empty() && !builtin.manual.is_empty(),
                "{}",
                builtin.name
            );
            let wide = |line: &&str| line.chars().count() > WIDTH;
            let wide = builtin.explanation().lines().find(wide).map(str::to_owned);
            assert_eq!(wide, None, "the manual of {}", builtin.name);
        }
    }
}

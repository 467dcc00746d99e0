//! The builtin utilities: one file each, with its manual.
//!
//! Law of the room: a builtin writes to [`Env::out`](crate::env::Env::out), and reports through the
//! environment; it never touches descriptors 1 and 2 itself. A row in [`TABLE`] is all that the rest
//! of the shell knows of it: looking it up, `help`, completion and the manual come from there.

mod alias;
mod args;
mod echo;
mod escape;
mod export;
mod getopts;
mod hash;
mod help;
mod kill;
mod local;
mod printf;
mod pwd;
mod shift;
mod test;
mod times;
mod truth;
mod unset;

use crate::env::Builtin;

/// All builtins, sorted by name.
pub const TABLE: &[Builtin] = &[
    truth::COLON,
    test::BRACKET,
    alias::ALIAS,
    echo::ECHO,
    export::EXPORT,
    truth::FALSE,
    getopts::GETOPTS,
    hash::HASH,
    help::HELP,
    kill::KILL,
    local::LOCAL,
    printf::PRINTF,
    pwd::PWD,
    export::READONLY,
    shift::SHIFT,
    test::TEST,
    times::TIMES,
    truth::TRUE,
    alias::UNALIAS,
    unset::UNSET,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TABLE.is_sorted_by_key(|builtin| builtin.name));
        for builtin in TABLE {
            assert!(
                !builtin.summary.is_empty() && !builtin.manual.is_empty(),
                "{}",
                builtin.name
            );
        }
    }
}

//! Runs scripted cases: plain shell files under `tests/posix` and `tests/tine`.
//!
//! A file holds cases of one topic. A case opens with `####` and its name; what follows is the
//! script, handed to the shell unchanged, so a line number in the case is the line after the name
//! counted from one. Lines that begin with one of these marks say what is expected, and are not
//! part of the script:
//!
//! ```text
//! #### name of the case
//! echo "one  two"; echo oops >&2; exit 3
//! #> one  two            one line of standard output, exact
//! #2> oops               standard error has this text; bare `#2>`: has any text; absent: is empty
//! #$? 3                  exit status: a number, or `>0`, `>128`; absent: 0
//! #< text                one line of standard input; absent: /dev/null
//! #% args: a b           positional parameters, split at blanks
//! #% options: -e -u      options of the shell, put before the script
//! #% needs: perl         a command that must be found, else the case is skipped
//! #% needs: nonroot      is skipped for the superuser, whom permissions do not stop
//! #% clause: XCU 2.6.1   why the case stands although every other shell fails it
//! ```
//!
//! Each case runs in an empty directory of its own, which is also `HOME`, with `LC_ALL=C.UTF-8`,
//! the `PATH` of the run and nothing else in the environment but `SH`: the command that starts
//! the shell under test again. To rerun a case by hand: copy its lines to a file, and run that.

#![allow(
    dead_code,
    unused_imports,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "test code, shared by two programs that each use a part"
)]

mod case;
mod report;
mod run;

pub use case::{Case, load};
pub use report::{Outcome, Run, Verdict, main, say};
pub use run::{Bench, Shell, found, lacks};

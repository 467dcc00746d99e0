//! What a builtin utility is. The table of them stands above, in `builtins`.

use super::Env;
use super::fields::Fields;
use super::flow::{Flow, Status};
use super::options::{Home, explained};

/// How a builtin is found, and what its errors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A special built-in utility (XCU 2.15): found before functions, its errors end a script, its
    /// assignments stay.
    Special,
    /// Found before PATH is looked at (XCU 2.9.1.4 step 1d: the intrinsic utilities).
    Intrinsic,
    /// Stands for a program of the same name: used where a PATH search would find one. With
    /// the habits of other shells (and without `set -o posix`), used always.
    Substitutive,
    /// An extension: found like [`Kind::Intrinsic`].
    Extension,
}

/// A builtin utility.
#[derive(Debug)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// How it is found, and what its errors do.
    pub kind: Kind,
    /// Its arguments that look like assignments are expanded like assignments (`export`).
    pub declaration: bool,
    /// Runs it: field 0 is its name. Output goes to [`Env::out`].
    pub run: fn(&mut Env, &Fields) -> Flow<Status>,
    /// One line: how it is called, without its name.
    pub synopsis: &'static str,
    /// One line: what it does.
    pub summary: &'static str,
    /// Its manual; but see [`explanation`](Self::explanation).
    pub manual: &'static str,
}

impl Builtin {
    /// One line: how it is called, with its name.
    pub fn call(&self) -> String {
        format!("{} {}", self.name, self.synopsis)
            .trim_end()
            .to_owned()
    }

    /// Its manual, for one that switches options with what there is to switch.
    pub fn explanation(&self) -> String {
        let options = match self.name {
            "set" => explained(Home::Set),
            "shopt" => explained(Home::Shopt),
            _ => return self.manual.to_owned(),
        };
        format!("{}\n{options}", self.manual)
    }

    /// Whether all that it does with descriptors is to write to standard output, without a look at any file.
    pub fn only_writes(&self) -> bool {
        matches!(self.name, "echo" | "printf")
    }

    /// Whether it only reads or writes: it changes no descriptor, starts nothing, and asks nothing about files.
    pub fn only_transfers(&self) -> bool {
        matches!(
            self.name,
            "echo" | "printf" | "read" | ":" | "true" | "false"
        )
    }
}

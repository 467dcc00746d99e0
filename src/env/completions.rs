//! How the arguments of commands are completed, as the user's scripts say it (`complete`).

use std::collections::BTreeMap;
use std::rc::Rc;

/// What can stand for an argument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spec {
    /// Kinds of names: `file`, `user` and so on.
    pub actions: Vec<Vec<u8>>,
    /// `-W`: words.
    pub words: Option<Vec<u8>>,
    /// `-G`: a pattern of file names.
    pub pattern: Option<Vec<u8>>,
    /// `-F`: a function that fills COMPREPLY.
    pub function: Option<Vec<u8>>,
    /// `-C`: a command that writes a candidate a line.
    pub command: Option<Vec<u8>>,
    /// `-X`: a pattern of candidates that are left out.
    pub filter: Option<Vec<u8>>,
    /// `-P`: what comes before each candidate.
    pub prefix: Vec<u8>,
    /// `-S`: what comes behind it.
    pub suffix: Vec<u8>,
    /// `-o`: `nospace`, `filenames`, `default` and so on.
    pub options: Vec<Vec<u8>>,
}

impl Spec {
    /// Whether an option is on.
    pub fn has(&self, option: &[u8]) -> bool {
        self.options.iter().any(|on| on == option)
    }

    /// Turns an option on or off.
    pub fn set(&mut self, option: &[u8], on: bool) {
        self.options.retain(|other| other != option);
        if on {
            self.options.push(option.to_vec());
        }
    }
}

/// The name that stands for commands without a specification of their own (`-D`).
pub const DEFAULT: &[u8] = b"-D";

/// The name that stands for an empty line (`-E`).
pub const EMPTY: &[u8] = b"-E";

/// The name that stands for the names of commands (`-I`).
pub const INITIAL: &[u8] = b"-I";

/// All of them, by the names of the commands.
#[derive(Debug)]
pub struct Completions {
    /// The specifications.
    pub specs: BTreeMap<Vec<u8>, Rc<Spec>>,
    /// The one that is being used, which `compopt` changes.
    pub current: Option<Spec>,
    /// What has asked last, as `COMP_TYPE` and `COMP_KEY` say it.
    pub manner: (u8, u8),
}

impl Default for Completions {
    fn default() -> Self {
        Self {
            specs: BTreeMap::new(),
            current: None,
            manner: (b'\t', b'\t'),
        }
    }
}

impl Completions {
    /// The specification for the words of a command; the last one is at the cursor.
    pub fn find_for(&self, words: &[Vec<u8>]) -> Option<&Rc<Spec>> {
        match words {
            [] => self.specs.get(EMPTY),
            [name] if name.is_empty() => self.specs.get(EMPTY),
            [_] => self.specs.get(INITIAL),
            [command, ..] => self.find(command),
        }
    }

    /// The specification for a command.
    pub fn find(&self, command: &[u8]) -> Option<&Rc<Spec>> {
        let base = command
            .rsplit(|&byte| byte == b'/')
            .next()
            .unwrap_or_default();
        self.specs
            .get(command)
            .or_else(|| self.specs.get(base))
            .or_else(|| self.specs.get(DEFAULT))
    }
}

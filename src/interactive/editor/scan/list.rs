//! Where in a list of commands the walk is.

use super::{Edge, Role};

/// What a list expects next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expect {
    #[default]
    Command,
    Argument,
    /// Behind `fi`, `done`, a subshell: only operators and redirections.
    Nothing,
    Name,
    In,
    Subject,
    Pattern,
    /// Of an array: a word, and nothing else.
    Element,
    /// The name of a function that is being defined.
    Function,
    /// What `[[` tests, up to `]]`.
    Test,
}

/// The state of the list that is being walked over.
#[derive(Debug, Default)]
pub struct List {
    pub expect: Expect,
    pub words: Vec<(usize, usize)>,
    pub redirect: Option<usize>,
    /// The `case` commands that are open, and whether the place is in the body of a pattern.
    pub cases: Vec<bool>,
    /// How many groups `{ }` are open.
    pub groups: usize,
}

impl List {
    pub fn begin(&mut self, expect: Expect) {
        self.expect = expect;
        self.words.clear();
        self.redirect = None;
    }

    pub fn keyword(&mut self, word: &[u8]) {
        match word {
            b"for" | b"select" => self.begin(Expect::Name),
            b"function" => self.begin(Expect::Function),
            b"[[" => self.begin(Expect::Test),
            b"case" => {
                self.begin(Expect::Subject);
                self.cases.push(false);
            }
            b"esac" => {
                self.cases.pop();
                self.begin(Expect::Nothing);
            }
            b"fi" | b"done" => self.begin(Expect::Nothing),
            b"}" => {
                self.groups = self.groups.saturating_sub(1);
                self.begin(Expect::Nothing);
            }
            b"{" => {
                self.groups += 1;
                self.begin(Expect::Command);
            }
            _ => self.begin(Expect::Command),
        }
    }

    /// Whether a byte that ends the list does so here: a parenthesis may be that of a pattern, and a brace ends
    /// it only where a command may begin.
    pub fn may_end(&self, byte: u8) -> bool {
        match byte {
            b')' if self.expect == Expect::Test => false,
            b')' => self.expect != Expect::Pattern || self.cases.is_empty(),
            b'}' => matches!(self.expect, Expect::Command | Expect::Nothing) && self.groups == 0,
            _ => true,
        }
    }

    pub fn edge(&self, start: usize, quote: Option<u8>) -> Edge {
        let role = match self.expect {
            _ if self.redirect.is_some() => Role::Target,
            Expect::Command => Role::Command,
            Expect::Argument => Role::Argument,
            Expect::Element | Expect::Test => Role::Target,
            _ => Role::Other,
        };
        Edge {
            words: self.words.clone(),
            start,
            role: Some(role),
            quote,
            level: 0,
            pattern: self.expect == Expect::Pattern && self.redirect.is_none(),
        }
    }
}

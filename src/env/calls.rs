//! Which functions and files are being executed, one within the other: `FUNCNAME`, `BASH_SOURCE`,
//! `BASH_LINENO`, `caller`.

use super::handover::{Reader, Writer};
use super::{Env, Positional};
use crate::name::Name;
use std::rc::Rc;

/// How deep execution may nest: beyond it, recursion is an error, not a crash.
pub const DEPTH_LIMIT: usize = 20_000;

/// A call that has not returned.
#[derive(Debug)]
pub struct Call {
    /// The function, or `source`.
    pub name: Name,
    /// The line of the call.
    pub line: u32,
    /// The file, if it is one that is read by `.`.
    pub file: Option<Rc<[u8]>>,
}

/// All of them, and how deep they are.
#[derive(Debug, Default)]
pub struct Calls {
    /// The calls, the outermost first.
    pub list: Vec<Call>,
    /// How deep execution is nested, what is no call included: `eval`, substitutions.
    pub depth: usize,
    /// The script that the shell was started for.
    pub main: Option<Rc<[u8]>>,
    /// Under `extdebug`, the arguments of calls, each with how many calls there were around it. Those of calls that
    /// have returned are still here.
    arguments: Vec<(usize, Vec<Vec<u8>>)>,
}

impl Calls {
    /// Notes the arguments of the call that is the newest.
    #[cold]
    pub fn note(&mut self, arguments: &Positional) {
        let depth = self.list.len();
        let newer = self.arguments.iter().rev();
        let returned = newer.take_while(|(other, _)| *other >= depth).count();
        self.arguments.truncate(self.arguments.len() - returned);
        let texts = arguments.iter().map(<[u8]>::to_vec).collect();
        self.arguments.push((depth, texts));
    }

    /// Notes the arguments of the script, as the option `extdebug` is switched.
    pub fn note_main(&mut self, arguments: &Positional) {
        if self.list.is_empty() {
            self.note(arguments);
        }
    }

    /// The arguments that have been noted, of the newest call first.
    fn noted(&self) -> impl Iterator<Item = &Vec<Vec<u8>>> {
        let depth = self.list.len();
        let there = self.arguments.iter().rev();
        let there = there.filter(move |(other, _)| *other <= depth);
        there.map(|(_, arguments)| arguments)
    }

    /// Writes them for a subshell that starts as a program.
    pub fn hand_over(&self, out: &mut Writer) {
        out.text(self.main.as_deref().unwrap_or_default());
        out.number(self.list.len() as i64);
        for call in &self.list {
            out.text(call.name.as_bytes());
            out.number(i64::from(call.line));
            out.text(call.file.as_deref().unwrap_or_default());
        }
    }

    /// Reads what [`hand_over`](Self::hand_over) has written.
    pub fn take_over(&mut self, from: &mut Reader<'_>) -> Option<()> {
        let file = |path: &[u8]| (!path.is_empty()).then(|| Rc::from(path));
        self.main = file(from.text()?);
        for _ in 0..from.count()? {
            self.list.push(Call {
                name: Name::new(from.text()?),
                line: u32::try_from(from.number()?).ok()?,
                file: file(from.text()?),
            });
        }
        Some(())
    }
}

impl Env {
    /// The file that a call executes commands of.
    fn file_of(&self, call: &Call) -> Vec<u8> {
        let file = call.file.as_ref();
        let file = file.or_else(|| self.functions.source(call.name));
        file.map_or_else(|| b"environment".to_vec(), |file| file.to_vec())
    }

    /// The file that the command stands in which is executed, if it is known.
    pub fn current_file(&self) -> Option<Rc<[u8]>> {
        match self.calls.list.last() {
            None => self.calls.main.clone(),
            Some(call) => match &call.file {
                Some(file) => Some(Rc::clone(file)),
                None => self.functions.source(call.name).cloned(),
            },
        }
    }

    /// `FUNCNAME`: there is something only while a function is executed.
    pub(super) fn call_names(&self) -> Vec<Vec<u8>> {
        if self.calls.list.iter().all(|call| call.file.is_some()) {
            return Vec::new();
        }
        let names = self.calls.list.iter().rev();
        let main = self.calls.main.iter().map(|_| b"main".to_vec());
        names
            .map(|call| call.name.as_bytes().to_vec())
            .chain(main)
            .collect()
    }

    /// `BASH_SOURCE`
    pub(super) fn call_files(&self) -> Vec<Vec<u8>> {
        let calls = self.calls.list.iter().rev();
        let main = self.calls.main.iter().map(|file| file.to_vec());
        calls.map(|call| self.file_of(call)).chain(main).collect()
    }

    /// `BASH_ARGC`
    pub(super) fn call_counts(&self) -> Vec<Vec<u8>> {
        let counts = self.calls.noted().map(Vec::len);
        counts.map(|count| count.to_string().into_bytes()).collect()
    }

    /// `BASH_ARGV`
    pub(super) fn call_arguments(&self) -> Vec<Vec<u8>> {
        let arguments = self.calls.noted();
        arguments
            .flat_map(|call| call.iter().rev().cloned())
            .collect()
    }

    /// `BASH_LINENO`
    pub(super) fn call_lines(&self) -> Vec<Vec<u8>> {
        let calls = self.calls.list.iter().rev();
        let main = self.calls.main.iter().map(|_| b"0".to_vec());
        calls
            .map(|call| call.line.to_string().into_bytes())
            .chain(main)
            .collect()
    }
}

//! The environment as bytes: handed over to a subshell that starts as a program of its own.
//!
//! A shell in a host program must not fork, since the host may have threads. Where a subshell has to be a process, the
//! interpreter is started afresh and takes over what XCU 2.13 says that a subshell has of its parent: as a list of
//! texts and numbers, in a fixed order, between two runs of the same program.

use super::array::Key;
use super::attributes::Attributes;
use super::variables::Watch;
use super::{Env, Fields, Options, Positional, dynamic};
use crate::arith::decimal;
use crate::name::Name;
use crate::syntax::print;
use std::ffi::CString;
use std::rc::Rc;

/// Collects what is handed over.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Adds a text.
    pub fn text(&mut self, text: &[u8]) {
        self.number(text.len() as i64);
        self.bytes.extend_from_slice(text);
    }

    /// Adds a number.
    pub fn number(&mut self, number: i64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Adds texts, and how many there are.
    pub fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t [u8]>) {
        self.number(texts.len() as i64);
        texts.for_each(|text| self.text(text));
    }

    /// All of it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Takes it apart again; `None` where there is nothing more, or something else.
#[derive(Debug)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// The next thing, which is a text.
    pub fn text(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// The next thing, which is a number.
    pub fn number(&mut self) -> Option<i64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(i64::from_le_bytes(*number))
    }

    /// The next thing, which is a number that counts.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// The next thing, which is a small number.
    pub fn small(&mut self) -> Option<i32> {
        i32::try_from(self.number()?).ok()
    }

    /// As many texts as follow.
    pub fn texts(&mut self) -> Option<Vec<&'b [u8]>> {
        let count = self.count()?;
        std::iter::repeat_with(|| self.text()).take(count).collect()
    }
}

/// A function that is handed over: its line, its file (empty: none), its definition, and whether it is exported.
pub type Definition<'b> = (u32, &'b [u8], &'b [u8], bool);

/// What stands for "none" where a number may be missing.
const NONE: i64 = i64::MIN;

impl Env {
    /// Writes what a subshell has of this environment.
    pub fn hand_over(&self, out: &mut Writer) {
        out.number(self.options.bits().cast_signed());
        out.number(i64::from(self.status));
        out.number(i64::from(self.line));
        out.number(i64::from(self.process.pid));
        out.number(self.children.last_async.map_or(NONE, i64::from));
        out.number(self.variables.getopts as i64);
        out.number(self.context.functions as i64);
        out.number(self.context.returnable as i64);
        out.number(self.context.conditions as i64);
        out.number(self.context.loops as i64);
        out.number(i64::from(self.context.fed));
        out.number(self.script.depth as i64);
        out.number(self.calls.depth as i64);
        out.text(self.variables.dynamic.zero(&self.script.arg0));
        out.text(&self.script.name);
        out.texts(self.positional.iter());
        out.number(self.outcome.pipe_status.len() as i64);
        for status in &self.outcome.pipe_status {
            out.number(i64::from(*status));
        }
        self.variables_over(out);
        self.traps.hand_over(out);
        self.children.jobs.hand_over(out);
        self.calls.hand_over(out);
        out.number(self.frames.list.len() as i64 + self.frames.around as i64);
        out.number(self.locations.iter().count() as i64);
        for (name, path) in self.locations.iter() {
            out.text(name.as_bytes());
            out.text(path.to_bytes());
        }
        out.texts(self.hosted.names().into_iter());
        out.number(self.functions.iter().count() as i64);
        for function in self.functions.iter() {
            out.number(i64::from(function.line));
            out.text(
                self.functions
                    .source(function.name)
                    .map_or(b"", |file| file),
            );
            out.text(&print::function(function));
            out.number(i64::from(self.functions.is_exported(function.name)));
        }
        out.number(self.aliases.iter().count() as i64);
        for (name, value) in self.aliases.iter() {
            out.text(name);
            out.text(value);
        }
    }

    fn variables_over(&self, out: &mut Writer) {
        let known = (0..).map_while(Name::from_index).filter(|&name| {
            let there = self.variables.value(name).is_some() || self.variables.is_array(name);
            there || !self.variables.attributes(name).is_empty()
        });
        for name in known {
            out.text(name.as_bytes());
            let attributes = self.variables.attributes(name);
            out.number(i64::from(attributes.bits()));
            let array = self.variables.is_array(name);
            let associative = self.variables.is_associative(name);
            out.number(i64::from(array) + i64::from(associative));
            if attributes.contains(Attributes::DYNAMIC) {
                let since = match name {
                    Name::SECONDS => self.computed_number(name).to_string(),
                    _ => String::new(),
                };
                out.number(1);
                out.text(b"0");
                out.text(since.as_bytes());
                continue;
            }
            let elements: Vec<_> = self.variables.elements(name).collect();
            out.number(elements.len() as i64);
            for (index, value) in elements {
                out.text(&index.to_text());
                out.text(value);
            }
        }
        out.text(b"");
    }

    /// Becomes what was handed over; the answer is the functions, for one who can read them, and the aliases, which
    /// must not be there when they are read.
    pub fn take_over<'b>(&mut self, from: &mut Reader<'b>) -> Option<Handed<'b>> {
        let options = from.number()?.cast_unsigned();
        self.set_options(Options::from_bits_truncate(options));
        self.status = from.small()?;
        self.line = u32::try_from(from.number()?).ok()?;
        self.process.pid = from.small()?;
        let last = from.number()?;
        self.children.last_async = (last != NONE).then_some(last as i32);
        let offset = from.count()?;
        self.context.functions = from.count()?;
        self.context.returnable = from.count()?;
        self.context.conditions = from.count()?;
        self.context.loops = from.count()?;
        self.context.fed = from.number()? != 0;
        self.script.depth = from.count()?;
        self.calls.depth = from.count()?;
        self.script.arg0 = Rc::from(from.text()?);
        self.script.name = Rc::from(from.text()?);
        let parameters: Fields = from.texts()?.into_iter().collect();
        self.positional = Positional::new(parameters, 0);
        let stages = from.count()?;
        self.outcome.pipe_status = std::iter::repeat_with(|| from.small())
            .take(stages)
            .collect::<Option<_>>()?;
        // What a function would have for its own is for `local` to see.
        (0..self.context.functions.min(1)).for_each(|_| self.variables.push_scope(true));
        self.take_variables(from)?;
        self.traps.take_over(from)?;
        self.children.jobs.take_over(from)?;
        self.calls.take_over(from)?;
        self.frames.around = from.count()?;
        self.variables.take_changed(Watch::Path);
        for (name, path) in pairs(from, |from| Some((from.text()?, from.text()?)))? {
            let path = CString::new(path).ok()?;
            self.locations.insert(Name::new(name), Rc::from(path));
        }
        let closures = from.texts()?;
        let functions = pairs(from, |from| {
            let line = u32::try_from(from.number()?).ok()?;
            Some((line, from.text()?, from.text()?, from.number()? != 0))
        })?;
        let aliases = pairs(from, |from| Some((from.text()?, from.text()?)))?;
        self.variables.take_changed(Watch::Optind);
        self.variables.getopts = offset;
        self.set_options(self.options);
        self.refresh_locale();
        self.context.subshell = true;
        self.process.main = false;
        Some(Handed {
            closures,
            functions,
            aliases,
        })
    }

    fn take_variables(&mut self, from: &mut Reader<'_>) -> Option<()> {
        // What a new shell has of itself, which may have been unset.
        let own = [Name::IFS, Name::OPTIND, Name::LINENO];
        for &name in own.iter().chain(dynamic::BEYOND) {
            let _ = self.variables.unset(name);
        }
        loop {
            let name = match from.text()? {
                [] => return Some(()),
                name => Name::new(name),
            };
            let bits = u16::try_from(from.number()?).ok()?;
            let attributes = Attributes::from_bits_truncate(bits);
            let associative = match from.number()? {
                0 => false,
                1 => {
                    self.variables.make_array(name);
                    false
                }
                _ => self.variables.make_associative(name),
            };
            let mut computed = None;
            for _ in 0..from.count()? {
                let (key, value) = (from.text()?, from.text()?);
                let key = if associative {
                    Key::Text(key.into())
                } else {
                    Key::Index(decimal(key)?)
                };
                let _ = self.variables.assign_element(name, &key, value, false);
                computed = Some(value);
            }
            self.variables.add_attributes(name, attributes);
            if let (Name::SECONDS, true, Some(value)) =
                (name, attributes.contains(Attributes::DYNAMIC), computed)
            {
                self.variables.store(name, value);
            }
        }
    }
}

/// What is left to do when an environment has been taken over.
#[derive(Debug)]
pub struct Handed<'b> {
    /// Builtins of the host, which cannot come along.
    pub closures: Vec<&'b [u8]>,
    /// The functions.
    pub functions: Vec<Definition<'b>>,
    /// The aliases.
    pub aliases: Vec<(&'b [u8], &'b [u8])>,
}

fn pairs<'b, T>(
    from: &mut Reader<'b>,
    mut pair: impl FnMut(&mut Reader<'b>) -> Option<T>,
) -> Option<Vec<T>> {
    let count = from.count()?;
    std::iter::repeat_with(|| pair(from)).take(count).collect()
}

//! `[[ ... ]]`

use super::trace;
use crate::env::{Env, Fields, Flow, Options, flow};
use crate::expand::{self, Builder, Expand, Mode};
use crate::name::Name;
use crate::syntax::extended::{Comparison, Condition};
use crate::syntax::print;
use crate::syntax::tree::{Shape, Unit, Word};
use crate::sys::depth;
use crate::sys::regex::Regex;
use std::ops::ControlFlow::Continue;

/// Leaves 0 or 1 as the status; 2 if the expression is in error.
pub fn execute(env: &mut Env, condition: &Condition) -> Flow {
    env.status = match holds(env, condition)? {
        Ok(true) => flow::SUCCESS,
        Ok(false) => flow::FAILURE,
        Err(status) => status,
    };
    Continue(())
}

/// Whether a condition holds, or the status of an error that has been reported.
type Answer = Result<bool, flow::Status>;

fn holds(env: &mut Env, condition: &Condition) -> Flow<Answer> {
    match condition {
        Condition::All(parts) => until(env, parts, false),
        Condition::Any(parts) => until(env, parts, true),
        Condition::Not(part) => Continue(holds(env, part)?.map(|answer| !answer)),
        Condition::Group(group) => depth::deeper(|| holds(env, &group.0)),
        Condition::Text(word) => unary(env, b'n', word),
        Condition::Unary(letter, word) => unary(env, *letter, word),
        Condition::Binary(comparison, left, right) => binary(env, *comparison, left, right),
    }
}

/// Goes on as long as the answers are not `wanted`.
fn until(env: &mut Env, parts: &[Condition], wanted: bool) -> Flow<Answer> {
    let Some(last) = parts.last() else {
        return Continue(Ok(!wanted));
    };
    for part in parts {
        match holds(env, part)? {
            Ok(answer) if answer != wanted => {}
            // What cannot be told does not hold.
            Err(_) if wanted && !std::ptr::eq(part, last) => {}
            answer => return Continue(answer),
        }
    }
    Continue(Ok(!wanted))
}

/// What the utility `test` says.
fn by_test(env: &mut Env, arguments: &[&[u8]]) -> Answer {
    let Some(test) = env.builtins.get(Name::new(b"test")) else {
        return Err(flow::ERROR);
    };
    let fields: Fields = arguments.iter().copied().collect();
    match (test.run)(env, &fields) {
        Continue(flow::SUCCESS) => Ok(true),
        Continue(flow::FAILURE) => Ok(false),
        _ => Err(flow::ERROR),
    }
}

fn unary(env: &mut Env, letter: u8, word: &Word) -> Flow<Answer> {
    expand::text(env, word, |env, text| {
        let option = [b'-', letter];
        traced(env, &[&option, &print::quote(text)]);
        match letter {
            b'n' => Ok(!text.is_empty()),
            b'z' => Ok(text.is_empty()),
            _ => by_test(env, &[b"test", &option, text]),
        }
    })
}

fn traced(env: &mut Env, parts: &[&[u8]]) {
    trace::test(env, || [b"[[ ", &*parts.join(&b' '), b" ]]"].concat());
}

fn binary(env: &mut Env, comparison: Comparison, left: &Word, right: &Word) -> Flow<Answer> {
    let left = expand::text(env, left, |_, text| text.to_vec())?;
    if env.has(Options::XTRACE) {
        let right = print::head(&comparison.spelling(), std::slice::from_ref(right));
        traced(env, &[&print::quote(&left), &right]);
    }
    match comparison {
        Comparison::Match | Comparison::Differ => {
            let found = match right.as_literal() {
                Some(text) if !env.has(Options::NOCASEMATCH) => *left == *text,
                _ => expand::pattern_of_any_case(env, right, |_, pattern| {
                    pattern.matches_extended(&left)
                })?,
            };
            Continue(Ok(found == (comparison == Comparison::Match)))
        }
        Comparison::Regex => regex(env, &left, right),
        Comparison::Before => expand::text(env, right, |_, right| Ok(*left < *right)),
        Comparison::After => expand::text(env, right, |_, right| Ok(*left > *right)),
        Comparison::Letters(letters) => {
            let right = expand::text(env, right, |_, text| text.to_vec())?;
            if matches!(&letters, b"nt" | b"ot" | b"ef") {
                let operator = [b'-', letters[0], letters[1]];
                return Continue(by_test(env, &[b"test", &left, &operator, &right]));
            }
            let left = expand::tolerant(env, |env| env.calculate(&left))?;
            let Some(left) = left else {
                return Continue(Err(flow::FAILURE));
            };
            let right = expand::tolerant(env, |env| env.calculate(&right))?;
            let Some(right) = right else {
                return Continue(Err(flow::FAILURE));
            };
            Continue(Ok(match &letters {
                b"eq" => left == right,
                b"ne" => left != right,
                b"lt" => left < right,
                b"le" => left <= right,
                b"gt" => left > right,
                _ => left >= right,
            }))
        }
    }
}

/// `=~`: the match and those of its groups are left in `BASH_REMATCH`.
fn regex(env: &mut Env, subject: &[u8], word: &Word) -> Flow<Answer> {
    let pattern = regex_text(env, word)?;
    // Where all is ASCII, bytes are characters.
    let utf8 = env.utf8 && !(pattern.is_ascii() && subject.is_ascii());
    let regex = match Regex::new(&pattern, env.has(Options::NOCASEMATCH), utf8) {
        Ok(regex) => regex,
        Err(why) => {
            env.report(&pattern, why);
            return Continue(Err(flow::ERROR));
        }
    };
    let groups = regex.groups(subject);
    let list = groups.iter().flatten().map(|range| {
        let text = range.clone().and_then(|range| subject.get(range));
        text.unwrap_or_default()
    });
    let _ = env.variables.assign_values(Name::BASH_REMATCH, list);
    Continue(Ok(groups.is_some()))
}

/// Expands a regular expression: what is quoted in it stands for itself.
fn regex_text(env: &mut Env, word: &Word) -> Flow<Vec<u8>> {
    let mut pattern = Regular::default();
    match &word.shape {
        Shape::Literal(text) => pattern.push(text, false),
        Shape::Variable { name, quoted } => {
            let value = env.variables.value(*name).unwrap_or_default();
            pattern.push(value, *quoted);
        }
        Shape::Units(units) => {
            for unit in units {
                let quoted = match unit {
                    Unit::Quoted(_) | Unit::Tilde(_) => true,
                    Unit::Parameter { quoted, .. }
                    | Unit::Command { quoted, .. }
                    | Unit::Arithmetic { quoted, .. } => *quoted,
                    Unit::Literal(_) | Unit::List(_) | Unit::Process { .. } | Unit::Braces(_) => {
                        false
                    }
                };
                let mut builder = Builder::new(env.take_fields(), Mode::Join);
                std::slice::from_ref(unit).expand(env, &mut builder)?;
                pattern.push(builder.unfinished().0, quoted);
                env.give_fields(builder.into_fields());
            }
        }
    }
    Continue(pattern.text)
}

/// A regular expression that is being put together: where it is in a bracket expression, nothing can be
/// escaped, nor need it be.
#[derive(Default)]
struct Regular {
    text: Vec<u8>,
    /// In a bracket expression: whether nothing stands in it yet.
    bracket: Option<bool>,
    /// In a class such as `[:alpha:]` there: what it ends with, before the bracket.
    class: Option<u8>,
}

impl Regular {
    fn push(&mut self, text: &[u8], quoted: bool) {
        for &byte in text {
            let before = self.text.last().copied();
            if self.bracket.is_none() {
                if quoted && b"\\^$.[]|()*+?{}".contains(&byte) {
                    self.text.push(b'\\');
                } else if byte == b'[' && before != Some(b'\\') {
                    self.bracket = Some(true);
                }
            } else {
                self.inside(byte, before);
            }
            self.text.push(byte);
        }
    }

    fn inside(&mut self, byte: u8, before: Option<u8>) {
        let first = self.bracket == Some(true);
        match (self.class, byte) {
            (Some(end), b']') if before == Some(end) => self.class = None,
            (None, b':' | b'.' | b'=') if before == Some(b'[') && !first => self.class = Some(byte),
            (None, b']') if !first => {
                self.bracket = None;
                return;
            }
            _ => {}
        }
        self.bracket = Some(first && byte == b'^' && before == Some(b'['));
    }
}

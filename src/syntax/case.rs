//! The `case` conditional (XCU 2.9.4.3).

use super::error::Parsed;
use super::input::Input;
use super::list::reserve_one;
use super::reserved::Reserved;
use super::token::{blanks, keyword, linebreak_before, operator, reserved};
use super::tree::{CaseItem, Compound, List, PatternWord, Word};
use super::word::{Place, opaque};
use super::{Production, alias};

/// How an item of `case` is terminated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// `;;`: the `case` is over.
    End,
    /// `;&`: go on with the next item's commands.
    Next,
    /// `;;&`: go on looking for a pattern that matches.
    Look,
}

/// `word in item... esac`
pub fn clause(input: Input<'_>) -> Parsed<'_, Compound> {
    let (next, subject) = word(alias::settle(input))?;
    let (next, ()) = linebreak_before(next, &[Reserved::In])?;
    let (mut here, ()) = keyword(next, Reserved::In)?;
    let mut items = Vec::new();
    loop {
        (here, ()) = linebreak_before(here, &[Reserved::Esac])?;
        if let Some((Reserved::Esac, end)) = reserved(here) {
            return Ok((blanks(end), Compound::Case { subject, items }));
        }
        let (next, last) = item(here, &mut items)?;
        here = next;
        if last {
            let (end, ()) = keyword(here, Reserved::Esac)?;
            return Ok((end, Compound::Case { subject, items }));
        }
    }
}

fn word(input: Input<'_>) -> Parsed<'_, Word> {
    if input.is_delimiter() {
        return Err(input.unexpected(Some("a word")));
    }
    let (next, word) = opaque(input, Place::Token)?;
    Ok((blanks(next), word))
}

/// A pattern; `+(a|b)` and its kin are none in POSIX.
fn pattern(input: Input<'_>) -> Parsed<'_, Word> {
    let place = if input.session.manner.extended {
        Place::Glob
    } else {
        Place::Token
    };
    let (next, word) = opaque(input, place)?;
    Ok((blanks(next), word))
}

/// `( pattern | pattern ) list ;;`, put among the items; whether its terminator is missing, as it may be in the last.
fn item<'s>(input: Input<'s>, items: &mut Vec<CaseItem>) -> Parsed<'s, bool> {
    let (here, patterns) = patterns(input)?;
    let (next, body) = List::parse(here)?;
    let (next, then) = terminator(next);
    if !input.session.manner.only_checks {
        reserve_one(items).push(CaseItem {
            patterns,
            body,
            then: then.unwrap_or(Then::End),
        });
    }
    Ok((next, then.is_none()))
}

/// The patterns of an item and the parenthesis behind them; the last one, if they are only checked.
fn patterns(input: Input<'_>) -> Parsed<'_, Vec<PatternWord>> {
    let mut here = if input.peek() == Some(b'(') {
        alias::settle(blanks(input.skip(1)))
    } else {
        input
    };
    let mut patterns = Vec::new();
    loop {
        if here.is_delimiter() {
            return Err(here.unexpected(Some(if patterns.is_empty() {
                "a pattern or `esac`"
            } else {
                "a pattern"
            })));
        }
        let (next, pattern) = pattern(here)?;
        if input.session.manner.only_checks {
            patterns.clear();
        }
        reserve_one(&mut patterns).push(pattern.into());
        let next = alias::settle(next);
        match next.peek() {
            Some(b'|') => here = alias::settle(blanks(next.skip(1))),
            Some(b')') => return Ok((next.skip(1), patterns)),
            _ => return Err(next.unexpected(Some("`)`"))),
        }
    }
}

/// What terminates an item, if it is there.
fn terminator(input: Input<'_>) -> (Input<'_>, Option<Then>) {
    if let Some(next) = operator(input, b';', b';') {
        let look = next.accept(b'&');
        match look.filter(|_| input.session.manner.extended) {
            Some(next) => (next, Some(Then::Look)),
            None => (next, Some(Then::End)),
        }
    } else if let Some(next) = operator(input, b';', b'&') {
        (next, Some(Then::Next))
    } else {
        (input, None)
    }
}

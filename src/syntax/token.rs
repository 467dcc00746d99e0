//! What stands between words: blanks, comments, newlines, operators, reserved words (XCU 2.3, 2.4).

use super::alias;
use super::class;
use super::error::Parsed;
use super::heredoc;
use super::input::Input;

/// The place of the next token: behind blanks, line continuations and a comment (XCU 2.3).
#[inline]
pub fn blanks(input: Input<'_>) -> Input<'_> {
    match input.peek() {
        Some(b' ' | b'\t' | b'#' | b'\\') | None => skip_blanks(input),
        Some(_) => input,
    }
}

fn skip_blanks(input: Input<'_>) -> Input<'_> {
    let mut here = input;
    loop {
        let (next, comment) = {
            let rest = here.rest();
            let blanks = rest
                .iter()
                .position(|&byte| byte != b' ' && byte != b'\t')
                .unwrap_or(rest.len());
            let next = here.skip(blanks);
            match rest.get(blanks) {
                Some(b'\\') | None => (next, false),
                Some(b'#') => (next, true),
                Some(_) => {
                    input.session.buffer.skipped(input.at, next.at);
                    return next;
                }
            }
        };
        here = if comment {
            end_of_line(next)
        } else {
            next.joined()
        };
        if here.at == next.at && !matches!(here.peek(), Some(b' ' | b'\t' | b'#')) {
            input.session.buffer.skipped(input.at, here.at);
            return here;
        }
    }
}

fn end_of_line(mut input: Input<'_>) -> Input<'_> {
    loop {
        let newline = memchr::memchr(b'\n', &input.rest());
        if let Some(length) = newline {
            return input.skip(length);
        }
        let length = input.rest().len();
        input = input.skip(length);
        if input.peek().is_none() {
            return input;
        }
    }
}

/// A newline token, and the here-documents that begin behind it (XCU 2.7.4).
pub fn newline(input: Input<'_>) -> Parsed<'_, ()> {
    let input = input.skip(1);
    if input.session.pending.borrow().is_empty() {
        Ok((input, ()))
    } else {
        heredoc::bodies(input)
    }
}

/// Any number of newlines, to where a command may begin; the word there is settled.
pub fn linebreak(mut input: Input<'_>) -> Parsed<'_, ()> {
    loop {
        input = blanks(input);
        if input.peek() == Some(b'\n') {
            (input, ()) = newline(input)?;
            continue;
        }
        match alias::substitute_command(input) {
            Some(next) => input = next,
            None => return Ok((input, ())),
        }
    }
}

/// Any number of newlines, where no command may begin: to a word that is one of `words`, or else
/// settled.
pub fn linebreak_before<'s>(mut input: Input<'s>, words: &[Reserved]) -> Parsed<'s, ()> {
    loop {
        input = blanks(input);
        if input.peek() == Some(b'\n') {
            (input, ()) = newline(input)?;
            continue;
        }
        if reserved(input).is_some_and(|(word, _)| words.contains(&word)) {
            return Ok((input, ()));
        }
        match alias::substitute_eligible(input) {
            Some(next) => input = next,
            None => return Ok((input, ())),
        }
    }
}

/// The place behind an operator of two bytes.
pub fn operator(input: Input<'_>, first: u8, second: u8) -> Option<Input<'_>> {
    if input.peek() == Some(first) {
        input.skip(1).accept(second)
    } else {
        None
    }
}

/// Reserved words (XCU 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reserved {
    Bang,
    Case,
    CloseBrace,
    Do,
    Done,
    Elif,
    Else,
    Esac,
    Fi,
    For,
    If,
    In,
    OpenBrace,
    Then,
    Until,
    While,
}

impl Reserved {
    fn new(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"!" => Self::Bang,
            b"case" => Self::Case,
            b"}" => Self::CloseBrace,
            b"do" => Self::Do,
            b"done" => Self::Done,
            b"elif" => Self::Elif,
            b"else" => Self::Else,
            b"esac" => Self::Esac,
            b"fi" => Self::Fi,
            b"for" => Self::For,
            b"if" => Self::If,
            b"in" => Self::In,
            b"{" => Self::OpenBrace,
            b"then" => Self::Then,
            b"until" => Self::Until,
            b"while" => Self::While,
            _ => return None,
        })
    }

    /// The word, as messages show it.
    pub fn quoted(self) -> &'static str {
        match self {
            Self::Bang => "`!`",
            Self::Case => "`case`",
            Self::CloseBrace => "`}`",
            Self::Do => "`do`",
            Self::Done => "`done`",
            Self::Elif => "`elif`",
            Self::Else => "`else`",
            Self::Esac => "`esac`",
            Self::Fi => "`fi`",
            Self::For => "`for`",
            Self::If => "`if`",
            Self::In => "`in`",
            Self::OpenBrace => "`{`",
            Self::Then => "`then`",
            Self::Until => "`until`",
            Self::While => "`while`",
        }
    }
}

/// Whether `word` is reserved.
pub fn is_reserved(word: &[u8]) -> bool {
    Reserved::new(word).is_some()
}

/// The length of the longest reserved word.
const LONGEST: usize = 5;

/// The reserved word here, if there is one, and the place behind it.
#[inline]
pub fn reserved(input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    match input.peek() {
        Some(byte) if class::is(byte, class::RESERVED) => reserved_word(input),
        _ => None,
    }
}

fn reserved_word(input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    let found = {
        let rest = input.rest();
        let length = rest
            .iter()
            .take(LONGEST + 1)
            .position(|&byte| class::is(byte, class::WORD));
        match length.and_then(|length| rest.split_at_checked(length)) {
            Some((word, [next, ..])) if class::is(*next, class::DELIMITER) => {
                return Some((Reserved::new(word)?, input.skip(word.len())));
            }
            Some((_, [b'\\', ..])) => true,
            // At the end of what has been read there may be more to come.
            _ => rest.len() <= LONGEST,
        }
    };
    if found { reserved_slowly(input) } else { None }
}

fn reserved_slowly(mut input: Input<'_>) -> Option<(Reserved, Input<'_>)> {
    let mut word = Vec::with_capacity(LONGEST);
    loop {
        let here = input.joined();
        match here.peek() {
            Some(byte) if !class::is(byte, class::WORD) && word.len() < LONGEST => word.push(byte),
            _ => {
                return if here.is_delimiter() {
                    Some((Reserved::new(&word)?, here))
                } else {
                    None
                };
            }
        }
        input = here.skip(1);
    }
}

/// This reserved word, or the error that it is missing.
pub fn keyword(input: Input<'_>, word: Reserved) -> Parsed<'_, ()> {
    match reserved(input) {
        Some((found, next)) if found == word => Ok((blanks(next), ())),
        _ => Err(input.unexpected(Some(word.quoted()))),
    }
}

//! Prompts (XBD 8.3 PS1, PS2): parameters, commands, `!`, and bash's escapes.

mod escape;
pub mod git;
pub mod marks;

pub use escape::{is_colourless, is_mark};

use crate::env::{Env, Options};
use crate::exec::trace;
use crate::name::Name;
use crate::signal::{self, Signal};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// The prompt of who has not chosen one: the directory, what is going on in it, and what was wrong with
/// the last command.
const DEFAULT: &str = r"\[\e[1;34m\]\w\[\e[0m\]\g\i\k\q\$ ";

/// The same for who wants no colours.
const COLOURLESS: &str = r"\w\g\i\k\q\$ ";

/// The prompt of who has not chosen one. Who has come from another machine sees which one this is.
pub fn default(env: &Env) -> String {
    let far = |name: &[u8]| {
        env.variables
            .named(name)
            .is_some_and(|value| !value.is_empty())
    };
    let far = far(b"SSH_CONNECTION") || far(b"SSH_TTY");
    let (host, rest) = if is_colourless(env) {
        (r"\u@\h ", COLOURLESS)
    } else {
        (r"\[\e[32m\]\u@\h\[\e[0m\] ", DEFAULT)
    };
    let host = if far { host } else { "" };
    [host, rest].concat()
}

/// A prompt, ready to be shown.
#[derive(Debug, Default, Clone)]
pub struct Prompt {
    /// What can be seen of it.
    pub raw: String,
    /// With colours and whatever else is in it.
    pub styled: String,
}

/// The prompts that a command may need.
#[derive(Debug, Default, Clone)]
pub struct Prompts {
    /// PS1
    pub first: Prompt,
    /// PS2
    pub second: Prompt,
    /// RPS1
    pub right: Prompt,
}

/// Expands PS1 and PS2, and RPS1 if it is wanted.
pub fn prompts(env: &mut Env, with_right: bool) -> Prompts {
    let prompts = Prompts {
        first: prompt(env, Name::PS1),
        second: prompt(env, Name::PS2),
        right: if with_right {
            right(env)
        } else {
            Prompt::default()
        },
    };
    if env.traps.get(Signal::INT.number()).is_none() {
        // An interrupt was for a command in them, and not for the line that is read now.
        signal::take_one(Signal::INT);
    }
    prompts
}

fn prompt(env: &mut Env, name: Name) -> Prompt {
    let text = env.variables.value(name).unwrap_or_default().to_vec();
    let text = expanded(env, &text);
    split(&String::from_utf8_lossy(&text))
}

/// Whether a prompt tells how many jobs there are, so that it is another one as soon as one of them has ended.
pub fn counts_jobs(env: &Env) -> bool {
    let counts = |text: &[u8]| {
        let mut pairs = text.windows(2);
        pairs.any(|pair| matches!(pair, [b'\\', b'j' | b'k']))
    };
    let mut names = [&b"PS1"[..], b"RPS1", b"RPROMPT"].into_iter();
    !env.has(Options::POSIX) && names.any(|name| env.variables.named(name).is_some_and(counts))
}

/// A prompt text with everything in it expanded.
pub fn expanded(env: &mut Env, text: &[u8]) -> Vec<u8> {
    let escapes = !env.has(Options::POSIX);
    let decoded = escape::decode(env, text, escapes);
    if escapes && !env.has(Options::PROMPTVARS) {
        return escape::unprotected(&decoded);
    }
    trace::expanded(env, &decoded)
}

/// A text that is shown before a line as it is.
pub fn plain(text: &[u8]) -> Prompt {
    split(&String::from_utf8_lossy(text))
}

/// A line that is being typed, with its parameters and commands replaced by what they stand for.
/// So is the alias that it begins with.
pub fn expanded_line(env: &mut Env, text: &[u8]) -> Vec<u8> {
    let end = text.iter().position(u8::is_ascii_whitespace);
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    match env.aliases.get(name) {
        Some(value) => trace::expanded(env, &[&**value, rest].concat()),
        None => trace::expanded(env, text),
    }
}

/// RPS1 or RPROMPT, to be shown at the right end of the prompt's line.
fn right(env: &mut Env) -> Prompt {
    let given = |name: &[u8]| env.variables.named(name).filter(|value| !value.is_empty());
    let Some(text) = given(b"RPS1")
        .or_else(|| given(b"RPROMPT"))
        .map(<[u8]>::to_vec)
    else {
        return Prompt::default();
    };
    let text = expanded(env, &text);
    let prompt = split(&String::from_utf8_lossy(&text));
    if prompt.raw.contains('\n') {
        return Prompt::default();
    }
    prompt
}

impl Prompt {
    /// What draws it at the right end of a row and comes back.
    pub fn at_the_right(&self) -> String {
        let back = match self.raw.width() {
            0 => return String::new(),
            1 => String::new(),
            width => format!("\x1b[{}D", width - 1),
        };
        format!("\x1b7\x1b[999C{back}{}\x1b8", self.styled)
    }
}

/// Splits a text into what can be seen and what is sent. What is between `\[` and `\]` cannot be seen,
/// nor can escape sequences. Where no `\]` follows, only those.
fn split(text: &str) -> Prompt {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let (raw, styled) = (text.to_owned(), text.to_owned());
        return Prompt { raw, styled };
    }
    let mut prompt = Prompt::default();
    let mut hidden = false;
    let closed = text.rfind(escape::SHOW).unwrap_or(0);
    let open = text.rfind(escape::HIDE).filter(|&at| at > closed);
    let text = &*match open.and_then(|at| text.split_at_checked(at)) {
        Some((before, rest)) => {
            Cow::Owned([before, rest.trim_start_matches(escape::HIDE)].concat())
        }
        None => Cow::Borrowed(text),
    };
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            escape::HIDE => hidden = true,
            escape::SHOW => hidden = false,
            '\x1b' if !hidden => {
                prompt.styled.push(character);
                sequence(&mut rest, &mut prompt.styled);
            }
            _ => {
                prompt.styled.push(character);
                if !hidden && (character == '\n' || !character.is_control()) {
                    prompt.raw.push(character);
                }
            }
        }
    }
    prompt
}

/// Copies the rest of an escape sequence (ECMA-48).
fn sequence(rest: &mut std::str::Chars<'_>, styled: &mut String) {
    let Some(kind) = rest.next() else { return };
    styled.push(kind);
    let ends: fn(char, char) -> bool = match kind {
        '[' => |_, c| ('\x40'..='\x7e').contains(&c),
        ']' | 'P' | '_' | '^' => |before, c| c == '\x07' || before == '\x1b' && c == '\\',
        '(' | ')' => |_, _| true,
        _ => return,
    };
    let mut before = kind;
    for character in rest.by_ref() {
        styled.push(character);
        if ends(before, character) {
            return;
        }
        before = character;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_seen() {
        for (text, raw) in [
            ("$ ", "$ "),
            ("\x01\x1b[1m\x02a\x01\x1b[0m\x02> ", "a> "),
            ("\x1b[1;32mb\x1b[0m ", "b "),
            ("\x01\x1b[1m\x02a\x01\x1b[0m> ", "a> "),
            ("\x1b]0;title\x07c", "c"),
            ("\x1b]0;title\x1b\\d", "d"),
            ("\x1b(Be\x07f\n", "ef\n"),
        ] {
            assert_eq!(split(text).raw, raw, "{text:?}");
        }
    }
}

//! The format, with arguments put in (XBD 5).

use super::directive::{Directive, Size, push_padded};
use super::{directive, float, number, store};
use crate::builtins::args::Args;
use crate::builtins::escape::{self, Dialect};
use crate::env::flow::FAILURE;
use crate::env::quote::push_readable;
use crate::env::{Env, Status};
use crate::name::reference;
use crate::sys::{find, time};
use std::fmt::Display;

/// Whether the output goes on.
#[derive(PartialEq, Eq)]
enum Go {
    On,
    Stop,
}

pub(super) struct Printer<'a> {
    pub(super) env: &'a mut Env,
    pub(super) out: Vec<u8>,
    /// How much of it was there before.
    pub(super) start: usize,
    pub(super) to_variable: bool,
    pub(super) args: Args<'a>,
    /// Where the arguments of this round of the format begin.
    pub(super) base: usize,
    /// The next argument of this round.
    pub(super) next: usize,
    /// How many arguments this round has used.
    pub(super) highest: usize,
    pub(super) status: Status,
}

impl<'a> Printer<'a> {
    /// The format, as often as there are arguments for it.
    pub(super) fn all(&mut self, format: &[u8]) {
        loop {
            if self.round(format) == Go::Stop {
                return;
            }
            let used = self.highest.max(self.next);
            self.base += used;
            if used == 0 || self.base >= self.args.count() {
                return;
            }
            (self.next, self.highest) = (0, 0);
        }
    }

    fn round(&mut self, mut rest: &[u8]) -> Go {
        while let Some(at) = find::either(b'%', b'\\', rest) {
            let (plain, special) = rest.split_at(at);
            self.out.extend_from_slice(plain);
            rest = match special {
                [b'\\', text @ ..] => {
                    let length = escape::one(&mut self.out, text, Dialect::Format).unwrap_or(0);
                    text.get(length..).unwrap_or_default()
                }
                [_, b'%', text @ ..] => {
                    self.out.push(b'%');
                    text
                }
                _ => match self.conversion(special) {
                    Some((Go::On, length)) => special.get(length..).unwrap_or_default(),
                    _ => return Go::Stop,
                },
            };
        }
        self.out.extend_from_slice(rest);
        Go::On
    }

    /// One conversion, and how long it is in the format; nothing if it is none.
    fn conversion(&mut self, text: &[u8]) -> Option<(Go, usize)> {
        if let Some(length) = self.time(text) {
            return Some((Go::On, length));
        }
        let Some(mut directive) = Directive::parse(text) else {
            let shown = text.get(..2).unwrap_or(text);
            self.complain(
                shown,
                if text.len() < 2 {
                    "conversion expected"
                } else {
                    "unknown conversion"
                },
            );
            return None;
        };
        self.settle(&mut directive)?;
        let argument = self.argument(directive.argument);
        let go = self.convert(&directive, argument);
        Some((go, directive.length))
    }

    /// Gives a conversion the width and the precision that arguments tell.
    fn settle(&mut self, directive: &mut Directive) -> Option<()> {
        if let Size::Argument(n) = directive.width {
            let width = self.size(n)?;
            directive.left |= width < 0;
            directive.width = Size::Is(width.unsigned_abs() as usize);
        }
        if let Size::Argument(n) = directive.precision {
            let precision = self.size(n)?;
            directive.precision = usize::try_from(precision).map_or(Size::None, Size::Is);
        }
        Some(())
    }

    /// `%(format)T`: a time as strftime(3) has it, and how long it is in the format. The argument is in
    /// seconds since the epoch; -1, and none, is now; -2 is when the shell was started.
    fn time(&mut self, text: &[u8]) -> Option<usize> {
        let sizes = text.iter().skip(1);
        let sizes = sizes.take_while(|byte| matches!(byte, b'-' | b'.' | b'*' | b'0'..=b'9'));
        let (head, inner) = text.split_at_checked(sizes.count() + 1)?;
        let inner = inner.strip_prefix(b"(")?;
        let length = find::text(b")T", inner)?;
        let format = inner.get(..length).filter(|format| !format.is_empty());
        // Its width and precision are those of a string.
        let mut directive = Directive::parse(&[head, b"s"].concat())?;
        self.settle(&mut directive)?;
        let now = self.env.variables.dynamic.now();
        let seconds = match self.argument(None) {
            None => now,
            Some(argument) => match self.signed(argument) {
                -1 => now,
                -2 => now - self.env.variables.dynamic.age() as i64,
                seconds => seconds,
            },
        };
        self.env.use_time_zone();
        let shown = time::format_at(format.unwrap_or(b"%X"), seconds);
        self.text(&directive, &shown);
        Some(head.len() + length + 3)
    }

    fn argument(&mut self, numbered: Option<usize>) -> Option<&'a [u8]> {
        let n = if let Some(n) = numbered {
            n.saturating_sub(1)
        } else {
            self.next += 1;
            self.next - 1
        };
        self.highest = self.highest.max(n.saturating_add(1).min(self.args.count()));
        self.args.get(self.base.saturating_add(n))
    }

    /// A width or precision from an argument.
    fn size(&mut self, numbered: Option<usize>) -> Option<i64> {
        let argument = self.argument(numbered).unwrap_or_default();
        let size = self.signed(argument);
        if size.unsigned_abs() > directive::LARGEST as u64 {
            self.complain(argument, "number too large");
            return None;
        }
        Some(size)
    }

    fn convert(&mut self, directive: &Directive, argument: Option<&'a [u8]>) -> Go {
        let text = argument.unwrap_or_default();
        match directive.letter {
            b'd' | b'i' => {
                let value = self.signed(text);
                directive.push_signed(&mut self.out, value);
            }
            b'o' | b'u' | b'x' | b'X' => {
                let (value, problem) = number::unsigned(text, self.env.utf8);
                self.check(text, problem);
                directive.push_unsigned(&mut self.out, value);
            }
            b's' => self.text(directive, text),
            // Both an empty argument and a missing one give the NUL byte that ends a C string.
            b'c' => {
                let first = [text.first().copied().unwrap_or(0)];
                push_padded(&mut self.out, &first, directive);
            }
            b'b' => return self.escaped(directive, text),
            b'q' => {
                let mut quoted = Vec::new();
                push_readable(&mut quoted, text);
                self.text(directive, &quoted);
            }
            b'Q' => {
                let mut quoted = Vec::new();
                push_readable(&mut quoted, directive.cut(text));
                push_padded(&mut self.out, &quoted, directive);
            }
            b'n' => return self.count(text),
            _ => {
                let value = self.float(text);
                float::push(&mut self.out, directive, value);
            }
        }
        Go::On
    }

    fn text(&mut self, directive: &Directive, text: &[u8]) {
        push_padded(&mut self.out, directive.cut(text), directive);
    }

    /// `%n`
    fn count(&mut self, name: &[u8]) -> Go {
        let Some(found) = reference(name) else {
            self.complain(name, "not a name");
            return Go::Stop;
        };
        let written = self.out.len().saturating_sub(self.start);
        match store(self.env, found, written.to_string().as_bytes()) {
            Ok(()) => Go::On,
            Err(status) => {
                self.status = status;
                Go::Stop
            }
        }
    }

    fn escaped(&mut self, directive: &Directive, text: &[u8]) -> Go {
        let simple = directive.width == Size::None && directive.precision == Size::None;
        let ended = if simple {
            escape::expand(&mut self.out, text, Dialect::Argument)
        } else {
            let mut expanded = Vec::new();
            let ended = escape::expand(&mut expanded, text, Dialect::Argument);
            self.text(directive, &expanded);
            ended
        };
        if ended { Go::Stop } else { Go::On }
    }

    fn signed(&mut self, text: &[u8]) -> i64 {
        let (value, problem) = number::signed(text, self.env.utf8);
        self.check(text, problem);
        value
    }

    fn float(&mut self, text: &[u8]) -> f64 {
        let (value, problem) = number::float(text, self.env.utf8);
        self.check(text, problem);
        value
    }

    fn check(&mut self, text: &[u8], problem: Option<&'static str>) {
        if let Some(problem) = problem {
            self.complain(text, problem);
        }
    }

    /// Reports something, in its place among the output.
    fn complain(&mut self, what: &[u8], why: impl Display) {
        self.status = FAILURE;
        if !self.to_variable {
            std::mem::swap(&mut self.out, &mut self.env.out);
        }
        self.env.report_argument(b"printf", what, why);
        if !self.to_variable {
            std::mem::swap(&mut self.out, &mut self.env.out);
        }
    }
}

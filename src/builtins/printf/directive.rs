//! Conversions: their parts, and integers and text as they want them.

use crate::env::variables::push_number;

/// The largest width and precision: C's `int`.
pub const LARGEST: usize = i32::MAX as usize;

/// A width or a precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Not given.
    None,
    /// A number.
    Is(usize),
    /// From an argument: the next one, or that with a number.
    Argument(Option<usize>),
}

/// One conversion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// How long it is in the format.
    pub length: usize,
    /// The argument with this number.
    pub argument: Option<usize>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// space
    pub space: bool,
    /// `#`
    pub alternative: bool,
    /// `0`
    pub zero: bool,
    /// The least number of bytes.
    pub width: Size,
    /// Digits, or the most bytes of a string.
    pub precision: Size,
    /// What it is.
    pub letter: u8,
}

/// A walk over the text of a conversion.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
}

impl Walk<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        self.at += usize::from(taken);
        taken
    }

    /// A number; nothing if it is larger than [`LARGEST`].
    fn number(&mut self) -> Option<Size> {
        let mut value = Size::None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let before = if let Size::Is(before) = value {
                before
            } else {
                0
            };
            let larger = before * 10 + usize::from(digit - b'0');
            if larger > LARGEST {
                return None;
            }
            value = Size::Is(larger);
            self.at += 1;
        }
        Some(value)
    }

    /// `n$`, or nothing.
    fn position(&mut self) -> Option<usize> {
        let start = self.at;
        match self.number() {
            Some(Size::Is(n)) if n > 0 && self.take(b'$') => Some(n),
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn size(&mut self) -> Option<Size> {
        if self.take(b'*') {
            return Some(Size::Argument(self.position()));
        }
        self.number()
    }
}

impl Directive {
    /// Reads a conversion at the beginning of `text`, which is a `%`.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut walk = Walk { text, at: 1 };
        let mut directive = Self {
            length: 0,
            argument: walk.position(),
            left: false,
            plus: false,
            space: false,
            alternative: false,
            zero: false,
            width: Size::None,
            precision: Size::None,
            letter: 0,
        };
        loop {
            match walk.peek()? {
                b'-' => directive.left = true,
                b'+' => directive.plus = true,
                b' ' => directive.space = true,
                b'#' => directive.alternative = true,
                b'0' => directive.zero = true,
                b'\'' => {}
                _ => break,
            }
            walk.at += 1;
        }
        directive.width = walk.size()?;
        if walk.take(b'.') {
            directive.precision = match walk.size()? {
                Size::None => Size::Is(0),
                size => size,
            };
        }
        // The sizes of C's types mean nothing here.
        while matches!(walk.peek()?, b'h' | b'l' | b'L' | b'j' | b't' | b'z') {
            walk.at += 1;
        }
        directive.letter = walk.peek()?;
        directive.length = walk.at + 1;
        matches!(
            directive.letter,
            b'a'..=b'g' | b'i' | b'n' | b'o' | b'q' | b's' | b'u' | b'x' | b'A' | b'E'..=b'G' | b'Q' | b'X'
        )
        .then_some(directive)
    }

    /// Appends a signed integer.
    pub fn push_signed(&self, out: &mut Vec<u8>, value: i64) {
        if self.width == Size::None && self.precision == Size::None && !self.plus && !self.space {
            return push_number(out, value);
        }
        let mut room = [0; 22];
        let digits = digits(&mut room, value.unsigned_abs(), 10, b'a');
        self.push_digits(out, self.sign(value < 0), digits);
    }

    /// Appends an unsigned integer.
    pub fn push_unsigned(&self, out: &mut Vec<u8>, value: u64) {
        let mut room = [0; 22];
        match self.letter {
            b'o' => {
                let mut digits = digits(&mut room, value, 8, b'a');
                let shorter = !matches!(self.precision, Size::Is(least) if least > digits.len());
                let with_zero;
                if self.alternative && value != 0 && shorter {
                    with_zero = [b"0", digits].concat();
                    digits = &with_zero;
                }
                self.push_digits(out, b"", digits);
            }
            b'u' => self.push_digits(out, b"", digits(&mut room, value, 10, b'a')),
            letter => {
                let prefix: &[u8] = match letter {
                    _ if !self.alternative || value == 0 => b"",
                    b'x' => b"0x",
                    _ => b"0X",
                };
                self.push_digits(
                    out,
                    prefix,
                    digits(
                        &mut room,
                        value,
                        16,
                        if letter == b'X' { b'A' } else { b'a' },
                    ),
                );
            }
        }
    }

    /// What stands before a number.
    pub fn sign(&self, negative: bool) -> &'static [u8] {
        match () {
            () if negative => b"-",
            () if self.plus => b"+",
            () if self.space => b" ",
            () => b"",
        }
    }

    fn push_digits(&self, out: &mut Vec<u8>, prefix: &[u8], digits: &[u8]) {
        let (least, zero) = match self.precision {
            // C: no digits at all for 0 with a precision of 0, but where an octal number is to begin with one.
            Size::Is(0) if digits == b"0" => {
                let digits = if self.alternative && self.letter == b'o' {
                    digits
                } else {
                    b""
                };
                return self.push_number(out, prefix, digits, 0, false);
            }
            Size::Is(least) => (least, false),
            _ => (0, self.zero),
        };
        self.push_number(out, prefix, digits, least, zero);
    }

    /// Appends prefix and digits, at least so many of these, in the width asked for: filled up with
    /// zeros behind the prefix, or with spaces outside.
    pub fn push_number(
        &self,
        out: &mut Vec<u8>,
        prefix: &[u8],
        digits: &[u8],
        least: usize,
        zero: bool,
    ) {
        let mut zeros = least.saturating_sub(digits.len());
        let mut spaces = self.missing(prefix.len() + zeros + digits.len());
        if zero && !self.left {
            zeros += std::mem::take(&mut spaces);
        }
        if !self.left {
            fill(out, b' ', spaces);
        }
        out.extend_from_slice(prefix);
        fill(out, b'0', zeros);
        out.extend_from_slice(digits);
        if self.left {
            fill(out, b' ', spaces);
        }
    }

    /// What the precision leaves of a text.
    pub fn cut<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        match self.precision {
            Size::Is(most) => text.get(..most).unwrap_or(text),
            _ => text,
        }
    }

    fn missing(&self, length: usize) -> usize {
        match self.width {
            Size::Is(width) => width.saturating_sub(length),
            _ => 0,
        }
    }
}

/// Appends bytes in the width asked for.
pub fn push_padded(out: &mut Vec<u8>, text: &[u8], directive: &Directive) {
    directive.push_number(out, b"", text, 0, false);
}

/// Appends so many times the byte. Nobody has the memory for what does not fit in it: it is left out.
pub fn fill(out: &mut Vec<u8>, byte: u8, count: usize) {
    if count > 0 && out.try_reserve(count).is_ok() {
        out.resize(out.len() + count, byte);
    }
}

/// The digits of a number; those above 9 begin with `ten`.
fn digits(room: &mut [u8; 22], mut value: u64, base: u64, ten: u8) -> &[u8] {
    let mut at = room.len();
    for place in room.iter_mut().rev() {
        let digit = (value % base) as u8;
        *place = if digit < 10 {
            b'0' + digit
        } else {
            ten + (digit - 10)
        };
        at -= 1;
        value /= base;
        if value == 0 {
            break;
        }
    }
    room.get(at..).unwrap_or_default()
}

//! `test` and `[`

mod primary;
#[cfg(test)]
mod tests;

use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::{Builtin, Env, Fields, Flow, Kind, Status};
use crate::sys::depth;
use primary::{is_binary, is_unary};
use std::cell::RefCell;
use std::ops::ControlFlow;

const MANUAL: &str = "\
True (0) or false (1); 2 is an error. Files:

  -e -a   exists
  -f      is a regular file
  -d      is a directory
  -h -L   is a symbolic link
  -p      is a FIFO
  -S      is a socket
  -b      is a block device
  -c      is a character device
  -s      is not empty
  -r      can be read
  -w      can be written
  -x      can be executed, or entered
  -u      has the set-user-ID bit
  -g      has the set-group-ID bit
  -k      has the sticky bit
  -O      belongs to this user
  -G      belongs to this group
  -N      has been modified since it was read
  -t      is a number: that descriptor is a terminal
  a -nt b  newer        a -ot b  older          a -ef b  the same file

Strings:

  -n      is not empty
  -z      is empty
  -v      names a variable that is set
  -R      names a reference
  -o      names an option of the shell that is on
  a = b   a != b   a < b   a > b

Integers:  a -eq b   a -ne b   a -lt b   a -le b   a -gt b   a -ge b

! negates, ( ) group, -a and -o join; these two may be ambiguous,
`[ a ] && [ b ]` is not.";

/// `test`
pub const TEST: Builtin = Builtin {
    name: "test",
    kind: Kind::Substitutive,
    declaration: false,
    run: |env, fields| run(env, fields, fields.len()),
    synopsis: "[expression]",
    summary: "evaluate a condition",
    manual: MANUAL,
};

/// `[`
pub const BRACKET: Builtin = Builtin {
    name: "[",
    kind: Kind::Substitutive,
    declaration: false,
    run: |env, fields| match fields.get(fields.len().saturating_sub(1)) {
        Some(b"]") if fields.len() > 1 => run(env, fields, fields.len() - 1),
        _ => {
            env.report(b"[", "']' expected");
            ControlFlow::Continue(ERROR)
        }
    },
    synopsis: "[expression] ]",
    summary: "evaluate a condition",
    manual: MANUAL,
};

/// Why there is no answer: about which argument, and what.
type Problem<'a> = (&'a [u8], &'static str);

fn run(env: &mut Env, fields: &Fields, end: usize) -> Flow<Status> {
    let test = Test {
        env: RefCell::new(env),
        fields,
        end,
    };
    let answer = test.count(1, end);
    let Test { env, .. } = test;
    let env = env.into_inner();
    ControlFlow::Continue(match answer {
        Ok(true) => SUCCESS,
        Ok(false) => FAILURE,
        Err((what, why)) => {
            let name = fields.at(0);
            if what.is_empty() {
                env.report(name, why);
            } else {
                env.report_argument(name, what, why);
            }
            ERROR
        }
    })
}

/// The arguments under evaluation.
struct Test<'e, 'a> {
    env: RefCell<&'e mut Env>,
    fields: &'a Fields,
    end: usize,
}

impl<'a> Test<'_, 'a> {
    fn at(&self, index: usize) -> &'a [u8] {
        if index < self.end {
            self.fields.at(index)
        } else {
            b""
        }
    }

    /// The table of POSIX, by the number of arguments.
    fn count(&self, from: usize, to: usize) -> Result<bool, Problem<'a>> {
        let first = self.at(from);
        match to - from {
            0 => Ok(false),
            1 => Ok(!first.is_empty()),
            2 if first == b"!" => Ok(self.at(from + 1).is_empty()),
            2 if is_unary(first) => {
                primary::unary(&mut self.env.borrow_mut(), first, self.at(from + 1))
            }
            2 => Err((first, "unary operator expected")),
            3 => self.three(from, first),
            4 if first == b"!" => Ok(!self.three(from + 1, self.at(from + 1))?),
            4 if first == b"(" && self.at(from + 3) == b")" => self.count(from + 1, from + 3),
            _ => self.expression(from, to),
        }
    }

    fn three(&self, from: usize, first: &'a [u8]) -> Result<bool, Problem<'a>> {
        let (operator, last) = (self.at(from + 1), self.at(from + 2));
        match operator {
            operator if is_binary(operator) => primary::binary(&self.env, first, operator, last),
            b"-a" => Ok(!first.is_empty() && !last.is_empty()),
            b"-o" => Ok(!first.is_empty() || !last.is_empty()),
            _ if first == b"!" => Ok(!self.count(from + 1, from + 3)?),
            _ if first == b"(" && last == b")" => Ok(!operator.is_empty()),
            _ => Err((operator, "binary operator expected")),
        }
    }

    /// An expression of any length.
    fn expression(&self, from: usize, to: usize) -> Result<bool, Problem<'a>> {
        let mut parser = Parser {
            test: self,
            next: from,
            to,
        };
        let answer = parser.or()?;
        if parser.next < to {
            return Err((self.at(parser.next), "unexpected argument"));
        }
        Ok(answer)
    }
}

/// A walk over an expression that is too long for the table.
struct Parser<'t, 'e, 'a> {
    test: &'t Test<'e, 'a>,
    next: usize,
    to: usize,
}

impl<'a> Parser<'_, '_, 'a> {
    fn peek(&self, ahead: usize) -> Option<&'a [u8]> {
        (self.next + ahead < self.to).then(|| self.test.at(self.next + ahead))
    }

    fn take(&mut self, text: &[u8]) -> bool {
        let taken = self.peek(0) == Some(text);
        self.next += usize::from(taken);
        taken
    }

    fn or(&mut self) -> Result<bool, Problem<'a>> {
        depth::deeper(|| {
            let mut answer = self.and()?;
            while self.take(b"-o") {
                answer |= self.and()?;
            }
            Ok(answer)
        })
    }

    fn and(&mut self) -> Result<bool, Problem<'a>> {
        let mut answer = self.not()?;
        while self.take(b"-a") {
            answer &= self.not()?;
        }
        Ok(answer)
    }

    fn not(&mut self) -> Result<bool, Problem<'a>> {
        let mut negated = false;
        while self.peek(0) == Some(b"!") && !self.binary_follows() && self.peek(1).is_some() {
            negated = !negated;
            self.next += 1;
        }
        Ok(self.primary()? != negated)
    }

    /// Whether a binary operator with two operands begins here.
    fn binary_follows(&self) -> bool {
        self.peek(1).is_some_and(is_binary) && self.peek(2).is_some()
    }

    fn primary(&mut self) -> Result<bool, Problem<'a>> {
        let Some(first) = self.peek(0) else {
            return Err((b"", "expression expected"));
        };
        // `( = )` is a group, as everywhere but in the table.
        let group = first == b"(" && self.peek(2) == Some(b")");
        if !group && self.binary_follows() {
            let (operator, right) = (
                self.peek(1).unwrap_or_default(),
                self.peek(2).unwrap_or_default(),
            );
            self.next += 3;
            return primary::binary(&self.test.env, first, operator, right);
        }
        self.next += 1;
        if first == b"(" && self.peek(0).is_some() {
            let answer = self.or()?;
            return if self.take(b")") {
                Ok(answer)
            } else {
                Err((b"", "')' expected"))
            };
        }
        match self.peek(0) {
            Some(operand) if is_unary(first) => {
                self.next += 1;
                primary::unary(&mut self.test.env.borrow_mut(), first, operand)
            }
            _ => Ok(!first.is_empty()),
        }
    }
}

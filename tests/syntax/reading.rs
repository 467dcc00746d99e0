//! Reading on demand: no more than is needed, nothing twice, lines counted right.

use std::cell::Cell;
use std::io;
use std::rc::Rc;
use tine::syntax::tree::{Command, Shape, Unit};
use tine::syntax::{Cause, Lines, NoAliases, Reader, Text, parse, print};

/// Gives one line at a time, and notes what was asked.
struct ByLine<'a> {
    lines: Vec<&'a [u8]>,
    given: Rc<Cell<usize>>,
    continuations: Rc<Cell<usize>>,
}

impl<'a> ByLine<'a> {
    fn new(text: &'a str) -> Self {
        let mut lines: Vec<_> = text.split_inclusive('\n').map(str::as_bytes).collect();
        lines.reverse();
        Self {
            lines,
            given: Rc::default(),
            continuations: Rc::default(),
        }
    }
}

impl Lines for ByLine<'_> {
    fn more(&mut self, text: &mut Vec<u8>, continuation: bool) -> io::Result<bool> {
        let Some(line) = self.lines.pop() else {
            return Ok(false);
        };
        self.given.set(self.given.get() + 1);
        self.continuations
            .set(self.continuations.get() + usize::from(continuation));
        text.extend_from_slice(line);
        Ok(true)
    }
}

#[test]
fn stops_at_the_newline() {
    for (text, lines) in [
        ("a\nb\n", 1),
        ("if a\nthen b\nfi\nc\n", 3),
        ("a &&\nb\nc\n", 2),
        ("a \\\nb\nc\n", 2),
        ("cat <<E\nx\nE\nb\n", 3),
        ("cat <<E && {\nx\nE\nb\n}\nc\n", 5),
        ("a 'b\nc'\nd\n", 2),
        ("f()\n{ x; }\nd\n", 2),
        ("a $(b\nc)\nd\n", 2),
        ("\n\na\n", 1),
        ("# x\na\n", 1),
        ("a & # x\nb\n", 1),
        ("{ a; }\nb\n", 1),
        ("case x in\nesac\nb\n", 2),
    ] {
        let source = ByLine::new(text);
        let (given, continuations) = (Rc::clone(&source.given), Rc::clone(&source.continuations));
        let mut reader = Reader::new(0, Box::new(source));
        assert!(reader.next(&NoAliases).unwrap().is_some());
        assert_eq!(
            (given.get(), continuations.get()),
            (lines, lines - 1),
            "{text:?}"
        );
        assert_eq!(reader.line() as usize, lines + 1, "{text:?}");
    }
}

#[test]
fn an_error_leaves_what_came_before() {
    let mut reader = Reader::new(0, Box::new(ByLine::new("a\nb\nfi x\nc\n")));
    assert!(reader.next(&NoAliases).is_ok() && reader.next(&NoAliases).is_ok());
    assert_eq!(reader.next(&NoAliases).unwrap_err().line, 3);
    reader.skip_line();
    assert_eq!(reader.line(), 4);
    assert!(reader.next(&NoAliases).unwrap().is_some());
    assert!(reader.next(&NoAliases).unwrap().is_none());
}

#[test]
fn a_failing_source_is_an_error() {
    struct Failing;
    impl Lines for Failing {
        fn more(&mut self, _: &mut Vec<u8>, _: bool) -> io::Result<bool> {
            Err(io::Error::other("gone"))
        }
    }
    let mut reader = Reader::new(0, Box::new(Failing));
    assert!(matches!(
        reader.next(&NoAliases).unwrap_err().cause,
        Cause::Read(_)
    ));
}

#[test]
fn blocks_end_anywhere() {
    struct Bytes(Vec<u8>);
    impl Lines for Bytes {
        fn more(&mut self, text: &mut Vec<u8>, _: bool) -> io::Result<bool> {
            let byte = self.0.pop();
            text.extend(byte);
            Ok(byte.is_some())
        }
    }
    for snippet in super::SNIPPETS.split("\n%%\n") {
        let reversed = snippet.bytes().rev().collect();
        let mut reader = Reader::new(0, Box::new(Bytes(reversed)));
        let mut program = parse(b"").unwrap();
        while let Some(line) = reader.next(&NoAliases).unwrap() {
            if !line.list.items.is_empty() {
                program.lines.push(line);
            }
        }
        assert!(
            program == parse(snippet.as_bytes()).unwrap(),
            "{}",
            print::program(&program).escape_ascii()
        );
    }
}

#[test]
fn lines_of_commands() {
    let mut lines = Vec::new();
    let text = "a\nb \\\nc; d\n\n{\n e\n f 'x\ny'; g\n}\ncat <<E\nx\nE\nh $(\ni\n)\n";
    let mut reader = Reader::new(9, Box::new(Text::new(text.as_bytes())));
    while let Some(line) = reader.next(&NoAliases).unwrap() {
        for item in &line.list.items {
            match item.and_or.first.commands.first() {
                Some(Command::Simple(simple)) => {
                    lines.push(simple.line);
                    for word in &simple.words {
                        if let Shape::Units(units) = &word.shape
                            && let [Unit::Command { program, .. }] = &**units
                        {
                            lines.push(program.line);
                        }
                    }
                }
                Some(Command::Compound(compound)) => lines.push(compound.line),
                _ => (),
            }
        }
    }
    assert_eq!(lines, [10, 11, 12, 14, 19, 22, 22]);
}

#[test]
fn texts_of_substitutions() {
    let tree = parse(b"a \"$(b\n c $(d) )\" `e \\`f\\``").unwrap();
    let Some(Command::Simple(simple)) = tree
        .lines
        .first()
        .and_then(|line| line.list.items.first())
        .and_then(|item| item.and_or.first.commands.first())
    else {
        panic!("no command");
    };
    let mut texts = Vec::new();
    for word in &simple.words {
        if let Shape::Units(units) = &word.shape
            && let [Unit::Command { program, .. }] = &**units
        {
            texts.push(program.text().to_vec());
            texts.extend(
                program
                    .lines
                    .iter()
                    .map(|line| program.text()[..line.end].to_vec()),
            );
        }
    }
    assert_eq!(
        texts,
        [
            &b"b\n c $(d) "[..],
            b"b\n",
            b"b\n c $(d) ",
            b"e `f`",
            b"e `f`"
        ]
    );
}

#[test]
fn odd_bytes() {
    assert!(parse(b"a\0b \0\n\0").unwrap() == parse(b"ab").unwrap());
    assert!(parse(b"a \xff\xfe'\x80'").is_ok());
    assert!(parse(b"\xef\xbb\xbfa\n").unwrap() == parse(b"a").unwrap());
    assert!(parse(b"\xef\xbb\n\xef\xbb\xbfa").is_ok());
    assert!(parse(b"a\r\n").unwrap() == parse(b"'a\r'").unwrap());
}

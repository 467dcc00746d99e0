//! Programs by a small deterministic generator: printed and read again they are the same, and
//! damaged they get an answer.

use super::checks::agree;
use super::{round_trip, round_trip_of_body};
use std::time::Instant;
use tine::syntax::{parse, print};

/// A linear congruential generator: the same programs each time.
struct Generator {
    state: u64,
    out: String,
    bodies: String,
}

impl Generator {
    fn below(&mut self, limit: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % limit
    }

    fn one_of(&mut self, texts: &[&str]) {
        let index = self.below(texts.len());
        self.out.push_str(texts[index]);
    }

    fn part(&mut self, depth: usize) {
        match self.below(if depth == 0 { 9 } else { 15 }) {
            0..=3 => self.one_of(&[
                "a", "foo", "-x", "1", "=", "a=b", "if", "}", "/", ":", "+", "^", "%", "\u{e9}",
            ]),
            4 => self.one_of(&[
                "'q r'",
                "''",
                "'\"$'",
                "\\ ",
                "\\'",
                "\\\n",
                "$'\\n\\'x'",
                "'a\nb'",
            ]),
            5 => self.one_of(&["*", "?", "[", "]", "[a-z]", "~", "~u/", ":~", "{", "#"]),
            6 => self.one_of(&[
                "$a", "${a}", "$1", "${10}", "$@", "$*", "$#", "$?", "$$", "$!", "$-", "$0",
                "${#a}", "${#}", "${a:1}", "$",
            ]),
            7 => self.one_of(&[
                "\"\"",
                "\"$a\"",
                "\"a b\"",
                "\"\\$\\`\\\\\\\"\\a\"",
                "\"$@\"",
                "\"a$b'c'\"",
                "\"$\"",
            ]),
            8 => self.one_of(&[
                "$((1))",
                "$((a+1))",
                "$(($a*(2)))",
                "\"$((b))\"",
                "$((a ? b : c))",
                "$((+))",
            ]),
            9 | 10 => self.bracketed("$(", depth, ")", Self::list),
            11 => self.bracketed("\"$(", depth, ")\"", Self::list),
            12 => {
                self.one_of(&["${a-", "${a:=", "${1+", "${a#", "${a%%", "${@:?"]);
                self.word(depth - 1);
                self.out.push('}');
            }
            13 => {
                self.one_of(&["\"${a-", "\"x${a:+", "\"${a#"]);
                self.one_of(&["b c", "$d", "\"e\"", "\\}", "'f'", "`g`", "${h}", "$(i)"]);
                self.out.push_str("}\"");
            }
            _ => self.one_of(&["`a b`", "\"`a \\\"b\\\"`\"", "`echo \\`x\\``", "`a \\$b`"]),
        }
    }

    fn bracketed(&mut self, before: &str, depth: usize, behind: &str, inner: fn(&mut Self, usize)) {
        self.out.push_str(before);
        let bodies = std::mem::take(&mut self.bodies);
        inner(self, depth - 1);
        self.end_line();
        self.bodies = bodies;
        self.out.push_str(behind);
    }

    fn end_line(&mut self) {
        if !self.bodies.is_empty() {
            self.out.push('\n');
            let bodies = std::mem::take(&mut self.bodies);
            self.out.push_str(&bodies);
        }
    }

    fn word(&mut self, depth: usize) {
        for _ in 0..=self.below(3) {
            self.part(depth);
        }
    }

    fn words(&mut self, depth: usize) {
        for _ in 0..self.below(4) {
            self.out.push(' ');
            self.word(depth);
        }
    }

    fn redirect(&mut self, depth: usize) {
        self.one_of(&["", "", " 2", " 10"]);
        match self.below(8) {
            0 => {
                self.out.push_str(if self.out.ends_with(' ') {
                    "<<E"
                } else {
                    " <<E"
                });
                self.bodies
                    .push_str("x $y \\$ `z`\n\n$(a) \"b\" $((1))\nE\n");
            }
            1 => {
                self.out.push_str(" <<-'F G'");
                self.bodies.push_str("\tx $y\\\n\tF\n\tF G\n");
            }
            _ => {
                self.one_of(&["<", ">", ">>", ">|", "<>", "<&", ">&"]);
                self.out.push(' ');
                self.word(depth);
            }
        }
    }

    fn simple(&mut self, depth: usize) {
        self.one_of(&["", "", "", "a=b ", "a= ", "a=$b c=~:~/d ", "a='x y' "]);
        self.one_of(&[
            "echo",
            "\\if",
            ":",
            "export a=~ b=$c",
            "command export x=~:y",
            "$a",
            "'x'",
            "[",
            "cmd",
        ]);
        self.words(depth);
        if self.below(4) == 0 {
            self.redirect(depth);
        }
    }

    fn command(&mut self, depth: usize) {
        if depth == 0 {
            return self.simple(0);
        }
        match self.below(14) {
            0 => self.clause(&["{ ", " }"], depth),
            1 => self.clause(&["( ", " )"], depth),
            2 => self.clause(&["if ", " then ", " fi"], depth),
            3 => self.clause(
                &["if ", " then ", " elif ", " then ", " else ", " fi"],
                depth,
            ),
            4 => self.clause(&["while ", " do ", " done"], depth),
            5 => self.clause(&["until ", " do ", " done"], depth),
            6 => self.clause(&["for x do ", " done"], depth),
            7 => {
                self.out.push_str("for x in");
                self.words(depth - 1);
                self.clause(&["; do ", " done"], depth);
            }
            8 => {
                self.out.push_str("case a");
                self.word(depth - 1);
                self.out.push_str(" in ");
                self.one_of(&["", "a) ;; ", "(b | *) ;; ", "\\x|'y') ;& "]);
                self.clause(&["($z*) ", " ;; esac"], depth);
            }
            9 => {
                self.one_of(&["f() ", "g () "]);
                self.clause(&["{ ", " }"], depth);
            }
            _ => self.simple(depth),
        }
        if self.below(6) == 0
            && self.out.ends_with(['e', 'i', 'c', '}', ')'])
            && !self.out.ends_with("})")
        {
            self.out.push(' ');
            self.out.push_str(">y");
        }
    }

    fn clause(&mut self, texts: &[&str], depth: usize) {
        for (index, text) in texts.iter().enumerate() {
            self.out.push_str(text);
            if index + 1 < texts.len() {
                self.list(depth - 1);
                self.one_of(&[";", ";", " &"]);
            }
        }
    }

    fn list(&mut self, depth: usize) {
        for index in 0..=self.below(3) {
            if index > 0 {
                self.one_of(&["; ", " & ", " && ", " || ", " | ", " && ! "]);
            }
            self.command(depth);
        }
    }

    fn program(seed: u64) -> String {
        let mut generator = Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            out: String::new(),
            bodies: String::new(),
        };
        for _ in 0..3 {
            let depth = generator.below(4);
            generator.list(depth);
            generator.end_line();
            generator.out.push('\n');
        }
        generator.out
    }
}

#[test]
fn generated_programs_survive_printing() {
    let mut read = 0;
    for seed in 0..3_000 {
        let text = Generator::program(seed);
        agree(text.as_bytes());
        // A few are wrong, for what one part does to the next.
        if parse(text.as_bytes()).is_ok() {
            round_trip(text.as_bytes());
            round_trip_of_body(text.as_bytes());
            read += 1;
        }
    }
    assert!(read > 1_000, "{read} of 3000 were programs");
}

#[test]
fn damaged_programs_get_an_answer() {
    let start = Instant::now();
    let tokens: Vec<&str> = "$(( $( ${ ) } )) ` \" ' \\ \n ;; ;& && || | & ; ( { if then else elif fi do done case in esac for while <<E E <<- > ! # $' ~ * \0".split(' ').collect();
    for seed in 0..3_000 {
        let mut generator = Generator {
            state: seed,
            out: String::new(),
            bodies: String::new(),
        };
        let mut text = Generator::program(seed + 10_000).into_bytes();
        for _ in 0..=generator.below(6) {
            let at = generator.below(text.len() + 1);
            let to = (at + generator.below(5)).min(text.len());
            let index = generator.below(tokens.len());
            text.splice(at..to, tokens[index].bytes());
        }
        agree(&text);
        if let Ok(tree) = parse(&text) {
            let printed = print::program(&tree);
            assert!(
                parse(&printed).is_ok(),
                "{}\nprinted as\n{}",
                text.escape_ascii(),
                printed.escape_ascii()
            );
        }
    }
    assert!(start.elapsed().as_secs() < 60);
}

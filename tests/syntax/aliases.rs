//! Alias substitution (XCU 2.3.1): each case reads as if the values had been written.

use std::collections::HashMap;
use std::rc::Rc;
use tine::syntax::{Aliases, Reader, Text, parse, print};

struct Table(HashMap<Vec<u8>, Rc<[u8]>>);

impl Aliases for Table {
    fn lookup(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.0.get(name).cloned()
    }
}

/// Reads `text` with these aliases (`name=value`), and prints it.
fn read(aliases: &[&str], text: &str) -> String {
    let pair = |alias: &&str| {
        let (name, value) = alias.split_once('=').unwrap();
        (name.as_bytes().to_vec(), Rc::from(value.as_bytes()))
    };
    let table = Table(aliases.iter().map(pair).collect());
    let mut reader = Reader::new(0, Box::new(Text::new(text.as_bytes())));
    let mut out = Vec::new();
    while let Some(command) = reader
        .next(&table)
        .unwrap_or_else(|error| panic!("{error} in {text}"))
    {
        let mut program = parse(b"").unwrap();
        if !command.list.items.is_empty() {
            program.lines.push(command);
        }
        out.extend(print::program(&program));
    }
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(aliases: &[&str], text: &str, expected: &str) {
    let expected = print::program(&parse(expected.as_bytes()).unwrap());
    assert_eq!(read(aliases, text), String::from_utf8(expected).unwrap());
}

#[test]
fn command_names() {
    check(&["a=b c"], "a d; x | a && a", "b c d; x | b c && b c");
    check(
        &["a=b"],
        "x=1 a; >y a; <y x=1 a a",
        "x=1 b; >y b; <y x=1 b a",
    );
    check(
        &["a=b"],
        "\\a; 'a'; a\"\"; x a; a$x",
        "\\a; 'a'; a''; x a; a$x",
    );
    check(&["a=b"], "\\\na\\\n; a\\\n b", "b; b b");
    check(&["eeee=b"], "ee\\\ne\\\ne ok", "b ok");
    check(&["a=a b"], "a a", "a b a");
    check(&["a=b", "b=a"], "a; b", "a; b");
    check(&["a="], "a\na echo foo | a\ncat", "echo foo |\ncat");
    check(
        &["b= "],
        "b if true; then echo ok; fi",
        "if true; then echo ok; fi",
    );
    check(&["a=x=A"], "a y=B c", "x=A y=B c");
    check(&["Aa0_!%,@=echo"], "Aa0_!%,@ ok", "echo ok");
    check(&["3=:"], "3>x; 3", "3>x; :");
}

#[test]
fn values_of_nothing() {
    check(
        &["e=", "n=\n", "b=  \n "],
        "a; e\nx & n\nb\nc; { x; e\n}; d; b\n",
        "a\nx &\nc; { x; }; d\n",
    );
    check(
        &["e="],
        "if a; e then b; e else c; e fi; e",
        "if a; then b; else c; fi",
    );
    check(&["e= "], "a && e b | e c; ! e d", "a && b | c; ! d");
}

#[test]
fn halves_of_constructs() {
    check(
        &["begin={", "end=}"],
        "if true; then begin a; end; fi",
        "if true; then { a; }; fi",
    );
    check(&["lt=<"], "lt>/dev/null x", "<>/dev/null x");
    check(
        &["e=! echo"],
        "if e if; then x; fi",
        "if ! echo if; then x; fi",
    );
    check(
        &["l=\n(\n", "r=\n)\n"],
        "l echo s; a=B; r\necho",
        "(echo s; a=B)\necho",
    );
    check(
        &["s=;;"],
        "case a in\n(b) s\n(a) x\nesac",
        "case a in (b) ;; (a) x;; esac",
    );
    check(
        &["w=while :", "d=do echo", "dn=done | cat -"],
        "w X; true; d while; break; dn",
        "while : X; true; do echo while; break; done | cat -",
    );
    check(
        &["f=for i in 1 2; do"],
        "f echo $i; done",
        "for i in 1 2; do echo $i; done",
    );
    check(&["d=f()", "f=g"], "d\n{ x; }", "g() { x; }");
    check(
        &["c=cat <<\\END", "d=c\nhere\nEND"],
        "d\nx",
        "cat <<\\END\nhere\nEND\nx",
    );
    check(&["a=\\"], "a\nb", "b");
}

#[test]
fn word_behind_a_blank() {
    check(&["c=cat", "e=echo "], "e c c cat", "echo cat c cat");
    check(&["c=cat ", "e=echo "], "e c c cat", "echo cat  cat cat");
    check(
        &["c=cat", "e=echo\t"],
        "e \\\nc; e; c",
        "echo cat; echo; cat",
    );
    check(
        &["echo=e x x ", "x=.", "e=echo "],
        "echo echo",
        "echo . x echo . x",
    );
}

#[test]
fn any_role_behind_a_blank() {
    check(
        &["f= for ", "w= in ", "in= x "],
        "f w in 1; do echo $x; done",
        "for x in 1; do echo $x; done",
    );
    check(
        &["forx=for x ", "i=in 0", "in=in 1", "for=in 2"],
        "forx i a; do :; done; forx in a; do :; done; forx for a; do :; done",
        "for x in 0 a; do :; done; for x in a; do :; done; for x in 2 a; do :; done",
    );
    check(
        &["forx=for x in 1; ", "for=\n do", "dn=\n done"],
        "forx for echo $x; dn",
        "for x in 1; do echo $x; done",
    );
    check(
        &[
            "forx=for x ",
            "for= ; \n\n do",
            "done=\n\n do",
            "dn=\n #comment\n done",
        ],
        "forx for echo $x\ndn\nforx done echo $x\ndn",
        "for x do echo $x\ndone\nfor x do echo $x\ndone",
    );
    check(
        &["forx=for x ", "do=;"],
        "forx do echo $x; done",
        "for x do echo $x; done",
    );
    check(
        &[
            "c=case a in a) :",
            "e=\n esac </dev/null | cat -",
            "eb=\n echo B;; ",
        ],
        "c X; echo A; e\nc X; eb e",
        "case a in a) : X; echo A; esac </dev/null | cat -\ncase a in a) : X; echo B;; esac </dev/null | cat -",
    );
    check(
        &["c=case a ", "case=\n in a) :", "in="],
        "c case X; echo A; esac\nc in a) echo B; esac",
        "case a in a) : X; echo A; esac\ncase a in a) echo B; esac",
    );
    check(
        &["c=case a in ", "a=b", "p=(a)"],
        "c a) echo 1-1;; a) echo 1-2;; esac\nc p echo 2; esac",
        "case a in b) echo 1-1;; a) echo 1-2;; esac\ncase a in (a) echo 2; esac",
    );
    check(
        &["c=case a in x) ;; ", "p=(a)"],
        "c p echo 3; esac",
        "case a in x) ;; (a) echo 3; esac",
    );
    check(
        &["c=case a in x| ", "a=b"],
        "c a) echo 4-1;; a) echo 4-2;; esac",
        "case a in x|b) echo 4-1;; a) echo 4-2;; esac",
    );
    check(
        &["c=case a in ", "p= #comment\n\n (a) echo A; esac"],
        "c p",
        "case a in (a) echo A; esac",
    );
    check(
        &["c=case a in x ", "p= |a) echo A; esac"],
        "c p",
        "case a in x|a) echo A; esac",
    );
    check(
        &["c=case a in a ", "p= ) echo A; esac"],
        "c p",
        "case a in a) echo A; esac",
    );
    check(&["f=f ", "p=()"], "f p\n{ echo F; }", "f() { echo F; }");
    check(&["g=g( ", "q=)"], "g q\n{ echo F; }", "g() { echo F; }");
    check(&["f=f() ", "g="], "f g\n{ echo F; }", "f() { echo F; }");
    check(
        &["c= cat << ", "e= \\END "],
        "c e\nhere\nEND",
        "cat <<\\END\nhere\nEND",
    );
    check(
        &["e= >&- c >/dev/null ", "c= echo "],
        "</dev/null e x",
        "</dev/null >&- >/dev/null echo x",
    );
}

#[test]
fn chains() {
    check(&["foo=bar", "a=echo \\\n"], "a foo", "echo foo");
    check(
        &["echo=\\\necho\\\n ", "foo=\\\nbar\\\n", "bar=X"],
        "echo    \\\nfoo",
        "echo X",
    );
    check(&["eeee=echo\\\n "], "eeee eeee", "echo echo");
    check(
        &["e=echo ", "bs=\\", "bsnl=\\\n"],
        "e bs\n foo\ne bsnl bar",
        "echo foo\necho bar",
    );
    check(&["echo=echo % ", "e=echo echo"], "e !", "echo % echo % !");
    check(&["echo=echo X ", "e=echo"], "e echo", "echo X echo X");
    check(
        &["if=:", "then=:", "for=:", "in=:", "do=:"],
        "if true; then echo then; fi\nfor a in A; do :; done",
        "if true; then echo then; fi\nfor a in A; do :; done",
    );
}

#[test]
fn substitutions_are_read_without() {
    check(
        &["e=:", "echo=)"],
        "x $(e ok) `e ok` \"$(echo x)\"",
        "x $(e ok) `e ok` \"$(echo x)\"",
    );
}

//! Syntax errors: what they say, and where.

use tine::syntax::{SyntaxError, parse};

fn error(text: &str) -> SyntaxError {
    parse(text.as_bytes()).map(|_| ()).expect_err(text)
}

#[track_caller]
fn check(text: &str, line: u32, message: &str) {
    let error = error(text);
    assert_eq!(
        (error.line, error.to_string().as_str()),
        (line, message),
        "{text}"
    );
}

#[test]
fn messages() {
    check(
        "if a\nthen b\ndone",
        3,
        "unexpected `done`, expected `fi` for the `if` on line 1",
    );
    check(
        "if a; done",
        1,
        "unexpected `done`, expected `then` for the `if` on line 1",
    );
    check(
        "if ; then",
        1,
        "unexpected `;`, expected a command for the `if` on line 1",
    );
    check(
        "\nwhile a; do\n{ b; done",
        3,
        "unexpected `done`, expected `}` for the `{` on line 3",
    );
    check("a\nfi", 2, "unexpected `fi`");
    check("a)", 1, "unexpected `)`");
    check("a ;; b", 1, "unexpected `;;`");
    check(
        "a &&\n|| b",
        2,
        "unexpected `||`, expected a command after `&&`",
    );
    check("a | ;", 1, "unexpected `;`, expected a command after `|`");
    check(
        "a > ;",
        1,
        "unexpected `;`, expected a word after the redirection operator",
    );
    check(
        "{ a && }",
        1,
        "unexpected `}`, expected a command after `&&` for the `{` on line 1",
    );
    check(
        "for 1x in a; do :; done",
        1,
        "`1x` is not a valid name for the `for` on line 1",
    );
    check(
        "for x y",
        1,
        "unexpected `y`, expected `in` or `do` for the `for` on line 1",
    );
    check(
        "case x on",
        1,
        "unexpected `on`, expected `in` for the `case` on line 1",
    );
    check(
        "case x in a b) esac",
        1,
        "unexpected `b`, expected `)` for the `case` on line 1",
    );
    check(
        "f() a",
        1,
        "unexpected `a`, expected a compound command as the body for the function on line 1",
    );
    check("echo a(b)", 1, "unexpected `(`");
    check(
        "()",
        1,
        "unexpected `)`, expected a command for the `(` on line 1",
    );
}

#[test]
fn messages_at_the_end() {
    check(
        "if a\nthen b\n",
        3,
        "unexpected end of input, expected `fi` for the `if` on line 1",
    );
    check(
        "a 'b\nc",
        2,
        "unexpected end of input, expected `'` for the single quote on line 1",
    );
    check(
        "a\nb \"c\n$(d",
        3,
        "unexpected end of input, expected `)` for the `$(` on line 3",
    );
    check(
        "a \"b",
        1,
        "unexpected end of input, expected `\"` for the double quote on line 1",
    );
    check(
        "a ${b",
        1,
        "unexpected end of input, expected `}` for the `${` on line 1",
    );
    check(
        "a `b",
        1,
        "unexpected end of input, expected a backquote for the backquote on line 1",
    );
    check(
        "a $((1 + (2",
        1,
        "unexpected end of input, expected `))` for the `$((` on line 1",
    );
    check(
        "a |",
        1,
        "unexpected end of input, expected a command after `|`",
    );
}

#[test]
fn incomplete_or_wrong() {
    for text in [
        "if",
        "if a",
        "a |",
        "a &&\n",
        "'",
        "\"$(",
        "${",
        "${x-",
        "$((",
        "$((1 + (2",
        "`",
        "f()",
        "f() {",
        "case x",
        "case x in",
        "for",
        "for x",
        "for x in",
        "for x in a;",
        "{",
        "(",
        "while a; do b",
        "a >",
        "a <<",
        "$'",
        "cat <<E; (",
    ] {
        assert!(error(text).incomplete, "{text:?}");
    }
    for text in [
        "fi", ")", "a;;", "if )", "f() g", "for 1 in", "`if`", "a ( b", "f() }", "`'`", "&",
        "a & & b", "; a", "a ; ; b", "| a",
    ] {
        assert!(!error(text).incomplete, "{text:?}");
    }
    for text in [
        "a \\",
        "cat <<E",
        "cat <<E\nx",
        "# x",
        "",
        "\n",
        "a # '",
        "a & b",
        "a;",
    ] {
        assert!(parse(text.as_bytes()).is_ok(), "{text:?}");
    }
}

#[test]
fn places() {
    let error = error("a\n  b )c");
    assert_eq!(
        (error.line, error.column, &*error.text),
        (2, 5, &b"  b )c"[..])
    );
    assert_eq!((error.span.start, error.span.end), (6, 7));
}

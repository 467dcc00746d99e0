use super::*;
use crate::env::Hooks;
use crate::env::session::Entered;

fn answer(arguments: &[&str]) -> Result<bool, String> {
    let hooks = Hooks {
        substitute: |_, _, _, _| ControlFlow::Continue(()),
        connect: |_, _, _| ControlFlow::Continue(Vec::new()),
        prompt: |_, text| text.to_vec(),
        edit: |_, _| ControlFlow::Continue(Entered::Unable),
        builtins: &[],
    };
    let mut env = Env::new(hooks, [b"HOME=/".as_slice()]);
    let fields: Fields = ["test"]
        .iter()
        .chain(arguments)
        .map(|text| text.as_bytes())
        .collect();
    let end = fields.len();
    let answer = Test {
        env: RefCell::new(&mut env),
        fields: &fields,
        end,
    }
    .count(1, end);
    answer.map_err(|(what, why)| format!("{}: {why}", String::from_utf8_lossy(what)))
}

#[test]
fn expressions() {
    for (text, expected) in [
        ("", false),
        ("x", true),
        ("!", true),
        ("-n", true),
        ("(", true),
        ("! x", false),
        ("! _", true),
        ("-n _", false),
        ("-z _", true),
        ("-d /", true),
        ("-f /", false),
        ("-e /nonexistent", false),
        ("-c /dev/null", true),
        ("-v HOME", true),
        ("-v nothing_of_that_name", false),
        ("a = a", true),
        ("a == b", false),
        ("a != b", true),
        ("a < b", true),
        ("b < a", false),
        ("b > a", true),
        ("! = !", true),
        ("( = )", false),
        ("-f = -f", true),
        ("( x )", true),
        ("( _ )", false),
        ("! -n x", false),
        ("x -a _", false),
        ("x -o _", true),
        ("1 -eq 01", true),
        ("-5 -lt +3", true),
        ("3 -ge 4", false),
        ("-9223372036854775808 -lt 0", true),
        ("/ -ef /.", true),
        ("/ -nt /nonexistent", true),
        ("/nonexistent -nt /", false),
        ("/nonexistent -ot /", true),
        ("! a = b", true),
        ("( ! x )", false),
        ("( -n x )", true),
        ("! ( x )", false),
        ("a = a -a b = b", true),
        ("a = b -o b = b -a c = d", false),
        ("! a = b -a c = c", true),
        ("( a = b -o c = c ) -a d", true),
        ("! ! ! a = b", true),
        ("-n x -a -n y", true),
        ("( = ) -o x", true),
        ("a -a b -a c", true),
        ("x -o y -a _", true),
    ] {
        let arguments: Vec<&str> = text
            .split_whitespace()
            .map(|word| if word == "_" { "" } else { word })
            .collect();
        assert_eq!(answer(&arguments), Ok(expected), "{text}");
    }
}

#[test]
fn errors() {
    for (text, expected) in [
        ("a b", "a: unary operator expected"),
        ("a b c", "b: binary operator expected"),
        ("a -eq 1", "a: integer expected"),
        ("1 -eq 1.5", "1.5: integer expected"),
        (
            "1 -lt 99999999999999999999",
            "99999999999999999999: integer too large",
        ),
        ("-t x", "x: integer expected"),
        ("a = a b c", "b: unexpected argument"),
        ("( a = a -a b", ": ')' expected"),
        ("a = b -a", ": expression expected"),
    ] {
        let arguments: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(answer(&arguments), Err(expected.to_owned()), "{text}");
    }
    assert_eq!(answer(&[" 7 ", "-eq", "7\n"]), Ok(true));
    let mut deep = vec!["("; 100_000];
    deep.push("x");
    deep.extend(std::iter::repeat_n(")", 100_000));
    assert_eq!(answer(&deep), Ok(true));
}

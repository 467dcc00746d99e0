use super::*;
use std::collections::HashMap;

#[derive(Default)]
struct Table {
    values: HashMap<Name, i64>,
    operands: Vec<i64>,
}

impl Variables for Table {
    type Error = &'static str;

    fn get(&mut self, name: Name) -> Result<i64, Self::Error> {
        Ok(self.values.get(&name).copied().unwrap_or(0))
    }

    fn set(&mut self, name: Name, value: i64) -> Result<(), Self::Error> {
        if name == Name::new(b"readonly") {
            return Err("readonly");
        }
        self.values.insert(name, value);
        Ok(())
    }

    fn operand(&mut self, n: u32) -> Result<i64, Self::Error> {
        self.operands
            .get(n as usize)
            .copied()
            .ok_or("no such operand")
    }
}

fn value(text: &str) -> Result<i64, String> {
    let mut table = Table {
        operands: vec![-5, 7],
        ..Table::default()
    };
    table.values.insert(Name::new(b"x"), 3);
    table.values.insert(Name::new(b"y"), 4);
    let expr = parse(text.as_bytes()).map_err(|error| error.to_string())?;
    eval(&expr, &mut table).map_err(|error| error.to_string())
}

#[test]
fn values() {
    let min = i64::MIN;
    for (text, expected) in [
        ("", 0),
        (" \t\n", 0),
        ("1", 1),
        (" 010 + 0x1F ", 39),
        ("0X0a", 10),
        ("0", 0),
        ("00", 0),
        ("9223372036854775807", i64::MAX),
        ("9223372036854775808", min),
        ("0xffffffffffffffff", -1),
        ("-9223372036854775808 / -1", min),
        ("-9223372036854775808 % -1", 0),
        ("9223372036854775807 + 1", min),
        ("1 << 64", 1),
        ("1 << -1", min),
        ("-8 >> 1", -4),
        ("-7 / 2", -3),
        ("-7 % 2", -1),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("100 / 10 / 5", 2),
        ("1 + 2 << 3", 24),
        ("1 | 2 ^ 3 & 2", 1),
        ("4 | 1 == 1", 5),
        ("1 < 2 == 2 > 1", 1),
        ("3 <= 3", 1),
        ("3 >= 4", 0),
        ("3 != 4", 1),
        ("!5", 0),
        ("!!5", 1),
        ("~0", -1),
        ("- -5", 5),
        ("--5", 5),
        ("+-+5", -5),
        ("1 || 1 / 0", 1),
        ("0 && 1 / 0", 0),
        ("2 && 3", 1),
        ("0 || 0", 0),
        ("1 ? 2 : 1 / 0", 2),
        ("0 ? 1 : 0 ? 2 : 3", 3),
        ("1 ? 0 ? 5 : 6 : 7", 6),
        ("1 ? x = 9, x : 0", 9),
        ("1 || (x = 9), x", 3),
        ("1, 2", 2),
        ("unset", 0),
        ("x * y", 12),
        ("x = y = 5, x + y", 10),
        ("x += 2 + y", 9),
        ("x -= y", -1),
        ("x *= y", 12),
        ("x /= 2", 1),
        ("x %= 2", 1),
        ("x <<= 2", 12),
        ("x >>= 1", 1),
        ("x &= 2", 2),
        ("x ^= 1", 2),
        ("x |= 4", 7),
        ("(x) = 8", 8),
        ("x++ + x", 7),
        ("x-- + x", 5),
        ("++x + x", 8),
        ("-- x + x", 4),
        ("x - - 5", 8),
        ("x--5", 8),
        ("x---1", 2),
        ("x--y", 7),
        ("x++-y", -1),
        ("\0 + \0", 2),
        ("x-\0", 8),
        ("-\0", 5),
        ("(\0)*x", -15),
        ("x == 3 ? \0 : \0", -5),
    ] {
        assert_eq!(value(text), Ok(expected), "{text:?}");
    }
}

#[test]
fn errors() {
    for (text, expected) in [
        ("1 +", "operand expected"),
        ("* 1", "operand expected"),
        ("()", "operand expected"),
        ("1 2", "operator expected"),
        ("1 @ 2", "operator expected"),
        ("1)", "operator expected"),
        ("x(1)", "operator expected"),
        ("(1", "')' expected"),
        ("1 ? 2", "':' expected"),
        ("09", "not an integer constant"),
        ("1.5", "not an integer constant"),
        ("1x", "not an integer constant"),
        ("0x", "not an integer constant"),
        ("1 = 2", "assignment to something that is not a variable"),
        (
            "x + y = 2",
            "assignment to something that is not a variable",
        ),
        (
            "1 ? x : y = 2",
            "assignment to something that is not a variable",
        ),
        ("\0 = 2", "assignment to something that is not a variable"),
        ("5++", "operand expected"),
        ("++x = 2", "assignment to something that is not a variable"),
        ("\0\0", "expansion inside a word"),
        ("1\0", "expansion inside a word"),
        ("x\0", "expansion inside a word"),
        ("\x001", "expansion inside a word"),
        ("\0 1", "operator expected"),
        ("1 / 0", "division by zero"),
        ("x %= 0", "division by zero"),
        ("readonly = 1", "readonly"),
        ("é", "operand expected"),
    ] {
        assert_eq!(value(text), Err(expected.to_owned()), "{text:?}");
    }
    assert!(matches!(parse(b"1 + "), Err(error) if error.offset == 4));
    assert!(matches!(parse(b" 09 "), Err(error) if error.offset == 1));
}

#[test]
fn integers() {
    for (text, expected) in [
        ("7", Some(7)),
        (" 7\n", Some(7)),
        ("-5", Some(-5)),
        ("+0x1f", Some(31)),
        ("010", Some(8)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("", None),
        (" ", None),
        ("-", None),
        ("- 5", None),
        ("--5", None),
        ("08", None),
        ("1 2", None),
        ("x", None),
        ("1.5", None),
        ("1+1", None),
    ] {
        assert_eq!(integer(text.as_bytes()), expected, "{text:?}");
    }
}

/// A reference without ranks: it splits at the operator that C's table says is applied last.
fn reference(tokens: &[&str]) -> i64 {
    const RANKS: [&[&str]; 10] = [
        &["||"],
        &["&&"],
        &["|"],
        &["^"],
        &["&"],
        &["==", "!="],
        &["<", ">", "<=", ">="],
        &["<<", ">>"],
        &["+", "-"],
        &["*"],
    ];
    let [single] = tokens else {
        let at = RANKS
            .iter()
            .find_map(|rank| tokens.iter().rposition(|token| rank.contains(token)));
        assert!(at.is_some(), "no operator in {tokens:?}");
        let at = at.unwrap_or_default();
        let (left, right) = (reference(&tokens[..at]), reference(&tokens[at + 1..]));
        return match tokens[at] {
            "||" => i64::from(left != 0 || right != 0),
            "&&" => i64::from(left != 0 && right != 0),
            "|" => left | right,
            "^" => left ^ right,
            "&" => left & right,
            "==" => i64::from(left == right),
            "!=" => i64::from(left != right),
            "<" => i64::from(left < right),
            ">" => i64::from(left > right),
            "<=" => i64::from(left <= right),
            ">=" => i64::from(left >= right),
            "<<" => left.wrapping_shl(right as u32),
            ">>" => left.wrapping_shr(right as u32),
            "+" => left.wrapping_add(right),
            "-" => left.wrapping_sub(right),
            _ => left.wrapping_mul(right),
        };
    };
    let number = single.parse();
    assert!(number.is_ok(), "{single} is no number");
    number.unwrap_or_default()
}

#[test]
fn precedence_is_that_of_the_reference() {
    let operators = [
        "||", "&&", "|", "^", "&", "==", "!=", "<", ">", "<=", ">=", "<<", ">>", "+", "-", "*",
    ];
    let numbers = ["0", "1", "2", "3", "7"];
    let mut seed = 1_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..2000 {
        let mut tokens = vec![numbers[random(numbers.len())]];
        for _ in 0..random(9) {
            tokens.push(operators[random(operators.len())]);
            tokens.push(numbers[random(numbers.len())]);
        }
        let text = tokens.concat();
        assert_eq!(value(&text), Ok(reference(&tokens)), "{text}");
    }
}

#[test]
fn depth_is_not_bounded() {
    let n = 100_000;
    for (text, expected) in [
        ("(".repeat(n) + "1" + &")".repeat(n), 1),
        ("- ".repeat(n) + "1", 1),
        ("1+".repeat(n) + "1", n as i64 + 1),
        ("1+(".repeat(n) + "1" + &")".repeat(n), n as i64 + 1),
        ("0?1:".repeat(n) + "2", 2),
        ("1?".repeat(n) + "5" + &":0".repeat(n), 5),
        ("x=".repeat(n) + "6", 6),
        ("1&&".repeat(n) + "8", 1),
    ] {
        assert_eq!(value(&text), Ok(expected));
        let expr = parse(text.as_bytes());
        assert!(expr.is_ok() && expr.clone() == expr);
        assert!(format!("{expr:?}").len() > 5);
    }
    assert!(value(&"(".repeat(n)).is_err());
    assert!(value(&"-".repeat(n)).is_err());
}

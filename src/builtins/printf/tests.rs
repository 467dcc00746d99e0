use super::directive::{Directive, push_padded};
use super::*;

fn formatted(directive: &str, argument: &str) -> String {
    let Some(directive) = Directive::parse(directive.as_bytes()) else {
        return format!("{directive} is no directive");
    };
    let mut out = Vec::new();
    match directive.letter {
        b'd' | b'i' => directive.push_signed(&mut out, number::signed(argument.as_bytes(), true).0),
        b'o' | b'u' | b'x' | b'X' => {
            directive.push_unsigned(&mut out, number::unsigned(argument.as_bytes(), true).0);
        }
        b's' => push_padded(&mut out, argument.as_bytes(), &directive),
        _ => float::push(
            &mut out,
            &directive,
            number::float(argument.as_bytes(), true).0,
        ),
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn conversions() {
    for (directive, argument, expected) in [
        ("%d", "-9223372036854775808", "-9223372036854775808"),
        ("%5d", "42", "   42"),
        ("%-5d", "42", "42   "),
        ("%05d", "-42", "-0042"),
        ("%-05d", "42", "42   "),
        ("%+d", "42", "+42"),
        ("% d", "42", " 42"),
        ("%.3d", "7", "007"),
        ("%05.3d", "7", "  007"),
        ("%.0d", "0", ""),
        ("%#.0o", "0", "0"),
        ("%#3.0o", "0", "  0"),
        ("%.0o", "0", ""),
        ("%#.0x", "0", ""),
        ("%3.0d", "0", "   "),
        ("%x", "255", "ff"),
        ("%X", "-1", "FFFFFFFFFFFFFFFF"),
        ("%#x", "255", "0xff"),
        ("%#06X", "255", "0X00FF"),
        ("%#x", "0", "0"),
        ("%#o", "8", "010"),
        ("%#.3o", "8", "010"),
        ("%o", "-1", "1777777777777777777777"),
        ("%u", "18446744073709551615", "18446744073709551615"),
        ("%5s", "ab", "   ab"),
        ("%-5s", "ab", "ab   "),
        ("%f", "1.5", "1.500000"),
        ("%.0f", "2.5", "2"),
        ("%#.0f", "2", "2."),
        ("%.1f", "0.25", "0.2"),
        ("%.2f", "-0", "-0.00"),
        ("%08.2f", "-3.14159", "-0003.14"),
        ("%.3f", "1e22", "10000000000000000000000.000"),
        ("%e", "12345.678", "1.234568e+04"),
        ("%.0e", "7", "7e+00"),
        ("%#.0e", "7", "7.e+00"),
        ("%E", "1e-100", "1.000000E-100"),
        ("%e", "0", "0.000000e+00"),
        ("%g", "100000", "100000"),
        ("%g", "1000000", "1e+06"),
        ("%g", "0.0001", "0.0001"),
        ("%g", "0.00001", "1e-05"),
        ("%#g", "1", "1.00000"),
        ("%.3g", "999.6", "1e+03"),
        ("%G", "1e-10", "1E-10"),
        ("%a", "1.5", "0x1.8p+0"),
        ("%a", "1", "0x1p+0"),
        ("%.0a", "1.5", "0x2p+0"),
        ("%.1a", "1.96875", "0x2.0p+0"),
        ("%A", "0.1", "0X1.999999999999AP-4"),
        ("%a", "0", "0x0p+0"),
        ("%5f", "inf", "  inf"),
        ("%05f", "-inf", " -inf"),
        ("%F", "nan", "NAN"),
        ("%g", "0x1.8p1", "3"),
        ("%g", "0x10", "16"),
    ] {
        assert_eq!(
            formatted(directive, argument),
            expected,
            "{directive} {argument}"
        );
    }
    let long = formatted("%.1200f", "0.5");
    assert_eq!(long.len(), 1202);
    assert!(long.starts_with("0.5000"));
}

#[test]
fn numbers() {
    for (text, value, fine) in [
        ("", 0, true),
        ("010", 8, true),
        ("0x1F", 31, true),
        (" +7", 7, true),
        ("'a", 97, true),
        ("\"é", 233, true),
        ("'", 0, true),
        ("7 ", 7, false),
        ("09", 0, false),
        ("0x", 0, false),
        ("abc", 0, false),
        ("-", 0, false),
        ("1.5", 1, false),
        ("9223372036854775808", i64::MAX, false),
        ("-9223372036854775808", i64::MIN, true),
        ("-99999999999999999999", i64::MIN, false),
    ] {
        let (found, problem) = number::signed(text.as_bytes(), true);
        assert_eq!((found, problem.is_none()), (value, fine), "{text:?}");
    }
    for (text, value, fine) in [
        ("", 0.0, true),
        ("1e3", 1000.0, true),
        (".5", 0.5, true),
        ("5.", 5.0, true),
        ("-1.5e-1", -0.15, true),
        ("'a", 97.0, true),
        ("1e", 1.0, false),
        ("1x", 1.0, false),
        (".", 0.0, false),
        ("x", 0.0, false),
        ("1e999", f64::INFINITY, false),
        ("0x", 0.0, false),
    ] {
        let (found, problem) = number::float(text.as_bytes(), true);
        assert_eq!((found, problem.is_none()), (value, fine), "{text:?}");
    }
}

#[test]
fn directives() {
    for (text, length) in [
        ("%d", Some(2)),
        ("%-+ #05.3lldx", Some(12)),
        ("%*.*f", Some(5)),
        ("%2$*1$s", Some(7)),
        ("%", None),
        ("%5", None),
        ("%y", None),
        ("%99999999999d", None),
    ] {
        assert_eq!(
            Directive::parse(text.as_bytes()).map(|directive| directive.length),
            length,
            "{text}"
        );
    }
}

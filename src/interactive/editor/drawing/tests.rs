//! What is written of what the line editor draws.

use super::*;

/// What is written of each of the texts, one after the other.
fn written(texts: &[&str], size: (usize, usize)) -> Vec<String> {
    let mut shown = Shown::default();
    let each = |text: &&str| {
        let less = cleared(text).map(|cleared| shown.redraw(text, size, cleared));
        let less = less.or_else(|| shown.goes_on(text));
        less.unwrap_or_else(|| (*text).to_owned())
    };
    texts.iter().map(each).collect()
}

#[test]
fn a_letter_costs_a_byte() {
    let texts = [
        "\r\x1b[K\x1b]133;A\x07$ \x1b]133;B\x07\r\x1b[2C",
        "\r\x1b[K$ \x1b]133;B\x07t\x1b[90mrue\x1b[0m\r\x1b[3C",
        "\r\x1b[K$ \x1b]133;B\x07tr\x1b[90mue\x1b[0m\r\x1b[4C",
        "\r\x1b[K$ \x1b]133;B\x07\x1b[32mtr\x1b[0m\r\x1b[4C",
        "x",
        "\x1b[3D",
        "\r\x1b[K$ \x1b]133;B\x07atrx\r\x1b[3C",
    ];
    assert_eq!(
        written(&texts, (24, 80)),
        [
            "\r\x1b[K\x1b]133;A\x07$ \x1b]133;B\x07",
            "t\x1b[90mrue\x1b[0m\x08\x08\x08",
            "r",
            "\x08\x08\x1b[32mtr\x1b[0m\x1b[K",
            "x",
            "\x1b[3D",
            "atrx\x08\x08\x08",
        ]
    );
}

#[test]
fn rows_are_drawn_where_they_differ() {
    let texts = [
        "\r\x1b[Kone\n\x1b[1mtwo\x1b[0m\n> x\r\x1b[3C",
        "\r\x1b[K\x1b[A\r\x1b[K\x1b[A\r\x1b[Kone\n\x1b[1mtwo\x1b[0m\n> x\x1b[2A\r\x1b[1C",
        "\x1b[2B\r\x1b[K\x1b[A\r\x1b[K\x1b[A\r\x1b[Kone\n\x1b[1mtoo\x1b[0m\n> x\r\x1b[3C",
        "\r\x1b[K\x1b[A\r\x1b[K\x1b[A\r\x1b[Kone\n> x\r\x1b[3C",
    ];
    assert_eq!(
        written(&texts, (24, 80))[1..],
        [
            "\x1b[2A\x08\x08",
            "\x1b[B\x1b[1mo\x1b[0m\x1b[B\x1b[C",
            "\r\x1b[K\x1b[A\r\x1b[K\x1b[A\r\x1b[Kone\n> x",
        ]
    );
}

#[test]
fn a_row_that_is_full_stays_with_the_one_that_it_runs_on_in() {
    let clear = "\r\x1b[K\x1b[A\r\x1b[K";
    let texts = [
        String::from("\r\x1b[K1234567890ab\r\x1b[2C"),
        format!("{clear}1234567890\x1b[1mabc\x1b[0m\r\x1b[3C"),
        format!("{clear}1x34567890abc\x1b[1A\r\x1b[2C"),
        format!("\x1b[1B{clear}123456789xabc\r\x1b[3C"),
        format!("{clear}123456789\nab\r\x1b[1C"),
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let written = written(&texts, (24, 10));
    assert_eq!(written[1], "\r\x1b[1mabc\x1b[0m");
    assert_eq!(written[2], "\x1b[A\x08\x08x\x1b[B\rabc\x1b[A\x08");
    assert_eq!(written[3..], texts[3..]);
}

#[test]
fn what_is_typed_behind_a_row_goes_on_in_the_next_one() {
    let clear = "\r\x1b[K\x1b[A\r\x1b[K";
    let texts = [
        "\r\x1b[K12345678\r\x1b[8C",
        "9",
        "\r\x1b[K1234567890\n\r",
        &format!("{clear}1234567890a\r\x1b[1C"),
        &format!("{clear}1234567890a\x1b[1mb234567890c\x1b[0m\r\x1b[2C"),
        &format!("{clear}\x1b[A\r\x1b[K1234567890ab234567890c\nd\r\x1b[1C"),
    ];
    let written = written(&texts, (24, 10));
    assert_eq!(
        written[1..],
        ["9", "0 \x08", "a", "\x1b[1mb234567890c\x1b[0m", texts[5]]
    );
}

#[test]
fn all_is_drawn_where_it_is_not_certain_what_stands() {
    let whole = "\r\x1b[Kabc\r\x1b[1C";
    for between in [
        "\n",
        "\x1b[H\x1b[J",
        "\r\x1b[Ke\u{301}\r\x1b[1C",
        "\r\x1b[K\x1b7\x1b8\r",
        "\r\x1b[K1234567890\r",
        "\r\x1b[K12345678901\r\x1b[1C",
    ] {
        let texts = [whole, between, whole];
        assert_eq!(written(&texts, (24, 10)), texts, "{between:?}");
    }
    assert_eq!(written(&[whole, whole], (24, 10)), [whole, ""]);
}

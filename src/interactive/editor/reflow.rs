//! Terminals that break their rows anew when the window becomes narrower or wider: the cursor moves with its
//! text, and the line editor, which goes by the rows that it has drawn, would draw the line once more below.

use super::leaving::end;
use crate::env::Env;
use crate::name::Name;

/// Whether the terminal is known to do so. Others cut rows off or leave them; that is what has to be assumed
/// where nothing is known.
pub fn happens(env: &Env) -> bool {
    let value = |name: &[u8]| {
        let name = Name::existing(name)?;
        env.variables.value(name).filter(|value| !value.is_empty())
    };
    let term = value(b"TERM").unwrap_or_default();
    let inside = |name: &[u8]| term.starts_with(name);
    if inside(b"tmux") || inside(b"screen") {
        return value(b"TMUX").is_some();
    }
    let vte = value(b"VTE_VERSION").is_some() && value(b"XTERM_VERSION").is_none();
    vte || inside(b"alacritty") || inside(b"foot")
}

/// The row at the end of a drawing, if it ends at the margin: there the line editor breaks the row itself, and
/// that is how it stays, whatever is typed behind it.
pub fn broken_at(drawn: &str, columns: usize) -> Option<usize> {
    let margin = end(drawn, columns);
    (margin.0 > 0 && margin.1 == 0 && !drawn.ends_with('\n')).then_some(drawn.len())
}

/// What brings the cursor to where it would be if the rows were as they have been drawn, and clears them.
/// `before`, `behind`: what is drawn before and behind the cursor; `broken`: where in it the line editor has broken
/// a row; `from`, `to`: the columns.
pub fn undone(
    (before, behind): (&str, &str),
    broken: Option<usize>,
    (from, to): (usize, usize),
) -> String {
    let row = |text: &str, columns| {
        let cut = broken.and_then(|at| text.split_at_checked(at));
        match cut.filter(|(_, rest)| !rest.is_empty()) {
            Some((above, below)) => end(&[above, "\n", below].concat(), columns).0,
            None => end(text, columns).0,
        }
    };
    let whole = [before, behind].concat();
    let (was, last) = (row(before, from), row(&whole, from));
    if last == 0 && row(&whole, to) == 0 {
        return String::new();
    }
    let up = |rows: usize| match rows {
        0 => String::new(),
        _ => format!("\x1b[{rows}A"),
    };
    let room = "\n".repeat(last);
    let now = row(before, to);
    [&*up(now), "\r\x1b[J", &*room, &*up(last - was)].concat()
}

#[cfg(test)]
mod tests {
    use super::{broken_at, undone};

    #[test]
    fn the_cursor_goes_where_it_has_been() {
        let line = "x".repeat(90);
        for (cursor, length, broken, columns, sequence) in [
            (10, 10, None, (80, 40), ""),
            (60, 60, None, (80, 40), "\x1b[1A\r\x1b[J"),
            (90, 90, None, (80, 40), "\x1b[2A\r\x1b[J\n"),
            (90, 90, None, (80, 100), "\r\x1b[J\n"),
            (90, 90, Some(80), (80, 100), "\x1b[1A\r\x1b[J\n"),
            (10, 90, None, (80, 40), "\r\x1b[J\n\x1b[1A"),
        ] {
            let drawn = (&line[..cursor], &line[cursor..length]);
            assert_eq!(
                undone(drawn, broken, columns),
                sequence,
                "{cursor} {columns:?}"
            );
        }
        assert_eq!(broken_at(&line, 45), Some(90));
        assert_eq!(broken_at(&line, 50), None);
    }
}

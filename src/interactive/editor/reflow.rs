//! Terminals that break their rows anew when the window becomes narrower or wider: the cursor moves with its
//! text, and the line editor, which goes by the rows that it has drawn, would draw the line once more below.

use super::drawing::step;
use super::leaving::end;
use crate::env::Env;
use unicode_width::UnicodeWidthChar;

/// Whether the terminal is known to do so. Others cut rows off or leave them; that is what has to be assumed
/// where nothing is known.
pub fn happens(env: &Env) -> bool {
    let value = |name: &[u8]| env.variables.named(name).filter(|value| !value.is_empty());
    let term = value(b"TERM").unwrap_or_default();
    let inside = |name: &[u8]| term.starts_with(name);
    // Far from it, where only TERM comes along, tmux is known by its own name alone.
    if inside(b"screen") {
        return value(b"TMUX").is_some();
    }
    let vte = value(b"VTE_VERSION").is_some() && value(b"XTERM_VERSION").is_none();
    vte || inside(b"tmux") || inside(b"alacritty") || inside(b"foot")
}

/// Whether a drawing ends at the margin: the line editor goes to the next row then.
pub fn ends_at_margin(drawn: &str, columns: usize) -> bool {
    let (row, column) = end(drawn, columns);
    row > 0 && column == 0 && !drawn.ends_with('\n')
}

/// Whether what is drawn before and behind the cursor is right in rows of another width just as the terminal has broken
/// them anew. Not at the margin: the cursor is behind the last column then, and not yet in the next row. Not above the
/// last row either: the terminal may have moved the row of the cursor off the screen, and the cursor to another one.
pub fn is_right((before, behind): (&str, &str), columns: usize) -> bool {
    let wide = |character: char| character.width().is_some_and(|width| width > 1);
    let whole = [before, behind].concat();
    let in_last = end(before, columns).0 == end(&whole, columns).0;
    in_last && !ends_at_margin(&whole, columns) && !whole.contains(wide)
}

/// What brings the cursor to where it would be if the rows were as they have been drawn, and clears them.
/// `before`, `behind`: what is drawn before and behind the cursor; `from`, `to`: the columns.
pub fn undone((before, behind): (&str, &str), (from, to): (usize, usize)) -> String {
    let row = |text: &str, columns| end(text, columns).0;
    let whole = [before, behind].concat();
    let (was, last) = (row(before, from), row(&whole, from));
    if last == 0 && row(&whole, to) == 0 {
        return String::new();
    }
    let up = |rows| step(rows, 'A');
    let room = "\n".repeat(last);
    // Where the line editor has gone to the next row at the margin before, the cursor is in that one.
    let behind_last = behind.is_empty() && !ends_at_margin(before, from);
    let now = row(before, to) - usize::from(behind_last && ends_at_margin(before, to));
    [&*up(now), "\r\x1b[J", &*room, &*up(last - was)].concat()
}

#[cfg(test)]
mod tests {
    use super::{ends_at_margin, is_right, undone};

    #[test]
    fn the_cursor_goes_where_it_has_been() {
        let line = "x".repeat(90);
        for (cursor, length, columns, sequence) in [
            (10, 10, (80, 40), ""),
            (60, 60, (80, 40), "\x1b[A\r\x1b[J"),
            (90, 90, (80, 40), "\x1b[2A\r\x1b[J\n"),
            (90, 90, (80, 100), "\r\x1b[J\n"),
            (90, 90, (80, 45), "\x1b[A\r\x1b[J\n"),
            (90, 90, (30, 45), "\x1b[2A\r\x1b[J\n\n\n"),
            (10, 90, (80, 40), "\r\x1b[J\n\x1b[A"),
        ] {
            let drawn = (&line[..cursor], &line[cursor..length]);
            assert_eq!(undone(drawn, columns), sequence, "{cursor} {columns:?}");
        }
        assert!(ends_at_margin(&line, 45) && !ends_at_margin(&line, 50));
        for (drawn, columns, right) in [
            ((&*line, ""), 50, true),
            ((&line[..60], &line[60..]), 50, true),
            ((&line[..40], &line[40..]), 50, false),
            ((&*line, ""), 45, false),
            (("漢字", ""), 50, false),
        ] {
            assert_eq!(is_right(drawn, columns), right, "{drawn:?} {columns}");
        }
    }
}

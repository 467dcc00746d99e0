//! Keys as newer protocols of terminals send them, in the bytes that terminals have always sent.
//!
//! `CSI code ; modifiers u` (kitty and others) and `CSI 27 ; modifiers ; code ~` (xterm) come from
//! terminals that a program has left in such a mode, or that are set up to send them.

/// The longest sequence that is looked at.
pub const LONGEST: usize = 32;

const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CTRL: u32 = 4;

/// The bytes of the key that a sequence (`ESC [ ...`) stands for, none if the key has none; `None` if it is
/// a sequence of another kind.
#[must_use]
pub fn translated(sequence: &[u8]) -> Option<Vec<u8>> {
    let (&last, body) = sequence.strip_prefix(b"\x1b[")?.split_last()?;
    let body = std::str::from_utf8(body).ok()?;
    // What a mouse does, and answers of the terminal.
    if body.starts_with(['<', '=', '>', '?']) {
        return Some(Vec::new());
    }
    if is_report(body, last) {
        return Some(Vec::new());
    }
    let mut fields = body.split(';').map(|field| {
        let mut parts = field.split(':').map(|part| part.parse::<u32>().ok());
        (parts.next().flatten(), parts.next().flatten())
    });
    let first = fields.next()?.0?;
    let second = fields.next().unwrap_or((Some(1), None));
    let (code, modifiers) = match last {
        b'u' => (first, second.0.unwrap_or(1)),
        b'~' if first == 27 => (fields.next()?.0?, second.0?),
        _ => return None,
    };
    // The key is let go of.
    if last == b'u' && second.1 == Some(3) {
        return Some(Vec::new());
    }
    Some(bytes(code, modifiers.saturating_sub(1)))
}

/// Whether a terminal answers something by such a sequence, or sends it for what nobody knows here: no key of the line
/// editor is spelt so, and it would take the end for text.
fn is_report(body: &str, last: u8) -> bool {
    let numbers: Vec<u32> = body
        .split(';')
        .map(|field| field.parse().unwrap_or(0))
        .collect();
    let foreign = body.contains(|c: char| !c.is_ascii_digit() && c != ';');
    match (&*numbers, last) {
        (_, b'u') | ([27, _, _], b'~') => false,
        (_, b'n' | b'r' | b't' | b'y') => !body.is_empty(),
        ([_, _, _, ..] | [200 | 201, _], _) => true,
        ([_, modifiers], _) => foreign || *modifiers > 16,
        _ => foreign,
    }
}

/// Whether a string that a terminal answers with begins like this (`ESC ]`, `ESC P`, `ESC _`), and no key with Alt.
#[must_use]
pub fn begins_answer(kind: u8, first: u8) -> bool {
    match kind {
        b']' => first.is_ascii_digit(),
        b'P' => first.is_ascii_digit() || b">!$".contains(&first),
        b'_' => first == b'G',
        _ => false,
    }
}

fn bytes(code: u32, modifiers: u32) -> Vec<u8> {
    let (shift, alt, ctrl) = (
        modifiers & SHIFT != 0,
        modifiers & ALT != 0,
        modifiers & CTRL != 0,
    );
    match code {
        9 if shift => return b"\x1b[Z".to_vec(),
        13 if shift || alt => return b"\x1b\r".to_vec(),
        127 if ctrl || alt => return b"\x1b\x7f".to_vec(),
        // Keys without a character: modifiers alone, the keypad, media.
        57344..=63743 => return Vec::new(),
        _ => {}
    }
    let Some(mut letter) = char::from_u32(code).filter(|letter| *letter != '\0') else {
        return Vec::new();
    };
    if shift && letter.is_lowercase() {
        letter = letter.to_uppercase().next().unwrap_or(letter);
    }
    if ctrl {
        letter = match letter {
            ' ' => '\0',
            '/' => '\x1f',
            '?' => '\x7f',
            'a'..='z' | '@'..='_' => char::from(letter as u8 & 0x1f),
            other => other,
        };
    }
    let mut out = Vec::new();
    if alt {
        out.push(0x1b);
    }
    let mut utf8 = [0; 4];
    out.extend_from_slice(letter.encode_utf8(&mut utf8).as_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for (sequence, key) in [
            (&b"\x1b[97;5u"[..], &b"\x01"[..]),
            (b"\x1b[27;5;97~", b"\x01"),
            (b"\x1b[98;3u", b"\x1bb"),
            (b"\x1b[97;2u", b"A"),
            (b"\x1b[13;2u", b"\x1b\r"),
            (b"\x1b[13u", b"\r"),
            (b"\x1b[27u", b"\x1b"),
            (b"\x1b[9;2u", b"\x1b[Z"),
            (b"\x1b[252u", "ü".as_bytes()),
            (b"\x1b[97;5:3u", b""),
            (b"\x1b[57441;2u", b""),
            (b"\x1b[99;99~", b""),
            (b"\x1b[8;24;80t", b""),
            (b"\x1b[0n", b""),
            (b"\x1b[1$r", b""),
            (b"\x1b[24;80R", b""),
        ] {
            assert_eq!(translated(sequence).as_deref(), Some(key), "{sequence:?}");
        }
        for other in [
            &b"\x1b[A"[..],
            b"\x1b[1;5C",
            b"\x1b[1;5R",
            b"\x1b[15;2~",
            b"\x1b[3~",
            b"\x1b[200~",
            b"\x1b[u",
        ] {
            assert_eq!(translated(other), None, "{other:?}");
        }
    }
}

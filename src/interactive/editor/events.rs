//! The bytes that keys send, and the keys that the line editor makes of them.

use rustyline::{Event, KeyCode, KeyEvent, Modifiers};

/// The keys that send these bytes.
pub fn event(bytes: &[u8]) -> Option<Event> {
    let mut keys = Vec::new();
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        let (key, after) = match (byte, after.first()) {
            (0x1b, Some(b'[' | b'O')) if after.len() > 1 => cursor_key(after)?,
            // As some terminals have Alt with a cursor key.
            (0x1b, Some(0x1b)) if matches!(after, [_, b'[' | b'O', _, ..]) => {
                let (key, rest) = cursor_key(after.get(1..)?)?;
                (KeyEvent(key.0, key.1 | Modifiers::ALT), rest)
            }
            (0x1b, Some(_)) => {
                let text = std::str::from_utf8(after).ok()?;
                let letter = text.chars().next()?;
                (KeyEvent::alt(letter), after.get(letter.len_utf8()..)?)
            }
            _ => {
                let letter = std::str::from_utf8(rest).ok()?.chars().next()?;
                (
                    KeyEvent::new(letter, Modifiers::NONE),
                    rest.get(letter.len_utf8()..)?,
                )
            }
        };
        keys.push(key);
        rest = after;
    }
    (!keys.is_empty()).then_some(Event::KeySeq(keys))
}

/// A key that sends `[` or `O`, parameters and a letter; what follows it.
fn cursor_key(bytes: &[u8]) -> Option<(KeyEvent, &[u8])> {
    let end = bytes
        .iter()
        .skip(1)
        .position(|byte| (0x40..=0x7e).contains(byte))?
        + 1;
    let parameters = std::str::from_utf8(bytes.get(1..end)?).ok()?;
    let mut parameters = parameters
        .split(';')
        .map(|text| text.parse::<u8>().unwrap_or(1));
    let number = parameters.next()?;
    // The only number before a letter says what else is held down.
    let alone = if bytes.get(end) == Some(&b'~') {
        1
    } else {
        number
    };
    let modifiers = match parameters.next().unwrap_or(alone) {
        2 => Modifiers::SHIFT,
        3 => Modifiers::ALT,
        5 => Modifiers::CTRL,
        7 => Modifiers::CTRL_ALT,
        _ => Modifiers::NONE,
    };
    let code = match (bytes.get(end)?, number) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', 1 | 7) => KeyCode::Home,
        (b'F', _) | (b'~', 4 | 8) => KeyCode::End,
        (b'Z', _) => KeyCode::BackTab,
        (b'~', 2) => KeyCode::Insert,
        (b'~', 3) => KeyCode::Delete,
        (b'~', 5) => KeyCode::PageUp,
        (b'~', 6) => KeyCode::PageDown,
        (b'~', number @ 11..=15) => KeyCode::F(number - 10),
        (b'~', number @ 17..=21) => KeyCode::F(number - 11),
        (b'~', number @ 23..=24) => KeyCode::F(number - 12),
        (b'P', _) => KeyCode::F(1),
        (b'Q', _) => KeyCode::F(2),
        (b'R', _) => KeyCode::F(3),
        (b'S', _) => KeyCode::F(4),
        _ => return None,
    };
    Some((KeyEvent(code, modifiers), bytes.get(end + 1..)?))
}

/// The bytes that a key sends which ends a search and then does what it always does; `None` if the line
/// editor does that by itself.
pub fn bytes(key: KeyEvent) -> Option<Vec<u8>> {
    let cursor = |letter: &str| Some([b"\x1b[", letter.as_bytes()].concat());
    match key {
        KeyEvent(KeyCode::Up, Modifiers::NONE) => cursor("A"),
        KeyEvent(KeyCode::Down, Modifiers::NONE) => cursor("B"),
        KeyEvent(KeyCode::BackTab, _) => cursor("Z"),
        KeyEvent(KeyCode::PageUp, Modifiers::NONE) => cursor("5~"),
        KeyEvent(KeyCode::PageDown, Modifiers::NONE) => cursor("6~"),
        KeyEvent(KeyCode::Tab, Modifiers::NONE) => Some(b"\t".to_vec()),
        KeyEvent(KeyCode::Char(letter), Modifiers::ALT) => Some(
            ["\x1b", letter.encode_utf8(&mut [0; 4])]
                .concat()
                .into_bytes(),
        ),
        KeyEvent(KeyCode::Char(letter), Modifiers::CTRL) if "NOPTX]_".contains(letter) => {
            Some(vec![u8::try_from(letter).ok()? & 0x1f])
        }
        _ => None,
    }
}

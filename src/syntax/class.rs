//! What each byte means to the scanner: one table, a bit a question.

/// Ends a word: blank, newline, or the first byte of an operator (XCU 2.3).
pub const DELIMITER: u32 = 1 << 0;
/// Interrupts a run of plain text in a word.
pub const WORD: u32 = 1 << 1;
/// Interrupts a run of plain text in double quotes.
pub const QUOTES: u32 = 1 << 2;
/// Interrupts a run of plain text in the word of an unquoted `${x-word}`.
pub const BRACE: u32 = 1 << 3;
/// Interrupts a run of plain text in the word of a quoted `${x-word}`.
pub const QUOTED_BRACE: u32 = 1 << 4;
/// Interrupts a run of plain text in the body of a here-document.
pub const BODY: u32 = 1 << 5;
/// Interrupts a run of plain text in an arithmetic expansion.
pub const ARITHMETIC: u32 = 1 << 6;
/// May be in a name (XBD 3.216).
pub const NAME: u32 = 1 << 7;
/// A decimal digit.
pub const DIGIT: u32 = 1 << 8;
/// May begin a reserved word.
pub const RESERVED: u32 = 1 << 9;
/// Loses its meaning behind a backslash in double quotes (XCU 2.2.3).
pub const ESCAPED: u32 = 1 << 10;
/// Names a special parameter (XCU 2.5.2).
pub const SPECIAL: u32 = 1 << 11;
/// Interrupts a run of plain text in an expression that is a part of something.
pub const SECTION: u32 = 1 << 12;
/// Interrupts a run of plain text in the pattern of `${x/pattern/text}`.
pub const REPLACED: u32 = 1 << 13;
/// Keeps a word from being plain text: what interrupts a run of it, and a brace that may be expanded.
pub const PLAIN: u32 = 1 << 14;
/// Interrupts a run of plain text in the brackets behind the name of an array.
pub const SUBSCRIPT: u32 = 1 << 15;
/// Is skipped between tokens, or may begin what is.
pub const BETWEEN: u32 = 1 << 16;
/// May begin a redirection: its operator, or what stands before that.
pub const REDIRECT: u32 = 1 << 17;

static CLASSES: [u32; 256] = classes();

const fn mark(table: &mut [u32; 256], bytes: &[u8], bits: u32) {
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] |= bits;
        i += 1;
    }
}

const fn classes() -> [u32; 256] {
    let mut table = [0; 256];
    mark(&mut table, b" \t\n;&|<>()", DELIMITER | WORD);
    mark(
        &mut table,
        b"$`\\",
        WORD | QUOTES | BRACE | QUOTED_BRACE | BODY | ARITHMETIC | SECTION | REPLACED,
    );
    mark(&mut table, b";[]():}?\"'", SECTION);
    mark(&mut table, b"\"'*?[]~}/", REPLACED);
    mark(&mut table, b"$`\\\"'[]}", SUBSCRIPT);
    mark(&mut table, b"\"", WORD | QUOTES | BRACE | QUOTED_BRACE);
    mark(&mut table, b"'*?[]~", WORD | BRACE);
    mark(&mut table, b"<>", BRACE);
    mark(&mut table, b"}", BRACE | QUOTED_BRACE);
    mark(&mut table, b"\n", BODY);
    mark(&mut table, b"()\"'", ARITHMETIC);
    mark(&mut table, b"$`\\\"", ESCAPED);
    mark(&mut table, b"@*#?-$!", SPECIAL);
    mark(&mut table, b"!{}cdefistuw", RESERVED);
    mark(&mut table, b"{", PLAIN);
    mark(&mut table, b" \t#\\", BETWEEN);
    mark(&mut table, b"0123456789<>&{", REDIRECT);
    let mut byte = 0;
    while byte < 256 {
        if table[byte] & WORD != 0 {
            table[byte] |= PLAIN;
        }
        byte += 1;
    }
    byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() || b == b'_' {
            table[byte] |= NAME;
        }
        if b.is_ascii_digit() {
            table[byte] |= DIGIT;
        }
        byte += 1;
    }
    table
}

/// Whether `byte` is in one of the classes.
#[inline]
pub fn is(byte: u8, class: u32) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// How many bytes at the beginning of `text` are in one of the classes.
#[inline]
pub fn run_of(text: &[u8], class: u32) -> usize {
    text.iter()
        .position(|&byte| !is(byte, class))
        .unwrap_or(text.len())
}

/// Where the first byte of `text` is that is in one of the classes.
#[inline]
pub fn position(text: &[u8], class: u32) -> Option<usize> {
    text.iter().position(|&byte| is(byte, class))
}

/// How many bytes at the beginning of `text` are in none of the classes.
#[inline]
pub fn run(text: &[u8], class: u32) -> usize {
    position(text, class).unwrap_or(text.len())
}

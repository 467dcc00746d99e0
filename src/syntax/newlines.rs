//! Counting newlines, eight bytes at a time.

use crate::sys::find;

/// 1 in each byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);

/// How many newlines there are from `low` to `high`, which are mostly not far apart. Eight bytes are looked at
/// together, the last ones too, if there are so many; what is behind `high` does not count.
pub(super) fn newlines(text: &[u8], low: usize, high: usize) -> u32 {
    let length = high - low;
    let near = text.get(..high).filter(|_| (1..=8).contains(&length));
    if let Some(last) = near.and_then(<[u8]>::last_chunk) {
        let found = each_newline(*last) >> (8 * (8 - length));
        return (found.wrapping_mul(ONES) >> 56) as u32;
    }
    let between = text.get(low..high).unwrap_or_default();
    let (words, rest) = between.as_chunks();
    let last = text
        .get(high - rest.len()..)
        .and_then(|last| last.first_chunk());
    let Some(last) = last.filter(|_| words.len() < usize::from(u8::MAX)) else {
        return find::count(b'\n', between) as u32;
    };
    let counting = (1_u64 << (8 * rest.len())) - 1;
    let found =
        words.iter().copied().map(each_newline).sum::<u64>() + (each_newline(*last) & counting);
    (found & 0x00ff_00ff_00ff_00ff)
        .wrapping_add((found >> 8) & 0x00ff_00ff_00ff_00ff)
        .wrapping_mul(0x0001_0001_0001_0001)
        .wrapping_shr(48) as u32
}

/// 1 in each byte that is a newline, 0 in the others.
#[inline]
fn each_newline(bytes: [u8; 8]) -> u64 {
    const LOW: u64 = ONES * 0x7f;
    let other = u64::from_le_bytes(bytes) ^ (ONES * u64::from(b'\n'));
    // Adding 127 sets the highest bit of a byte that is not 0, unless that was set before.
    let unequal = ((other & LOW) + LOW) | other;
    (!unequal >> 7) & ONES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newlines_are_counted() {
        for length in [0, 1, 7, 8, 9, 64, 255, 256, 257, 1000, 2039, 2040, 5000] {
            let text: Vec<u8> = (0..length)
                .map(|i| [b'\n', 0x8a, b'x', 0x0b, 0, b'\n'][i * 7 % 6])
                .collect();
            for low in [0, length / 3, length / 2, length] {
                for high in [0, 1, 2, 7, 8, 9, 40, length].map(|more| (low + more).min(length)) {
                    let expected = text[low..high].split(|&byte| byte == b'\n').count() - 1;
                    assert_eq!(newlines(&text, low, high) as usize, expected);
                    assert_eq!(find::count(b'\n', &text[low..high]), expected);
                }
            }
        }
    }
}

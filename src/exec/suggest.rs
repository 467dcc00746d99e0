//! Which command may have been meant.

use super::lookup::{self, Found};
use crate::env::Env;
use crate::env::commands::{directories, path};
use crate::sys::dir;
use std::collections::BTreeSet;

/// The command whose name is nearest to `word`, if it is near enough for a slip of the fingers.
pub fn nearest(env: &mut Env, word: &[u8]) -> Option<Vec<u8>> {
    let limit = match word.len() {
        0..2 => return None,
        2..6 => 1,
        _ => 2,
    };
    let small = word.to_ascii_lowercase();
    let mut best: Option<((usize, usize), Vec<u8>)> = None;
    let mut consider = |name: &[u8]| {
        if name.len().abs_diff(word.len()) > limit || name == word {
            return;
        }
        // Of a word as short as that only the order of its letters can have slipped.
        let slipped = || name.iter().eq(word.iter().rev()) || name.eq_ignore_ascii_case(word);
        if word.len() == 2 && !slipped() {
            return;
        }
        // Capital letters are no slip: the key that makes them has been left alone.
        let distance = distance(&small, &name.to_ascii_lowercase());
        // Of two that are as near, the one whose letters have been typed is more likely.
        let untyped = name.iter().filter(|&letter| !word.contains(letter)).count();
        let rank = (distance, untyped);
        if distance <= limit && best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, name.to_vec()));
        }
    };
    for name in &names(env) {
        consider(name);
    }
    let path = path(&env.variables).to_vec();
    for directory in directories(&path) {
        let _ = dir::read(directory, |name, _| {
            consider(name);
            true
        });
    }
    let (_, name) = best?;
    (!matches!(
        lookup::find(env, &name, None),
        Found::Nothing | Found::NotExecutable
    ))
    .then_some(name)
}

fn names(env: &Env) -> BTreeSet<Vec<u8>> {
    let builtins = env
        .hooks
        .builtins
        .iter()
        .map(|builtin| builtin.name.as_bytes());
    let functions = env
        .functions
        .iter()
        .map(|function| function.name.as_bytes());
    let aliases = env.aliases.iter().map(|(name, _)| name);
    builtins
        .chain(functions)
        .chain(aliases)
        .map(<[u8]>::to_vec)
        .collect()
}

/// How many letters must be changed, added, left out or swapped with their neighbour.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
    for (i, &a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in other.iter().enumerate() {
            let same = usize::from(a != b);
            let mut cost = (at(&last, j) + same)
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && one.get(i - 1) == Some(&b) && other.get(j - 1) == Some(&a);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers() {
        for (one, other, expected) in [
            ("sl", "ls", 1),
            ("gti", "git", 1),
            ("pyhton", "python", 1),
            ("abc", "abc", 0),
            ("grpe", "grep", 1),
            ("caat", "cat", 1),
            ("", "ab", 2),
        ] {
            assert_eq!(
                distance(one.as_bytes(), other.as_bytes()),
                expected,
                "{one} {other}"
            );
        }
    }
}

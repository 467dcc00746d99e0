//! Tilde expansion (XCU 2.6.1).

use super::Builder;
use crate::arith::decimal;
use crate::env::{Env, Options};
use crate::name::Name;
use crate::syntax::tree::Unit;
use crate::sys::find;
use crate::sys::host;

/// `~N`, `~+N`, `~-N`: a directory of the stack that `pushd` makes.
fn of_stack(env: &Env, text: &[u8]) -> Option<Vec<u8>> {
    let (backwards, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if !digits.first()?.is_ascii_digit() || env.has(Options::POSIX) {
        return None;
    }
    let number: usize = decimal(digits)?;
    let mut stack: Vec<&[u8]> = env.directory_stack().collect();
    if backwards {
        stack.reverse();
    }
    stack.get(number).map(|path| path.to_vec())
}

/// Expands `~user`; `next` is what follows it in the word.
pub fn expand(env: &mut Env, user: &[u8], next: Option<&Unit>, to: &mut Builder) {
    let remembered = |name| env.variables.value(name).map(<[u8]>::to_vec);
    let home = match user {
        b"" => remembered(Name::HOME),
        b"+" if !env.has(Options::POSIX) => remembered(Name::PWD),
        b"-" if !env.has(Options::POSIX) => remembered(Name::OLDPWD),
        _ => of_stack(env, user).or_else(|| host::user_by_name(user).map(|user| user.home)),
    };
    let Some(home) = home else {
        return to.quote(&[b"~", user].concat());
    };
    // A directory that ends in a slash makes no double slash with the one that follows.
    let slash_follows = matches!(next, Some(Unit::Literal(text) | Unit::Quoted(text)) if text.first() == Some(&b'/'));
    let home = match home.strip_suffix(b"/") {
        Some(shorter) if slash_follows => shorter,
        _ => &home,
    };
    to.quote(home);
}

/// A path that is being typed, with its tilde prefix replaced; `home` is the value of HOME.
pub fn of_path(path: &[u8], home: Option<&[u8]>) -> Vec<u8> {
    let Some(rest) = path.strip_prefix(b"~") else {
        return path.to_vec();
    };
    let end = find::byte(b'/', rest).unwrap_or(rest.len());
    let (user, rest) = rest.split_at_checked(end).unwrap_or_default();
    let home = match user {
        b"" => home.map(<[u8]>::to_vec),
        user => host::user_by_name(user).map(|user| user.home),
    };
    home.map_or_else(|| path.to_vec(), |home| [&*home, rest].concat())
}

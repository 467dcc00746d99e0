//! Tilde expansion (XCU 2.6.1).

use super::Builder;
use crate::env::Env;
use crate::name::Name;
use crate::syntax::tree::Unit;
use crate::sys::host;

/// Expands `~user`; `next` is what follows it in the word.
pub fn expand(env: &mut Env, user: &[u8], next: Option<&Unit>, to: &mut Builder) {
    let home = if user.is_empty() {
        env.variables.value(Name::HOME).map(<[u8]>::to_vec)
    } else {
        host::user_by_name(user).map(|user| user.home)
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

//! Names of directories and files that are not quite right (`shopt -s cdspell cdable_vars dirspell`).

use crate::env::{Env, Options};
use crate::sys::{dir, fd};

/// What `cdable_vars` and `cdspell` make of a name that is no directory.
pub fn mended(env: &Env, target: &[u8]) -> Option<Vec<u8>> {
    let wanted = Options::CDABLE_VARS | Options::CDSPELL;
    if !env.options.intersects(wanted) || fd::stat_path(target).is_ok() {
        return None;
    }
    if env.has(Options::CDABLE_VARS)
        && let Some(value) = env.variables.named(target)
        && !value.is_empty()
    {
        return Some(value.to_vec());
    }
    if env.has(Options::CDSPELL) && env.interactive() {
        return corrected(target, true);
    }
    None
}

/// The file, or the directory if it must be one, whose name differs from this path by one small error in each component.
pub fn corrected(path: &[u8], directory: bool) -> Option<Vec<u8>> {
    let mut found: Vec<u8> = Vec::new();
    for part in path.split_inclusive(|&byte| byte == b'/') {
        let (name, slash) = match part.strip_suffix(b"/") {
            Some(name) => (name, b"/".as_slice()),
            None => (part, b"".as_slice()),
        };
        let exact = [&*found, name].concat();
        let inner = directory || !slash.is_empty();
        let fits = |path: &[u8]| fd::stat_path(path).is_ok_and(|stat| !inner || stat.is_dir());
        if name.is_empty() || fits(&exact) {
            found = [&*exact, slash].concat();
            continue;
        }
        let mut best: Option<Vec<u8>> = None;
        let place = if found.is_empty() {
            b".".as_slice()
        } else {
            &*found
        };
        dir::read(place, |candidate, _| {
            let is_near = is_close(name, candidate) && fits(&[&*found, candidate].concat());
            if is_near && best.as_ref().is_none_or(|best| candidate < &**best) {
                best = Some(candidate.to_vec());
            }
            true
        })
        .ok()?;
        found = [&*found, &*best?, slash].concat();
    }
    Some(found)
}

/// Whether two names differ by one byte that is wrong, missing, too many, or in the wrong place.
fn is_close(typed: &[u8], name: &[u8]) -> bool {
    let common = typed.iter().zip(name).take_while(|(a, b)| a == b).count();
    let typed = typed.get(common..).unwrap_or_default();
    let name = name.get(common..).unwrap_or_default();
    match (typed, name) {
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c => rest == other,
        ([_, rest @ ..], [_, other @ ..]) if rest == other => true,
        ([_, rest @ ..], name) if rest == name => true,
        (typed, [_, rest @ ..]) => typed == rest,
        _ => false,
    }
}

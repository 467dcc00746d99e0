//! Specifications as commands that make them (`complete -p`).

use super::LETTERS_OF_KINDS;
use crate::env::completions::Spec;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Env, Status, quote};
use crate::syntax::print;

/// Lists those with these names, or all of them.
pub fn show(env: &mut Env, names: &[Vec<u8>]) -> Status {
    let mut status = SUCCESS;
    for name in names {
        if !env.session.completions.specs.contains_key(name) {
            env.report_argument(b"complete", name, "no completion specification");
            status = FAILURE;
        }
    }
    let specs = env.session.completions.specs.iter();
    for (name, spec) in specs.filter(|(name, _)| names.is_empty() || names.contains(name)) {
        let name = print::quote(name);
        env.out.extend_from_slice(&line(spec, &name));
    }
    status
}

/// In the order and the quotes of bash, whose users' scripts read such lines.
fn line(spec: &Spec, name: &[u8]) -> Vec<u8> {
    let mut options: Vec<&[u8]> = spec.options.iter().map(Vec::as_slice).collect();
    options.sort_unstable();
    let letter = |kind: &[u8]| LETTERS_OF_KINDS.iter().find(|(_, of)| *of == kind);
    let (mut letters, mut kinds) = (Vec::new(), Vec::new());
    for kind in &spec.actions {
        match letter(kind) {
            Some((letter, _)) => letters.push(*letter),
            None => kinds.push(kind.as_slice()),
        }
    }
    letters.sort_unstable();
    kinds.sort_unstable();
    let affix = |text: &[u8]| (!text.is_empty()).then(|| in_quotes(text));
    let quoted = |text: &Option<Vec<u8>>| text.as_deref().map(in_quotes);
    let values = [
        (b'G', quoted(&spec.pattern)),
        (b'W', quoted(&spec.words)),
        (b'P', affix(&spec.prefix)),
        (b'S', affix(&spec.suffix)),
        (b'X', quoted(&spec.filter)),
        (b'C', quoted(&spec.command)),
        (b'F', spec.function.clone()),
    ];

    let mut line = b"complete".to_vec();
    for option in options {
        line.extend_from_slice(&[b" -o ", option].concat());
    }
    for letter in letters {
        line.extend_from_slice(&[b' ', b'-', letter]);
    }
    for kind in kinds {
        line.extend_from_slice(&[b" -A ", kind].concat());
    }
    for (option, value) in values {
        if let Some(value) = value {
            line.extend_from_slice(&[b' ', b'-', option, b' ']);
            line.extend_from_slice(&value);
        }
    }
    line.extend_from_slice(&[b" ", name, b"\n"].concat());
    line
}

fn in_quotes(text: &[u8]) -> Vec<u8> {
    let mut quoted = Vec::new();
    quote::push_in_quotes(&mut quoted, text);
    quoted
}

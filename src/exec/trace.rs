//! `set -x`: commands as they are executed, in a form that can be read back.

use crate::arith::decimal;
use crate::env::arrays::{Member, decode};
use crate::env::files::Target;
use crate::env::{Env, Fields, Options};
use crate::expand;
use crate::name::Name;
use crate::syntax::tree::Assignment;
use crate::syntax::{self, print};
use crate::sys::find;

/// Traces a simple command with its assignments, to where errors went before its redirections.
pub fn command(env: &mut Env, assignments: &[Assignment], fields: &Fields, errors: Target) {
    if !env.has(Options::XTRACE) {
        return;
    }
    // Those that POSIX does not have have been traced as they were carried out.
    let plain = assignments
        .iter()
        .filter(|assignment| assignment.extra.is_none());
    let mut words: Vec<Vec<u8>> = plain
        .map(|assignment| assigned(env, assignment.name))
        .collect();
    words.extend(fields.iter().map(argument));
    let redirected = env.files.place(2, errors);
    line(env, &words.join(&b' '));
    env.files.place(2, redirected);
}

/// Traces a bare assignment.
pub fn assignment(env: &mut Env, name: Name) {
    let text = assigned(env, name);
    line(env, &text);
}

/// Traces `name+=value`, `name[index]=value`; `head` is what stands before the value.
pub fn element(env: &mut Env, head: &[u8], value: &[u8]) {
    line(env, &[head, &*print::quote(value)].concat());
}

/// Traces `name=(...)`.
pub fn list(env: &mut Env, head: &[u8], members: &[Member]) {
    line(env, &[head, &*listed(members)].concat());
}

fn listed(members: &[Member]) -> Vec<u8> {
    let member = |member: &Member| {
        let value = print::quote(&member.value);
        match &member.subscript {
            None => value.into_owned(),
            Some(subscript) => {
                let equals: &[u8] = if member.append { b"]+=" } else { b"]=" };
                [b"[", &**subscript, equals, &*value].concat()
            }
        }
    };
    let members: Vec<Vec<u8>> = members.iter().map(member).collect();
    [b"(", &*members.join(&b' '), b")"].concat()
}

/// An argument as it is written: that of a declaration may be a list.
fn argument(field: &[u8]) -> Vec<u8> {
    let at = find::byte(0, field).unwrap_or(field.len());
    let (head, value) = field.split_at(at);
    match decode(value) {
        Some(members) => [head, &*listed(&members)].concat(),
        None => print::quote(field).into_owned(),
    }
}

/// Traces the head of a compound command, as others do that know more than POSIX.
#[inline]
pub fn head(env: &mut Env, text: impl FnOnce() -> Vec<u8>) {
    if env.has(Options::XTRACE) && !env.has(Options::POSIX) {
        line(env, text().trim_ascii_end());
    }
}

/// Traces a comparison of `[[`, or `(( ... ))`.
#[inline]
pub fn test(env: &mut Env, text: impl FnOnce() -> Vec<u8>) {
    if env.has(Options::XTRACE) {
        let text = text();
        line(env, &text);
    }
}

fn assigned(env: &Env, name: Name) -> Vec<u8> {
    let value = env.variables.value(name).unwrap_or_default();
    let value = if value.is_empty() {
        std::borrow::Cow::Borrowed(value)
    } else {
        print::quote(value)
    };
    [name.as_bytes(), b"=", &*value].concat()
}

fn line(env: &mut Env, text: &[u8]) {
    let prefix = prefix(env);
    let line = [&*prefix, text, b"\n"].concat();
    if let Some(descriptor) = elsewhere(env) {
        let _ = env.flush();
        if env.write(descriptor, &line).is_ok() {
            return;
        }
    }
    env.write_error(&line);
}

/// The descriptor that `BASH_XTRACEFD` names.
fn elsewhere(env: &Env) -> Option<u32> {
    let value = env.variables.named(b"BASH_XTRACEFD")?;
    decimal(value)
}

/// The expanded value of PS4. Beyond POSIX its first character tells by how often it is there how many substitutions,
/// `eval` and `.` the command is in.
fn prefix(env: &mut Env) -> Vec<u8> {
    let text = env.variables.value(Name::PS4).unwrap_or(b"").to_vec();
    let text = expanded(env, &text);
    let depth = env.calls.depth.saturating_sub(env.context.functions);
    if depth == 0 || env.has(Options::POSIX) {
        return text;
    }
    let chunk = text.utf8_chunks().next();
    let first = chunk.and_then(|chunk| chunk.valid().chars().next());
    let first = text
        .get(..first.map_or(1, char::len_utf8))
        .unwrap_or_default();
    [&*first.repeat(depth), &*text].concat()
}

/// Expands a text as in double quotes: parameters, commands, arithmetic. As it is, if it cannot be.
pub fn expanded(env: &mut Env, text: &[u8]) -> Vec<u8> {
    if !text.iter().any(|byte| matches!(byte, b'$' | b'`' | b'\\')) {
        return text.to_vec();
    }
    let Ok(word) = syntax::text_word(text) else {
        return text.to_vec();
    };
    let result = expand::unnoticed(env, |env| {
        // The newline is that of the here-document which the text was read as.
        expand::text(env, &word, |_, text| {
            text.strip_suffix(b"\n").unwrap_or(text).to_vec()
        })
    });
    result.continue_value().unwrap_or_else(|| text.to_vec())
}

//! The line in an editor of the user's choice.

use super::abbreviation::Called;
use super::outcome::{Cut, behind, cut};
use crate::env::{Env, Flow};
use crate::exec::run;
use crate::name::Name;
use crate::syntax::extended::Substitution;
use crate::syntax::{parse, print};
use std::fs;
use std::io::Write;
use std::ops::ControlFlow::Continue;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

/// Lets the user edit a text; what it is afterwards, if the editor has done its work.
pub fn edit(env: &mut Env, text: &str) -> Flow<Option<String>> {
    let Some(path) = written(text) else {
        env.report(b"", "no temporary file can be made");
        return Continue(None);
    };
    let status = env.status;
    let command = [
        &*chosen(env),
        b" ",
        &*print::quote(path.as_os_str().as_bytes()),
    ]
    .concat();
    let flow = run::text(env, &command);
    let edited = fs::read(&path);
    let _ = fs::remove_file(&path);
    flow?;
    let done = std::mem::replace(&mut env.status, status) == 0;
    let edited = edited.ok().filter(|_| done);
    Continue(edited.map(|edited| {
        String::from_utf8_lossy(&edited)
            .trim_end_matches('\n')
            .to_owned()
    }))
}

/// Has a command of the shell work on a line, which it finds in `READLINE_LINE` and may change.
pub fn run(env: &mut Env, command: &[u8], (left, right): Cut) -> Flow<Cut> {
    let (text, point, mark) = (
        Name::new(b"READLINE_LINE"),
        Name::new(b"READLINE_POINT"),
        Name::new(b"READLINE_MARK"),
    );
    let place = left.chars().count().to_string();
    env.variables.store(text, [left, right].concat().as_bytes());
    env.variables.store(point, place.as_bytes());
    env.variables.store(mark, b"0");
    let status = env.status;
    let flow = run::text(env, command);
    let _ = env.flush();
    env.status = status;
    let value = |env: &Env, name: Name| {
        String::from_utf8_lossy(env.variables.value(name).unwrap_or_default()).into_owned()
    };
    let line = value(env, text);
    let place = value(env, point).trim().parse().unwrap_or(usize::MAX);
    for name in [text, point, mark] {
        // They are there for the command only.
        let _ = env.variables.unset(name);
    }
    flow?;
    Continue(cut(&line, behind(place, &line)))
}

/// The line with what a function of the user writes in the place of the word before the cursor, if that
/// is something; a blank follows it where the line goes on.
pub fn abbreviated(env: &mut Env, called: &Called, (left, right): Cut) -> Flow<Cut> {
    let quoted = |text: &str| print::quote(text.as_bytes()).into_owned();
    let command = [&*quoted(&called.function), b" ", &*quoted(&called.word)].concat();
    let status = env.status;
    let mut output = Vec::new();
    if let Ok(program) = parse(&command) {
        (env.hooks.substitute)(env, &program, Substitution::Parentheses, &mut output)?;
    }
    let failed = std::mem::replace(&mut env.status, status) != 0;
    let text = String::from_utf8_lossy(&output);
    let text = text.trim_end_matches('\n');
    let kept = left.strip_suffix(&*called.word);
    let blank = if called.entered { "" } else { " " };
    let Some(kept) = kept.filter(|_| !failed && !text.is_empty()) else {
        return Continue((left + blank, right));
    };
    let mark = called.mark.as_deref().filter(|_| !called.entered);
    Continue(match mark.and_then(|mark| text.split_once(mark)) {
        Some((before, behind)) => ([kept, before].concat(), [behind, &right].concat()),
        None => ([kept, text, blank].concat(), right),
    })
}

/// The command that edits.
pub fn chosen(env: &Env) -> Vec<u8> {
    [Name::VISUAL, Name::EDITOR]
        .into_iter()
        .filter_map(|name| env.variables.value(name))
        .find(|value| !value.is_empty())
        .unwrap_or(b"vi")
        .to_vec()
}

/// A new file with the text, which nobody else can read.
fn written(text: &str) -> Option<PathBuf> {
    let directory = std::env::temp_dir();
    (0..100_u32).find_map(|attempt| {
        let name = format!("tine-{}-{attempt}.sh", crate::sys::host::pid());
        let path = directory.join(name);
        let mut options = fs::OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .ok()?;
        file.write_all(format!("{text}\n").as_bytes()).ok()?;
        Some(path)
    })
}

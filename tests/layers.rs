//! The house rules that a reader relies on, checked against the text of `src/`: imports only
//! point down the floors, `unsafe` stays in its room, nothing may panic, files stay small.

#![allow(clippy::expect_used, clippy::panic, reason = "test code")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import. A room is listed after every room it stands on, so
/// the table has no circle, and no source that keeps to it has one.
const FLOORS: &[(&str, &[&str])] = &[
    ("sys", &[]),
    ("name", &["sys"]),
    ("signal", &["sys"]),
    ("ipc", &["sys", "signal"]),
    ("process", &["sys", "signal", "ipc"]),
    ("arith", &["name", "sys"]),
    ("pattern", &["name", "sys"]),
    ("syntax", &["name", "arith", "pattern", "sys"]),
    ("env", &["@syntax", "@process", "syntax", "process"]),
    ("expand", &["@env", "env"]),
    ("exec", &["@expand", "expand"]),
    ("builtins", &["@exec", "exec"]),
    ("shell", &["@builtins", "builtins"]),
    ("interactive", &["@shell", "shell"]),
    ("cli", &["@interactive", "interactive"]),
    ("line", &["@cli", "cli"]),
];

/// Rooms that know nothing of the outside, and what would betray them.
const PURE: &[&str] = &["name", "syntax", "arith", "pattern"];
/// The memory that a text grows in, searching in texts and the room on the stack are in `sys` for their `unsafe`, and
/// are nothing of the outside.
const INSIDE: &[&str] = &[
    "crate::sys::bytes",
    "crate::sys::depth",
    "crate::sys::errno_text",
    "crate::sys::find",
];
const OUTSIDE: &[&str] = &[
    "crate::sys",
    "std::fs",
    "std::process",
    "std::net",
    "std::env",
    "libc::",
    "nix::",
];

/// What may end the process where an error is wanted.
const PANICS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!(",
    "unreachable!(",
    "todo!(",
    "unimplemented!(",
    "print!(",
    "println!(",
    "dbg!(",
];

/// One source file: its room, its place, and its lines without comments and without tests.
struct Source {
    room: String,
    place: String,
    length: usize,
    code: Vec<(usize, String)>,
}

/// Rooms that `room` may import, with `@other` standing for what `other` may.
fn allowed(room: &str) -> Vec<&'static str> {
    let Some((_, list)) = FLOORS.iter().find(|(name, _)| *name == room) else {
        return Vec::new();
    };
    let each = |entry: &&'static str| match entry.strip_prefix('@') {
        Some(other) => allowed(other),
        None => vec![*entry],
    };
    list.iter().flat_map(each).collect()
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    files.iter().map(|file| read(&root, file)).collect()
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
}

fn read(src: &Path, file: &Path) -> Source {
    let text = fs::read_to_string(file).expect("a source file is text");
    let inner = file.strip_prefix(src).expect("it was found there");
    let first = inner.components().next().expect("it has a name");
    let room = Path::new(&first)
        .file_stem()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned();
    let mut code = Vec::new();
    let mut tests = file.file_stem().is_some_and(|stem| stem == "tests");
    for (index, line) in text.lines().enumerate() {
        tests |= line.trim() == "#[cfg(test)]";
        let line = line.trim_start();
        if !tests && !line.starts_with("//") {
            let bare = line.split(" // ").next().unwrap_or_default();
            code.push((index + 1, bare.to_owned()));
        }
    }
    Source {
        room,
        place: format!("src/{}", inner.display()),
        length: text.lines().count(),
        code,
    }
}

/// The names that stand directly behind `crate::` in `code`, a group in braces included.
fn imports(code: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (line, text) in code {
        let mut rest = text.as_str();
        if depth > 0 {
            depth = group(rest, *line, depth, &mut found);
        }
        while let Some(at) = rest.find("crate::") {
            let own = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
            rest = &rest[at + "crate::".len()..];
            if !own {
                continue;
            }
            if let Some(inside) = rest.strip_prefix('{') {
                depth = group(inside, *line, 1, &mut found);
            } else {
                found.push((*line, identifier(rest)));
            }
        }
    }
    found
}

/// Takes the names at the first level of a braced group; returns the depth at the end of the line.
fn group(text: &str, line: usize, mut depth: usize, found: &mut Vec<(usize, String)>) -> usize {
    let mut start = true;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 1 => start = true,
            c if start && depth == 1 && c.is_alphabetic() => {
                found.push((line, identifier(&text[at..])));
                start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    depth
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn report(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        if source.room == "lib" {
            continue;
        }
        let allowed = allowed(&source.room);
        for (line, name) in imports(&source.code) {
            let room = FLOORS.iter().any(|(room, _)| *room == name);
            if room && name != source.room && !allowed.contains(&name.as_str()) {
                wrong.push(format!(
                    "{}:{line}: {} imports {name}",
                    source.place, source.room
                ));
            }
        }
    }
    report("imports that point up", &wrong);
}

#[test]
fn every_room_has_its_floor() {
    let rooms: Vec<String> = sources().into_iter().map(|source| source.room).collect();
    let strangers: Vec<String> = rooms
        .into_iter()
        .filter(|room| room != "lib" && room != "main")
        .filter(|room| !FLOORS.iter().any(|(name, _)| name == room))
        .collect();
    report("rooms without a floor", &strangers);
}

#[test]
fn floors_have_no_circle() {
    for (index, (room, _)) in FLOORS.iter().enumerate() {
        for below in allowed(room) {
            let floor = FLOORS.iter().position(|(name, _)| *name == below);
            assert!(
                floor.is_some_and(|floor| floor < index),
                "{room} stands on {below}"
            );
        }
    }
}

#[test]
fn unsafe_stays_in_sys() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room != "sys") {
        for (line, text) in &source.code {
            let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            if words.any(|word| word == "unsafe") {
                wrong.push(format!("{}:{line}: {text}", source.place));
            }
        }
    }
    report("unsafe outside sys", &wrong);
}

#[test]
fn language_rooms_do_no_input_or_output() {
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| PURE.contains(&source.room.as_str()))
    {
        for (line, text) in &source.code {
            let text = (INSIDE.iter()).fold(text.clone(), |text, inside| text.replace(inside, ""));
            if OUTSIDE.iter().any(|word| text.contains(word)) {
                wrong.push(format!("{}:{line}: {text}", source.place));
            }
        }
    }
    report("rooms without effects that reach outside", &wrong);
}

/// The crate asks the processor what it can do, which is slow on a virtual machine: `sys::find` has a
/// way round it.
#[test]
fn the_processor_is_not_asked() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, text) in &source.code {
            if text.contains("memchr::") && source.place != "src/sys/find.rs" {
                wrong.push(format!("{}:{line}: {text}", source.place));
            }
        }
    }
    report("searches past sys::find", &wrong);
}

#[test]
fn nothing_panics() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (line, text) in &source.code {
            if PANICS.iter().any(|word| text.contains(word)) && !text.contains("eprint") {
                wrong.push(format!("{}:{line}: {text}", source.place));
            }
        }
    }
    report("what may panic or print", &wrong);
}

#[test]
fn files_stay_small() {
    let wrong: Vec<String> = sources()
        .iter()
        .filter(|source| source.length > 500)
        .map(|source| format!("{}: {} lines", source.place, source.length))
        .collect();
    report("files over 500 lines", &wrong);
}

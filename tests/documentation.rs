//! What a reader of the engine's documentation may count on: every public item has an example that is run, names the
//! page of POSIX or of the manual that it follows, and says how it can fail, if it can.

#![allow(clippy::expect_used, reason = "test code")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that are the engine and its face.
const ROOMS: &[&str] = &["process", "signal", "ipc", "shell", "line.rs"];

/// What tells a source: a section of the manual, a volume of POSIX, or std.
const SOURCES: &[&str] = &[
    "(1)", "(2)", "(3)", "(4)", "(5)", "(7)", "XBD", "XCU", "XSH", "std's",
];

/// What tells how something fails.
const FAILURES: &[&str] = &["ail", "rror", "`E", "annot"];

/// One public item with its documentation.
struct Item {
    place: String,
    signature: String,
    prose: String,
    example: bool,
}

fn sources() -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for room in ROOMS {
        let path = src.join(room);
        if path.is_file() {
            files.push(path);
        } else {
            let entries = fs::read_dir(path).expect("a room is a folder");
            files.extend(entries.map(|entry| entry.expect("it can be listed").path()));
        }
    }
    files.sort();
    files
}

/// The public items of a file. Methods of types that are not public themselves do not count.
fn items(file: &Path) -> Vec<Item> {
    let text = fs::read_to_string(file).expect("a source is text");
    let lines: Vec<&str> = text.lines().collect();
    let hidden: Vec<&str> = lines.iter().filter_map(|line| hidden_type(line)).collect();
    let (mut found, mut doc, mut inside) = (Vec::new(), Vec::new(), None);
    for (index, line) in lines.iter().enumerate() {
        let bare = line.trim();
        if bare == "#[cfg(test)]" {
            break;
        }
        if let Some(text) = bare.strip_prefix("///") {
            doc.push(text);
            continue;
        }
        if bare.starts_with('#') {
            continue;
        }
        if line.starts_with("impl") {
            inside = hidden
                .iter()
                .find(|name| line.contains(&format!(" {name} {{")));
        }
        let kinds = ["fn ", "struct ", "enum ", "const ", "type "];
        let public = bare.strip_prefix("pub ");
        if public.is_some_and(|rest| kinds.iter().any(|kind| rest.starts_with(kind)))
            && inside.is_none()
        {
            let mut parts = doc.split(|line| line.contains("```"));
            let prose = parts.next().unwrap_or_default().join("\n");
            let rest = lines.get(index..).unwrap_or_default();
            let end = rest.iter().position(|line| line.contains(['{', ';']));
            let signature = rest.get(..=end.unwrap_or(0)).unwrap_or_default().join(" ");
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            found.push(Item {
                place: format!("{name}:{}: {bare}", index + 1),
                signature,
                prose,
                example: parts.next().is_some(),
            });
        }
        doc.clear();
    }
    found
}

/// The type that this line defines, if it is not public.
fn hidden_type(line: &str) -> Option<&str> {
    let rest = ["pub(super) ", "pub(crate) ", ""]
        .iter()
        .find_map(|how| line.strip_prefix(how)?.strip_prefix("struct "))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}

fn report(what: &str, right: impl Fn(&Item) -> bool) {
    let all: Vec<Item> = sources().iter().flat_map(|file| items(file)).collect();
    assert!(all.len() > 200, "only {} public items are seen", all.len());
    let wrong: Vec<_> = all.iter().filter(|item| !right(item)).collect();
    let places: Vec<_> = wrong.iter().map(|item| item.place.as_str()).collect();
    assert!(places.is_empty(), "{what}:\n  {}", places.join("\n  "));
}

#[test]
fn every_item_has_an_example() {
    report("without an example", |item| item.example);
}

#[test]
fn every_item_names_its_source() {
    report("without a source", |item| {
        SOURCES.iter().any(|source| item.prose.contains(source))
    });
}

#[test]
fn every_failure_is_told() {
    report("silent about failures", |item| {
        !item.signature.contains("Result<") || FAILURES.iter().any(|word| item.prose.contains(word))
    });
}

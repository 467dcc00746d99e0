//! Pages of the manual.

use super::command::commands;
use super::{Item, Request};
use crate::sys::dir;
use std::collections::BTreeMap;

/// Where pages are, unless `MANPATH` says so.
const PLACES: &str = "/usr/local/share/man:/usr/local/man:/usr/share/man";

/// How a page may be packed.
const PACKED: [&str; 4] = [".gz", ".xz", ".bz2", ".zst"];

/// Pages of the section that the word before names, or of all. Where there are none, what could have one.
pub fn pages(request: &Request<'_>) -> Vec<Item> {
    let previous = request.previous();
    let section = previous
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(previous);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for place in places(request) {
        let _ = dir::read(place.as_bytes(), |name, _| {
            if let Some(name) = text(name).filter(|name| name.starts_with("man")) {
                of_directory(&format!("{place}/{name}"), section, &mut found);
            }
            true
        });
    }
    let items = request.listed(found);
    if items.is_empty() && section.is_none() {
        return commands(request);
    }
    items
}

fn text(name: &[u8]) -> Option<&str> {
    std::str::from_utf8(name).ok()
}

/// The places of manuals; an empty one in `MANPATH` stands for the usual ones.
fn places<'v>(request: &Request<'v>) -> Vec<&'v str> {
    let given = request
        .view
        .variable("MANPATH")
        .unwrap_or_default()
        .split(':');
    given
        .flat_map(|place| if place.is_empty() { PLACES } else { place }.split(':'))
        .collect()
}

fn of_directory(directory: &str, section: Option<&str>, found: &mut BTreeMap<String, String>) {
    let _ = dir::read(directory.as_bytes(), |name, _| {
        let name = text(name).unwrap_or_default();
        let name = PACKED
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name);
        if let Some((page, of)) = name.rsplit_once('.')
            && section.is_none_or(|section| of.starts_with(section))
        {
            let sections = found.entry(page.to_owned()).or_default();
            if !sections.split(' ').any(|one| one == of) {
                if !sections.is_empty() {
                    sections.push(' ');
                }
                sections.push_str(of);
            }
        }
        true
    });
}

//! Variables as candidates: in expansions and in arithmetic expressions.

use super::item::{Ending, Item};
use super::request::Request;
use crate::interactive::editor::view::View;
use crate::sys::fd::is_directory;

/// A parameter whose name ends a text.
pub struct Parameter<'t> {
    /// Where its `$` stands.
    dollar: usize,
    /// What stands between the two.
    brace: &'t str,
    /// What there is of its name.
    pub name: &'t str,
}

impl Parameter<'_> {
    /// What ends it.
    pub fn close(&self) -> &'static str {
        if self.brace.is_empty() { "" } else { "}" }
    }
}

fn in_name(character: char) -> bool {
    character == '_' || character.is_ascii_alphanumeric()
}

/// The `$name` or `${name` that ends a text.
pub fn parameter(raw: &str, quote: Option<u8>) -> Option<Parameter<'_>> {
    let (ahead, after) = raw.rsplit_once('$').filter(|_| quote != Some(b'\''))?;
    let escapes = ahead.bytes().rev().take_while(|&byte| byte == b'\\');
    let braced = after.strip_prefix('{');
    let name = braced.map_or(after, |name| name.trim_start_matches(['#', '!']));
    let (brace, name) = after.split_at_checked(after.len() - name.len())?;
    (escapes.count() % 2 == 0 && name.chars().all(in_name)).then_some(Parameter {
        dollar: ahead.len(),
        brace,
        name,
    })
}

/// If the text ends in the beginning of a parameter: where that begins, and the variables it may be.
/// `expression`: the whole text is arithmetic.
pub fn variables(
    view: &View,
    raw: &str,
    quote: Option<u8>,
    expression: bool,
) -> Option<(usize, Vec<Item>)> {
    let Some(found) = parameter(raw, quote) else {
        let inside = if expression {
            Some(raw)
        } else {
            expression_in(raw).filter(|_| quote != Some(b'\''))
        };
        return in_expression(view, raw, inside?);
    };
    let all: Vec<&(String, String)> = view.variables.iter().collect();
    let items = view
        .likeness
        .begun(all, found.name, |(name, _)| name)
        .into_iter()
        .map(|(name, value)| {
            // What is asked of it with `${#name}` and `${!name}` is no directory.
            let directory = matches!(found.brace, "" | "{") && is_directory(value.as_bytes());
            let slash = if directory { "/" } else { "" };
            Item {
                ending: if directory {
                    Ending::Open
                } else {
                    Ending::Blank
                },
                close: quote.filter(|_| !directory).map(char::from),
                text: format!("${}{name}{}{slash}", found.brace, found.close()),
                ..Item::word(name, begin_of(value))
            }
        })
        .collect();
    Some((found.dollar, items))
}

/// The arithmetic expression that is open at the end of a text: a command, an expansion or an index.
fn expression_in(raw: &str) -> Option<&str> {
    let command = raw.strip_prefix("((");
    let expression = command.or(raw.rsplit_once("$((").map(|(_, rest)| rest));
    let index = || {
        let (_, inside) = raw.rsplit_once("${")?;
        let (name, index) = inside.split_once('[')?;
        let open = !name.is_empty() && name.chars().all(in_name) && !index.contains(']');
        open.then_some(index)
    };
    let expression = expression.filter(|expression| !expression.contains("))"));
    expression.or_else(index)
}

/// A name without a `$`, at the end of an arithmetic expression.
fn in_expression(view: &View, raw: &str, expression: &str) -> Option<(usize, Vec<Item>)> {
    let name = expression.rsplit(|c| !in_name(c)).next()?;
    if name.is_empty() {
        return None;
    }
    let all: Vec<&(String, String)> = view.variables.iter().collect();
    let items = view
        .likeness
        .begun(all, name, |(name, _)| name)
        .into_iter()
        .map(|(name, value)| Item {
            ending: Ending::Open,
            ..Item::word(name, begin_of(value))
        })
        .collect();
    Some((raw.len() - name.len(), items))
}

/// Names of variables, without `$`.
pub fn variable_names(request: &Request<'_>) -> Vec<Item> {
    let variables = request.view.variables.iter();
    request.listed(variables.map(|(name, value)| (name, begin_of(value))))
}

/// As much of the value of a variable as tells which one it is.
fn begin_of(value: &str) -> &str {
    let end = value
        .char_indices()
        .nth(60)
        .map_or(value.len(), |(at, _)| at);
    value.get(..end).unwrap_or_default()
}

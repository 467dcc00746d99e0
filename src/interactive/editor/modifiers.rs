//! What becomes of the words of an earlier command behind their designators: `:h`, `:s/old/new/` and so on.

use crate::env::history::History;

/// Modifiers: `:h :t :r :e :p :q :x :s/a/b/ :& :gs/a/b/ :Gs/a/b/`.
pub fn modify<'l>(
    history: &History,
    mut text: String,
    mut rest: &'l str,
    only_shown: &mut bool,
) -> Result<(String, &'l str), String> {
    while let Some(modifier) = rest.strip_prefix(':') {
        let (often, modifier) = match modifier.strip_prefix(['g', 'a', 'G']) {
            Some(after) => (modifier.chars().next(), after),
            None => (None, modifier),
        };
        let Some(letter) = modifier.chars().next() else {
            return Err("a history modifier is missing behind `:`".to_owned());
        };
        let mut after = modifier.get(letter.len_utf8()..).unwrap_or_default();
        match letter {
            'h' => text = cut(&text, '/', false),
            't' => text = cut(&text, '/', true),
            'r' => text = cut(&text, '.', false),
            'e' if text.contains('.') => text = format!(".{}", cut(&text, '.', true)),
            'e' => {}
            'p' => *only_shown = true,
            'q' => text = quoted(&text),
            'x' => {
                let words: Vec<String> = text.split_whitespace().map(quoted).collect();
                text = words.join(" ");
            }
            // Nothing says what is to be replaced.
            's' if after.is_empty() => {}
            's' | '&' => {
                if letter == 's' {
                    after = remember(history, after);
                }
                let used = rest.get(..rest.len() - after.len()).unwrap_or_default();
                text =
                    substituted(history, &text, often).map_err(|why| format!("{used}: {why}"))?;
            }
            other => return Err(format!("{other}: unrecognized history modifier")),
        }
        rest = after;
    }
    Ok((text, rest))
}

/// Notes what `:s` is to replace, and by what; the text behind that.
fn remember<'l>(history: &History, text: &'l str) -> &'l str {
    let (old, new, rest) = parts(text);
    // Without what is to be replaced it is what it was the last time.
    let old = match history.substituted.take() {
        Some((before, _)) if old.is_empty() => before,
        _ => old,
    };
    history.substituted.replace(Some((old, new)));
    rest
}

/// What is before or behind the last `at`.
fn cut(text: &str, at: char, tail: bool) -> String {
    let parts = text.rsplit_once(at);
    parts
        .map_or(text, |(head, end)| if tail { end } else { head })
        .to_owned()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Takes `/old/new/` off a text, whatever stands for the slash; behind a backslash it stands for itself.
fn parts(text: &str) -> (String, String, &str) {
    let mut rest = text.chars();
    let delimiter = rest.next();
    let mut part = || {
        let mut part = String::new();
        while let Some(letter) = rest.next().filter(|&letter| Some(letter) != delimiter) {
            let escaped = letter == '\\' && rest.clone().next() == delimiter;
            part.push(if escaped {
                rest.next().unwrap_or(letter)
            } else {
                letter
            });
        }
        part
    };
    let (old, new) = (part(), part());
    (old, new, rest.as_str())
}

/// A text with the last substitution made once, in each word (`G`), or wherever it can be.
fn substituted(history: &History, text: &str, often: Option<char>) -> Result<String, &'static str> {
    let last = history.substituted.borrow();
    let Some((old, new)) = last.as_ref().filter(|(old, _)| !old.is_empty()) else {
        return Err("no previous substitution");
    };
    if !text.contains(old) {
        return Err("substitution failed");
    }
    let new = with_old(new, old);
    Ok(match often {
        Some('G') => {
            let words = text.split(' ').map(|word| word.replacen(old, &new, 1));
            words.collect::<Vec<_>>().join(" ")
        }
        Some(_) => text.replace(old, &new),
        None => text.replacen(old, &new, 1),
    })
}

/// What takes the place of a text: `&` in it is that text.
fn with_old(new: &str, old: &str) -> String {
    let mut out = String::new();
    let mut letters = new.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '&' => out.push_str(old),
            '\\' if letters.as_str().starts_with('&') => out.extend(letters.next()),
            letter => out.push(letter),
        }
    }
    out
}

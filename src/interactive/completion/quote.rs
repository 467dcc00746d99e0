//! Quoting of the word at the cursor: taken off to compare, put on again to insert.

use crate::interactive::editor::scan::is_assignment;

/// The word at the cursor.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Without quotes.
    pub text: String,
    /// As it stands in the line, from where it is replaced.
    pub raw: String,
    /// The quote that is open at its end.
    pub quote: Option<u8>,
    /// How many bytes of it are left alone at its beginning: `--file=`.
    pub skipped: usize,
    /// What that names: `--file`.
    pub named: String,
}

/// A word in a word.
pub struct Inner {
    /// The word.
    pub word: Word,
    /// It goes on behind what is completed; so much of the candidates is in the line already.
    pub there: Option<String>,
    /// How much of its text stands somewhere before it.
    pub before: usize,
}

impl Inner {
    /// The word that ends a text with `typed`, and is this.
    fn new(raw: &str, typed: &str, word: &str, quote: Option<u8>) -> Self {
        Self {
            word: Word {
                skipped: raw.len() - typed.len(),
                ..Word::whole(word, quote)
            },
            there: None,
            before: 0,
        }
    }
}

impl Word {
    /// A word as it stands in the line.
    pub fn new(raw: &str, quote: Option<u8>) -> Self {
        let skipped = assigned(raw);
        let named = raw.split('=').next().filter(|_| skipped > 0);
        Self {
            skipped,
            named: named.unwrap_or_default().to_owned(),
            ..Self::whole(raw.get(skipped..).unwrap_or_default(), quote)
        }
    }

    /// A word that is taken as it is, whatever it begins with.
    pub fn whole(raw: &str, quote: Option<u8>) -> Self {
        Self {
            text: plain(raw),
            raw: raw.to_owned(),
            quote,
            skipped: 0,
            named: String::new(),
        }
    }

    /// The words in a word that may be names of files, the likeliest first. `command`: the word names a command.
    pub fn inner(raw: &str, quote: Option<u8>, command: bool) -> impl Iterator<Item = Inner> {
        let argument = |inner| if command { None } else { inner };
        [
            argument(Self::behind_colon(raw, quote)),
            argument(Self::in_quotes(raw, quote)),
            Self::in_parameter(raw, quote),
            argument(Self::in_braces(raw, quote)),
        ]
        .into_iter()
        .flatten()
    }

    /// What stands behind the last colon of a word: in `host:path`, or `/from:/to`. An address of the web is whole.
    fn behind_colon(raw: &str, quote: Option<u8>) -> Option<Inner> {
        let at = raw.rfind(':')? + 1;
        let rest = raw.get(at..)?;
        let plain = quote.is_none() && !raw.contains(['\'', '"', '\\', '$']);
        (plain && !rest.starts_with("//")).then(|| Inner::new(raw, rest, rest, quote))
    }

    /// What stands behind the last colon, or equals sign, of a text in quotes that are open: `"$PATH:/usr`.
    fn in_quotes(raw: &str, quote: Option<u8>) -> Option<Inner> {
        let mark = char::from(quote?);
        let at = raw.rfind([':', '='])? + 1;
        let (before, rest) = raw.split_at_checked(at)?;
        let begun = before.split_once(mark)?;
        let plain = |text: &str| !text.contains(['\'', '"', '\\', '`']);
        let sound = plain(begun.0) && plain(begun.1);
        (sound && !rest.starts_with("//")).then(|| Inner {
            there: Some(mark.to_string()),
            ..Inner::new(raw, rest, &format!("{mark}{rest}"), quote)
        })
    }

    /// What `${name:-`, and what else has a word in it, has behind it, as far as that is typed.
    fn in_parameter(raw: &str, quote: Option<u8>) -> Option<Inner> {
        let at = raw.rfind("${")? + 2;
        let inside = raw.get(at..)?;
        let operator = inside.find(|c: char| c != '_' && !c.is_ascii_alphanumeric())?;
        let operators = inside.get(operator..)?;
        let word = operators.trim_start_matches(':');
        let colons = operators.len() - word.len();
        let rest = word.strip_prefix(['-', '=', '+', '?'])?;
        let open = operator > 0 && colons <= 1 && !rest.contains('}');
        // The quote is open already, before the parameter.
        let opened: String = quote.map(char::from).into_iter().collect();
        let word = [&*opened, rest].concat();
        open.then(|| Inner {
            there: Some(opened),
            ..Inner::new(raw, rest, &word, quote)
        })
    }

    /// The last of the words that open braces make of one.
    fn in_braces(raw: &str, quote: Option<u8>) -> Option<Inner> {
        let (before, list) = raw.rsplit_once('{')?;
        let plain = quote.is_none() && !raw.contains(['\'', '"', '\\', '$', '`', '}']);
        let element = list.rsplit(',').next()?;
        plain.then(|| Inner {
            there: Some(before.to_owned()),
            before: before.len(),
            ..Inner::new(raw, element, &[before, element].concat(), quote)
        })
    }

    /// Whether it begins with a tilde that stands for a directory.
    pub fn has_tilde(&self) -> bool {
        self.raw.starts_with('~')
    }

    /// Its text up to the last slash, and behind that.
    pub fn path(&self) -> (&str, &str) {
        self.text
            .split_at(self.text.rfind('/').map_or(0, |at| at + 1))
    }

    /// Whether it is a pattern of which nothing is quoted.
    pub fn is_pattern(&self) -> bool {
        self.raw.contains(['*', '?', '[']) && !self.raw.contains(['\\', '\'', '"'])
    }

    /// Text quoted as it must be to go on with the word.
    pub fn quoted(&self, text: &str) -> String {
        match self.quote {
            Some(b'\'') => text.replace('\'', "'\\''"),
            // Nothing but other quotes keeps a `!` from meaning the history.
            Some(_) => escaped(text, "\"$`\\").replace('!', "\"'!'\""),
            None => unquoted(text),
        }
    }

    /// Its part up to the last slash as it stands in the line, with what opens the quote that is open at its end.
    pub fn head(&self) -> String {
        let end = self.raw.rfind('/').map_or(0, |at| at + 1);
        let head = self.raw.get(..end).unwrap_or_default();
        let opens = self.mark().filter(|_| open_quote(head).is_none());
        head.chars().chain(opens).collect()
    }

    /// The quote character to close, and to begin with.
    pub fn mark(&self) -> Option<char> {
        self.quote.map(char::from)
    }
}

/// Up to where `name=` or `--name=` goes; in a list such as that of PATH, up to the last colon.
fn assigned(raw: &str) -> usize {
    let end = raw.find(['\'', '"', '/', '$', '\\']).unwrap_or(raw.len());
    let head = raw.get(..end).unwrap_or_default();
    let value = match head.find('=') {
        Some(at) if head.starts_with('-') || is_assignment(head.as_bytes()) => at + 1,
        _ => return 0,
    };
    let after = raw.get(value..).unwrap_or_default();
    let listed = !head.starts_with('-') && !after.contains(['\'', '"', '\\']);
    match after.rfind(':') {
        // The colon of `${name:-` is none of a list.
        Some(at) if listed && !is_within(after, at) => value + at + 1,
        _ => value,
    }
}

/// Whether a place in a text is inside of an expansion with brackets.
fn is_within(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let opened = before.matches(['{', '(']).count();
    opened > before.matches(['}', ')']).count() || behind.contains([')', '}'])
}

/// A word without its quotes, as far as it goes.
pub fn plain(raw: &str) -> String {
    unquote(raw).0
}

/// The quote that is open at the end of a text.
fn open_quote(raw: &str) -> Option<char> {
    unquote(raw).1
}

/// A word without its quotes, and the quote that is open at its end.
fn unquote(raw: &str) -> (String, Option<char>) {
    let mut text = String::new();
    let mut quote = None;
    let mut rest = raw.chars();
    while let Some(character) = rest.next() {
        match (quote, character) {
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), _) if character == open => quote = None,
            (None, '\\') => text.extend(rest.next()),
            (Some('"'), '\\') => match rest.next() {
                Some(next @ ('"' | '$' | '`' | '\\')) => text.push(next),
                Some(next) => text.extend(['\\', next]),
                None => {}
            },
            _ => text.push(character),
        }
    }
    (text, quote)
}

fn escaped(text: &str, special: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Text as an unquoted word; with control characters, in `$'...'`.
fn unquoted(text: &str) -> String {
    if text.chars().any(char::is_control) {
        let mut out = "$'".to_owned();
        for character in text.chars() {
            match character {
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\'' | '\\' => out.extend(['\\', character]),
                control if control.is_control() => {
                    out.extend(["\\", &format!("{:03o}", control as u32)]);
                }
                other => out.push(other),
            }
        }
        out.push('\'');
        return out;
    }
    let out = escaped(text, " \t\\'\"`$&|;<>()*?[]{}!#=");
    let out = out.replace("\\=", "=");
    let expands = text.contains([',', '.']) && text.contains('{');
    match out.strip_prefix('~') {
        Some(rest) => format!("\\~{rest}"),
        None if expands => out,
        None => out.replace("\\{", "{").replace("\\}", "}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn off_and_on() {
        for (raw, quote, text) in [
            ("my\\ d", None, "my d"),
            ("'my d", Some(b'\''), "my d"),
            ("\"a\\$b", Some(b'"'), "a$b"),
            ("a'b c'd", None, "ab cd"),
        ] {
            assert_eq!(Word::new(raw, quote).text, text, "{raw}");
        }
        assert_eq!(Word::new("", None).quoted("it's here"), "it\\'s\\ here");
        assert_eq!(Word::new("'", Some(b'\'')).quoted("it's"), "it'\\''s");
        assert_eq!(Word::new("", None).quoted("a\nb"), "$'a\\nb'");
        assert_eq!(Word::new("--file=x", None).skipped, 7);
        assert_eq!(Word::new("A=/b:~/c", None).skipped, 5);
        assert_eq!(Word::new("A=$A:${B}:~/c", None).skipped, 10);
        assert_eq!(Word::new("A=${B:-c", None).skipped, 2);
    }
}

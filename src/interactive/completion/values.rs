//! The values that an option may have, as far as the help of its command names them.

/// The values that a help text gives for an option (`--color`) or an operand (`status`), in its order; none
/// unless it gives several.
pub fn values(text: &str, name: &str) -> Vec<String> {
    let Some(entry) = Entry::of(text, name) else {
        return mentioned(text, name);
    };
    let found = alternatives(entry.argument)
        .or_else(|| possible(&entry.about))
        .or_else(|| of_argument(text, &entry));
    found.unwrap_or_else(|| mentioned(text, name))
}

/// Whether the option takes an argument in any case.
pub fn demands(text: &str, name: &str) -> bool {
    Entry::of(text, name).is_some_and(|entry| !entry.argument.is_empty() && !entry.optional)
}

/// What a help text has about an option.
struct Entry<'t> {
    /// How its argument is called, without `=` and brackets.
    argument: &'t str,
    /// It may be left out.
    optional: bool,
    /// The text beside and below it.
    about: String,
}

impl<'t> Entry<'t> {
    fn of(text: &'t str, name: &str) -> Option<Self> {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let start = line.trim_start();
            let indent = line.len() - start.len();
            let (names, about) = start.split_once("  ").unwrap_or((start, ""));
            if indent == 0 && !start.starts_with('-') || !start.starts_with(['-', first(name)]) {
                continue;
            }
            let Some(argument) = argument(names, name) else {
                continue;
            };
            let mut entry = Self {
                argument: argument.trim_matches(['[', ']', '=', '<', '>', ' ']),
                optional: argument.starts_with('['),
                about: about.trim().to_owned(),
            };
            for line in lines.by_ref() {
                let below = line.trim_start();
                let deeper = line.len() - below.len() > indent;
                let bullet = below.starts_with("- ");
                if !below.is_empty() && (!deeper || below.starts_with('-') && !bullet) {
                    break;
                }
                entry.about.push(if below.is_empty() || bullet {
                    '\n'
                } else {
                    ' '
                });
                entry.about.push_str(below);
            }
            return Some(entry);
        }
        None
    }
}

fn first(name: &str) -> char {
    name.chars().next().unwrap_or('-')
}

/// What follows the name where an option of the name is written, up to the next blank.
fn argument<'t>(names: &'t str, name: &str) -> Option<&'t str> {
    names.match_indices(name).find_map(|(at, _)| {
        let (before, rest) = names.split_at_checked(at)?;
        let rest = rest.get(name.len()..)?;
        let whole = before.is_empty() || before.ends_with([' ', ',', '|']);
        if !whole || !rest.is_empty() && !rest.starts_with(['=', '[', ' ', ',', '|']) {
            return None;
        }
        let word = rest.split([' ', '\t']).find(|word| !word.is_empty());
        let word = word.unwrap_or_default().trim_end_matches(',');
        Some(if word.starts_with('-') { "" } else { word })
    })
}

/// `always|never`, `{big|little}`, `{a,b}`.
fn alternatives(argument: &str) -> Option<Vec<String>> {
    let inner = argument.trim_matches(['{', '}', '(', ')']);
    let marks: &[char] = if inner.len() < argument.len() {
        &['|', ',']
    } else {
        &['|']
    };
    let all: Vec<String> = inner.split(marks).map(str::to_owned).collect();
    several(all).filter(|all| all.iter().all(|one| is_value(one)))
}

/// What `clap` writes: `[possible values: a, b]`, or a list with a line for each.
fn possible(about: &str) -> Option<Vec<String>> {
    if let Some((_, list)) = about.split_once("[possible values: ") {
        let list = list.split(']').next().unwrap_or_default();
        return several(list.split(", ").map(str::to_owned).collect());
    }
    let (_, list) = about.split_once("Possible values:")?;
    let items = list.lines().filter_map(|line| line.strip_prefix("- "));
    let names = items.filter_map(|item| item.split([':', ' ']).next());
    several(names.map(str::to_owned).collect())
}

/// What is said about the argument: beside the option, or anywhere.
fn of_argument(text: &str, entry: &Entry<'_>) -> Option<Vec<String>> {
    let argument = entry.argument;
    let sound = |byte: u8| byte.is_ascii_uppercase() || byte == b'_' || byte == b'-';
    if argument.is_empty() || !argument.bytes().all(sound) {
        return None;
    }
    let about = entry.about.as_str();
    let listed = about.rsplit_once(": ").map_or(about, |(_, list)| list);
    said(about, argument)
        .or_else(|| several(list(listed)))
        .or_else(|| said(text, argument))
}

/// The words in quotes, or else the list, of a sentence about the argument.
fn said(text: &str, argument: &str) -> Option<Vec<String>> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(argument).find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let rest = rest.get(argument.len()..)?;
        if before.ends_with(inside) || rest.starts_with(inside) {
            return None;
        }
        let sentence = rest.get(..sentence_end(rest))?;
        several(quoted(sentence)).or_else(|| {
            let verbs = ["can be ", "may be ", "is one of ", "must be "];
            let listed = verbs.iter().find_map(|verb| sentence.split_once(verb))?.1;
            several(list(listed))
        })
    })
}

/// Where a sentence ends: at its full stop, or where a paragraph or an option begins.
fn sentence_end(text: &str) -> usize {
    let marks = [". ", ".\n", "\n\n", ") or"];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min();
    let mut lines = text.match_indices('\n').map(|(at, _)| at);
    let entry = lines.find(|at| {
        let line = text
            .get(at + 1..)
            .unwrap_or_default()
            .trim_start_matches(' ');
        let operand = line.find('=').and_then(|at| line.get(..at));
        line.starts_with('-')
            || operand.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_lowercase()))
    });
    let whole = text.len();
    end.unwrap_or(whole).min(entry.unwrap_or(whole))
}

/// Words in quotes.
fn quoted(sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['\'', '‘', '"', '`']) {
        let open = rest.get(at..).and_then(|rest| rest.chars().next());
        let behind = rest
            .get(at + open.map_or(1, char::len_utf8)..)
            .unwrap_or_default();
        let (word, next) = behind.split_once(['\'', '’', '"', '`']).unwrap_or(("", ""));
        if is_value(word) && !found.iter().any(|one| one == word) {
            found.push(word.to_owned());
        }
        rest = next;
    }
    found
}

/// The items of `none (-U), size (-S) or time -t`, as far as they are values.
fn list(text: &str) -> Vec<String> {
    let text = text.replace(" or ", ", ").replace('\n', " ");
    let mut items = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    let item = |item: &str| {
        let item = item.trim_start_matches("or ").trim_end_matches('.');
        let (word, rest) = item.split_once(' ').unwrap_or((item, ""));
        let short = rest.is_empty() || rest.trim_start().starts_with(['(', '-']);
        (short && is_value(word)).then(|| word.to_owned())
    };
    items.by_ref().map_while(item).collect()
}

/// Values that the text mentions: `--sparse=auto`.
fn mentioned(text: &str, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, _) in text.match_indices(name) {
        let rest = text.get(at + name.len()..).unwrap_or_default();
        let Some(value) = rest.strip_prefix('=').or_else(|| rest.strip_prefix("[=")) else {
            continue;
        };
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let value = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
        if is_value(value) && !found.iter().any(|one| one == value) {
            found.push(value.to_owned());
        }
    }
    several(found).unwrap_or_default()
}

/// Whether a word can be a value, and not what stands for one.
fn is_value(word: &str) -> bool {
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.+".contains(&byte);
    let lower = word.bytes().any(|byte| byte.is_ascii_lowercase());
    lower && !word.starts_with('-') && word.bytes().all(sound)
}

/// These, if there are at least two.
fn several(found: Vec<String>) -> Option<Vec<String>> {
    (found.len() > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP: &str = "\
Usage: x [OPTION]... [FILE]...
  -a, --almost               nearly everything
      --color[=WHEN]         color the output WHEN; more info below
      --shade[=WHAT],
      --colour[=WHAT]        use markers; WHAT is 'light',
                             or 'dark'
      --sort=WORD            sort by WORD instead of name: none (-U), size (-S),
                               time (-t)
      --format=WORD          across -x, commas -m, long -l
      --endian={big|little}  swap bytes
      --mode=fast|slow       how
      --iso[=FMT]            output date/time in ISO format.  FMT='date' for date
                               only (the default), 'hours' or 'ns' for both.
      --rule <NAME>          a rule [possible values: one, two]
      --long <NAME>
          What is long

          Possible values:
          - here:  not far
          - there: far

      --sparse=HOW           control creation of sparse files.  See below
      --style=STYLE          see below
  -o, --output=FILE          write to FILE instead of standard output
  -n, --lines=NUM            print NUM lines, or all
  status=LEVEL    The LEVEL of information;
                  'none' suppresses everything,
                  'progress' shows more
The WHEN argument defaults to 'always' and can also be 'auto' or 'never'.
The STYLE argument can be full-iso, iso, locale, or +FORMAT.
That is selected by --sparse=auto.  Specify --sparse=always for holes.
";

    #[test]
    fn values_are_found_where_help_has_them() {
        for (name, expected) in [
            ("--color", "always auto never"),
            ("--shade", "light dark"),
            ("--colour", "light dark"),
            ("--sort", "none size time"),
            ("--format", "across commas long"),
            ("--endian", "big little"),
            ("--mode", "fast slow"),
            ("--iso", "date hours ns"),
            ("--rule", "one two"),
            ("--long", "here there"),
            ("--sparse", "auto always"),
            ("--style", "full-iso iso locale"),
            ("status", "none progress"),
            ("--output", ""),
            ("--lines", ""),
            ("--almost", ""),
            ("--nothing", ""),
        ] {
            assert_eq!(values(HELP, name).join(" "), expected, "{name}");
        }
    }
}

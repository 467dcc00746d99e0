//! What the help of a program tells of its options and commands.

use super::options::Subcommand;

/// Lines such as `  -a, --all    do not ignore`.
pub(super) fn listed_options(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if !start.starts_with('-') || start.len() == line.len() && !line.starts_with('-') {
            continue;
        }
        let (names, mut description) = cut(start);
        let next = lines.peek().copied().unwrap_or_default();
        let continued = next.starts_with(' ') && !next.trim_start().starts_with('-');
        if description.is_empty() && continued {
            next.trim().clone_into(&mut description);
        }
        for name in names
            .split([',', ' ', '|'])
            .filter(|name| name.starts_with('-'))
        {
            // git's way to say that there is the opposite, too.
            let plain = name.replacen("[no-]", "", 1);
            let name = plain.split(['[', '<']).next().unwrap_or_default();
            let name = match name.split_once('=') {
                Some((name, _)) => format!("{name}="),
                None => name.trim_end_matches(['.', ':', ';', ')', ']']).to_owned(),
            };
            // It may stand alone, and be set to something.
            let set = plain.contains("[=").then(|| format!("{name}="));
            for name in std::iter::once(name).chain(set) {
                note(&mut found, name, &description);
            }
        }
    }
    found.sort_unstable_by_key(|(name, _)| (!name.starts_with("--"), name.clone()));
    found
}

/// Puts an option among those that have been found, if it can be one.
fn note(found: &mut Vec<(String, String)>, name: String, description: &str) {
    let sound = name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_=?#+".contains(&byte));
    match found.iter_mut().find(|(other, _)| *other == name) {
        // It was only spoken of before.
        Some((_, known)) if known.is_empty() => description.clone_into(known),
        None if sound && name != "--" => found.push((name, description.to_owned())),
        _ => {}
    }
}

/// Splits where two blanks are: names, description. A long option that leaves room for one alone has words behind it.
fn cut(line: &str) -> (&str, String) {
    let at = line
        .find("  ")
        .or_else(|| line.find('\t'))
        .or_else(|| line.find(' ').filter(|&at| is_sentence(line, at)))
        .unwrap_or(line.len());
    let (names, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    (names, rest.trim().to_owned())
}

/// Whether what stands behind a place is told of the long option before it, and no argument or other name of it.
fn is_sentence(line: &str, at: usize) -> bool {
    let (name, rest) = line.split_at_checked(at).unwrap_or_default();
    let word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let mut words = rest.split_whitespace();
    let several = words.clone().count() > 1;
    name.starts_with("--") && !name.contains(',') && several && words.all(word)
}

/// Lines below a heading such as `Commands:`.
pub(super) fn listed_commands(text: &str) -> Vec<Subcommand> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let heading = !line.starts_with([' ', '\t']);
        if heading && !line.trim().is_empty() {
            inside = line.to_lowercase().contains("command") && line.trim_end().ends_with(':');
            continue;
        }
        let line = line.trim_start();
        let dashed = line
            .split_once(" - ")
            .filter(|(name, _)| !name.contains(' '));
        let (names, description) =
            dashed.map_or_else(|| cut(line), |(name, rest)| (name, rest.trim().to_owned()));
        let sound = |name: &&str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !name.is_empty() && !name.starts_with('-') && name.bytes().all(allowed)
        };
        // Other names are behind a comma; behind a blank are arguments.
        let names = names
            .split(',')
            .filter_map(|part| part.trim_start().split(' ').next());
        let names: Vec<String> = names.take_while(sound).map(str::to_owned).collect();
        // One of a list; several names without a word about them may be anything.
        let told = !description.is_empty() || names.concat() == line;
        let known = |name| {
            let mut all = found.iter().flat_map(|one: &Subcommand| &one.names);
            all.any(|other| other == name)
        };
        if inside && told && !names.is_empty() && !names.iter().any(known) {
            found.push(Subcommand { names, description });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_understood() {
        let text = "Usage: ls\n  -a, --all                  do not ignore entries\n      --block-size=SIZE      with -l, scale\n  -C                         list by columns\n      --color[=WHEN]         color the output\n    --[no-]amend             amend it\n      --caches-under exclude everything under\n                             CACHE\n  -W is like\n  -J).\n\n  -J place\n     Jump there\nCommands:\n    build, b    Compile\n  clean - Remove what was built\n\nInstalled commands:\n    b     alias: build\n    clippy     Find mistakes\n    miri\n    one, two\n";
        let options = listed_options(text);
        for (name, description) in [
            ("--all", "do not ignore entries"),
            ("-a", "do not ignore entries"),
            ("--block-size=", "with -l, scale"),
            ("-C", "list by columns"),
            ("--color", "color the output"),
            ("--color=", "color the output"),
            ("--amend", "amend it"),
            ("--caches-under", "exclude everything under"),
            ("-J", "Jump there"),
        ] {
            assert!(
                options.contains(&(name.to_owned(), description.to_owned())),
                "{name}: {options:?}"
            );
        }
        let command = |names: &[&str], description: &str| Subcommand {
            names: names.iter().copied().map(str::to_owned).collect(),
            description: description.to_owned(),
        };
        let commands = [
            command(&["build", "b"], "Compile"),
            command(&["clean"], "Remove what was built"),
            command(&["clippy"], "Find mistakes"),
            command(&["miri"], ""),
        ];
        assert_eq!(listed_commands(text), commands);
    }
}

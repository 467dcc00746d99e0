//! What keys ask for that needs the history or the file system.

use super::assistant::Assistant;
use super::keys::lock;
use super::offering::all_inserted;
use super::past::place_of;
use super::requests::Ask;
use super::scan::{Role, scan};
use super::text::Text;
use super::vi::motion;
use super::words::Inserted;
use super::{bang, words};
use crate::builtins::cd;
use crate::env::quote::push_readable;
use crate::interactive::completion::{self, Sort};
use crate::pattern::Pattern;
use crate::sys::typing;
use std::borrow::Cow;

impl Assistant {
    /// The line that the answer is, and the place in it.
    pub(super) fn answer(&self, ask: Ask, line: &str, pos: usize) -> Option<Text> {
        match ask {
            Ask::Walk { by } => self.walked(line, by),
            Ask::Undo { count } => {
                let now = Text::new(line, pos);
                let before = self.trail.borrow_mut().back(now, count);
                self.become_again(before)
            }
            Ask::Redo(place) => {
                let again = self.trail.borrow_mut().forth(Text::new(line, pos));
                self.become_again(again).or_else(|| {
                    self.close_menu();
                    let (start, items) = self.files(line, place);
                    self.chosen(line, place, start, items)
                })
            }
            Ask::Fetch { number } => self.fetched(line, number),
            Ask::ComeBack => {
                let line = lock(&self.keys).recall.way.come_back()?;
                Some(Text::new(line.clone(), line.len()))
            }
            Ask::Search {
                pattern,
                back,
                from,
            } => self
                .found(&from, &pattern, back)
                .or(Some(Text::new(from, 0))),
            Ask::Complete(place) => self.completed(line, place),
            Ask::InsertAll(place) => {
                let (start, items) = self.candidates(line, place);
                all_inserted(line, place, start, &items)
            }
            Ask::List(place) => {
                let (start, items) = self.candidates(line, place);
                self.list(line, pos, (start, place), items)
            }
            Ask::Files(place) => {
                let (start, items) = self.files(line, place);
                all_inserted(line, place, start, &items)
            }
            Ask::Aliases { history } => self.unaliased(line, history),
            Ask::Screen { rows } => Some(Text::new(line, self.rows_on(line, pos, rows))),
            Ask::Braces(place) => {
                let (start, items) = self.files(line, place);
                Some(Text::replaced(line, place, start, &braced(&items)?))
            }
            Ask::Only {
                sort,
                place,
                listed,
            } => {
                self.close_menu();
                let (start, items) = completion::only(&self.view, &self.caches, sort, line, place);
                if listed {
                    return self.list(line, pos, (start, place), items);
                }
                self.chosen(line, place, start, items)
            }
            Ask::Find { text, back, from } => Some(self.asked(from, &text, back)),
            Ask::Alias(letter) => {
                let name = format!("_{letter}");
                let keys = self.view.aliases.get(name.as_bytes())?;
                typing::read_before(keys);
                None
            }
            Ask::ExpandHistory => self.unreferenced(line, line.len()),
            Ask::MagicSpace(place) => {
                let mut text = self
                    .unreferenced(line, place)
                    .unwrap_or_else(|| Text::new(line, place));
                text.line.insert(text.pos, ' ');
                text.pos += 1;
                Some(text)
            }
            Ask::Argument {
                number,
                back,
                start,
            } => {
                let word = self.argument(number, back)?;
                let found = Text::replaced(line, pos, start, &word);
                lock(&self.keys).recall.inserted = Some(Inserted {
                    number,
                    back,
                    length: word.len(),
                    text: found.clone(),
                });
                Some(found)
            }
            Ask::Token { place, by } => self.tokens.borrow_mut().step(&self.view, line, place, by),
            Ask::Sudo(place) => Some(self.as_root(line, place)),
            Ask::Respell(place) => self.respelled(line, place),
            Ask::ExpandTilde(place) => self.untilded(line, place),
        }
    }

    /// The line with the references to the history before a place in full, and the place behind them.
    pub(super) fn unreferenced(&self, line: &str, pos: usize) -> Option<Text> {
        let (left, right) = line.split_at_checked(pos)?;
        let full = bang::expand(&self.view.history.borrow(), &self.before, left).ok()??;
        let end = full.text.len();
        Some(Text::new(full.text + right, end))
    }

    /// A line that there has been before; going back to it is no change that could be undone itself.
    fn become_again(&self, state: Option<Text>) -> Option<Text> {
        self.line.replace(state.clone()?);
        state
    }

    /// The files that the word before a place may become.
    fn files(&self, line: &str, place: usize) -> (usize, Vec<completion::Item>) {
        completion::only(&self.view, &self.caches, Sort::File, line, place)
    }

    /// The line with the names of commands that are aliases in full, and the references to the history before if so.
    fn unaliased(&self, line: &str, history: bool) -> Option<Text> {
        let full = self.unreferenced(line, line.len()).filter(|_| history);
        let full = full.map_or_else(|| line.to_owned(), |full| full.line);
        let mut out = full.clone();
        let words = scan(full.as_bytes()).words;
        let mut commands: Vec<_> = words
            .iter()
            .filter(|word| word.role == Role::Command)
            .collect();
        commands.sort_by_key(|word| std::cmp::Reverse(word.start));
        for word in commands {
            let name = full.get(word.start..word.end).unwrap_or_default();
            if let Some(value) = self.view.aliases.get(name.as_bytes()) {
                out.replace_range(word.start..word.end, &String::from_utf8_lossy(value));
            }
        }
        (out != line).then(|| Text::ended(out))
    }

    /// The place as many characters from another as there are in so many rows of the screen.
    fn rows_on(&self, line: &str, pos: usize, by: isize) -> usize {
        let count = by.unsigned_abs().saturating_mul(self.view.size.1);
        let step = if by < 0 { motion::left } else { motion::right };
        let mut places = std::iter::successors(Some(pos), |&place| {
            Some(step(line, place)).filter(|&next| next != place)
        });
        let end = if by < 0 { 0 } else { line.len() };
        places.nth(count).unwrap_or(end)
    }

    /// The line with the tilde of the word before the cursor in full.
    fn untilded(&self, line: &str, pos: usize) -> Option<Text> {
        let blank = line.get(..pos)?.rfind(char::is_whitespace);
        let start = blank.map_or(0, |at| at + 1);
        let word = line.get(start..pos)?;
        let full = String::from_utf8(self.view.untilde(word.as_bytes())).ok()?;
        (full != word).then(|| Text::replaced(line, pos, start, &full))
    }

    /// The line with the file that the word at a place nearly names in its place.
    fn respelled(&self, line: &str, pos: usize) -> Option<Text> {
        let (before, behind) = line.split_at_checked(pos)?;
        let rest = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let end = line.get(..before.len() + rest)?.trim_end().len();
        let blank = line.get(..end)?.rfind(char::is_whitespace);
        let start = blank.map_or(0, |at| at + 1);
        let word = self.view.untilde(line.get(start..end)?.as_bytes());
        let name = cd::corrected(&word, false).filter(|name| *name != word)?;
        let mut quoted = Vec::new();
        push_readable(&mut quoted, &name);
        Some(Text::replaced(
            line,
            end,
            start,
            &String::from_utf8(quoted).ok()?,
        ))
    }

    /// A word of the command so many back: the one of a number, or the last; commands without words are none then.
    fn argument(&self, number: Option<isize>, back: usize) -> Option<String> {
        let history = self.view.history.borrow();
        let texts = history.newest_first();
        let mut texts = texts.map(|entry| String::from_utf8_lossy(&entry.text));
        let last = |text: Cow<'_, str>| bang::split(&text).last().map(|&word| word.to_owned());
        match number {
            Some(number) => Some(words::numbered(&texts.nth(back)?, number)?.to_owned()),
            None => texts.filter_map(last).nth(back),
        }
    }

    /// The line, or the newest command, with what runs it as root.
    fn as_root(&self, line: &str, place: usize) -> Text {
        let known = |name: &[u8]| self.view.is_command(name, false);
        let runner = if known(b"doas") && !known(b"sudo") {
            "doas "
        } else {
            "sudo "
        };
        let latest = lock(&self.keys).recall.latest.clone();
        let (text, place) = match line {
            "" => (latest.as_str(), latest.len()),
            _ => (line, place),
        };
        Text::new(format!("{runner}{text}"), place + runner.len())
    }

    /// So many commands on in the history.
    fn walked(&self, line: &str, by: isize) -> Option<Text> {
        let mut keys = lock(&self.keys);
        let way = &mut keys.recall.way;
        let text = way.walk(&self.view.history.borrow(), line, by)?;
        let pos = match keys.vi.is_some() {
            _ if keys.config.settings.is_on("history-preserve-point") => {
                let before = self.line.borrow();
                // The end stays the end.
                let ended = before.pos == before.line.len();
                let pos = if ended { usize::MAX } else { before.pos }.min(text.len());
                (0..=pos)
                    .rfind(|&at| text.is_char_boundary(at))
                    .unwrap_or(0)
            }
            true => 0,
            false => text.len(),
        };
        Some(Text::new(text, pos))
    }

    fn fetched(&self, line: &str, number: Option<usize>) -> Option<Text> {
        let mut keys = lock(&self.keys);
        let way = &mut keys.recall.way;
        let text = way.fetch(&self.view.history.borrow(), line, number)?;
        let pos = if keys.vi.is_some() { 0 } else { text.len() };
        Some(Text::new(text, pos))
    }

    /// The next command with a text in it, and the place of that; as it was if there is none.
    fn asked(&self, from: Text, text: &str, back: bool) -> Text {
        if text.is_empty() {
            return from;
        }
        let ignore_case = self.view.settings.is_on("search-ignore-case");
        let wanted = |entry: &[u8]| match text.strip_prefix('^') {
            Some(begin) => entry.starts_with(begin.as_bytes()),
            None => place_of(text, entry, ignore_case).is_some(),
        };
        let Some(found) = self.next_that(&from.line, back, wanted) else {
            return from;
        };
        let at = place_of(text, found.as_bytes(), ignore_case).unwrap_or(0);
        Text::new(found, at)
    }

    /// The next command with the pattern in it, or at its beginning behind a `^`.
    fn found(&self, line: &str, pattern: &str, back: bool) -> Option<Text> {
        let wanted = match pattern.strip_prefix('^') {
            Some(begin) => format!("{begin}*"),
            None => format!("*{pattern}*"),
        };
        let wanted = |entry: &[u8]| Pattern::new(wanted.as_bytes(), None, true).matches(entry);
        Some(Text::new(self.next_that(line, back, wanted)?, 0))
    }

    /// The next command that `wanted` says yes to, and that is another than the line.
    fn next_that(&self, line: &str, back: bool, wanted: impl Fn(&[u8]) -> bool) -> Option<String> {
        let history = self.view.history.borrow();
        lock(&self.keys)
            .recall
            .way
            .search(&history, line, back, wanted)
    }
}

/// What candidates have in common, and between braces in what they differ.
fn braced(items: &[completion::Item]) -> Option<String> {
    if let [] | [_] = items {
        return items.first().map(|only| only.finished(None));
    }
    let common = completion::common_prefix(items);
    let rests: Vec<String> = items
        .iter()
        .map(|item| item.inserted().split_off(common.len()))
        .collect();
    Some(format!("{common}{{{}}} ", rests.join(",")))
}

//! What keys ask for that needs the history or the file system.

use super::assistant::Assistant;
use super::keys::lock;
use super::offering::{Candidates, all_inserted};
use super::requests::Ask;
use super::scan::{Role, scan};
use super::text::Text;
use super::vi::motion;
use crate::builtins::spelling;
use crate::env::quote::push_readable;
use crate::interactive::completion::{self, Sort};
use crate::sys::typing;

impl Assistant {
    /// The line that the answer is, and the place in it.
    pub(super) fn answer(&self, ask: Ask, line: &str, pos: usize) -> Option<Text> {
        match ask {
            Ask::Walk { by } => self.walked(line, by),
            Ask::Undo { count } => self.undone(line, pos, count),
            Ask::Redo(place) => self.redone(line, pos, place),
            Ask::Fetch { number } => self.fetched(line, number),
            Ask::ComeBack => self.come_back(),
            Ask::Search {
                pattern,
                back,
                from,
            } => Some(self.found(from, &pattern, back)),
            Ask::Find { text, back, from } => Some(self.asked(from, &text, back)),
            Ask::Complete(place) => self.completed(line, place),
            Ask::InsertAll(place) => all_inserted(line, place, &self.candidates(line, place)),
            Ask::Files(place) => all_inserted(line, place, &self.files(line, place)),
            Ask::Braces(place) => braced(line, place, &self.files(line, place)),
            Ask::List(place) => self.list(line, pos, place, self.candidates(line, place)),
            Ask::Only {
                sort,
                place,
                listed,
            } => {
                self.close_menu();
                let found = self.of_sort(sort, line, place);
                if listed {
                    self.list(line, pos, place, found)
                } else {
                    self.chosen(line, place, found)
                }
            }
            Ask::Aliases { history } => self.unaliased(line, history),
            Ask::Screen { rows } => Some(Text::new(line, self.rows_on(line, pos, rows))),
            Ask::Alias(letter) => self.type_alias(letter),
            Ask::ExpandHistory => self.unreferenced(line, line.len()),
            Ask::MagicSpace(place) => Some(self.spaced(line, place)),
            Ask::Argument {
                number,
                back,
                start,
            } => self.with_argument(line, (start, pos), number, back),
            Ask::Token { place, by } => self.tokens.borrow_mut().step(&self.view, line, place, by),
            Ask::Sudo(place) => Some(self.as_root(line, place)),
            Ask::Respell(place) => self.respelled(line, place),
            Ask::ExpandTilde(place) => self.untilded(line, place),
        }
    }

    /// The line before so many changes.
    fn undone(&self, line: &str, pos: usize, count: usize) -> Option<Text> {
        let before = self.trail.borrow_mut().back(Text::new(line, pos), count);
        self.become_again(before)
    }

    /// The line as it was before the last change was undone, or else with the name of a file for the word before a place.
    fn redone(&self, line: &str, pos: usize, place: usize) -> Option<Text> {
        let again = self.trail.borrow_mut().forth(Text::new(line, pos));
        self.become_again(again).or_else(|| {
            self.close_menu();
            self.chosen(line, place, self.files(line, place))
        })
    }

    /// A line that there has been before; going back to it is no change that could be undone itself.
    fn become_again(&self, state: Option<Text>) -> Option<Text> {
        self.line.replace(state.clone()?);
        state
    }

    /// What the word before a place may become as one of a sort.
    fn of_sort(&self, sort: Sort, line: &str, place: usize) -> Candidates {
        completion::only(&self.view, &self.caches, sort, line, place)
    }

    /// The files that the word before a place may become.
    fn files(&self, line: &str, place: usize) -> Candidates {
        self.of_sort(Sort::File, line, place)
    }

    /// Has what the alias `_` with this letter stands for read as keys.
    fn type_alias(&self, letter: char) -> Option<Text> {
        let name = format!("_{letter}");
        typing::read_before(self.view.aliases.get(name.as_bytes())?);
        None
    }

    /// The line with the references to the history before a place in full, and a blank there.
    fn spaced(&self, line: &str, place: usize) -> Text {
        let full = self.unreferenced(line, place);
        let mut text = full.unwrap_or_else(|| Text::new(line, place));
        text.line.insert(text.pos, ' ');
        text.pos += 1;
        text
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
        let name = spelling::corrected(&word, false).filter(|name| *name != word)?;
        let mut quoted = Vec::new();
        push_readable(&mut quoted, &name);
        Some(Text::replaced(
            line,
            end,
            start,
            &String::from_utf8(quoted).ok()?,
        ))
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
}

/// The line with what candidates have in common, and between braces in what they differ, in the place of the word.
fn braced(line: &str, place: usize, (start, items): &Candidates) -> Option<Text> {
    let text = if let [] | [_] = &**items {
        items.first()?.finished(None)
    } else {
        let common = completion::common_prefix(items);
        let rests: Vec<String> = items
            .iter()
            .map(|item| item.inserted().split_off(common.len()))
            .collect();
        format!("{common}{{{}}} ", rests.join(","))
    };
    Some(Text::replaced(line, place, *start, &text))
}

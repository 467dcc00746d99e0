//! Reading case files.

use std::fs;
use std::path::{Path, PathBuf};

/// The exit status that a case expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Exactly this.
    Is(i32),
    /// More than this.
    Above(i32),
}

impl Status {
    fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix('>') {
            Some(low) => low.parse().ok().map(Self::Above),
            None => text.parse().ok().map(Self::Is),
        }
    }

    /// Whether `status` is as expected.
    pub fn matches(self, status: i32) -> bool {
        match self {
            Self::Is(value) => status == value,
            Self::Above(low) => status > low,
        }
    }
}

/// One case: a script and what it must do.
#[derive(Clone, Debug)]
pub struct Case {
    /// `posix/quoting::name of the case`.
    pub name: String,
    /// Where it stands.
    pub file: PathBuf,
    /// Line of the name in the file.
    pub line: usize,
    /// The script's text.
    pub script: String,
    /// Standard output, whole.
    pub stdout: String,
    /// Texts of which each must stand in standard error; empty: nothing may be written there.
    pub stderr: Vec<String>,
    /// Exit status.
    pub status: Status,
    /// Standard input; none: the null device.
    pub stdin: Option<String>,
    /// Positional parameters.
    pub args: Vec<String>,
    /// Options of the shell.
    pub options: Vec<String>,
    /// Commands without which the case cannot run.
    pub needs: Vec<String>,
    /// The clause that decides where the other shells differ.
    pub clause: Option<String>,
}

/// Reads the cases of every `*.sh` file in `tests/TOPIC`, in order of file name.
pub fn load(topic: &str) -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(topic);
    let Ok(entries) = fs::read_dir(&dir) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "sh"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| read(topic, file)).collect()
}

fn read(topic: &str, file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).expect("a case file is UTF-8 text");
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("#### ") {
            let name = format!("{topic}/{stem}::{}", name.trim());
            assert!(
                cases.iter().all(|case| case.name != name),
                "two cases named {name}"
            );
            cases.push(Case::new(name, file, index + 1));
        } else if let Some(case) = cases.last_mut() {
            case.line(line, index + 1);
        }
    }
    for case in &mut cases {
        let end = case.script.trim_end_matches('\n').len();
        case.script.truncate(end);
        case.script.push('\n');
    }
    cases
}

impl Case {
    fn new(name: String, file: &Path, line: usize) -> Self {
        Self {
            name,
            file: file.to_path_buf(),
            line,
            script: String::new(),
            stdout: String::new(),
            stderr: Vec::new(),
            status: Status::Is(0),
            stdin: None,
            args: Vec::new(),
            options: Vec::new(),
            needs: Vec::new(),
            clause: None,
        }
    }

    /// Takes one line of the file: a mark, or a line of the script.
    fn line(&mut self, line: &str, number: usize) {
        if let Some(rest) = mark(line, "#>") {
            self.stdout.push_str(rest);
            self.stdout.push('\n');
        } else if let Some(rest) = mark(line, "#2>") {
            self.stderr.push(rest.to_owned());
        } else if let Some(rest) = mark(line, "#<") {
            let input = self.stdin.get_or_insert_default();
            input.push_str(rest);
            input.push('\n');
        } else if let Some(rest) = mark(line, "#$?") {
            self.status = Status::parse(rest.trim()).unwrap_or_else(|| self.bad(number, line));
        } else if let Some(rest) = mark(line, "#%") {
            let Some((key, value)) = rest.split_once(':') else {
                self.bad(number, line)
            };
            let words = || value.split_whitespace().map(str::to_owned);
            match key.trim() {
                "args" => self.args.extend(words()),
                "options" => self.options.extend(words()),
                "needs" => self.needs.extend(words()),
                "clause" => self.clause = Some(value.trim().to_owned()),
                _ => self.bad(number, line),
            }
        } else {
            self.script.push_str(line);
            self.script.push('\n');
        }
    }

    fn bad<T>(&self, number: usize, line: &str) -> T {
        panic!("{}:{number}: not a mark: {line}", self.file.display())
    }
}

/// The text after `mark` and one space, where the line begins with the mark.
fn mark<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(mark)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix(' ')
    }
}

//! A shell on a pseudo-terminal.

use nix::libc;
use nix::pty::{OpenptyResult, Winsize, openpty};
use std::fs;
use std::num::NonZero;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tine::process::{Command, Job};
use tine::signal::{self, Signal, SignalSet};
use tine::sys::{fd, terminal};

/// Beyond it a test has failed.
const LIMIT: Duration = Duration::from_secs(30);

/// More than are ever drawn behind a prompt.
const ROWS: NonZero<u16> = NonZero::new(300).unwrap();

/// Between opening a terminal and making it close itself.
static OPENING: Mutex<()> = Mutex::new(());

/// How a shell is started.
pub struct Setup {
    home: Rc<TempDir>,
    arguments: String,
    variables: Vec<(String, String)>,
}

impl Setup {
    pub fn new() -> Self {
        Self::in_home(Rc::new(tempfile::tempdir().unwrap()))
    }

    /// For a second shell of the same user.
    pub fn in_home(home: Rc<TempDir>) -> Self {
        fs::create_dir_all(home.path().join("bin")).unwrap();
        Self {
            home,
            arguments: String::new(),
            variables: Vec::new(),
        }
    }

    pub fn arguments(mut self, arguments: &str) -> Self {
        arguments.clone_into(&mut self.arguments);
        self
    }

    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Makes a file in the home directory.
    pub fn file(self, name: &str, text: &str) -> Self {
        let path = self.home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Makes a program in a directory of PATH.
    pub fn program(self, name: &str, text: &str) -> Self {
        let path = self.home.path().join("bin").join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// Starts the shell, and waits for its first prompt.
    pub fn start(self) -> Shell {
        let mut shell = self.launch();
        shell.prompt();
        shell
    }

    /// Starts the shell.
    pub fn launch(self) -> Shell {
        let size = Winsize {
            ws_row: 40,
            ws_col: 80,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        // Until it closes itself in programs, nobody else may start one.
        let guard = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        let OpenptyResult { master, slave } = openpty(&size, None).unwrap();
        for end in [&master, &slave] {
            fd::set_cloexec(end.as_raw_fd(), true).unwrap();
        }
        let name = nix::unistd::ttyname(&slave).unwrap();
        // Who opens a terminal as the leader of a session without one gets it as its own.
        let script = format!(
            "exec <>{} >&0 2>&1; exec {} {}",
            name.display(),
            env!("CARGO_BIN_EXE_tine"),
            self.arguments
        );
        let home = self.home.path();
        let path = format!("{}/bin:/usr/local/bin:/usr/bin:/bin", home.display());
        let mut command = Command::new("/bin/sh")
            .args(["-c", &script])
            .env_clear()
            .env("HOME", home)
            .env("PATH", path)
            .env("TERM", "xterm")
            .env("LANG", "C.UTF-8")
            .current_dir(home)
            .session()
            .default_signals(Signal::all().fold(SignalSet::default(), SignalSet::with))
            .signal_mask(SignalSet::default());
        if !home.join(".inputrc").exists() {
            // Not the bindings of this system.
            command = command.env("INPUTRC", "/dev/null");
        }
        for (name, value) in &self.variables {
            command = command.env(name, value);
        }
        let job = command.spawn().unwrap();
        drop(guard);
        drop(slave);
        Shell {
            master: Some(master),
            job,
            raw: Vec::new(),
            prompts: 0,
            home: self.home,
        }
    }
}

/// A shell on a terminal.
pub struct Shell {
    master: Option<OwnedFd>,
    job: Job,
    /// What it has written.
    pub raw: Vec<u8>,
    prompts: usize,
    pub home: Rc<TempDir>,
}

impl Shell {
    /// A shell with nothing special about it.
    pub fn new() -> Self {
        Setup::new().start()
    }

    pub fn pid(&self) -> i32 {
        self.job.pids()[0]
    }

    fn descriptor(&self) -> i32 {
        self.master.as_ref().unwrap().as_raw_fd()
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    /// Types bytes that need not be characters.
    pub fn bytes(&mut self, bytes: &[u8]) {
        fd::write_all(self.descriptor(), bytes).unwrap();
    }

    /// Reads what comes, until something is as it should be.
    pub fn until(&mut self, what: &str, mut done: impl FnMut(&mut Self) -> bool) {
        let deadline = Instant::now() + LIMIT;
        let mut block = [0; 4096];
        while !done(self) {
            if Instant::now() > deadline {
                let text = self.text();
                let from = text.len().saturating_sub(1500);
                panic!("{what} never came: {:?}", text.get(from..).unwrap_or(&text));
            }
            let Some(master) = self.master.as_ref().map(AsRawFd::as_raw_fd) else {
                std::thread::yield_now();
                continue;
            };
            // Processes change without a word: look again soon.
            if fd::poll_one(master, libc::POLLIN, 10).unwrap_or(0) != 0 {
                match fd::read(master, &mut block) {
                    Ok(count) if count > 0 => self.raw.extend_from_slice(&block[..count]),
                    // The other side is closed: nothing more will come, but `done` may still.
                    _ => std::thread::sleep(Duration::from_millis(1)),
                }
            }
        }
    }

    /// Waits until a text is on the screen, or has been written.
    pub fn shows(&mut self, text: &str) {
        self.until(text, |shell| {
            shell.text().contains(text) || shell.screen().contains(text)
        });
    }

    /// What it has written, without escape sequences.
    pub fn text(&self) -> String {
        strip(&String::from_utf8_lossy(&self.raw))
    }

    fn marks(&self, mark: &[u8]) -> usize {
        self.raw
            .windows(mark.len())
            .filter(|part| *part == mark)
            .count()
    }

    /// Waits for the next prompt.
    pub fn prompt(&mut self) {
        self.prompts += 1;
        let wanted = self.prompts;
        self.until("a prompt", |shell| {
            shell.marks(b"\x1b]133;A") >= wanted
                && shell
                    .raw
                    .windows(8)
                    .rposition(|part| part == b"\x1b]133;B\x07"[..8].as_ref())
                    > shell.raw.windows(7).rposition(|part| part == b"\x1b]133;A")
        });
    }

    /// Enters a command and waits for the prompt behind it; what the command has written.
    pub fn run(&mut self, command: &str) -> String {
        self.keys(command);
        self.enter()
    }

    /// As [`Shell::run`], for what has been typed already.
    pub fn enter(&mut self) -> String {
        let from = self.raw.len();
        self.keys("\r");
        self.prompt();
        let text = String::from_utf8_lossy(&self.raw[from..]).into_owned();
        let output = text.split("\x1b]133;C\x07").nth(1).unwrap_or_default();
        let output = output.split("\x1b]133;D").next().unwrap_or_default();
        let output = output.split('⏎').next().unwrap_or_default();
        let output = output.trim_end_matches("\x1b[7m");
        strip(output).replace('\r', "")
    }

    /// The line at the cursor, and what is below it.
    pub fn line(&self) -> String {
        self.since_prompt(b"\x1b]133;B\x07")
    }

    /// What is on the screen from the last prompt on.
    pub fn screen(&self) -> String {
        self.since_prompt(b"\x1b]133;A\x07")
    }

    /// The first row of the line at the cursor, with its styles.
    pub fn styled(&self) -> String {
        let (screen, (row, column)) = self.drawn_since(b"\x1b]133;B\x07");
        let (_, columns) = screen.size();
        let mut rows = screen.rows_formatted(column, columns.get() - column);
        rows.nth(row.into()).unwrap_or_default()
    }

    fn since_prompt(&self, mark: &[u8]) -> String {
        let (screen, (row, column)) = self.drawn_since(mark);
        let (rows, columns) = screen.size();
        let text = screen.contents_between(row, column, rows.get() - 1, columns.get());
        text.trim_end_matches('\n').to_owned()
    }

    /// The line at the cursor with its styles, and where in it the cursor is, after so much had been written.
    pub fn drawn(&self, end: usize) -> (String, (i32, i32)) {
        let (screen, from) = self.drawn_in(&self.raw[..end], b"\x1b]133;B\x07");
        let at = screen.cursor_position();
        let distance = |from: u16, to: u16| i32::from(to) - i32::from(from);
        let (rows, columns) = screen.size();
        let text = screen.contents_between(from.0, from.1, rows.get() - 1, columns.get());
        let mut styled = screen.rows_formatted(from.1, columns.get() - from.1);
        let text = text + &styled.nth(from.0.into()).unwrap_or_default();
        (text, (distance(from.0, at.0), distance(from.1, at.1)))
    }

    /// A screen that begins with the last prompt, and where the last such mark was set in it.
    fn drawn_since(&self, mark: &[u8]) -> (vt100::Screen, (u16, u16)) {
        self.drawn_in(&self.raw, mark)
    }

    fn drawn_in(&self, written: &[u8], mark: &[u8]) -> (vt100::Screen, (u16, u16)) {
        let start = position(written, b"\x1b]133;A\x07").unwrap_or(0);
        let drawn = &written[start..];
        let at = position(drawn, mark).map_or(0, |at| at + mark.len());
        let columns = terminal::size(self.descriptor()).unwrap().1;
        let mut screen = vt100::Parser::new(ROWS, columns.try_into().unwrap(), 0);
        screen.process(&drawn[..at]);
        let place = screen.screen().cursor_position();
        screen.process(&drawn[at..]);
        (screen.screen().clone(), place)
    }

    /// Waits until the line at the cursor is this.
    pub fn line_is(&mut self, line: &str) {
        self.until(line, |shell| shell.line().trim_end() == line);
    }

    /// Types each of these into an empty line, and looks at what the line is then.
    pub fn lines(&mut self, cases: &[(&str, &str)]) {
        for (keys, line) in cases {
            self.keys(keys);
            self.line_is(line);
            self.keys("\x05\x15");
            self.line_is("");
        }
    }

    /// Processes of the shell's terminal with this in their command line: pid, group, state.
    pub fn processes(&self, part: &str) -> Vec<(i32, i32, char)> {
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(pid) = name.parse::<i32>() else {
                continue;
            };
            let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
                continue;
            };
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
            let session: i32 = fields[3].parse().unwrap();
            if session == self.pid() && line.starts_with(part) {
                let state = fields[0].chars().next().unwrap();
                found.push((pid, fields[2].parse().unwrap(), state));
            }
        }
        found
    }

    /// Waits until a program runs in the foreground.
    pub fn foreground(&mut self, part: &str) {
        self.until("a foreground process", |shell| {
            let group = shell.foreground_group();
            let found = shell.processes(part);
            found
                .iter()
                .any(|process| process.1 == group && process.2 != 'T')
        });
    }

    pub fn foreground_group(&self) -> i32 {
        terminal::foreground(self.descriptor()).unwrap_or(0)
    }

    /// Waits until programs of this name are gone.
    pub fn gone(&mut self, part: &str) {
        self.until("the end of a process", |shell| {
            shell.processes(part).is_empty()
        });
    }

    /// Starts a command, up to where its programs have the terminal.
    pub fn begin(&mut self, command: &str) {
        let mark = b"\x1b]133;C";
        let begun = self.marks(mark);
        self.keys(&format!("{command}\r"));
        self.until("the command", |shell| shell.marks(mark) > begun);
    }

    /// Starts as many programs in the foreground and stops them with ^Z.
    pub fn stop_all(&mut self, command: &str, part: &str, count: usize) {
        self.begin(command);
        self.until("all programs", |shell| shell.processes(part).len() == count);
        self.foreground(part);
        self.keys("\x1a");
        self.prompt();
        self.until("a stopped process", |shell| {
            let found = shell.processes(part);
            !found.is_empty() && found.iter().all(|process| process.2 == 'T')
        });
    }

    /// Starts a program in the foreground and stops it with ^Z.
    pub fn stop(&mut self, command: &str, part: &str) {
        self.stop_all(command, part, 1);
    }

    pub fn resize(&mut self, rows: u16, columns: u16) {
        terminal::set_size(self.descriptor(), rows, columns).unwrap();
    }

    /// Closes the terminal.
    pub fn hang_up(&mut self) {
        self.master = None;
    }

    /// Waits for the end of the shell: its status.
    pub fn ends(&mut self) -> std::process::ExitStatus {
        let mut status = None;
        self.until("the end of the shell", |shell| {
            status = shell.job.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        signal::kill(self.pid(), signal).unwrap();
    }

    pub fn path(&self) -> &Path {
        self.home.path()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        for (pid, _, _) in self.processes("") {
            let _ = signal::kill(pid, Signal::KILL);
        }
        let _ = self.job.kill();
    }
}

/// Where some bytes are for the last time.
fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|part| part == wanted)
}

/// Text without escape sequences.
fn strip(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\x1b' => {}
            // Another character set, or no other.
            '\x0f' => continue,
            _ => {
                out.push(character);
                continue;
            }
        }
        match rest.next() {
            Some('(') => drop(rest.next()),
            Some('[') => {
                rest.by_ref().find(|c| ('\x40'..='\x7e').contains(c));
            }
            Some(']') => {
                rest.by_ref().find(|c| *c == '\x07');
            }
            _ => {}
        }
    }
    out
}

/// Whether something has been written.
pub fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

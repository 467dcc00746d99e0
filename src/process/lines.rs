//! The output of a job, line by line.

use std::io::{self, BufRead, BufReader, PipeReader};

/// The lines that a job writes; see [`Job::lines`](super::Job::lines).
///
/// An item is a line, or an error of read(2); bytes after the last newline are a line too.
///
/// ```
/// use tine::process::{Command, Stdio};
/// let mut lines = Command::new("printf").arg("a\nb").stdout(Stdio::piped()).spawn()?.lines();
/// assert_eq!(lines.by_ref().flatten().collect::<Vec<_>>(), [b"a", b"b"]);
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines(Option<BufReader<PipeReader>>);

impl Lines {
    pub(super) fn of(output: Option<PipeReader>) -> Self {
        Self(output.map(BufReader::new))
    }
}

impl Iterator for Lines {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        match self.0.as_mut()?.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.last() == Some(&b'\n') {
                    line.pop();
                }
                Some(Ok(line))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

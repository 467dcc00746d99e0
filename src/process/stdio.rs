//! Where a command's standard descriptors lead.

use std::io::Read;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};
use std::{fmt, fs, io, process};

/// Where a standard descriptor of a command leads: std's `Stdio` with more places. (std's own type cannot be looked
/// into, so no other crate can start a process with it.)
///
/// Streams as XBD 3.358 and stdin(3) have them.
///
/// ```
/// use tine::process::{Command, Stdio};
/// let output = Command::new("tr").args(["a-z", "A-Z"]).stdin(Stdio::bytes("hello")).output()?;
/// assert_eq!(output.stdout, b"HELLO");
/// # Ok::<(), tine::process::Error>(())
/// ```
#[derive(Clone)]
pub struct Stdio(pub(super) Kind);

pub(super) type SharedReader = Arc<Mutex<Option<Box<dyn Read + Send>>>>;

#[derive(Clone)]
pub(super) enum Kind {
    Inherit,
    Null,
    Piped,
    Merge,
    Closed,
    Fd(Arc<OwnedFd>),
    Bytes(Arc<[u8]>),
    Reader(SharedReader),
}

impl Kind {
    /// Of an end of which nothing may have been said: it is the caller's own then.
    pub(super) fn of(end: Option<&Stdio>) -> Self {
        end.map_or(Self::Inherit, |end| end.0.clone())
    }
}

impl Stdio {
    /// The caller's own.
    ///
    /// As std's.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// assert!(Command::new("true").stdin(Stdio::inherit()).status()?.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn inherit() -> Self {
        Self(Kind::Inherit)
    }

    /// `/dev/null`.
    ///
    /// As std's; null(4).
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// assert_eq!(Command::new("cat").stdin(Stdio::null()).read()?, b"");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn null() -> Self {
        Self(Kind::Null)
    }

    /// A pipe to the caller: [`Job::stdin`](super::Job), `stdout` or `stderr`.
    ///
    /// What nobody reads holds the command up when the pipe is full, and `status` and `wait` do not read. As std's;
    /// pipe(7).
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let mut job = Command::new("cat").stdin(Stdio::piped()).spawn()?;
    /// assert!(job.stdin.is_some());
    /// job.wait()?;
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn piped() -> Self {
        Self(Kind::Piped)
    }

    /// For standard error: wherever the same command's standard output leads, as `2>&1`.
    ///
    /// See XCU 2.7.6.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let text = Command::new("sh").args(["-c", "echo err >&2"]).stderr(Stdio::merge()).read()?;
    /// assert_eq!(text, b"err");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn merge() -> Self {
        Self(Kind::Merge)
    }

    /// Not open at all.
    ///
    /// See XCU 2.7.6. Most programs do not expect it.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let status = Command::new("cat").stdin(Stdio::closed()).stderr(Stdio::null()).status()?;
    /// assert!(!status.success());
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn closed() -> Self {
        Self(Kind::Closed)
    }

    /// For standard input: these bytes, from a file in memory, so that no thread and no turn-taking is needed.
    ///
    /// By `memfd_create(2)`.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// assert_eq!(Command::new("cat").stdin(Stdio::bytes(b"\xff")).read()?, b"\xff");
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(Kind::Bytes(bytes.as_ref().into()))
    }

    /// For standard input: whatever `reader` yields, copied by a thread. A clone shares the reader; who starts first
    /// gets it, others find it empty.
    ///
    /// Over a pipe(7); when the command has enough, the rest is not read. An error of the reader is its end.
    ///
    /// ```
    /// use tine::process::{Command, Stdio};
    /// let zeros = std::io::Read::take(std::io::repeat(0), 1000);
    /// let text = Command::new("wc").arg("-c").stdin(Stdio::reader(zeros)).read()?;
    /// assert!(text.ends_with(b"1000"));
    /// # Ok::<(), tine::process::Error>(())
    /// ```
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self(Kind::Reader(Arc::new(Mutex::new(Some(Box::new(reader))))))
    }
}

impl fmt::Debug for Stdio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Inherit => f.write_str("Inherit"),
            Kind::Null => f.write_str("Null"),
            Kind::Piped => f.write_str("Piped"),
            Kind::Merge => f.write_str("Merge"),
            Kind::Closed => f.write_str("Closed"),
            Kind::Fd(fd) => write!(f, "{fd:?}"),
            Kind::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Kind::Reader(_) => f.write_str("Reader"),
        }
    }
}

macro_rules! from_descriptor {
    ($($type:ty),* $(,)?) => {$(
        impl From<$type> for Stdio {
            fn from(from: $type) -> Self {
                Self(Kind::Fd(Arc::new(OwnedFd::from(from))))
            }
        }
    )*};
}

from_descriptor!(
    OwnedFd,
    fs::File,
    io::PipeReader,
    io::PipeWriter,
    std::os::unix::net::UnixStream,
    std::net::TcpStream,
    process::ChildStdin,
    process::ChildStdout,
    process::ChildStderr,
);

//! POSIX message queues.

use super::through_interrupts;
use crate::sys::fd;
use nix::mqueue::{
    MQ_OFlag, MqAttr, MqdT, mq_getattr, mq_open, mq_receive, mq_send, mq_timedreceive, mq_unlink,
};
use nix::sys::stat::Mode;
use nix::sys::time::TimeSpec;
use std::io;
use std::os::fd::AsRawFd;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A POSIX message queue (`mq_overview(7)`): messages with priorities, highest first, that outlive their senders.
///
/// ```
/// use tine::ipc::MessageQueue;
/// let name = format!("/tine-doc-{}", std::process::id());
/// match MessageQueue::create(&name, 4, 64, 0o600) {
///     Ok(queue) => {
///         queue.send(b"later", 0)?;
///         queue.send(b"first", 7)?;
///         assert_eq!(queue.receive()?, (b"first".to_vec(), 7));
///         MessageQueue::unlink(&name)?;
///     }
///     Err(error) => println!("no message queues here: {error}"),
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct MessageQueue {
    queue: MqdT,
    /// The longest message, in bytes.
    longest: usize,
}

impl Drop for MessageQueue {
    fn drop(&mut self) {
        // On Linux it is a descriptor, which its type does not close.
        fd::close(self.queue.as_raw_fd());
    }
}

impl MessageQueue {
    /// Makes the queue `name` (a slash and a name) for `messages` messages of up to `longest` bytes, and opens it.
    /// `EEXIST` if there is one; `EINVAL` or `EMFILE` beyond the limits in `/proc/sys/fs/mqueue`.
    ///
    /// Follows XSH `mq_open`.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-create-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// assert!(queue.is_empty()?);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn create(name: &str, messages: usize, longest: usize, mode: u32) -> io::Result<Self> {
        let flags = MQ_OFlag::O_CREAT | MQ_OFlag::O_EXCL | MQ_OFlag::O_RDWR | MQ_OFlag::O_CLOEXEC;
        let attributes = MqAttr::new(0, messages as _, longest as _, 0);
        let queue = mq_open(
            name,
            flags,
            Mode::from_bits_truncate(mode as _),
            Some(&attributes),
        )?;
        Ok(Self { queue, longest })
    }

    /// Opens an existing queue.
    ///
    /// Fails with `ENOENT` if there is none, `ENOSYS` where the system has none at all. Follows XSH `mq_open`.
    ///
    /// ```
    /// assert!(tine::ipc::MessageQueue::open("/tine-doc-none").is_err());
    /// ```
    pub fn open(name: &str) -> io::Result<Self> {
        let queue = mq_open(
            name,
            MQ_OFlag::O_RDWR | MQ_OFlag::O_CLOEXEC,
            Mode::empty(),
            None,
        )?;
        let longest = mq_getattr(&queue)?.msgsize() as usize;
        Ok(Self { queue, longest })
    }

    /// Removes the name; the queue stays for those who have it open.
    ///
    /// Fails with `ENOENT` if there is none. Follows XSH `mq_unlink`.
    ///
    /// ```
    /// assert!(tine::ipc::MessageQueue::unlink("/tine-doc-none").is_err());
    /// ```
    pub fn unlink(name: &str) -> io::Result<()> {
        Ok(mq_unlink(name)?)
    }

    /// Sends a message, waiting while the queue is full. `EMSGSIZE` if it is too long.
    ///
    /// `EINVAL` for a priority of 32768 and more. Follows XSH `mq_send`.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-send-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// queue.send(b"x", 0)?;
    /// assert!(queue.send(&[0; 17], 0).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn send(&self, message: &[u8], priority: u32) -> io::Result<()> {
        through_interrupts(|| mq_send(&self.queue, message, priority)).map_err(io::Error::from)
    }

    /// Receives the oldest message of the highest priority, waiting while there is none.
    ///
    /// Goes on after an interruption; cannot fail otherwise. Follows XSH `mq_receive`.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-receive-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// queue.send(b"x", 3)?;
    /// assert_eq!(queue.receive()?, (b"x".to_vec(), 3));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn receive(&self) -> io::Result<(Vec<u8>, u32)> {
        let mut message = vec![0; self.longest];
        let mut priority = 0;
        let length = through_interrupts(|| mq_receive(&self.queue, &mut message, &mut priority))?;
        message.truncate(length);
        Ok((message, priority))
    }

    /// Like [`receive`](Self::receive), at most `timeout`; `None` when that runs out.
    ///
    /// Fails with `EINVAL` for a time beyond the clock. Follows XSH `mq_timedreceive`; the clock is the wall's.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-timeout-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// assert_eq!(queue.receive_timeout(std::time::Duration::from_millis(1))?, None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn receive_timeout(&self, timeout: Duration) -> io::Result<Option<(Vec<u8>, u32)>> {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let mut message = vec![0; self.longest];
        let mut priority = 0;
        let end = TimeSpec::from(now.saturating_add(timeout));
        match through_interrupts(|| mq_timedreceive(&self.queue, &mut message, &mut priority, &end))
        {
            Ok(length) => {
                message.truncate(length);
                Ok(Some((message, priority)))
            }
            Err(nix::errno::Errno::ETIMEDOUT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The number of messages that wait.
    ///
    /// Cannot fail. Follows XSH `mq_getattr`.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-len-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// queue.send(b"x", 0)?;
    /// assert_eq!(queue.len()?, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn len(&self) -> io::Result<usize> {
        Ok(mq_getattr(&self.queue)?.curmsgs() as usize)
    }

    /// Whether no message waits.
    ///
    /// Cannot fail. Follows XSH `mq_getattr`.
    ///
    /// ```
    /// use tine::ipc::MessageQueue;
    /// let name = format!("/tine-doc-empty-{}", std::process::id());
    /// // Not every system has message queues.
    /// let Ok(queue) = MessageQueue::create(&name, 2, 16, 0o600) else { return Ok(()) };
    /// MessageQueue::unlink(&name)?;
    /// assert!(queue.is_empty()?);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn is_empty(&self) -> io::Result<bool> {
        self.len().map(|length| length == 0)
    }
}

//! Reading two streams at once, so that neither fills up while the other is waited for.

use crate::sys::fd;
use nix::libc;
use std::io::{self, PipeReader, Read};
use std::os::fd::AsRawFd;
use std::time::Instant;

/// Reads both streams to their ends; `None` if that takes until `deadline`.
pub(super) fn collect(
    stdout: Option<PipeReader>,
    stderr: Option<PipeReader>,
    deadline: Option<Instant>,
) -> io::Result<Option<(Vec<u8>, Vec<u8>)>> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    if deadline.is_none() {
        // With one stream there is nothing to take turns with.
        match (stdout, stderr) {
            (Some(mut stdout), None) => drop(stdout.read_to_end(&mut out)?),
            (None, Some(mut stderr)) => drop(stderr.read_to_end(&mut err)?),
            (None, None) => {}
            (Some(stdout), Some(stderr)) => {
                collect_both(
                    &mut [(Some(stdout), &mut out), (Some(stderr), &mut err)],
                    None,
                )?;
            }
        }
        return Ok(Some((out, err)));
    }
    let done = collect_both(&mut [(stdout, &mut out), (stderr, &mut err)], deadline)?;
    Ok(done.then_some((out, err)))
}

fn collect_both(
    streams: &mut [(Option<PipeReader>, &mut Vec<u8>); 2],
    deadline: Option<Instant>,
) -> io::Result<bool> {
    let mut block = vec![0_u8; 64 * 1024];
    while streams.iter().any(|stream| stream.0.is_some()) {
        let mut entries = streams
            .each_ref()
            .map(|(stream, _)| fd::for_input(stream.as_ref().map_or(-1, AsRawFd::as_raw_fd)));
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match fd::poll(&mut entries, fd::milliseconds(left)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
            Ok(0) if left.is_some_and(|left| left.is_zero()) => return Ok(false),
            Ok(_) => {}
        }
        for (entry, (stream, bytes)) in entries.iter().zip(streams.iter_mut()) {
            if entry.revents == 0 {
                continue;
            }
            match fd::read(entry.fd, &mut block) {
                Ok(0) => *stream = None,
                Ok(length) => bytes.extend_from_slice(block.get(..length).unwrap_or_default()),
                Err(error) if matches!(error.raw_os_error(), Some(libc::EINTR | libc::EAGAIN)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(true)
}

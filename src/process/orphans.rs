//! Orphans: descendants whose parent has ended.

use crate::sys::child::set_subreaper;
use std::io;

/// Makes this process the parent of orphans among its descendants, in place of process 1 (prctl(2)
/// `PR_SET_CHILD_SUBREAPER`; Linux). The host waits for them with [`waitpid`](super::waitpid)`(-1, ..)`: the library
/// waits for none that it did not start.
///
/// Cannot fail on Linux 3.4 and later.
///
/// ```
/// tine::process::adopt_orphans(true)?;
/// tine::process::adopt_orphans(false)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn adopt_orphans(on: bool) -> io::Result<()> {
    set_subreaper(on)
}

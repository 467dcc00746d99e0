#![allow(unsafe_code, reason = "a start-up function of the C library")]
//! A program that has the shell linked in can be run as that shell, whatever the program itself does.
//!
//! `system` and `popen` need an interpreter that is a program, and a host program need not have one installed. So the
//! shell, where it is linked in, has a start-up function that runs before `main`. It does nothing, unless the program
//! was started under the path [`PATH`], a spelling of its own file that nobody else uses: then the process is the shell
//! from the first moment to the last, and the host's `main` never runs.

use super::entry::{Start, enter};
use super::{fd, wait};
use std::ffi::{CStr, c_char};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// The running program's own file, spelled so that the kernel hands on (`AT_EXECFN`) how it was meant.
pub const PATH: &CStr = c"/proc/self/task/../exe";

/// A status that says that the shell was there and may not be used.
const REFUSED: i32 = 126;

static LINKED: AtomicBool = AtomicBool::new(false);

/// What the start-up function calls.
///
/// # Safety
/// `argv` is the argument vector that the C start-up passed to it.
#[doc(hidden)]
pub unsafe fn begin(argv: *const *const c_char, main: fn(Start) -> i32) {
    LINKED.store(true, SeqCst);
    if !asked() {
        return;
    }
    if secure() {
        // A program with more rights than its starter is nobody's shell.
        wait::exit_now(REFUSED);
    }
    // SAFETY: as promised by the caller.
    wait::exit_now(unsafe { enter(argv, main) })
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn link() {
    unsafe extern "C" {
        safe fn tine_stand_in();
    }
    tine_stand_in();
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn link() {}

/// Whether the kernel gave the program rights that its starter does not have.
fn secure() -> bool {
    // SAFETY: no memory involved.
    unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
}

/// The path under which the running program starts as the shell; `None` where the shell is not part of its file (but
/// of a plug-in, say), where the file gives rights away, or where there is no proc(5).
pub fn path() -> Option<&'static CStr> {
    static ABLE: OnceLock<bool> = OnceLock::new();
    link();
    (*ABLE.get_or_init(able)).then_some(PATH)
}

/// The path under which the running shell starts itself: it may be one that stands in.
pub fn own_path() -> &'static CStr {
    if asked() { PATH } else { c"/proc/self/exe" }
}

/// Whether the program was started under [`PATH`].
fn asked() -> bool {
    started_as() == Some(PATH)
}

/// The path that the running program was started under; for a script, that of the script.
pub fn started_as() -> Option<&'static CStr> {
    // SAFETY: the kernel's path is a C string that stays in place, where there is one.
    unsafe {
        let path = libc::getauxval(libc::AT_EXECFN) as *const c_char;
        (!path.is_null()).then(|| CStr::from_ptr(path))
    }
}

fn able() -> bool {
    if !LINKED.load(SeqCst) || secure() {
        return false;
    }
    let Ok(own) = std::fs::read_link("/proc/self/exe") else {
        return false;
    };
    let grants = libc::S_ISUID | libc::S_ISGID;
    let plain = fd::stat_path(PATH.to_bytes()).is_ok_and(|file| file.mode & grants == 0);
    plain
        && file_of(begin as *const () as usize).is_ok_and(|file| file == own.as_os_str().as_bytes())
}

/// The file that `address` of this process was loaded from, as `proc_pid_maps(5)` names it.
fn file_of(address: usize) -> io::Result<Vec<u8>> {
    let maps = std::fs::read("/proc/self/maps")?;
    let found = maps.split(|&byte| byte == b'\n').find_map(|line| {
        let text = std::str::from_utf8(line.split(|&byte| byte == b' ').next()?).ok()?;
        let (from, to) = text.split_once('-')?;
        let inside = (usize::from_str_radix(from, 16).ok()?..usize::from_str_radix(to, 16).ok()?)
            .contains(&address);
        let path = line.iter().position(|&byte| byte == b'/')?;
        inside.then(|| line.get(path..).unwrap_or_default().to_vec())
    });
    found.ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Defines the start-up function for a `main` of the form `fn(Start) -> i32`.
///
/// The C libraries of Linux that pass the arguments to such functions are meant; elsewhere there is none.
#[doc(hidden)]
#[macro_export]
macro_rules! stand_in {
    ($main:path) => {
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        #[allow(unsafe_code, reason = "a start-up function")]
        pub(crate) mod stand_in {
            use ::std::ffi::{c_char, c_int};

            unsafe extern "C" fn begin(_: c_int, argv: *const *const c_char) {
                // SAFETY: called by the C start-up with the argument vector of the process.
                unsafe { $crate::sys::standin::begin(argv, $main) }
            }

            #[used]
            #[unsafe(link_section = ".init_array.00100")]
            static BEGIN: unsafe extern "C" fn(c_int, *const *const c_char) = begin;

            /// Named by whoever counts on the function, so that the linker takes it along.
            #[unsafe(no_mangle)]
            extern "C" fn tine_stand_in() {
                ::std::hint::black_box(&BEGIN);
            }
        }
    };
}

//! What a program gives the engine at the edge of what can be: descriptors by the hundred, numbers that are none,
//! guards in any order; and what may go to other threads.

use super::apart;
use super::support::descriptors;
use std::fs;
use tine::process::{Command, Error, Limit, Pipeline, Resource};
use tine::signal::Signal;
use tine::sys::limit;

#[test]
fn descriptors_that_are_received_are_all_handed_over_or_closed() {
    apart(
        "values::descriptors_that_are_received_are_all_handed_over_or_closed",
        || {
            use std::os::fd::AsFd;
            use std::os::unix::net::UnixStream;
            use tine::ipc::{receive_with_fds, send_with_fds};
            let at_first = descriptors();
            let (one, other) = UnixStream::pair().unwrap();
            let file = fs::File::open("/dev/null").unwrap();
            // The most that Linux sends at once.
            send_with_fds(&one, b"x", &vec![file.as_fd(); 253]).unwrap();
            let (length, fds) = receive_with_fds(&other, &mut [0; 8]).unwrap();
            assert_eq!((length, fds.len()), (1, 253));
            drop(fds);
            // There is room for only some of them.
            send_with_fds(&one, b"x", &vec![file.as_fd(); 253]).unwrap();
            let open = descriptors();
            let before = limit::get(Resource::OpenFiles).unwrap();
            let few = Limit {
                soft: 100 + open as u64,
                ..before
            };
            limit::set(Resource::OpenFiles, few).unwrap();
            let received = receive_with_fds(&other, &mut [0; 8]);
            limit::set(Resource::OpenFiles, before).unwrap();
            let errno = received.err().and_then(|error| error.raw_os_error());
            assert_eq!(errno, Some(nix::libc::EMFILE));
            assert_eq!(descriptors(), open);
            drop((one, other, file));
            assert_eq!(descriptors(), at_first);
        },
    );
}

#[test]
fn what_is_no_identity_and_no_descriptor_is_refused() {
    let null = || fs::File::open("/dev/null").unwrap();
    let commands = [
        Command::new("true").uid(u32::MAX),
        Command::new("true").gid(u32::MAX),
        Command::new("true").fd(-1, null()),
        Command::new("true").fd(i32::MIN, null()),
    ];
    for command in commands {
        let error = command.status().unwrap_err();
        assert!(matches!(error, Error::Start { .. }), "{error}");
    }
}

#[test]
fn guards_of_a_signal_may_go_in_any_order() {
    apart("values::guards_of_a_signal_may_go_in_any_order", || {
        use tine::signal::{Disposition, Handled, disposition, flag, raise};
        let before = disposition(Signal::URG).unwrap();
        let mut taken = flag(Signal::URG).unwrap();
        for _ in 0..3 {
            // The new one is made before the old one goes.
            taken = flag(Signal::URG).unwrap();
            raise(Signal::URG).unwrap();
            assert!(taken.take());
        }
        let ignored = Handled::ignore(Signal::URG).unwrap();
        drop(taken);
        assert_eq!(disposition(Signal::URG).unwrap(), Disposition::Ignored);
        drop(ignored);
        assert_eq!(disposition(Signal::URG).unwrap(), before);
    });
}

#[test]
fn what_a_program_keeps_may_go_to_other_threads() {
    fn send<T: Send>() {}
    fn shared<T: Send + Sync>() {}
    send::<tine::process::Pool>();
    shared::<tine::process::Job>();
    shared::<Command>();
    shared::<Pipeline>();
    shared::<tine::signal::Timer>();
    shared::<tine::signal::Flag>();
    shared::<tine::signal::Watcher>();
    shared::<tine::ipc::SharedMemory>();
    shared::<tine::ipc::Semaphore>();
}

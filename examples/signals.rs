//! Signals: caught to a flag, a descriptor and a channel; waited for with sender and value; alarms, timers, abort.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;
use tine::process::{Command, Limit, Resource, Stdio};
use tine::signal::{
    Blocked, Clock, Handled, Setting, Signal, SignalSet, Timer, abort, alarm, flag, raise,
    set_interval, sigqueue, sigtimedwait, sigwait, watch,
};

fn main() -> Result<(), Box<dyn Error>> {
    let reload = flag(Signal::HUP)?;
    raise(Signal::HUP)?;
    println!("flag: {}", reload.take());

    let watcher = watch(SignalSet::from(Signal::USR1).with(Signal::USR2))?;
    raise(Signal::USR2)?;
    println!("descriptor: {:?}", watcher.wait(None)?);
    let channel = watcher.into_channel()?;
    raise(Signal::USR1)?;
    println!("channel: {:?}", channel.recv()?);

    // Blocked, a signal stays pending until somebody asks for it; a real-time one carries a value.
    let real_time = Signal::real_time(1).ok_or("no real-time signals")?;
    let set = SignalSet::from(real_time);
    let blocked = Blocked::new(set);
    sigqueue(std::process::id().try_into()?, real_time, 42)?;
    let received = sigwait(set)?;
    println!(
        "{}: value {:?}, from ourselves: {}",
        received.signal,
        received.value,
        received.sender == i32::try_from(std::process::id())?
    );
    println!("none in time: {:?}", sigtimedwait(set, Duration::ZERO)?);

    // A timer that sends it again and again.
    let timer = Timer::new(real_time, 7)?;
    timer.set(Setting::every(Duration::from_millis(1)))?;
    println!("timer: value {:?}", sigwait(set)?.value);
    drop((timer, blocked));

    // Alarms: in so many seconds, unless taken back; and again and again by the interval timer.
    let rung = flag(Signal::ALRM)?;
    alarm(1000);
    println!("alarm: {}", alarm(0) > 900);
    set_interval(Clock::Real, Setting::every(Duration::from_millis(1)))?;
    let mut times = 0;
    while times < 3 {
        times += rung.take_count().min(1);
    }
    set_interval(Clock::Real, Setting::default())?;
    println!("interval: {times} times");

    // Ended by one, and the parent sees by which; abort cannot be caught.
    if std::env::args().nth(1).as_deref() == Some("abort") {
        let _useless = Handled::catch(Signal::ABRT)?;
        abort();
    }
    let own = Command::new(std::env::current_exe()?).arg("abort");
    let own = own.limit(Resource::Core, Limit { soft: 0, hard: 0 });
    let ended = own.stdout(Stdio::null()).status()?.signal();
    println!("abort: {:?}", ended.and_then(Signal::from_number));

    // Changed for a while, then as it was.
    let ignored = Handled::ignore(Signal::TERM)?;
    raise(Signal::TERM)?;
    drop(ignored);
    println!("still here");
    Ok(())
}

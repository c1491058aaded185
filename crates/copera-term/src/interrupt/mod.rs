//! Signals that ask the process to end: a question ends first, or what runs, and then the process.

mod orderly;

use std::io;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

pub use self::orderly::{Orderly, Signal};

/// What a signal does to the process.
///
/// The one piece of global state in this crate, because what a signal does belongs to the process.
/// Once a handler was registered the system's default action never comes back, not even after the
/// handler is gone: Ctrl-C would then do nothing for the rest of the run. So a second handler, which
/// stays, does what the default action did whenever nobody holds the signal.
struct Disposition {
    signal: i32,
    ends_process: OnceLock<Arc<AtomicBool>>,
    holds: AtomicUsize,
}

/// For SIGINT: what Ctrl-C sends.
static INTERRUPT: Disposition = Disposition::of(SIGINT);
/// For SIGTERM: what `kill` sends.
static TERMINATION: Disposition = Disposition::of(SIGTERM);

/// As long as it lives, its signal does not end the process by itself.
struct Hold(&'static Disposition);

impl Disposition {
    const fn of(signal: i32) -> Self {
        Self {
            signal,
            ends_process: OnceLock::new(),
            holds: AtomicUsize::new(0),
        }
    }

    fn hold(&'static self) -> Hold {
        self.holds.fetch_add(1, Ordering::SeqCst);
        self.ends_process().store(false, Ordering::SeqCst);
        Hold(self)
    }

    fn ends_process(&self) -> &AtomicBool {
        self.ends_process.get_or_init(|| {
            let ends_process = Arc::new(AtomicBool::new(false));
            // What can fail here fails again where the signal is watched, and is reported there.
            let _ = flag::register_conditional_default(self.signal, Arc::clone(&ends_process));
            ends_process
        })
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if self.0.holds.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.ends_process().store(true, Ordering::SeqCst);
        }
    }
}

/// Runs another program that has the terminal meanwhile, such as an editor, and waits for it. Ctrl-C is
/// that program's to understand: many do something else with it than to end.
///
/// # Errors
/// It can't be started.
pub fn run_in_foreground(command: &mut Command) -> io::Result<ExitStatus> {
    let _hold = INTERRUPT.hold();
    let _left = orderly::LeftToAnother::begin();
    command.status()
}

/// As long as it lives, a signal is remembered instead of obeyed.
pub(crate) struct Watch {
    happened: Arc<AtomicBool>,
    handler: SigId,
    hold: Option<Hold>,
}

impl Watch {
    pub(crate) fn interrupt() -> io::Result<Self> {
        Self::begin(&INTERRUPT)
    }

    pub(crate) fn termination() -> io::Result<Self> {
        Self::begin(&TERMINATION)
    }

    fn begin(disposition: &'static Disposition) -> io::Result<Self> {
        let happened = Arc::new(AtomicBool::new(false));
        let handler = flag::register(disposition.signal, Arc::clone(&happened))?;
        Ok(Self {
            happened,
            handler,
            hold: Some(disposition.hold()),
        })
    }

    pub(crate) fn happened(&self) -> bool {
        self.happened.load(Ordering::SeqCst)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // In this order: no signal falls between the two.
        self.hold = None;
        low_level::unregister(self.handler);
    }
}

/// Ends the process as SIGTERM does when nobody handles it: shells show 143. Comes back only if that
/// can't be done.
#[cfg(unix)]
pub fn terminate() -> io::Error {
    match low_level::emulate_default_handler(SIGTERM) {
        Ok(()) => io::ErrorKind::Interrupted.into(),
        Err(error) => error,
    }
}

/// Elsewhere no signal ends a process.
#[cfg(not(unix))]
pub fn terminate() -> io::Error {
    io::ErrorKind::Unsupported.into()
}

/// Waits until stdin has input, or its end, or one of the signals comes; the latter is told by them.
///
/// A read is started anew after a signal and can't tell. Waiting for it can; the time-out is for a
/// signal that comes between the look and the wait.
#[cfg(unix)]
pub(crate) fn wait_for_input(watches: &[&Watch]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    const MOMENT: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 100_000_000,
    };
    let stdin = rustix::stdio::stdin();
    while !watches.iter().any(|watch| watch.happened()) {
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&MOMENT)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Waits for input or Ctrl-C, whichever comes first. Begun before anybody is asked: whoever sees a
/// question may press Ctrl-C at once.
///
/// Where a console can't be waited for, Ctrl-C ends the process as always.
pub(crate) struct InputWatch {
    #[cfg(unix)]
    interrupt: Watch,
}

#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "as on Unix"))]
impl InputWatch {
    pub(crate) fn begin() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            interrupt: Watch::interrupt()?,
        })
    }

    /// Waits until stdin has a line, or its end; says whether Ctrl-C came first.
    #[cfg(unix)]
    pub(crate) fn before_input(&self) -> io::Result<bool> {
        wait_for_input(&[&self.interrupt])?;
        Ok(self.interrupt.happened())
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "as on Unix")]
    pub(crate) fn before_input(&self) -> io::Result<bool> {
        Ok(false)
    }
}

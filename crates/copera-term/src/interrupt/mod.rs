//! A signal while a question is open: the question ends first, and then the process.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

/// Whether each signal ends the process.
///
/// The one piece of global state in this crate, because what a signal does belongs to the process.
/// Once a handler was registered the system's default action never comes back, not even after the
/// handler is gone: Ctrl-C would then do nothing for the rest of the run. So a second handler, which
/// stays, does what the default action did whenever no question is open.
static INTERRUPT_ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
static TERMINATION_ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// As long as it lives, a signal is remembered instead of obeyed.
pub(crate) struct Watch {
    happened: Arc<AtomicBool>,
    handler: SigId,
    ends_process: &'static AtomicBool,
}

impl Watch {
    /// For SIGINT: what Ctrl-C sends.
    pub(crate) fn interrupt() -> io::Result<Self> {
        Self::begin(SIGINT, &INTERRUPT_ENDS)
    }

    /// For SIGTERM: what `kill` sends.
    pub(crate) fn termination() -> io::Result<Self> {
        Self::begin(SIGTERM, &TERMINATION_ENDS)
    }

    fn begin(signal: i32, ends_process: &'static OnceLock<Arc<AtomicBool>>) -> io::Result<Self> {
        let ends_process = ends_process.get_or_init(|| {
            let ends_process = Arc::new(AtomicBool::new(true));
            // What can fail here fails again just below, where it is reported.
            let _ = flag::register_conditional_default(signal, Arc::clone(&ends_process));
            ends_process
        });
        let happened = Arc::new(AtomicBool::new(false));
        let handler = flag::register(signal, Arc::clone(&happened))?;
        ends_process.store(false, Ordering::SeqCst);
        Ok(Self {
            happened,
            handler,
            ends_process,
        })
    }

    pub(crate) fn happened(&self) -> bool {
        self.happened.load(Ordering::SeqCst)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ends_process.store(true, Ordering::SeqCst);
        low_level::unregister(self.handler);
    }
}

/// Ends the process as SIGTERM does when nobody handles it: shells show 143.
#[cfg(unix)]
pub(crate) fn terminate() -> io::Error {
    match low_level::emulate_default_handler(SIGTERM) {
        Ok(()) => io::ErrorKind::Interrupted.into(),
        Err(error) => error,
    }
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

/// Waits until stdin has a line, or its end; says whether Ctrl-C came first.
#[cfg(unix)]
pub(crate) fn before_input() -> io::Result<bool> {
    let interrupt = Watch::interrupt()?;
    wait_for_input(&[&interrupt])?;
    Ok(interrupt.happened())
}

/// Where a console can't be waited for, Ctrl-C ends the process as always.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(crate) fn before_input() -> io::Result<bool> {
    Ok(false)
}

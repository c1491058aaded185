//! Ctrl-C while a question is open: the question ends, instead of the process.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;
use signal_hook::{SigId, flag, low_level};

/// Whether SIGINT ends the process.
///
/// The one piece of global state in this crate, because what a signal does belongs to the process.
/// Once a handler was registered the system's default action never comes back, not even after the
/// handler is gone: Ctrl-C would then do nothing for the rest of the run. So a second handler, which
/// stays, does what the default action did whenever no question is open.
static ENDS_PROCESS: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// As long as it lives, Ctrl-C is remembered instead of obeyed.
pub(crate) struct Interrupt {
    happened: Arc<AtomicBool>,
    handler: SigId,
    ends_process: &'static AtomicBool,
}

impl Interrupt {
    pub(crate) fn watch() -> io::Result<Self> {
        let ends_process = ENDS_PROCESS.get_or_init(|| {
            let ends_process = Arc::new(AtomicBool::new(true));
            // What can fail here fails again just below, where it is reported.
            let _ = flag::register_conditional_default(SIGINT, Arc::clone(&ends_process));
            ends_process
        });
        let happened = Arc::new(AtomicBool::new(false));
        let handler = flag::register(SIGINT, Arc::clone(&happened))?;
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

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.ends_process.store(true, Ordering::SeqCst);
        low_level::unregister(self.handler);
    }
}

/// Waits until stdin has a line, or its end; says whether Ctrl-C came first.
///
/// A read is started anew after a signal and can't tell. Waiting for it can; the time-out is for a
/// signal that comes between the look and the wait.
#[cfg(unix)]
pub(crate) fn before_input() -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    const MOMENT: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 100_000_000,
    };
    let interrupt = Interrupt::watch()?;
    let stdin = rustix::stdio::stdin();
    while !interrupt.happened() {
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&MOMENT)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// Where a console can't be waited for, Ctrl-C ends the process as always.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(crate) fn before_input() -> io::Result<bool> {
    Ok(false)
}

//! The end of a run that a signal asks for.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::{fmt, io};
#[cfg(unix)]
use std::{thread, time::Duration};

#[cfg(unix)]
use signal_hook::{
    SigId,
    consts::{SIGINT, SIGTERM},
    flag,
    iterator::{Handle, Signals},
    low_level,
};

#[cfg(unix)]
use super::{Hold, INTERRUPT, TERMINATION, terminate};
#[cfg(unix)]
use crate::exit::ExitCode;

/// How many programs run that Ctrl-C is left to.
static OTHERS: AtomicUsize = AtomicUsize::new(0);

/// Whether Ctrl-C came that is this program's to obey: set by the signal itself, before anybody is
/// told of it.
static INTERRUPTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// As long as it lives, [`Orderly`] passes Ctrl-C over.
pub(super) struct LeftToAnother;

impl LeftToAnother {
    pub(super) fn begin() -> Self {
        OTHERS.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for LeftToAnother {
    fn drop(&mut self) {
        // The thread that listens may not have come to the signals that were the other program's.
        INTERRUPTED.store(false, Ordering::SeqCst);
        OTHERS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A signal that asks the process to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT: Ctrl-C.
    Interrupt,
    /// SIGTERM: what `kill` sends.
    Termination,
}

/// How long a process may take to end in order. What it does then is a matter of milliseconds; it
/// takes longer only if it hangs, such as on a pipe that nobody reads.
#[cfg(unix)]
const GRACE: Duration = Duration::from_millis(700);

/// As long as it lives, the first signal does not end the process but is told, so that it ends in
/// order. A process that does not, and one that gets a second signal, ends at once.
pub struct Orderly {
    #[cfg(unix)]
    signals: Handle,
    #[cfg(unix)]
    interrupted: SigId,
    #[cfg(unix)]
    _holds: [Hold; 2],
}

impl Orderly {
    /// Begins to listen; `tell` is called on a thread of its own.
    ///
    /// # Errors
    /// The system allows no handler, or no thread.
    #[cfg(unix)]
    pub fn begin(tell: impl FnOnce(Signal) + Send + 'static) -> io::Result<Self> {
        // In this order: who is told can rely on what is set.
        let interrupted = flag::register(SIGINT, Arc::clone(&INTERRUPTED))?;
        let mut listened = Signals::new([SIGINT, SIGTERM])?;
        let signals = listened.handle();
        let mut tell = Some(tell);
        thread::Builder::new().spawn(move || {
            for number in listened.forever() {
                let signal = match number {
                    SIGTERM => Signal::Termination,
                    _ if OTHERS.load(Ordering::SeqCst) > 0 => continue,
                    _ if !INTERRUPTED.swap(false, Ordering::SeqCst) => continue,
                    _ => Signal::Interrupt,
                };
                let Some(tell) = tell.take() else {
                    signal.end();
                    continue;
                };
                tell(signal);
                thread::spawn(move || {
                    thread::sleep(GRACE);
                    signal.end();
                });
            }
        })?;
        Ok(Self {
            signals,
            interrupted,
            _holds: [INTERRUPT.hold(), TERMINATION.hold()],
        })
    }

    /// Where signals can't be listened to, they end the process as always.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub fn begin(_tell: impl FnOnce(Signal) + Send + 'static) -> io::Result<Self> {
        Ok(Self {})
    }
}

#[cfg(unix)]
impl Drop for Orderly {
    fn drop(&mut self) {
        self.signals.close();
        low_level::unregister(self.interrupted);
    }
}

impl fmt::Debug for Orderly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Orderly").finish_non_exhaustive()
    }
}

impl Signal {
    /// Ends the process here and now.
    #[cfg(unix)]
    fn end(self) {
        if self == Self::Termination {
            terminate();
        }
        low_level::exit(ExitCode::Interrupted.code().into());
    }
}

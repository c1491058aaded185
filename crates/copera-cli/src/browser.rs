//! The browser of whoever sits before this machine.

use copera_auth::{Environment, Url};

/// Opens a page, if a browser of this machine would open before the person's eyes; whether one was
/// started. The address should be printed in any case.
pub(crate) fn open(environment: &Environment, page: &Url) -> bool {
    is_here(environment) && webbrowser::open(page.as_str()).is_ok()
}

/// Over SSH it would open somewhere else, and without a display a text browser would take over the
/// terminal.
fn is_here(environment: &Environment) -> bool {
    let set = |name| environment.variable(name).is_some();
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return false;
    }
    cfg!(any(windows, target_os = "macos"))
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WSL_DISTRO_NAME")
}

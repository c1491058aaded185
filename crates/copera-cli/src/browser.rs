//! The browser of whoever sits before this machine.

use std::fmt;

use copera_auth::{Environment, Url};

/// Why no browser was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotOpened {
    /// Over SSH it would open somewhere else.
    Elsewhere,
    /// A text browser would take over the terminal.
    NoDisplay,
    /// Nothing that opens pages could be started.
    NoProgram,
}

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Elsewhere => "this machine is reached over SSH",
            Self::NoDisplay => "there is no display",
            Self::NoProgram => {
                "no program for that was found: name one in the variable BROWSER, or install xdg-utils"
            }
        })
    }
}

/// Opens a page, if a browser of this machine would open before the person's eyes. The address should
/// be printed in any case.
///
/// # Errors
/// None was started.
pub(crate) fn open(environment: &Environment, page: &Url) -> Result<(), NotOpened> {
    let set = |name| environment.variable(name).is_some();
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return Err(NotOpened::Elsewhere);
    }
    let shows = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
            .into_iter()
            .any(set);
    if !shows {
        return Err(NotOpened::NoDisplay);
    }
    start(environment, page)
}

#[cfg(any(windows, target_os = "macos"))]
fn start(_: &Environment, page: &Url) -> Result<(), NotOpened> {
    webbrowser::open(page.as_str()).map_err(|_| NotOpened::NoProgram)
}

/// The user's own choice, else what opens pages on most desktops, whichever is there first.
#[cfg(not(any(windows, target_os = "macos")))]
fn start(environment: &Environment, page: &Url) -> Result<(), NotOpened> {
    use std::process::{Command, Stdio};

    const PROGRAMS: [&str; 4] = ["xdg-open", "x-www-browser", "www-browser", "wslview"];
    let chosen = environment.variable("BROWSER");
    // Several may be named, with colons between them, each with arguments.
    let chosen = chosen.iter().flat_map(|named| named.split(':'));
    for program in chosen.chain(PROGRAMS) {
        let mut words = program.split_whitespace();
        let Some(name) = words.next() else {
            continue;
        };
        let started = Command::new(name)
            .args(words.filter(|word| *word != "%s"))
            .arg(page.as_str())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if started.is_ok() {
            return Ok(());
        }
    }
    Err(NotOpened::NoProgram)
}

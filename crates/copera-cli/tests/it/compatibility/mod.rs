//! What scripts bind to, held against the official tool line by line.
//!
//! `cases.toml` has the command lines and what the official tool does. Each is run here by a shell,
//! and measured. `docs/compatibility.md` is what comes of it: where it is not the recorded text, or
//! where something differs that is not said to do so on purpose, this fails.

mod behaviour;
mod cases;
mod page;

use std::path::PathBuf;
use std::sync::Mutex;

use self::behaviour::Run;
use self::cases::{Case, Cases, Given};
use crate::home::Home;

/// One case and what came of it.
pub(super) struct Measured<'a> {
    case: &'a Case,
    run: Run,
}

#[test]
fn the_page_is_what_is_measured() {
    let cases = Cases::load();
    let measured = measure(&cases);
    let wrong: Vec<_> = measured.iter().flatten().filter_map(problem).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));

    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/compatibility.md");
    let now = page::write(&cases, &measured);
    if is_for_recording() {
        std::fs::write(&path, &now).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        recorded == now,
        "docs/compatibility.md is not what is measured now; if that is meant, run `cargo xtask snapshots`"
    );
}

/// Whether what is found becomes what must be found, as for snapshots.
#[expect(
    clippy::disallowed_methods,
    reason = "the test runner speaks through variables"
)]
fn is_for_recording() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|word| word == "always")
}

/// Runs every case in a home of its own, two at a time, and keeps their order.
fn measure(cases: &Cases) -> Vec<Vec<Measured<'_>>> {
    let all: Vec<&Case> = cases.all().collect();
    let found = Mutex::new(Vec::with_capacity(all.len()));
    let next = Mutex::new(all.iter().enumerate());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((index, case)) = next.lock().unwrap().next() else {
                        break;
                    };
                    let run = Run::of(&home(case.given).shell(&case.line, &cases::VALUES).run());
                    found.lock().unwrap().push((index, Measured { case, run }));
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort_by_key(|(index, _)| *index);
    let mut found = found.into_iter().map(|(_, measured)| measured);
    let sections = cases.sections.iter();
    sections
        .map(|section| found.by_ref().take(section.cases.len()).collect())
        .collect()
}

/// The home that a case begins with.
fn home(given: Given) -> Home {
    let token = match given {
        Given::SignedOut => return Home::new(),
        Given::Key => copera_sandbox::seed::KEY,
        Given::SignedIn | Given::Defaults => crate::home::TOKEN,
    };
    let home = Home::empty();
    let mut file = format!("{}[profiles.default]\ntoken = \"{token}\"\n", home.api());
    if given == Given::Defaults {
        for (key, name) in [
            ("board_id", "BOARD"),
            ("table_id", "TABLE"),
            ("channel_id", "CHANNEL"),
            ("doc_id", "DOC"),
        ] {
            let value = cases::value(name);
            file += &[key, " = \"", value, "\"\n"].concat();
        }
    }
    home.write("~/.copera.toml", &file);
    home
}

/// What is wrong with a case, if anything.
fn problem(measured: &Measured<'_>) -> Option<String> {
    let Measured { case, run } = measured;
    let differences = case.official.differences(run);
    match (differences.is_empty(), &case.differs) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(_)) => Some(format!("{}\n  is said to differ, and does not", case.line)),
        (false, None) => Some(format!(
            "{}\n  differs: {}\n  {run:?}",
            case.line,
            differences.join(", ")
        )),
    }
}

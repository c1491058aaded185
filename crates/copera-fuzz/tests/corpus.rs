//! The saved inputs, as an ordinary test: what a fuzzer found once stays found.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that fails here says where"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn saved_inputs() {
    for (name, target) in copera_fuzz::TARGETS {
        let folder = fuzz().join("corpus").join(name);
        for input in names(&folder) {
            // Captured, and shown when the input fails.
            println!("{name}/{input}");
            target(&std::fs::read(folder.join(input)).unwrap());
        }
    }
}

/// A target that is forgotten on one side would silently never run.
#[test]
fn each_target_is_fuzzed_and_has_inputs() {
    let targets: BTreeSet<_> = copera_fuzz::TARGETS
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(names(&fuzz().join("fuzz_targets")), targets);
    assert_eq!(names(&fuzz().join("corpus")), targets);
}

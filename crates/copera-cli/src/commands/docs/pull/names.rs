//! Names of files, made of titles that may be anything.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use copera_api::transfer::FileName;

/// The names that were given out in one folder.
pub(super) struct Folder {
    path: PathBuf,
    taken: HashSet<String>,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            taken: HashSet::new(),
        }
    }

    /// Gives a document its file, and the folder for what lies in it. Letter case parts no names:
    /// there are disks where it does not.
    pub(super) fn place(&mut self, title: &str, id: &str) -> (PathBuf, PathBuf) {
        let stem = clean(title);
        let tail = &id[id.char_indices().rev().nth(7).map_or(0, |(at, _)| at)..];
        let names = [stem.clone(), format!("{stem}-{}", clean(tail))];
        let others = (2..).map(|number| format!("{stem}-{}-{number}", clean(tail)));
        let mut names = names.into_iter().chain(others);
        let name = names.find(|name| self.take(name)).unwrap_or(stem);
        (self.path.join(format!("{name}.md")), self.path.join(name))
    }

    /// Both names are taken at once: `a.md` is a file, and the folder of a document called `a.md`.
    fn take(&mut self, name: &str) -> bool {
        let folder = name.to_lowercase();
        let file = format!("{folder}.md");
        if self.taken.contains(&folder) || self.taken.contains(&file) {
            return false;
        }
        self.taken.extend([folder, file]);
        true
    }
}

/// A title as a name. One that holds a separator is no path.
fn clean(title: &str) -> String {
    let name = FileName::clean(&title.replace(['/', '\\'], "-"));
    name.map_or_else(|| "untitled".to_owned(), |name| name.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, name) in [
            ("Release notes", "Release notes"),
            ("../../etc/passwd", "_-..-etc-passwd"),
            (".hidden", "hidden"),
            ("..", "untitled"),
            ("", "untitled"),
            ("a/b\\c:d\n", "a-b-c_d"),
            ("NUL.txt", "_NUL.txt"),
            ("com1", "_com1"),
            ("com².txt", "_com².txt"),
            ("exe\u{202e}fdp", "exefdp"),
            ("\u{200b}\u{feff}", "untitled"),
            ("TCP/IP", "TCP-IP"),
            ("Émilie 🚀", "Émilie 🚀"),
        ] {
            assert_eq!(clean(title), name, "{title}");
        }
    }

    #[test]
    fn no_name_is_given_out_twice() {
        let mut folder = Folder::new(Path::new("d"));
        let ids = ["5eed000d0000000000000001", "5eed000d0000000000000002"];
        let mut place = |title, id| folder.place(title, id).0.display().to_string();
        assert_eq!(place("Plan", ids[0]), "d/Plan.md");
        assert_eq!(place("plan", ids[1]), "d/plan-00000002.md");
        assert_eq!(place("plan", ids[1]), "d/plan-00000002-2.md");
        assert_eq!(place("Plan.md", ids[0]), "d/Plan.md-00000001.md");
    }

    proptest! {
        #[test]
        fn a_file_lies_in_its_folder(title in any::<String>(), id in "\\PC{0,24}") {
            let (file, below) = Folder::new(Path::new("d")).place(&title, &id);
            for path in [&file, &below] {
                prop_assert_eq!(path.parent(), Some(Path::new("d")));
                prop_assert!(path.file_name().is_some_and(|name| name.len() < 255));
            }
        }
    }
}

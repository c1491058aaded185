//! What a command is for stands in one place, above its arguments. Words above its name in the grammar
//! would take their place, and hide what a second paragraph says.

use std::path::Path;

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The names in this grammar that lead to arguments with words of their own, each with whether there
/// are words above the name too. A group has none but those, and neither has what is made for several commands.
fn names(source: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let (mut is_grammar, mut described, mut is_group) = (false, false, false);
    for line in source.lines() {
        let code = line.trim();
        if code.starts_with("#[derive(") {
            is_grammar = code.contains("Subcommand");
        } else if code.starts_with("///") {
            described = true;
        } else if code.starts_with("#[") {
            is_group |= code.contains("(subcommand");
        } else {
            let leads_to_arguments = code.ends_with("),") && !code.contains('<');
            if is_grammar && leads_to_arguments && !is_group {
                found.push((code, described));
            }
            is_grammar &= line != "}";
            (described, is_group) = (false, false);
        }
    }
    found
}

#[test]
fn stand_in_one_place() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let all: Vec<_> = all.iter().flat_map(|source| names(source)).collect();
    assert!(all.len() > 4, "{all:?}");
    let twice: Vec<_> = all.iter().filter(|(_, described)| *described).collect();
    assert!(twice.is_empty(), "described at the name too: {twice:?}");
}

#[test]
fn are_found_where_they_hide_others() {
    let source = "
#[derive(Debug, Subcommand)]
enum Commands {
    /// Hides.
    Hides(module::Arguments),
    Bare(Other),
    /// A group.
    #[command(subcommand)]
    Group(Below),
    /// Of several.
    Several(Search<Spans>),
    /// No arguments.
    Alone,
}

#[derive(Debug)]
enum NoGrammar {
    /// One.
    One(String),
}
";
    let found = [("Hides(module::Arguments),", true), ("Bare(Other),", false)];
    assert_eq!(names(source), found);
}

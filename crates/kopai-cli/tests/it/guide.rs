//! What the guide says of errors is what the program says.

use std::fmt::Write;

use copera_term::{ErrorWord, ExitCode, words};

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guides/kopai.md");

/// All words that a caller can meet.
fn all() -> impl Iterator<Item = ErrorWord> {
    let tables = [words::ALL, words::exec::ALL, words::server::ALL];
    let all = tables.into_iter().flatten().copied();
    all.filter(|word| word.exit() != ExitCode::Success)
}

#[expect(
    clippy::disallowed_methods,
    reason = "how this test is run is no matter of the program"
)]
fn is_to_be_written() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|word| word == "always")
}

/// `INSTA_UPDATE=always` writes the table.
#[test]
fn it_lists_the_words() {
    const HEAD: &str = "| word | exit code | means |\n|---|---|---|\n";
    let mut table = HEAD.to_owned();
    for word in all() {
        let exits = word.exits().iter().map(|exit| exit.code().to_string());
        let exits = exits.collect::<Vec<_>>().join(", ");
        writeln!(
            table,
            "| `{}` | {exits} | {} |",
            word.name(),
            word.meaning()
        )
        .unwrap();
    }
    let guide = std::fs::read_to_string(GUIDE).unwrap();
    let (before, rest) = guide.split_once(HEAD).expect("there is such a table");
    let lines = rest.split_inclusive('\n');
    let old: usize = lines
        .take_while(|line| line.starts_with('|'))
        .map(str::len)
        .sum();
    let wanted = format!("{before}{table}{}", &rest[old..]);
    if is_to_be_written() {
        std::fs::write(GUIDE, &wanted).unwrap();
    } else {
        assert!(guide == wanted, "the guide has another table of words");
    }
}

/// The verdicts of `whoami` are such words, beside two that are none of a failure.
#[test]
fn the_verdicts_are_words() {
    const HEAD: &str = "| the server | `verdict` in `--json` | exit code |\n|---|---|---|\n";
    let guide = std::fs::read_to_string(GUIDE).unwrap();
    let (_, rest) = guide.split_once(HEAD).expect("there is such a table");
    let (table, _) = rest.split_once("\n\n").unwrap();
    let mut seen = Vec::new();
    for line in table.lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let (verdict, exit) = (cells[2].trim_matches('`'), cells[3]);
        let code = match verdict {
            "accepted" | "not_checked" => ExitCode::Success.code(),
            _ => {
                let word = all().find(|word| word.name() == verdict);
                word.unwrap_or_else(|| panic!("`{verdict}` is no word"))
                    .exit()
                    .code()
            }
        };
        assert_eq!(exit, code.to_string(), "{verdict}");
        seen.push(verdict);
    }
    // What a server answers where the filters or the path are wrong, `whoami` tells as `not_kopai`.
    for word in words::server::ALL {
        let of_whoami = !["not_found", "invalid_request"].contains(&word.name());
        assert_eq!(seen.contains(&word.name()), of_whoami, "{}", word.name());
    }
}

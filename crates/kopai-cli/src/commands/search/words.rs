//! The words for status and kind, which each kind of server stores in a spelling of its own.

use serde_json::{Map, Value};

/// A field, what its words begin with in the long spelling, and the words.
const FIELDS: [(&str, &str, &[&str]); 2] = [
    ("statusCode", "STATUS_CODE_", &["UNSET", "OK", "ERROR"]),
    (
        "spanKind",
        "SPAN_KIND_",
        &["INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"],
    ),
];

/// The ways to spell a word, given in capitals: with its beginning, capitalised, alone.
const SPELLINGS: [fn(&str, &str) -> String; 3] = [
    |beginning, word| format!("{beginning}{word}"),
    |_, word| format!("{}{}", &word[..1], word[1..].to_lowercase()),
    |_, word| word.to_owned(),
];

/// The search in each spelling; alone where it names none of the words.
pub(super) fn spellings(body: Map<String, Value>) -> Vec<Map<String, Value>> {
    let named: Vec<_> = FIELDS
        .iter()
        .filter_map(|(field, beginning, words)| {
            let typed = body.get(*field)?.as_str()?.to_uppercase();
            let bare = typed.strip_prefix(beginning).unwrap_or(&typed);
            let word = words.iter().find(|word| **word == bare)?;
            Some((*field, *beginning, *word))
        })
        .collect();
    if named.is_empty() {
        return vec![body];
    }
    let spelt = SPELLINGS.iter().map(|spell| {
        let mut body = body.clone();
        for (field, beginning, word) in &named {
            body.insert((*field).to_owned(), spell(beginning, word).into());
        }
        body
    });
    spelt.collect()
}

/// A word as people write it, whatever its spelling: `ERROR`.
pub(super) fn show(stored: &str) -> String {
    let bare = |beginning: &str| stored.strip_prefix(beginning).map(str::to_owned);
    let mut beginnings = FIELDS.iter().map(|(_, beginning, _)| *beginning);
    beginnings
        .find_map(bare)
        .unwrap_or_else(|| stored.to_uppercase())
}

/// A severity by its word or number. Each word stands for four numbers, and begins with the first.
pub(super) fn severity(text: &str) -> Result<Value, String> {
    const WORDS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
    let word = (1..).step_by(4).zip(WORDS);
    let mut word = word.filter(|(_, word)| word.eq_ignore_ascii_case(text));
    let number = text.parse().ok().filter(|number| (1..=24).contains(number));
    let number = word.next().map(|(number, _)| number).or(number);
    let number = number.map(Value::from);
    number.ok_or_else(|| format!("a level is one of {}, or from 1 to 24", WORDS.join(", ")))
}

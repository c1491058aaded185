//! Filters in jq's language, run inside the program.

mod elements;
mod fields;
mod invalid;
mod picked;

use std::io::{self, Write};
use std::rc::Rc;

use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars};
use jaq_json::{Val, read, write};
use thiserror::Error;

use self::fields::{Look, Seen};
pub use self::invalid::InvalidFilter;
use crate::json::{self, DEEPEST};

/// A filter that was understood.
pub struct Filter {
    program: jaq_core::Filter<JustLut<Val>>,
    /// What it sees of a list's element, if it takes lists apart.
    of_elements: Option<Seen>,
}

/// A list for a filter, gathered element by element: read as it comes, its text need not be held.
#[derive(Debug, Default)]
pub struct List(Vec<Val>);

impl List {
    /// Adds an element.
    ///
    /// # Errors
    /// [`FilterError::Document`].
    pub fn push(&mut self, element: &[u8]) -> Result<(), FilterError> {
        self.0.push(parse(element)?);
        Ok(())
    }
}

const TABULAR: &str = include_str!("tabular.jq");

/// Why a filter gave no result, or not all of it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FilterError {
    /// The document is no JSON, or nests deeper than it is read.
    #[error("the document can't be filtered, since it can't be read: {0}")]
    Document(String),
    /// The filter does not fit the document, or gave up by itself.
    #[error("the jq filter failed: {0}")]
    Filter(String),
    /// The result can't be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl Filter {
    /// Understands a filter. It sees the document alone: neither files nor the environment, where
    /// tokens are.
    ///
    /// # Errors
    /// What is wrong with the text, and where.
    pub fn compile(text: &str) -> Result<Self, InvalidFilter> {
        let definitions = jaq_core::defs()
            .chain(jaq_std::defs())
            .chain(jaq_json::defs())
            .chain(load::parse(TABULAR, |parser| parser.defs()).unwrap_or_default());
        let functions = jaq_core::funs()
            .chain(jaq_std::funs())
            .chain(jaq_json::funs())
            .filter(|(name, ..)| *name != "env");
        let arena = Arena::default();
        let program = File {
            code: text,
            path: (),
        };
        let modules = Loader::new(definitions)
            .load(&arena, program)
            .map_err(|errors| InvalidFilter::unread(text, errors))?;
        let filter = Compiler::default()
            .with_funs(functions)
            .compile(modules)
            .map_err(InvalidFilter::undefined)?;
        let parsed = load::parse(text, |parser| parser.term());
        let of_elements = parsed.and_then(|term| elements::of_each(&term));
        Ok(Self {
            program: filter,
            of_elements: of_elements.map(Look::seen),
        })
    }

    /// Whether it does with a list what it does with each element, one after the other: then the list
    /// need not be gathered.
    pub fn takes_lists_apart(&self) -> bool {
        self.of_elements.is_some()
    }

    /// Writes what the filter makes of a document: one result a line, texts without their quotes,
    /// as `jq --raw-output --compact-output` has it. Numbers that the filter only passes on keep
    /// their digits.
    ///
    /// # Errors
    /// See [`FilterError`]; results before the failure have been written.
    pub fn run(&self, document: &[u8], to: &mut dyn Write) -> Result<(), FilterError> {
        self.run_on(parse(document)?, to)
    }

    /// As [`Filter::run`], for the list that was gathered.
    ///
    /// # Errors
    /// As [`Filter::run`].
    pub fn run_on_list(&self, list: List, to: &mut dyn Write) -> Result<(), FilterError> {
        self.run_on(Val::Arr(Rc::new(list.0)), to)
    }

    /// As [`Filter::run`], for the next element of a list, if the filter [takes lists
    /// apart](Filter::takes_lists_apart).
    ///
    /// # Errors
    /// As [`Filter::run`].
    pub fn run_on_element(&self, element: &[u8], to: &mut dyn Write) -> Result<(), FilterError> {
        let seen = match &self.of_elements {
            Some(Seen::Fields(names)) => picked::read(names, element),
            Some(Seen::Everything) | None => None,
        };
        let element = seen.map_or_else(|| parse(element), Ok)?;
        self.run_on(Val::Arr(Rc::new(vec![element])), to)
    }

    fn run_on(&self, document: Val, to: &mut dyn Write) -> Result<(), FilterError> {
        let context = Ctx::<JustLut<Val>>::new(&self.program.lut, Vars::new([]));
        for result in self.program.id.run((context, document)) {
            let value = result.map_err(|stopped| match stopped.get_err() {
                Ok(error) => FilterError::Filter(cut(&error.to_string())),
                Err(_) => FilterError::Filter("it halted".to_owned()),
            })?;
            match &value {
                Val::TStr(text) => to.write_all(text)?,
                value => write::write(to, &write::Pp::default(), 0, value)?,
            }
            to.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filter").finish_non_exhaustive()
    }
}

/// What a filter says of a document repeats that, however long it is.
fn cut(said: &str) -> String {
    const BEGINNING: usize = 160;
    const END: usize = 60;
    let count = said.chars().count();
    if count <= BEGINNING + END {
        return said.to_owned();
    }
    let beginning: String = said.chars().take(BEGINNING).collect();
    let end: String = said.chars().skip(count - END).collect();
    format!("{beginning} … {end}")
}

/// What reads it calls itself for each container in another, and has no limit of its own.
fn parse(document: &[u8]) -> Result<Val, FilterError> {
    let opened = document.iter().filter(|byte| matches!(byte, b'[' | b'{'));
    if opened.count() > DEEPEST {
        json::check(document).map_err(|error| FilterError::Document(error.to_string()))?;
    }
    read::parse_single(document).map_err(|error| FilterError::Document(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a run printed, and what it said if it failed.
    pub(super) fn outcome(
        run: impl FnOnce(&mut Vec<u8>) -> Result<(), FilterError>,
    ) -> (String, Option<String>) {
        let mut printed = Vec::new();
        let failed = run(&mut printed).err().map(|error| error.to_string());
        (String::from_utf8(printed).unwrap(), failed)
    }

    #[test]
    fn a_document_is_as_deep_as_json_is_read() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(run(".", &nested(127)).is_ok());
        for depth in [128, 1_000_000] {
            let error = run(".", &nested(depth)).unwrap_err();
            assert!(matches!(error, FilterError::Document(_)), "{error}");
            let mut list = List::default();
            assert!(list.push(nested(depth).as_bytes()).is_err());
        }
        let wide = format!("[{}[]]", "[],".repeat(1000));
        assert!(run("length", &wide).is_ok());
    }

    fn run(filter: &str, document: &str) -> Result<String, FilterError> {
        let mut printed = Vec::new();
        Filter::compile(filter)
            .unwrap()
            .run(document.as_bytes(), &mut printed)?;
        Ok(String::from_utf8(printed).unwrap())
    }

    #[test]
    fn results_one_a_line() {
        let document = r#"[{"id":"a","n":9007199254740993},{"id":"b","n":1.50}]"#;
        for (filter, printed) in [
            (".[].id", "a\nb\n"),
            (".[].n", "9007199254740993\n1.50\n"),
            ("map(.id)", "[\"a\",\"b\"]\n"),
            (".[0]", "{\"id\":\"a\",\"n\":9007199254740993}\n"),
            (".[] | select(.id | test(\"^B$\"; \"i\")) | .n", "1.50\n"),
            ("[.[].id] | @csv", "\"a\",\"b\"\n"),
            (
                r#"["a\"b", 1.50, null, true] | @csv"#,
                "\"a\"\"b\",1.50,,true\n",
            ),
            (
                r#"["", "\"", "\"\"", "x\"y\""] | @csv"#,
                "\"\",\"\"\"\",\"\"\"\"\"\",\"x\"\"y\"\"\"\n",
            ),
            (r#"["a\tb\\", 1] | @tsv"#, "a\\tb\\\\\t1\n"),
            (r#"["", "\\t\t\n\r\\"] | @tsv"#, "\t\\\\t\\t\\n\\r\\\\\n"),
            ("empty", ""),
        ] {
            assert_eq!(run(filter, document).unwrap(), printed, "{filter}");
        }
    }

    #[test]
    fn filters_that_fail() {
        assert!(
            run(".a.b", r#"{"a":1}"#)
                .unwrap_err()
                .to_string()
                .contains("failed")
        );
        assert!(matches!(run(".", "nothing"), Err(FilterError::Document(_))));
        let long = format!("[{}\"ü\"]", "\"ä\",".repeat(1000));
        let said = run(".x", &long).unwrap_err().to_string();
        assert!(
            said.chars().count() < 300 && said.ends_with("with \"x\""),
            "{said}"
        );
        let halted = run(".[] | halt", "[1]").unwrap_err();
        assert_eq!(halted.to_string(), "the jq filter failed: it halted");
    }
}

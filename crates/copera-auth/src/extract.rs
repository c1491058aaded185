//! From the winner's raw value to the type that the program wants.

use figment::value::{Dict, Map, Value};
use figment::{Error, Figment, Metadata, Profile, Provider};
use serde::de::DeserializeOwned;

use crate::Origin;

/// The field that the provider puts the value under: a name without dots, which figment would split.
const FIELD: &str = "value";

/// Hands figment the one value that already won: it extracts, and never chooses.
struct Winner<'a> {
    value: &'a Value,
    origin: &'a Origin,
}

impl Provider for Winner<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.origin.to_string())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let fields = Dict::from([(FIELD.to_owned(), self.value.clone())]);
        Ok(Profile::Default.collect(fields))
    }
}

/// The value as a `T`, or a sentence that says why it is none.
pub(crate) fn typed<T: DeserializeOwned>(value: &Value, origin: &Origin) -> Result<T, String> {
    Figment::from(Winner { value, origin })
        .extract_inner(FIELD)
        .map_err(|error| error.kind.to_string())
}

/// The value as a user would write it, roughly.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.clone(),
        Value::Bool(_, yes) => yes.to_string(),
        Value::Num(_, number) => match (number.to_i128(), number.to_f64()) {
            (Some(integer), _) => integer.to_string(),
            (None, Some(float)) => float.to_string(),
            (None, None) => String::new(),
        },
        Value::Array(_, items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Dict(..) => "{…}".to_owned(),
        Value::Char(_, character) => character.to_string(),
        Value::Empty(..) => String::new(),
    }
}

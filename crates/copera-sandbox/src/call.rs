//! A request as an endpoint sees it: who asks, and for what.

use std::ops::RangeInclusive;

use axum::{
    body::Bytes,
    extract::Query,
    http::{StatusCode, Uri},
};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IntoDeserializer, value};

use crate::{access::Caller, answer::Refusal, id::Id};

/// An authenticated request. Every reader answers 400 and names the parameter that is wrong.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) caller: Caller,
    pub(crate) now: Timestamp,
    segments: Vec<(String, String)>,
    query: Vec<(String, String)>,
    body: Bytes,
}

impl Call {
    pub(crate) fn new(
        caller: Caller,
        now: Timestamp,
        segments: Vec<(String, String)>,
        uri: &Uri,
        body: Bytes,
    ) -> Result<Self, Refusal> {
        let Query(query) = Query::try_from_uri(uri)
            .map_err(|error| Refusal::new(StatusCode::BAD_REQUEST, error.to_string()))?;
        Ok(Self {
            caller,
            now,
            segments,
            query,
            body,
        })
    }

    /// The id in the path, where the route has `{name}`.
    pub(crate) fn id(&self, name: &str) -> Result<Id, Refusal> {
        find(&self.segments, name)
            .and_then(Id::parse)
            .ok_or_else(|| Refusal::invalid(name))
    }

    /// The text in the path, where the route has `{name}`.
    pub(crate) fn segment(&self, name: &str) -> Result<&str, Refusal> {
        find(&self.segments, name).ok_or_else(|| Refusal::invalid(name))
    }

    /// The number in the path, where the route has `{name}`.
    pub(crate) fn segment_number(&self, name: &str) -> Result<u64, Refusal> {
        self.segment(name)?
            .parse()
            .map_err(|_| Refusal::invalid(name))
    }

    /// A query value as text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// All values of a query parameter that may be repeated.
    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let pairs = self.query.iter();
        pairs
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// A query value that is an id.
    pub(crate) fn query_id(&self, name: &str) -> Result<Option<Id>, Refusal> {
        self.text(name)
            .map(|text| Id::parse(text).ok_or_else(|| Refusal::invalid(name)))
            .transpose()
    }

    /// A query value that is a whole number within a range.
    pub(crate) fn number(
        &self,
        name: &str,
        allowed: &RangeInclusive<usize>,
    ) -> Result<Option<usize>, Refusal> {
        self.text(name)
            .map(|text| {
                text.parse()
                    .ok()
                    .filter(|number| allowed.contains(number))
                    .ok_or_else(|| Refusal::invalid(name))
            })
            .transpose()
    }

    /// A query value that is one of the words of an enumeration.
    pub(crate) fn word<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refusal> {
        self.text(name)
            .map(|text| {
                let word: value::StrDeserializer<'_, value::Error> = text.into_deserializer();
                T::deserialize(word).map_err(|_| Refusal::invalid(name))
            })
            .transpose()
    }

    /// The body, read as JSON of a known shape.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        serde_json::from_slice(&self.body).map_err(|error| {
            Refusal::new(
                StatusCode::BAD_REQUEST,
                format!("Invalid request body: {error}"),
            )
        })
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

/// Whether `text` contains `part` without regard to letter case; no `part` is always contained.
pub(crate) fn mentions(text: &str, part: Option<&str>) -> bool {
    part.is_none_or(|part| text.to_lowercase().contains(&part.to_lowercase()))
}

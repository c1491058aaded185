//! Values as the service spells them: read without loss, interpreted when asked.

mod finite;
mod json;
mod number;
mod timestamp;
mod words;

pub use self::{
    json::{InvalidJson, Json},
    number::{InvalidNumber, Number},
    timestamp::Timestamp,
};
pub(crate) use self::{
    json::{null_is_empty, present},
    words::words,
};

//! What there is to know about the program, as tables: the help topics and `copera schema` print them.

mod contract;
mod contracts;
mod environment;
mod settings;
mod shapes;
mod values;

pub(crate) use self::{
    contract::{Contract, Output},
    contracts::CONTRACTS,
    environment::VARIABLES,
    settings::SETTINGS,
    shapes::{Field, SHAPES, Shape},
    values::{Value, is_within, value},
};

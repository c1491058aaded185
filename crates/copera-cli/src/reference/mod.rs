//! What there is to know about the program, as tables: the help topics and `copera schema` print them.

mod environment;
mod settings;

pub(crate) use self::{environment::VARIABLES, settings::SETTINGS};

//! The columns of "Contacts".

use super::column;
use crate::{cells::ColumnType, model::Column};

/// `TEXT`: the person's name.
pub const NAME: &str = "5eed00090000000200000001";
/// `EMAIL`: what a row is authenticated by.
pub const EMAIL: &str = "5eed00090000000200000002";
/// `PHONE`
pub const PHONE: &str = "5eed00090000000200000003";
/// `WEBSITE`
pub const WEBSITE: &str = "5eed00090000000200000004";
/// `PASSWORD`: reads as eight asterisks.
pub const PASSWORD: &str = "5eed00090000000200000005";
/// `LOCATION`
pub const OFFICE: &str = "5eed00090000000200000006";

pub(super) fn columns() -> Vec<Column> {
    use ColumnType as T;
    vec![
        column(NAME, "Name", T::Text),
        column(EMAIL, "Email", T::Email),
        column(PHONE, "Phone", T::Phone),
        column(WEBSITE, "Website", T::Website),
        column(PASSWORD, "Password", T::Password),
        column(OFFICE, "Office", T::Location),
    ]
}

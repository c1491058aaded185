//! Cells: what a column takes, how a row reads, and how rows are found and put in order.

mod dates;
mod filter;
mod kind;
mod link;
mod show;
mod sort;
mod write;

pub(crate) use filter::Filter;
pub(crate) use kind::{ColumnType, Shape};
pub(crate) use link::{forget_row, tie};
pub(crate) use show::{CellView, RowView, display, read, shown};
pub(crate) use sort::Order;
pub(crate) use write::{CellWrite, Moment, accepted};

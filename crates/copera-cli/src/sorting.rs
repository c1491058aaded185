//! The words by which searches are sorted.

use clap::ValueEnum;
use copera_api::{SortBy, SortOrder};

/// Which time hits are sorted by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    /// When it was made
    #[value(name = "createdAt")]
    CreatedAt,
    /// When it was last changed
    #[value(name = "updatedAt")]
    UpdatedAt,
}

impl From<By> for SortBy {
    fn from(by: By) -> Self {
        match by {
            By::CreatedAt => Self::CreatedAt,
            By::UpdatedAt => Self::UpdatedAt,
        }
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Order {
    /// Old first
    #[value(name = "asc")]
    Ascending,
    /// New first
    #[value(name = "desc")]
    Descending,
}

impl From<Order> for SortOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Ascending => Self::Ascending,
            Order::Descending => Self::Descending,
        }
    }
}

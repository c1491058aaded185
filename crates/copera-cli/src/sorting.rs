//! What searches take, and the words by which they are sorted.

use clap::{Args, ValueEnum};
use copera_api::{SortBy, SortOrder};

use crate::limit::Limit;

/// A search in one part of the service.
#[derive(Debug, Args)]
pub(crate) struct Searching {
    /// The words to look for
    pub(crate) query: String,

    /// What the hits are sorted by; without it, the service decides
    #[arg(long, value_name = "FIELD")]
    sort_by: Option<By>,

    /// Which way they are sorted
    #[arg(long, value_name = "ORDER")]
    sort_order: Option<Order>,

    /// How many at most, 1 to 50
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    limit: Option<Limit<50>>,
}

impl Searching {
    /// The request with what was asked for, by the methods that the requests of all searches have.
    pub(crate) fn applied<R>(
        &self,
        request: R,
        sort_by: impl FnOnce(R, SortBy) -> R,
        order: impl FnOnce(R, SortOrder) -> R,
        limit: impl FnOnce(R, u32) -> R,
    ) -> R {
        let request = with(request, self.sort_by.map(Into::into), sort_by);
        let request = with(request, self.sort_order.map(Into::into), order);
        with(request, self.limit.and_then(Limit::get), limit)
    }
}

fn with<R, T>(request: R, value: Option<T>, set: impl FnOnce(R, T) -> R) -> R {
    match value {
        Some(value) => set(request, value),
        None => request,
    }
}

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

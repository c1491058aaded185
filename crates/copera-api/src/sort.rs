//! In which order a list comes.

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// From small to large, from old to new.
    Ascending,
    /// From large to small, from new to old.
    Descending,
}

impl SortOrder {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// Which time the hits of a search are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SortBy {
    /// When it was made.
    CreatedAt,
    /// When it was last changed.
    UpdatedAt,
}

impl SortBy {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::CreatedAt => "createdAt",
            Self::UpdatedAt => "updatedAt",
        }
    }
}

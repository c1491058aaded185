//! The column types, and for each how its cells are written and filtered.

use serde::{Deserialize, Serialize};

/// A column's type. `TEXT`, `DESCRIPTION`, `LINK`, `FILE`, `STATUS`, `DROPDOWN` and `LABELS` are
/// the service's words; it documents no others, and the rest follow the pattern. Of the product's
/// fields, Formula, Function, Rollup, Tracker, Link and Link Button are not imitated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ColumnType {
    Text,
    Description,
    Number,
    Money,
    Duration,
    Checkbox,
    Date,
    Status,
    Dropdown,
    Labels,
    Users,
    Link,
    Lookup,
    Email,
    Phone,
    Website,
    Password,
    Location,
    File,
    Autonumber,
    CreatedAt,
    UpdatedAt,
    CreatedBy,
    LastModifiedBy,
}

/// What a cell takes when it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    /// Text at creation; later only through the cell's own endpoint.
    Markdown,
    Number,
    Flag,
    /// An ISO date or date-time.
    Moment,
    /// One option id.
    Choice,
    Choices,
    People,
    Rows,
    /// `{ latitude, longitude }`: the documents speak of coordinates and show no shape.
    Place,
    /// Nothing: a value for it is dropped without a word, as documented.
    Computed,
}

/// Which operators a filter may use on a column. The documents name the kinds; which types belong
/// to them, beyond the select ones, is chosen here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilterKind {
    Text,
    Number,
    Select,
    Flag,
    Date,
    /// Emptiness alone.
    Opaque,
}

impl ColumnType {
    const fn rules(self) -> (Shape, FilterKind) {
        use FilterKind as F;
        use Shape as S;
        match self {
            Self::Text | Self::Email | Self::Phone | Self::Website => (S::Text, F::Text),
            Self::Description => (S::Markdown, F::Text),
            Self::Number | Self::Money | Self::Duration => (S::Number, F::Number),
            Self::Checkbox => (S::Flag, F::Flag),
            Self::Date => (S::Moment, F::Date),
            Self::Status | Self::Dropdown => (S::Choice, F::Select),
            Self::Labels => (S::Choices, F::Select),
            Self::Users => (S::People, F::Select),
            Self::Link => (S::Rows, F::Select),
            Self::Password => (S::Text, F::Opaque),
            Self::Location => (S::Place, F::Opaque),
            Self::Lookup | Self::File => (S::Computed, F::Opaque),
            Self::Autonumber => (S::Computed, F::Number),
            Self::CreatedAt | Self::UpdatedAt => (S::Computed, F::Date),
            Self::CreatedBy | Self::LastModifiedBy => (S::Computed, F::Select),
        }
    }

    pub(crate) const fn shape(self) -> Shape {
        self.rules().0
    }

    pub(crate) const fn filter_kind(self) -> FilterKind {
        self.rules().1
    }

    /// Whether the service fills such a column about the row itself.
    pub(crate) const fn is_systems_own(self) -> bool {
        matches!(
            self,
            Self::CreatedAt | Self::UpdatedAt | Self::CreatedBy | Self::LastModifiedBy
        )
    }

    /// Whether `q` looks into such a column.
    pub(crate) const fn searchable(self) -> bool {
        !matches!(self, Self::Password | Self::File | Self::Location)
    }
}

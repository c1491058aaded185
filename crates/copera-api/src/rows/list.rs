use crate::{
    ColumnId, Error, Json, Reply, SortOrder,
    call::Call,
    filter::Filter,
    model::Row,
    stream::{IntoCall, streamed},
};

/// A request for the rows of a table; made by [`Rows::list`](super::Rows::list).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ListRows {
    call: Call,
    filter: Option<Filter>,
    sort: Vec<String>,
}

impl ListRows {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            filter: None,
            sort: Vec::new(),
        }
    }

    /// Only rows that have this text in a column that can be searched, in either letter case.
    /// Default: all.
    pub fn query(mut self, text: impl Into<String>) -> Self {
        self.call = self.call.query("q", text);
        self
    }

    /// Only rows that the filter lets through. Default: all. Replaces a filter written by hand.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Only rows that a filter, written by hand, lets through. Default: all.
    pub fn filter_json(mut self, filter: &Json) -> Self {
        self.filter = None;
        self.call = self.call.query("filter", filter.as_str());
        self
    }

    /// Sorted by this column; where rows are alike, by the next one that is given.
    pub fn sort_by(mut self, column: &ColumnId, order: SortOrder) -> Self {
        self.sort.push(format!("{column}:{}", order.word()));
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidFilter`].
    pub async fn send(self) -> Result<Reply<Vec<Row>>, Error> {
        self.into_call()?.send().await
    }
}

impl IntoCall for ListRows {
    fn into_call(self) -> Result<Call, Error> {
        let mut call = self.call;
        if let Some(filter) = &self.filter {
            filter.check()?;
            call = call.query("filter", filter.to_string());
        }
        if !self.sort.is_empty() {
            call = call.query("sort", self.sort.join(","));
        }
        Ok(call)
    }
}

streamed! {
    ListRows of Row;
}

use serde::Serialize;

use crate::{
    ColumnId, Error, InvalidJson, Json, Reply, call::Call, model::Row, stepwise::Stepwise,
};

/// Values for cells; the first one that is no JSON spoils them.
#[derive(Debug, Clone, Default)]
struct Cells {
    values: Vec<NewCell>,
    spoiled: Option<InvalidJson>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct NewCell {
    column_id: ColumnId,
    value: Json,
}

#[derive(Serialize)]
struct Body<'a> {
    columns: &'a [NewCell],
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

impl Cells {
    fn set<T: Serialize + ?Sized>(&mut self, column_id: ColumnId, value: &T) {
        match Json::of(value) {
            Ok(value) => {
                self.values.retain(|cell| cell.column_id != column_id);
                self.values.push(NewCell { column_id, value });
            }
            Err(problem) => {
                self.spoiled.get_or_insert(problem);
            }
        }
    }

    /// The call with these values.
    fn call(self, call: Call, description: Option<&str>) -> Result<Call, Error> {
        if let Some(problem) = self.spoiled {
            return Err(problem.into());
        }
        let body = Body {
            columns: &self.values,
            description,
        };
        Ok(call.json(&body)?)
    }
}

/// A new row; made by [`Rows::create`](super::Rows::create).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct CreateRow {
    call: Call,
    cells: Cells,
    description: Option<String>,
}

impl CreateRow {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            cells: Cells::default(),
            description: None,
        }
    }

    /// The value in this column: text, a number, yes or no, the id of an option, a list of ids, a
    /// [`CellValue`](crate::model::CellValue) that was read, or any [`Json`]. The last value given
    /// for a column counts. JSON has no word for a float that is infinite or no number: such a one
    /// is sent as `null`.
    pub fn set<T: Serialize + ?Sized>(mut self, column: ColumnId, value: &T) -> Self {
        self.cells.set(column, value);
        self
    }

    /// The row's description, as Markdown. The service writes it a moment after the row.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidJson`]. After an error ask
    /// [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<Row>, Error> {
        let description = self.description.as_deref();
        self.cells.call(self.call, description)?.send().await
    }

    /// Sends it try by try, for whoever keeps a record of what may be there; see
    /// [`stepwise`](crate::stepwise).
    ///
    /// # Errors
    /// [`Error::InvalidJson`], and [`Error::Denied`] for a token of a kind that makes no rows.
    pub fn stepwise(self) -> Result<Stepwise<Row>, Error> {
        let description = self.description.as_deref();
        let call = self.cells.call(self.call, description)?;
        let (client, outgoing) = call.into_parts()?;
        Ok(Stepwise::new(client, outgoing))
    }
}

/// Other values for a row; made by [`RowHandle::update`](super::RowHandle::update).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct UpdateRow {
    call: Call,
    cells: Cells,
}

impl UpdateRow {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            cells: Cells::default(),
        }
    }

    /// The value in this column, as in [`CreateRow::set`]. An empty list takes all links away; how
    /// other cells are emptied is not documented.
    pub fn set<T: Serialize + ?Sized>(mut self, column: ColumnId, value: &T) -> Self {
        self.cells.set(column, value);
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidJson`]. After an error ask
    /// [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<Row>, Error> {
        self.cells.call(self.call, None)?.send().await
    }
}

//! Boards.

use crate::{
    BoardId, Client, Error, Reply, TableId,
    call::Call,
    endpoint::{BOARD_GET, BOARDS_LIST},
    model::Board,
    stream::{IntoCall, streamed},
    tables::{TableHandle, Tables},
};

/// The boards that a token can reach; made by [`Client::boards`].
#[derive(Debug, Clone)]
pub struct Boards {
    client: Client,
}

impl Boards {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the boards: `GET /board/list-boards`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn list(&self) -> ListBoards {
        ListBoards(Call::new(self.client.clone(), &BOARDS_LIST))
    }
}

/// One board; made by [`Client::board`].
#[derive(Debug, Clone)]
pub struct BoardHandle {
    client: Client,
    id: BoardId,
}

impl BoardHandle {
    pub(crate) fn new(client: Client, id: BoardId) -> Self {
        Self { client, id }
    }

    /// Reads the board: `GET /board/{boardId}`.
    ///
    /// Any kind of token, with scope `access_boards`.
    pub fn get(&self) -> GetBoard {
        GetBoard(Call::new(self.client.clone(), &BOARD_GET).argument(&self.id))
    }

    /// The tables of the board.
    pub fn tables(&self) -> Tables {
        Tables::new(self.client.clone(), self.id.clone())
    }

    /// One table of the board.
    pub fn table(&self, id: TableId) -> TableHandle {
        TableHandle::new(self.client.clone(), self.id.clone(), id)
    }
}

/// A request for the boards; made by [`Boards::list`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ListBoards(Call);

impl ListBoards {
    /// Only boards whose name matches. Default: all.
    pub fn query(self, text: impl Into<String>) -> Self {
        Self(self.0.query("q", text))
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Vec<Board>>, Error> {
        self.0.send().await
    }
}

impl IntoCall for ListBoards {
    fn into_call(self) -> Result<Call, Error> {
        Ok(self.0)
    }
}

streamed! {
    ListBoards of Board;
}

/// A request for one board; made by [`BoardHandle::get`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct GetBoard(Call);

impl GetBoard {
    /// Sends it.
    pub async fn send(self) -> Result<Reply<Board>, Error> {
        self.0.send().await
    }
}

//! A client, and the sandbox that it talks to.

use std::cell::Cell;

use copera_api::{
    Client, InvalidId,
    auth::{Token, TokenKind},
    rows::RowHandle,
    tables::TableHandle,
};
use copera_sandbox::{
    RecordedRequest, Sandbox,
    seed::{self, boards, rows, tables},
};

pub(crate) struct Joined {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    /// How many requests were made before the one that counts.
    before: Cell<usize>,
    /// How many there were after it, if more followed to see what it did.
    after: Cell<Option<usize>>,
}

impl Joined {
    pub(crate) async fn start() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let token = Token::parse(seed::FULL_PAT, TokenKind::PREFIXES).unwrap();
        let base = sandbox.base_url().parse().unwrap();
        Self {
            client: Client::builder(base, token).build().unwrap(),
            sandbox,
            before: Cell::new(0),
            after: Cell::new(None),
        }
    }

    /// What was asked until now was preparation.
    pub(crate) fn begin(&self) {
        self.before.set(self.sandbox.requests().len());
    }

    /// What is asked from now on only looks at what was done.
    pub(crate) fn end(&self) {
        self.after.set(Some(self.sandbox.requests().len()));
    }

    /// The one request that the endpoint was asked with.
    pub(crate) fn only_request(&self) -> RecordedRequest {
        let mut requests = self.sandbox.requests();
        requests.truncate(self.after.get().unwrap_or(requests.len()));
        let mut requests = requests.split_off(self.before.get());
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }

    /// The seeded table with a column of nearly every type.
    pub(crate) fn tasks(&self) -> TableHandle {
        self.client
            .board(id(boards::LAUNCH))
            .table(id(tables::TASKS))
    }

    /// The seeded row with a cell of every type.
    pub(crate) fn task(&self) -> RowHandle {
        self.tasks().row(id(rows::SHIP_THE_ENGINE))
    }
}

pub(crate) fn id<T: std::str::FromStr<Err = InvalidId>>(text: &str) -> T {
    text.parse().unwrap()
}

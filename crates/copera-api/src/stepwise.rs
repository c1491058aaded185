//! A write whose caller keeps a record of it: waiting and sending are separate steps.
//!
//! A call's `send` waits for limits and between tries, and whoever is cut off meanwhile can't tell
//! whether the write was under way. Here a try is sent only where the caller says so, and nothing is
//! under way in between.
//!
//! ```
//! # use copera_api::{Client, Error, auth::{Token, TokenKind}};
//! use copera_api::stepwise::Step;
//! # use copera_sandbox::{Sandbox, seed::{FULL_PAT, boards, tables}};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start().await?;
//! # let token = Token::parse(FULL_PAT, TokenKind::PREFIXES)?;
//! # let client = Client::builder(sandbox.base_url().parse()?, token).build()?;
//! # let table = client.board(boards::LAUNCH.parse()?).table(tables::TASKS.parse()?);
//! let mut journal = Vec::new();
//! let mut write = table.rows().create().stepwise()?;
//! let row = loop {
//!     let ready = write.ready().await?;
//!     journal.push("it may be there from now on");
//!     match ready.send().await? {
//!         Step::Done(row) => break row,
//!         Step::TurnedAway => journal.push("it is not there"),
//!     }
//! };
//! # assert_eq!(journal.len(), 1);
//! # let _ = row;
//! # Ok(())
//! # }
//! ```

use std::{marker::PhantomData, ops::ControlFlow, time::Duration};

use serde::de::DeserializeOwned;
use tokio::time::Instant;
use tracing::{Instrument, Span};

use crate::{
    Client, Error, Reply,
    call::Outgoing,
    decode::decode,
    failed::{Failed, back_off},
    flight::Flight,
    limit::{Pass, Patience},
    rehearsal::stop_writes,
    retry::WaitReason,
    send::{Effort, within},
    span,
};

/// A write, from the outside of its tries; made by
/// [`CreateRow::stepwise`](crate::rows::CreateRow::stepwise).
///
/// Limits, retries and time-outs are as for any other call.
#[derive(Debug)]
#[must_use = "nothing is sent before `ready` and `send`"]
pub struct Stepwise<T> {
    client: Client,
    outgoing: Outgoing,
    effort: Effort,
    patience: Patience,
    /// Of the next try, counted from 1.
    number: u32,
    /// The pause before the next try.
    due: Option<(Duration, WaitReason)>,
    span: Span,
    answer: PhantomData<fn() -> T>,
}

/// A try that may be sent now. Dropped, it still counts for the limit.
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct Ready<'a, T> {
    write: &'a mut Stepwise<T>,
    pass: Option<Pass>,
}

/// What came of a try that did not end the write with an error.
#[derive(Debug)]
pub enum Step<T> {
    /// It is done.
    Done(Reply<T>),
    /// The try certainly did nothing, and there is sense in another one: [`Stepwise::ready`] waits
    /// until it may be sent.
    TurnedAway,
}

impl<T> Stepwise<T> {
    pub(crate) fn new(client: Client, outgoing: Outgoing) -> Self {
        let effort = Effort::usual(&client);
        Self {
            patience: Patience::of(&client, &effort.retry),
            span: span::of_call(&client, &outgoing),
            client,
            outgoing,
            effort,
            number: 1,
            due: None,
            answer: PhantomData,
        }
    }

    /// Waits until a try may be sent. Nothing is under way meanwhile.
    ///
    /// # Errors
    /// [`Error::Paced`] where the wait would be too long; [`Error::Rehearsed`] of a client that only
    /// rehearses. Nothing was sent by this step.
    pub async fn ready(&mut self) -> Result<Ready<'_, T>, Error> {
        let span = self.span.clone();
        let pass = Box::pin(self.admitted()).instrument(span).await?;
        Ok(Ready { write: self, pass })
    }

    async fn admitted(&mut self) -> Result<Option<Pass>, Error> {
        if self.client.shared.rehearses {
            stop_writes(&self.outgoing)?;
        }
        let failed = self.number - 1;
        if let Some((delay, reason)) = self.due.take() {
            back_off(&self.client, &self.outgoing.line, failed, delay, reason).await;
        }
        let admitted = self.patience.admit(&self.client, &self.outgoing, failed);
        admitted.await
    }
}

impl<T: DeserializeOwned> Ready<'_, T> {
    /// Sends the try.
    ///
    /// # Errors
    /// As every call. [`Error::may_have_happened`] says whether the write may be done all the same.
    pub async fn send(self) -> Result<Step<T>, Error> {
        let span = self.write.span.clone();
        Box::pin(self.once()).instrument(span).await
    }

    async fn once(self) -> Result<Step<T>, Error> {
        let Self { write, pass } = self;
        let (client, effort) = (&write.client, &write.effort);
        span::sending(write.number);
        let total = effort.total;
        let mut flight = Flight::of(client, &write.outgoing);
        let sent = Instant::now();
        flight.begin();
        let limit = client.shared.longest_answer;
        let hold = limit.saturating_add(1);
        let result = within(total, client, &write.outgoing, pass.as_ref(), hold).await;
        // Whoever called is told by the result.
        flight.end(false);
        span::ended(&result, sent.elapsed());
        let elapsed = write.patience.elapsed(client);
        let ended = match result {
            Ok(received) => {
                client.shared.budget.earn();
                Ok(received)
            }
            Err(error) => {
                let failed = Failed {
                    number: write.number,
                    elapsed,
                    pass,
                    error,
                };
                let (outgoing, patience) = (&mut write.outgoing, &mut write.patience);
                match failed.judged(client, outgoing, effort, patience).await {
                    ControlFlow::Break(end) => end,
                    ControlFlow::Continue(due) => {
                        write.due = Some(due);
                        write.number += 1;
                        return Ok(Step::TurnedAway);
                    }
                }
            }
        };
        span::concluded(&write.span, &ended);
        let answer = ended?.whole(limit).await?;
        decode(&write.outgoing.line, &answer, client.token()).map(Step::Done)
    }
}

//! The bytes of a file in their order, over as many answers as it takes.

use std::sync::Arc;

use bytes::Bytes;
use reqwest::StatusCode;
use tokio::time::Instant;

use super::{
    Progress, ProgressObserver,
    head::{Head, Rest, StrongTag, is_plain},
    source::{Failure, From, Source},
};
use crate::{
    Client, Error, ProtocolProblem,
    answer::Arriving,
    failed::back_off,
    retry::{Attempt, Decision, decide},
};

/// A file on its way.
pub(super) struct Fetch {
    client: Client,
    pub(super) source: Source,
    pub(super) head: Head,
    /// The answer that is being read; `None` where another one has to be asked for.
    arriving: Option<Box<Arriving>>,
    /// How many bytes were handed out, or were there from an earlier run.
    position: u64,
    /// Whether what was handed out can be taken back.
    pub(super) may_restart: bool,
    pub(super) progress: Option<Arc<dyn ProgressObserver>>,
    /// How many tries in a row brought nothing, and since when.
    failed: u32,
    stalled: Instant,
}

/// The next of a file.
#[derive(Debug)]
pub(super) enum Piece {
    Bytes(Bytes),
    /// All that came before belongs to another file: the next bytes are the first ones.
    Restart,
    End,
}

impl Fetch {
    /// Asks for the whole file, and reads the head of the answer.
    pub(super) async fn open(client: Client, source: Source) -> Result<Self, Error> {
        let mut fetch = Self {
            client,
            source,
            head: Head::default(),
            arriving: None,
            position: 0,
            may_restart: true,
            progress: None,
            failed: 0,
            stalled: Instant::now(),
        };
        fetch.ask().await?;
        Ok(fetch)
    }

    /// The tag that a later run can go on by.
    pub(super) fn tag(&self) -> Option<&StrongTag> {
        self.head.tag.as_ref()
    }

    /// Passes over bytes that are there already. Nothing may have been read yet.
    pub(super) fn skip(&mut self, bytes: u64) {
        if bytes > 0 {
            self.position = bytes;
            self.arriving = None;
        }
        self.tell();
    }

    /// The next bytes. After an error there are none.
    pub(super) async fn next(&mut self) -> Result<Piece, Error> {
        loop {
            let Some(arriving) = &mut self.arriving else {
                if self.head.total == Some(self.position) {
                    return Ok(Piece::End);
                }
                match self.ask().await? {
                    Rest::Follows => continue,
                    Rest::IsEmpty => return Ok(Piece::End),
                    Rest::Lost => {
                        self.tell();
                        return Ok(Piece::Restart);
                    }
                }
            };
            let error = match arriving.chunk().await {
                Ok(Some(bytes)) => return self.take(bytes).map(Piece::Bytes),
                Ok(None) if self.head.total.is_none_or(|total| self.position >= total) => {
                    return Ok(Piece::End);
                }
                Ok(None) => arriving.ended_early(),
                Err(error) => error,
            };
            tracing::debug!(target: "copera_api", %error, "broke off");
            self.arriving = None;
            let can_go_on = self.position == 0 || self.head.tag.is_some();
            if !can_go_on && !self.may_restart {
                return Err(error);
            }
            self.wait(error).await?;
        }
    }

    fn take(&mut self, bytes: Bytes) -> Result<Bytes, Error> {
        self.position += bytes.len() as u64;
        if let Some(total) = self.head.total
            && self.position > total
        {
            return Err(self.wrong_length(total, self.position));
        }
        self.failed = 0;
        self.stalled = Instant::now();
        self.tell();
        Ok(bytes)
    }

    /// Asks for what is still missing, until it comes or there is no point in going on.
    async fn ask(&mut self) -> Result<Rest, Error> {
        let mut restarts = false;
        loop {
            let from = match &self.head.tag {
                Some(tag) if self.position > 0 => Some(From {
                    position: self.position,
                    tag,
                }),
                _ => None,
            };
            tracing::debug!(target: "copera_api", position = from.map(|from| from.position), "asking for a file");
            let arriving = match self.source.ask(&self.client, from).await {
                Ok(arriving) => arriving,
                Err(Failure::Settled(error)) => return Err(error),
                Err(Failure::Fresh(error)) => {
                    self.wait(error).await?;
                    continue;
                }
            };
            self.client.shared.budget.earn();
            let (status, headers) = (arriving.status(), arriving.headers());
            if !is_plain(headers) {
                return Err(self.protocol(ProtocolProblem::Encoded));
            }
            if from.is_some() {
                let rest = Rest::of(status, headers, self.position, &self.head);
                match rest.map_err(|problem| self.protocol(problem))? {
                    Rest::Lost => {}
                    Rest::IsEmpty => return Ok(Rest::IsEmpty),
                    Rest::Follows => {
                        self.arriving = Some(arriving);
                        return Ok(Rest::Follows);
                    }
                }
            }
            if self.position > 0 {
                if !self.may_restart {
                    return Err(self.protocol(ProtocolProblem::Changed));
                }
                restarts = true;
                self.position = 0;
                self.source.look_again(&self.client).await?;
            }
            match status {
                // The whole was not asked for: now it is.
                StatusCode::RANGE_NOT_SATISFIABLE | StatusCode::PARTIAL_CONTENT
                    if from.is_some() => {}
                StatusCode::PARTIAL_CONTENT => return Err(self.protocol(ProtocolProblem::Range)),
                _ => {
                    self.begin(arriving)?;
                    return Ok(if restarts { Rest::Lost } else { Rest::Follows });
                }
            }
        }
    }

    /// Takes in a whole file.
    fn begin(&mut self, arriving: Box<Arriving>) -> Result<(), Error> {
        self.head = Head::of(arriving.headers());
        match (self.head.total, self.source.size()) {
            (Some(found), Some(expected)) if found != expected => {
                return Err(self.wrong_length(expected, found));
            }
            (found, expected) => self.head.total = found.or(expected),
        }
        self.arriving = Some(arriving);
        Ok(())
    }

    /// Waits before another try, if that makes sense.
    async fn wait(&mut self, error: Error) -> Result<(), Error> {
        self.failed += 1;
        let line = self.source.line();
        let shared = &self.client.shared;
        let attempt = Attempt {
            method: &line.method,
            replayable: true,
            number: self.failed,
            may_have_happened: false,
            elapsed: self.stalled.elapsed(),
            budget: shared.budget.has_one(),
            jitter: fastrand::f64(),
        };
        match decide(&attempt, error.transfer_outcome(), &shared.retry) {
            Decision::Stop | Decision::AlreadyGone => Err(error),
            Decision::Wait { delay, reason } => {
                back_off(&self.client, line, self.failed, delay, reason).await;
                Ok(())
            }
        }
    }

    fn tell(&self) {
        if let Some(progress) = &self.progress {
            progress.advanced(Progress {
                moved: self.position,
                done: self.position,
                total: self.head.total,
            });
        }
    }

    fn wrong_length(&self, expected: u64, found: u64) -> Error {
        self.protocol(ProtocolProblem::Length { expected, found })
    }

    fn protocol(&self, problem: ProtocolProblem) -> Error {
        Error::Protocol {
            request: Box::new(self.source.line().clone()),
            problem,
        }
    }
}

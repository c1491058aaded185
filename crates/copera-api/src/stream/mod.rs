//! Large answers: element by element while they arrive, one of them held at a time.
//!
//! ```
//! # use copera_api::{Client, auth::{BaseUrl, Token, TokenKind}};
//! # use copera_sandbox::seed;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = copera_sandbox::Sandbox::start().await?;
//! # let base: BaseUrl = sandbox.base_url().parse()?;
//! # let token = Token::parse(seed::FULL_PAT, TokenKind::PREFIXES)?;
//! # let client = Client::builder(base, token).build()?;
//! let table = client.board(seed::boards::LAUNCH.parse()?).table(seed::tables::TASKS.parse()?);
//! let mut rows = table.rows().list().stream();
//! while let Some(row) = rows.next().await {
//!     println!("{}", row?.number);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - `stream` gives typed elements, `raw_stream` gives each one's JSON text, checked;
//! - `send_streaming` holds an answer until it is whole, unless it is longer than [`HELD_BYTES`];
//! - [`RawRequest::send_for_bytes`](crate::RawRequest::send_for_bytes) gives bytes of any kind, not
//!   checked.
//!
//! A call is tried again only as long as nothing of the answer has come. An answer that breaks off
//! ends in an error, after which nothing more comes; so does an element longer than
//! [`LONGEST_ELEMENT`]. Once an answer has begun, only the time limit between two reads holds.
//!
//! Lists that the service gives in [`pages`](crate::pages) have `items`, which holds one page, and
//! `stream_page`, which does not even hold that. A list in a field of some other answer comes by
//! [`RawRequest::stream_field`](crate::RawRequest::stream_field).

mod around;
mod bytes;
mod elements;
mod split;

pub use self::{
    bytes::ByteStream,
    elements::{Elements, RawElements},
};
use crate::{
    Client, Error,
    answer::Received,
    call::{Call, Outgoing},
    decode::says_json,
    send::{Answer, Effort, send_holding},
};

/// How much of an answer `send_streaming` holds before it lets it stream: 1 MiB.
pub const HELD_BYTES: usize = 1024 * 1024;

/// How long one element of a streamed list may be: 64 MiB. It is held until it is whole, and an
/// answer that never ends it must not fill the memory.
pub const LONGEST_ELEMENT: usize = 64 * 1024 * 1024;

/// An answer that is held if it is short.
#[derive(Debug)]
pub enum Body<T> {
    /// It came whole, and was read.
    Whole(T),
    /// It is a longer list, of which the rest is still on its way.
    Streaming(RawElements),
}

/// What came of sending a request whose answer may be long.
pub(crate) enum Sent {
    Whole(Answer),
    Streaming(RawElements),
}

/// Sends a request, and holds the answer up to [`HELD_BYTES`]; if it is no list, as far as the client
/// holds any.
pub(crate) async fn send_streaming(client: &Client, outgoing: Outgoing) -> Result<Sent, Error> {
    let effort = Effort::usual(client);
    let limit = client.shared.longest_answer;
    let hold = HELD_BYTES.min(limit.saturating_add(1));
    let received = send_holding(client, outgoing, effort, hold).await?;
    let is_list = |answer: &Answer| {
        says_json(answer.content_type()) && answer.body.trim_ascii_start().starts_with(b"[")
    };
    Ok(match received {
        Received::Begun(answer, rest) if is_list(&answer) => {
            let line = rest.line().clone();
            let received = Received::Begun(answer, rest);
            Sent::Streaming(RawElements::open(client.clone(), line, received))
        }
        received => Sent::Whole(received.whole(limit).await?),
    })
}

/// A builder of a list that comes whole.
pub(crate) trait IntoCall {
    /// The call that it stands for, unless what it was given can't be sent.
    fn into_call(self) -> Result<Call, Error>;
}

/// Gives a builder of a list that comes whole its ways of being streamed.
macro_rules! streamed {
    ($($list:ident of $item:ident;)*) => {$(
        impl $list {
            /// The elements as they arrive. Nothing is sent before the first one is asked for.
            pub fn stream(self) -> crate::stream::Elements<$item> {
                self.raw_stream().typed()
            }

            /// The JSON text of each element as it arrives. Nothing is sent before the first one is
            /// asked for.
            pub fn raw_stream(self) -> crate::stream::RawElements {
                let request = || self.into_call()?.into_parts();
                crate::stream::RawElements::ask(request, None)
            }

            /// Sends it. Up to [`HELD_BYTES`](crate::stream::HELD_BYTES) the answer is held until it
            /// is whole; a longer one streams.
            ///
            /// # Errors
            /// As `send`, for what is held; of a longer answer the rest may fail later.
            pub async fn send_streaming(
                self,
            ) -> Result<crate::stream::Body<crate::Reply<Vec<$item>>>, crate::Error> {
                self.into_call()?.send_streaming().await
            }
        }
    )*};
}

pub(crate) use streamed;

//! What the client does on the wire, against a server that says what a script tells it to, and
//! against the sandbox.
#![expect(clippy::unwrap_used, clippy::panic, reason = "all of it is tests")]

mod answers;
mod downloads;
mod examples;
mod failures;
mod fault_table;
mod limits;
mod pages;
mod pool;
mod probe;
mod proxies;
mod redirects;
mod refusals;
mod replies;
mod requests;
mod retries;
mod sandbox;
mod scripted;
mod stepwise;
mod streams;
mod threads;
mod timeouts;
mod uploads;
mod verify;
mod webhook;

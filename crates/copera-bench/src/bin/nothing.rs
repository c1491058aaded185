//! A program that does nothing: what it costs to start one at all.
#![forbid(unsafe_code)]

fn main() {}

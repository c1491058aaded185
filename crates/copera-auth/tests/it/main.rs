//! The rules of resolution, trust and saving, as tables over small folders.
#![expect(clippy::unwrap_used, reason = "a test that fails here says where")]

mod cache;
mod debug;
mod doctor;
mod findings;
mod folders;
mod mending;
mod resolution;
mod saving;
mod settings;
mod trust;
mod whole_files;

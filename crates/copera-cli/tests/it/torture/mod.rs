//! The file with the tokens, under force: many writers at once, writers that are killed, and
//! everything that can lie in the way.

mod at_once;
mod bounded;
mod full_disk;
mod kills;
mod obstacles;
mod subject;

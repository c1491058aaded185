//! `cargo xtask bench`: figures that are worth knowing, measured on this machine.

mod resolve;

use anyhow::Result;
use clap::ValueEnum;

/// What can be measured.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Bench {
    /// Finding out which token is used, from three files
    Resolve,
}

/// Measures one thing, or everything.
pub(crate) fn run(only: Option<Bench>) -> Result<()> {
    let all = Bench::value_variants();
    let chosen = all
        .iter()
        .filter(|bench| only.is_none_or(|only| only as usize == **bench as usize));
    for bench in chosen {
        match bench {
            Bench::Resolve => resolve::run()?,
        }
    }
    Ok(())
}

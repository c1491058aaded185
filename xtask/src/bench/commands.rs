//! The program `copera`, as it is released, in a home that points at a sandbox.

use anyhow::Result;

use crate::cargo;
use crate::home::Home;
use crate::serving::Serving;

pub(super) fn signed_in(sandbox: &Serving) -> Result<Home> {
    let program = cargo::build_release("copera-cli")?.join("copera");
    let settings = format!(
        "[api]\nbase_url = \"{}\"\n\n[profiles.default]\ntoken = \"{}\"\n",
        sandbox.text("/baseUrl")?,
        sandbox.text("/token")?
    );
    Home::new(program, &settings)
}

//! What nobody can guess.

use axum::http::StatusCode;

use crate::answer::Refusal;

/// 128 random bits, in hexadecimal digits.
pub(crate) fn hexadecimal() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

//! The cryptography behind TLS.

use rustls::crypto::CryptoProvider;

use crate::Error;

/// Sees to it that rustls has a provider: the host program's, if it installed one, else ours.
pub(crate) fn ensure_provider() -> Result<(), Error> {
    if CryptoProvider::get_default().is_some() {
        return Ok(());
    }
    // Whoever wins a race to be first has installed one all the same.
    #[cfg(feature = "ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    #[cfg(all(feature = "aws-lc", not(feature = "ring")))]
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();

    match CryptoProvider::get_default() {
        Some(_) => Ok(()),
        None => Err(Error::NoTlsProvider),
    }
}

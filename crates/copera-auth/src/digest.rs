//! Short names for things that must not be named themselves.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The first `BYTES` bytes of the SHA-256 of `data`, as hexadecimal digits.
pub(crate) fn hex<const BYTES: usize>(data: &[u8]) -> String {
    let mut hex = String::with_capacity(2 * BYTES);
    for byte in Sha256::digest(data).iter().take(BYTES) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    #[test]
    fn begins_like_the_digest() {
        assert_eq!(super::hex::<6>(b"abc"), "ba7816bf8f01");
    }
}

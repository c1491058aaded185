use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::WebhookError;

/// An HMAC-SHA256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signature([u8; 32]);

impl Signature {
    /// Reads `sha256=` and 64 hexadecimal digits.
    pub(super) fn read(header: &[u8]) -> Option<Self> {
        let (digits, rest) = header.strip_prefix(b"sha256=")?.as_chunks::<2>();
        if digits.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(digits) {
            let digit = |character: u8| char::from(character).to_digit(16);
            *byte = u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?;
        }
        Some(Self(bytes))
    }

    /// Compares in constant time.
    pub(super) fn check(self, secret: &[u8], body: &[u8]) -> Result<(), WebhookError> {
        if secret.is_empty() {
            return Err(WebhookError::EmptySecret);
        }
        // A key of any length will do, so this error never comes.
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| WebhookError::Forged)?;
        mac.update(body);
        mac.verify_slice(&self.0).map_err(|_| WebhookError::Forged)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 4231, test cases 1, 2 and 6.
    #[test]
    fn published_signatures() {
        for (key, text, hex) in [
            (
                &[0x0b; 20][..],
                &b"Hi There"[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            let signature = Signature::read(format!("sha256={hex}").as_bytes()).unwrap();
            assert_eq!(signature.check(key, text), Ok(()));
        }
    }

    #[test]
    fn what_is_no_signature() {
        let good = "0f".repeat(32);
        for text in [
            String::new(),
            good.clone(),
            format!("sha1={good}"),
            format!("SHA256={good}"),
            format!("sha256={good}0"),
            format!("sha256={good}00"),
            format!("sha256={}", &good[1..]),
            format!("sha256= {}", &good[1..]),
            format!("sha256=+{}", &good[1..]),
            format!("sha256=g{}", &good[1..]),
        ] {
            assert_eq!(Signature::read(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        /// One bit anywhere, in the body, the signature or the secret, and it does not fit.
        #[test]
        fn one_bit_is_enough(
            secret in prop::collection::vec(any::<u8>(), 1..64),
            body in prop::collection::vec(any::<u8>(), 1..256),
            bit: prop::sample::Index,
        ) {
            let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
            mac.update(&body);
            let signature = Signature(mac.finalize().into_bytes().into());
            prop_assert_eq!(signature.check(&secret, &body), Ok(()));
            let flipped = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                let bit = bit.index(bytes.len() * 8);
                bytes[bit / 8] ^= 1 << (bit % 8);
                bytes
            };
            let other = Signature(flipped(&signature.0).try_into().unwrap());
            prop_assert_eq!(other.check(&secret, &body), Err(WebhookError::Forged));
            prop_assert_eq!(signature.check(&secret, &flipped(&body)), Err(WebhookError::Forged));
            prop_assert_eq!(signature.check(&flipped(&secret), &body), Err(WebhookError::Forged));
        }
    }
}

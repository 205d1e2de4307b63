//! Keys, and what is sealed under them: XChaCha20-Poly1305 with a random nonce, HMAC-SHA256 for digests of contents,
//! Argon2id (RFC 9106) from a passphrase to a key. All randomness is the caller's.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::store::Error;

/// Where keys, nonces and ids come from: fills the bytes given with what nobody can foresee, or says why it cannot.
pub type Random<'r> = &'r mut dyn FnMut(&mut [u8]) -> std::io::Result<()>;

/// Bytes drawn.
pub(crate) fn drawn<const N: usize>(random: Random<'_>) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    random(&mut bytes).map_err(|source| Error::Random { source })?;
    Ok(bytes)
}

const NONCE: usize = 24;
const KEY: usize = 32;

/// A key; wiped from memory when it goes.
#[derive(Clone)]
pub(crate) struct Key(Zeroizing<[u8; KEY]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A new one.
    pub(crate) fn new(random: Random<'_>) -> Result<Self, Error> {
        Ok(Self(Zeroizing::new(drawn(random)?)))
    }

    /// `None` for anything but 32 bytes.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    /// Nonce and sealed text; opens only with the same `place`, so that nothing sealed can stand elsewhere.
    pub(crate) fn seal(&self, place: &[u8], plain: &[u8], random: Random<'_>) -> Result<Vec<u8>, Error> {
        let nonce: [u8; NONCE] = drawn(random)?;
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place });
        let sealed = sealed.map_err(|_| Error::Damaged { seq: 0, what: "a content is too long to be sealed".to_owned() })?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// `None` where a bit of it is not what was sealed, or the key is another.
    pub(crate) fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
        self.cipher().decrypt(&XNonce::from(*nonce), Payload { msg: rest, aad: place }).ok().map(Zeroizing::new)
    }

    /// A digest that tells nothing about the parts to whoever does not have the key.
    pub(crate) fn digest(&self, parts: &[&str]) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0[..]).expect("HMAC takes keys of any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

/// How a passphrase becomes a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) salt: [u8; 16],
    /// In KiB.
    pub(crate) memory: u32,
    pub(crate) passes: u32,
}

impl Lock {
    /// RFC 9106's second recommended choice: 64 MiB, three passes.
    pub(crate) fn new(random: Random<'_>) -> Result<Self, Error> {
        Ok(Self { salt: drawn(random)?, memory: 64 << 10, passes: 3 })
    }

    /// `None` where the numbers are none that Argon2 takes, or ask for more than a machine should spend on a damaged file.
    pub(crate) fn key(&self, passphrase: &str) -> Option<Key> {
        if self.memory > 1 << 20 || self.passes > 64 {
            return None;
        }
        let params = Params::new(self.memory, self.passes, 1, Some(KEY)).ok()?;
        let mut bytes = Zeroizing::new([0; KEY]);
        let derived =
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(passphrase.as_bytes(), &self.salt, &mut bytes[..]);
        derived.ok().map(|()| Key(bytes))
    }

    /// Salt, memory, passes: 24 bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        [&self.salt[..], &self.memory.to_le_bytes(), &self.passes.to_le_bytes()].concat()
    }

    /// `None` for anything but what [`Self::bytes`] gives.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let (salt, rest) = bytes.split_first_chunk::<16>()?;
        let (memory, passes) = rest.split_first_chunk::<4>()?;
        Some(Self { salt: *salt, memory: u32::from_le_bytes(*memory), passes: u32::from_le_bytes(passes.try_into().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_in_its_place_only_and_whole() {
        let mut n = 0_u8;
        let mut random = |bytes: &mut [u8]| {
            bytes.iter_mut().for_each(|it| (*it, n) = (n, n.wrapping_add(7)));
            Ok(())
        };
        let (key, other) = (Key::new(&mut random).unwrap(), Key::new(&mut random).unwrap());
        let sealed = key.seal(b"1", b"words", &mut random).unwrap();
        assert_eq!(key.open(b"1", &sealed).unwrap().as_slice(), b"words");
        assert!(key.open(b"2", &sealed).is_none() && other.open(b"1", &sealed).is_none());
        for at in 0..sealed.len() {
            let mut torn = sealed.clone();
            torn[at] ^= 1;
            assert!(key.open(b"1", &torn).is_none() && key.open(b"1", &sealed[..at]).is_none());
        }
        assert_ne!(key.digest(&["a", "b"]), key.digest(&["ab", ""]));
        assert_ne!(key.digest(&["a"]), other.digest(&["a"]));
    }

    #[test]
    fn a_lock_comes_back_as_it_was_written_and_asks_for_no_endless_work() {
        let lock = Lock { salt: [7; 16], memory: 64, passes: 1 };
        assert_eq!(Lock::of(&lock.bytes()), Some(lock));
        assert!(lock.key("a").unwrap().bytes() != lock.key("b").unwrap().bytes());
        assert!(Lock { memory: u32::MAX, ..lock }.key("a").is_none() && Lock { memory: 0, ..lock }.key("a").is_none());
    }
}

//! A look at JSON before anything is built of it: keys that stand twice, texts that are too long, more values than fit in memory. All of
//! these are errors with line and column, which the trees and tables built later no longer know.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Keys and values that are read, of all files together. A million cells of preferences have two each, and their options stand once more.
pub(crate) const VALUES: usize = 3_500_000;
/// Bytes of a name, so that no answer is made of names alone.
const NAME: usize = 1_000;

/// Checks a text and takes its keys and values from those that are left.
pub(crate) fn sound(text: &str, left: &mut usize) -> Result<(), serde_json::Error> {
    let rest = Cell::new(*left);
    let mut reader = serde_json::Deserializer::from_str(text);
    let found = Walk(&rest).deserialize(&mut reader).and_then(|()| reader.end());
    *left = rest.get();
    found
}

/// A text without the mark that some programs put in front.
pub(crate) fn bare(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

#[derive(Clone, Copy)]
struct Walk<'l>(&'l Cell<usize>);

impl Walk<'_> {
    fn one<E: Error>(self) -> Result<(), E> {
        let rest = self.0.get().checked_sub(1).ok_or_else(|| E::custom(format!("more than {VALUES} keys and values in all")))?;
        self.0.set(rest);
        Ok(())
    }

    fn text<E: Error>(self, text: &str) -> Result<(), E> {
        if text.len() > NAME {
            return Err(E::custom(format!("a text of {} bytes: no name may have more than {NAME}", text.len())));
        }
        self.one()
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.one()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.one()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.one()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.one()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.one()
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.text(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.one()?;
        while list.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.one()?;
        let mut keys = BTreeSet::new();
        while let Some(Key(key)) = map.next_key()? {
            self.text(&key)?;
            // Before its value, so that the place is that of the second key.
            if keys.contains(&key) {
                return Err(A::Error::custom(format!("the key `{key}` stands twice in one object: rename or remove one")));
            }
            keys.insert(key);
            map.next_value_seed(self)?;
        }
        Ok(())
    }
}

/// A key, borrowed from the text where nothing in it is escaped.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

/// The keys of the outermost object, as far as it can be read, and whether the text is whole.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) keys: BTreeSet<String>,
    /// Keys with a list behind them.
    pub(super) lists: BTreeSet<String>,
    pub(super) whole: bool,
}

/// Keys of an outermost object that are looked at: files of the formats read have fewer.
const KEYS: usize = 100;

/// What a text has outermost. Builds nothing of what is inside.
pub(super) fn outline(text: &str) -> Outline {
    let mut found = Outline::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Outermost(&mut found).deserialize(&mut reader).and_then(|()| reader.end());
    found.whole = read.is_ok() || serde_json::from_str::<IgnoredAny>(text).is_ok();
    found
}

struct Outermost<'o>(&'o mut Outline);

impl<'de> DeserializeSeed<'de> for Outermost<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Outermost<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if self.0.keys.len() >= KEYS || key.len() > NAME {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            self.0.keys.insert(key.clone().into_owned());
            if map.next_value::<&RawValue>()?.get().starts_with('[') {
                self.0.lists.insert(key.into_owned());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_are_counted_over_all_files() {
        let mut left = 7;
        assert!(sound("{\"a\": [1, null]}", &mut left).is_ok());
        assert_eq!(left, 2);
        let said = sound("[\n1, 2]", &mut left).unwrap_err().to_string();
        assert!(said.starts_with("more than 3500000 keys and values in all at line 2"), "{said}");
    }

    #[test]
    fn a_torn_text_shows_the_keys_before_the_tear() {
        let torn = outline("{\"issues\": [1], \"parties\": [");
        assert!(!torn.whole && torn.keys.contains("issues") && torn.lists.contains("issues"));
        assert!(outline("[1]").whole && outline("{}").whole);
    }
}

//! Who may be shown a thing: a TLP level and a set of compartments. A small lattice.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

words! {
    /// Traffic-light level, lowest first.
    Level {
        Clear = "clear",
        Green = "green",
        Amber = "amber",
        AmberStrict = "amber+strict",
        Red = "red",
    }
}

words! {
    /// How the words of a source may be attributed; set at intake.
    AttributionLevel {
        OnTheRecord = "on the record",
        Background = "background as described",
        NotForAttribution = "not for attribution",
        OffTheRecord = "off the record",
    }
}

impl AttributionLevel {
    /// As a page names it beside a report.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Background => "background",
            other => other.as_str(),
        }
    }
}

/// A marking on a thing, or the clearance of a reader: both are a level and compartments.
/// Written `amber` or `amber:hostages,prisoners`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marking {
    /// The level.
    pub level: Level,
    /// Compartment names, lower case.
    pub compartments: BTreeSet<String>,
}

/// What a reader may be shown.
pub type Clearance = Marking;

impl Marking {
    /// Public: level clear, no compartments.
    #[must_use]
    pub fn clear() -> Self {
        Self { level: Level::Clear, compartments: BTreeSet::new() }
    }

    /// May a reader with `clearance` be shown a thing with this marking?
    #[must_use]
    pub fn visible_to(&self, clearance: &Clearance) -> bool {
        self.level <= clearance.level && self.compartments.is_subset(&clearance.compartments)
    }

    /// The marking of what is derived from both.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self { level: self.level.max(other.level), compartments: self.compartments.union(&other.compartments).cloned().collect() }
    }
}

impl fmt::Display for Marking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level.as_str())?;
        for (i, compartment) in self.compartments.iter().enumerate() {
            write!(f, "{}{compartment}", if i == 0 { ':' } else { ',' })?;
        }
        Ok(())
    }
}

impl FromStr for Marking {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (level, rest) = text.split_once(':').unwrap_or((text, ""));
        let compartments = rest.split(',').map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty()).collect();
        Ok(Self { level: level.trim().to_lowercase().parse()?, compartments })
    }
}

impl Serialize for Marking {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compartment_hides_what_the_level_would_show() {
        let item: Marking = "green:hostages".parse().unwrap();
        assert!(!item.visible_to(&"red".parse().unwrap()));
        assert!(item.visible_to(&"green:hostages,prisoners".parse().unwrap()));
        assert_eq!(item.join(&"amber:prisoners".parse().unwrap()).to_string(), "amber:hostages,prisoners");
    }
}

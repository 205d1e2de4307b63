//! Stored words on who is who.

use armistice_types::case::{ActorKey, PersonKey};
use armistice_types::entries::{CaseRow, SameEntry, Sameness, SourceAnchor};
use serde::Deserialize;

use super::statements::StretchRow;

#[derive(Deserialize)]
pub(super) struct SameRow {
    same: bool,
    what: WhatRow,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "of", rename_all = "lowercase")]
enum WhatRow {
    Row { source: SourceRow, row: KeyRow },
    Sources { one: SourceRow, other: SourceRow },
    Origin { one: String, other: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum KeyRow {
    Actor(String),
    Person(String),
}

#[derive(Deserialize)]
struct SourceRow {
    report: String,
    name: String,
    words: Option<StretchRow>,
}

impl SourceRow {
    fn anchor(self) -> SourceAnchor {
        SourceAnchor { report: self.report, name: self.name, words: self.words.map(StretchRow::stretch) }
    }
}

impl SameRow {
    pub(super) fn entry(self) -> SameEntry {
        let what = match self.what {
            WhatRow::Row { source, row } => Sameness::Row {
                source: source.anchor(),
                row: match row {
                    KeyRow::Actor(key) => CaseRow::Actor(ActorKey(key)),
                    KeyRow::Person(key) => CaseRow::Person(PersonKey(key)),
                },
            },
            WhatRow::Sources { one, other } => Sameness::Sources { one: one.anchor(), other: other.anchor() },
            WhatRow::Origin { one, other } => Sameness::Origin { one, other },
        };
        SameEntry { same: self.same, what, note: self.note }
    }
}

//! Parses the tables of `data/` that more than one step of READ looks things up in. One file per
//! table; each embeds its text, so the binary stands alone.

pub(crate) mod abbreviations;
pub(crate) mod act_verbs;
pub(crate) mod calendar;
pub(crate) mod cues;
pub(crate) mod events;
pub(crate) mod other_cues;
pub(crate) mod phrases;
pub(crate) mod table;
pub(crate) mod time_context;
pub(crate) mod word_forms;

//! Plain data that crosses a wall between rooms, and the public, versioned schema.
//!
//! Takes nothing, computes nearly nothing: no I/O, no clock, no text processing beyond quoting a
//! span. Everything here derives [`serde::Serialize`]; reading it back is left to the room where
//! input enters (`app` for case files, `ledger` for rows, `deal` for domain files).
#![deny(clippy::disallowed_methods)]

#[macro_use]
mod word;

pub mod assessment;
pub mod case;
pub mod chains;
pub mod changes;
pub mod coded;
pub mod conditions;
pub mod dates;
pub mod deal;
pub mod decided;
pub mod entries;
pub mod forecasts;
mod happened;
pub mod happenings;
pub mod marking;
pub mod numbers;
mod papers;
pub mod problem;
pub mod proposals;
pub mod report;
pub mod sources;
pub mod statement;
pub mod text;
pub mod time;
pub mod view;

/// Version of the JSON that `armistice read --format json` prints; see `schema/reading.json`.
pub const SCHEMA: u32 = 1;

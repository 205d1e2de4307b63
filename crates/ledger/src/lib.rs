//! LEDGER: reports and readings in, views out. Append-only, chained by digest; the only room with
//! I/O. Takes `now` from the caller; reads no documents itself and knows no formats but its own.
//!
//! `entry` is what is stored, `bitemporal` what was known when (pure), `store` the trait, `sqlite` the store,
//! `rows` the stored form of readings, `entered` that of what persons enter, `decisions` what of it changes a reading (pure),
//! `ledger` what the program calls.

mod bitemporal;
mod decisions;
mod entered;
mod entry;
mod ledger;
mod rows;
mod sqlite;
mod store;

pub use decisions::{anchor, built, said, stretch};
pub use entry::{Entry, EntryKind, NewEntry};
pub use ledger::{Damage, Ledger, NewEntered, NewReport, Taken};
pub use sqlite::Sqlite;
pub use store::{Error, Store};

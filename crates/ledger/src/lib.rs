//! LEDGER: reports and readings in, views out. Append-only, chained by digest; the only room with
//! I/O. Takes `now` from the caller; reads no documents itself and knows no formats but its own.
//!
//! `entry` is what is stored, `bitemporal` what was known when (pure), `clock` when it is recorded, `crypt` keys and seals, `store` the trait, `sqlite` the store,
//! `unwritten` a store that is not written, `rows` the stored form of readings, `entered` that of what persons enter, `decisions` what of it changes a
//! reading (pure), `overlay` what of it stands in the place of rows of the case, `retracting` which entries and retractions may be seen by what they name, `latest` the last moment of what may be seen, `revisions` the case file as it was kept, `withheld` what a report's sources let be shown, `viewing` views put together of all that, `transfer` the form in which ledgers travel,
//! `expunge` what must go, `pages` what need not be made twice, `search` an index in memory of what may be seen, `ledger` what the program calls.

mod bitemporal;
mod clock;
mod crypt;
mod decisions;
mod entered;
mod entry;
mod expunge;
mod latest;
mod ledger;
mod overlay;
mod pages;
mod retracting;
mod revisions;
mod rows;
mod search;
mod sqlite;
mod store;
mod transfer;
mod unwritten;
mod viewing;
mod withheld;

pub use crypt::Random;
pub use decisions::{anchor, built, said, stretch};
pub use entry::{EntryKind, Head, NewEntry};
pub use expunge::{Expunge, joined};
pub use ledger::{Ledger, NewEntered, NewReport, Taken, Taking};
pub use pages::Question;
pub use rows::case_text;
pub use search::{Hit, Passages, search};
pub use sqlite::{Damage, Sqlite, Wiped, gone, swept};
pub use store::{Error, Store, Whole};
pub use transfer::{Export, export, import};
pub use unwritten::Unwritten;

//! The case file: TOML to a checked [`Case`], in one pass. Every mistake is kept with its place, so that
//! all of them are shown at once. The keys of each table stand in `rows`, what they refer to in `refs`.

mod fields;
pub(crate) mod mistake;
mod refs;
mod rows;

use armistice_types::case::Case;
use armistice_types::time::{Day, Known, Published};
use toml::de::DeTable;

use fields::Fields;
pub use mistake::Mistake;

/// Reads a case file. `path` is only shown.
///
/// # Errors
/// Every mistake found, in file order.
pub fn parse(path: &str, text: &str) -> Result<Case, Vec<Mistake>> {
    let mut log = mistake::Log::new(path, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        log.add(error.span().unwrap_or(0..0), error.message().to_owned(), "see the form of this table in `armistice new`");
    }
    let root = Fields::new(root.get_ref(), root.span(), "case file");
    let case = rows::case(&root, &mut log);
    refs::check(&case, &root, &mut log);
    root.unknown(
        &["case", "actor", "person", "track", "role", "issue", "exclusion", "clock", "outcome", "preference", "reservation"],
        &mut log,
    );
    let mistakes = log.finish();
    if mistakes.is_empty() { Ok(case) } else { Err(mistakes) }
}

/// The end of a day in a time zone: the Known of what is only dated. At the ends of the calendar it is the first or the last instant there is.
///
/// # Errors
/// The zone's name where the zone is not known.
pub fn end_of_day(day: Day, zone: &str) -> Result<Known, String> {
    let zone = jiff::tz::TimeZone::get(zone).map_err(|_| format!("unknown time zone `{zone}`"))?;
    let next = if day.plus(1) == day { None } else { day.plus(1).0.to_zoned_datetime(zone).ok() };
    let last = next.and_then(|it| it.timestamp().checked_sub(jiff::SignedDuration::from_nanos(1)).ok());
    Ok(Known(last.unwrap_or(if day.0.year() > 0 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN })))
}

/// When a published report could be known: its instant, or the end of its day in the zone.
///
/// # Errors
/// As [`end_of_day`].
pub fn known(published: Published, zone: &str) -> Result<Known, String> {
    match published {
        Published::Instant(at, _) => Ok(Known(at)),
        Published::Day(day) => end_of_day(day, zone),
    }
}

#[cfg(test)]
mod tests;

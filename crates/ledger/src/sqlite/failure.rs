//! What SQLite says, in words that tell a person what to do.

use rusqlite::ErrorCode;

use crate::store::Error;

pub(super) fn read_error(source: rusqlite::Error) -> Error {
    told("read", source)
}

pub(super) fn write_error(source: rusqlite::Error) -> Error {
    told("written", source)
}

fn told(doing: &'static str, source: rusqlite::Error) -> Error {
    match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
        Some(ErrorCode::ReadOnly) => Error::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Corrupt { what: source.to_string() },
        Some(ErrorCode::SystemIoFailure) => Error::Disk { doing, source },
        _ => match source {
            // A value of another type than the column has: bits of the row were changed.
            rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::IntegralValueOutOfRange(..) => {
                Error::Corrupt { what: source.to_string() }
            }
            source => Error::Sqlite { doing, source },
        },
    }
}

//! A revision of the case file as stored, version 1: its text, which the program reads as it reads the file.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct CaseRow {
    v: u32,
    text: String,
}

/// The JSON that a revision is stored as.
pub(crate) fn case_json(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&CaseRow { v: 1, text: text.to_owned() })
}

/// The text of a revision of the case file, from its content.
///
/// # Errors
/// Where it is none.
pub fn case_text(content: &str) -> Result<String, String> {
    serde_json::from_str::<CaseRow>(content).map(|it| it.text).map_err(|err| err.to_string())
}

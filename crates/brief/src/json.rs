//! JSON: the outline with its version, and what it was made from.

use armistice_types::assessment::Assessment;
use armistice_types::view::View;
use serde_json::json;

use crate::outline::Outline;

/// Version of this object.
pub(crate) const SCHEMA: u32 = 2;

/// `{"schema", "as_of", "clearance", "outline", "assessment"}`, pretty-printed, with a final LF.
#[must_use]
pub fn json(view: &View, assessment: &Assessment, outline: &Outline) -> String {
    let value = json!({
        "schema": SCHEMA,
        "as_of": view.moment,
        "clearance": view.clearance,
        "outline": outline,
        "assessment": assessment,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

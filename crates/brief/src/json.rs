//! JSON: the outline with its version, and what it was made from.

use armistice_types::assessment::Assessment;
use armistice_types::view::View;
use serde_json::{Value, json};

use crate::outline::Outline;

/// Version of this object.
pub(crate) const SCHEMA: u32 = 2;

/// `{"schema", "as_of", "clearance", "outline", "assessment"}`, pretty-printed, with a final LF.
#[must_use]
pub fn json(view: &View, assessment: &Assessment, outline: &Outline) -> String {
    printed(&value(view, assessment, outline))
}

/// The same before it is printed, for a command that adds rows of its own.
pub(crate) fn value(view: &View, assessment: &Assessment, outline: &Outline) -> Value {
    json!({
        "schema": SCHEMA,
        "as_of": view.moment,
        "clearance": view.clearance,
        "outline": outline,
        "assessment": assessment,
    })
}

/// Pretty-printed, with a final LF.
pub(crate) fn printed(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

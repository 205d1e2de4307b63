//! Forecasts: hopeful and doubtful words about what is to come, and what came of them.

use serde::Serialize;

use crate::marking::Marking;
use crate::statement::Act;
use crate::time::{Day, Edtf};
use crate::view::StatementRef;

words! {
    /// Hopeful or doubtful of a deal.
    Outlook {
        Hope = "hope",
        Doubt = "doubt",
    }
}

/// A hopeful or doubtful word about the outcome; kept out of positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Hopeful or doubtful.
    pub outlook: Outlook,
    /// The statement's act.
    pub act: Act,
    /// The statements; retellings by the same speaker of the same words count once.
    pub statements: Vec<StatementRef>,
    /// When it was said, else published.
    pub day: Option<Edtf>,
    /// Last day of its horizon, where one is given.
    pub until: Option<Day>,
    /// Joined from what it rests on.
    pub marking: Marking,
}

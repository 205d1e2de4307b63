//! What every domain format comes to: issues and, per party, a fraction an option.

use num_rational::BigRational;

use super::number;
use crate::problem::{Issue, Problem, TABLE, Unfit};

/// Options of one issue that are read: an integer issue may name any range.
pub(super) const OPTIONS: usize = 65_535;
/// Mistakes and notes that are shown.
const NOTES: usize = 20;

/// One party as read.
pub(super) struct Row {
    /// Its name: that of its file, without the ending.
    pub(super) name: String,
    /// What it has without a deal.
    pub(super) reservation: BigRational,
    /// Per issue, per option.
    pub(super) gives: Vec<Vec<BigRational>>,
}

/// What is wrong in a file: mistakes that leave no answer, and faults that were read over.
#[derive(Default)]
pub(super) struct Log {
    mistakes: Vec<String>,
    /// Faults that were read over, for the answer's notes.
    pub(super) notes: Vec<String>,
}

impl Log {
    /// Something without which there is no answer.
    pub(super) fn mistake(&mut self, text: String) {
        self.mistakes.push(text);
    }

    /// Something that was read over, and how.
    pub(super) fn note(&mut self, text: String) {
        self.notes.push(text);
    }

    /// All mistakes at once, if there are any.
    pub(super) fn checked(&self) -> Result<(), Unfit> {
        if self.mistakes.is_empty() {
            return Ok(());
        }
        let more = self.mistakes.len().saturating_sub(NOTES);
        let mut lines: Vec<String> = self.mistakes.iter().take(NOTES).cloned().collect();
        if more > 0 {
            lines.push(format!("and {more} more"));
        }
        Err(Unfit(lines.join("\n")))
    }
}

/// Does this many options make a table that is worked on? Asked before the table is made.
pub(super) fn fits(issues: &[Issue], parties: usize) -> Result<(), Unfit> {
    let cells = issues.iter().map(|it| it.options.len()).sum::<usize>().saturating_mul(parties);
    if cells > TABLE { Err(Unfit(format!("{cells} cells of preferences: at most {TABLE} are worked on"))) } else { Ok(()) }
}

/// The problem on exact numbers, with notes on what was read over.
pub(super) fn problem(issues: Vec<Issue>, rows: Vec<Row>, mut log: Log) -> Result<(Problem, Vec<String>), Unfit> {
    log.checked()?;
    let mut parties = Vec::new();
    for row in rows {
        let Some((party, rounded)) = number::party(row.name.clone(), &row.reservation, &row.gives) else {
            return Err(Unfit(format!("`{}`: numbers are too large to be worked on", row.name)));
        };
        if rounded {
            log.note(format!("{}: numbers of so many digits were rounded at the 27th place; ties among them may be missed", row.name));
        }
        parties.push(party);
    }
    let more = log.notes.len().saturating_sub(NOTES);
    log.notes.truncate(NOTES);
    if more > 0 {
        log.notes.push(format!("and {more} more faults of the files"));
    }
    Ok((Problem { parties, issues, exclusions: Vec::new() }.checked()?, log.notes))
}

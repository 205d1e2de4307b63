//! What every format comes to: issues and, per party, what each option gives; and what is said of faults on the way.

use std::borrow::Cow;
use std::collections::BTreeSet;

use num_rational::BigRational;
use num_traits::Signed;

use super::number;
use crate::problem::{ISSUES, Issue, Problem, TABLE, Unfit};

/// Options of one issue that are read: an integer issue may name any range.
pub(crate) const OPTIONS: usize = 65_535;
/// Mistakes and notes that are shown.
const NOTES: usize = 20;
/// Names that a message lists, and characters of a value that it quotes.
const LISTED: usize = 10;
const QUOTED: usize = 60;

/// One party as read.
pub(super) struct Row {
    /// Its name: that of its file, without the ending.
    pub(super) name: String,
    /// What it has without a deal.
    pub(super) reservation: BigRational,
    /// Per issue, per option.
    pub(super) gives: Vec<Vec<BigRational>>,
}

/// The first few faults in words; of the others only how many: a hostile file may have millions, each of which would look for its line.
#[derive(Default)]
struct Faults {
    shown: Vec<String>,
    more: usize,
}

impl Faults {
    fn add(&mut self, text: impl FnOnce() -> String) {
        if self.shown.len() < NOTES { self.shown.push(text()) } else { self.more += 1 }
    }

    fn lines(mut self, of_more: &str) -> Vec<String> {
        if self.more > 0 {
            self.shown.push(format!("and {} more{of_more}", self.more));
        }
        self.shown
    }
}

/// What is wrong in a file: mistakes that leave no answer, and faults that were read over.
#[derive(Default)]
pub(crate) struct Log {
    mistakes: Faults,
    notes: Faults,
}

impl Log {
    /// Something without which there is no answer.
    pub(crate) fn mistake(&mut self, text: impl FnOnce() -> String) {
        self.mistakes.add(text);
    }

    /// Something that was read over, and how.
    pub(super) fn note(&mut self, text: impl FnOnce() -> String) {
        self.notes.add(text);
    }

    /// All mistakes at once, if there are any.
    pub(crate) fn checked(&mut self) -> Result<(), Unfit> {
        let found = std::mem::take(&mut self.mistakes).lines("");
        if found.is_empty() { Ok(()) } else { Err(Unfit(found.join("\n"))) }
    }
}

/// A value in a message: the beginning of a long one.
pub(crate) fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Names in a message: the first of many.
pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<Cow<'_, str>> = names.by_ref().take(LISTED).map(quoted).collect();
    match names.count() {
        0 => {}
        more => shown.push(format!("{more} more").into()),
    }
    shown.join(", ")
}

/// The issues of a problem while they are read: names that are taken, and room in the table. Asked before an option is made.
pub(crate) struct Room {
    names: BTreeSet<String>,
    parties: usize,
    left: usize,
}

impl Room {
    /// For the preferences of so many parties.
    pub(crate) fn new(parties: usize) -> Self {
        Self { names: BTreeSet::new(), parties, left: TABLE }
    }

    /// Is this issue one that can be worked on? Says why not, with its place.
    pub(crate) fn takes(&mut self, name: &str, options: usize, place: impl Fn() -> String, log: &mut Log) -> bool {
        if name.is_empty() {
            log.mistake(|| format!("{}: an issue without a name: every issue needs one of its own", place()));
            return false;
        }
        if self.names.len() <= ISSUES && !self.names.insert(name.to_owned()) {
            log.mistake(|| format!("{}: an issue `{name}` stands there already: rename or remove one", place()));
            return false;
        }
        if self.names.len() > ISSUES {
            log.mistake(|| format!("{}: issue `{name}` is one too many: at most {ISSUES} issues are worked on", place()));
            return false;
        }
        if options == 0 || options > OPTIONS {
            log.mistake(|| format!("{}: issue `{name}` has {options} options; 1 to {OPTIONS} options are worked on", place()));
            return false;
        }
        let left = options.checked_mul(self.parties).and_then(|cells| self.left.checked_sub(cells));
        match left {
            Some(left) => self.left = left,
            None => log.mistake(|| {
                let parties = self.parties;
                format!(
                    "{}: with issue `{name}` there are more than {TABLE} options for {parties} parties: no more can be worked on",
                    place()
                )
            }),
        }
        left.is_some()
    }
}

/// Options in order, each once; what stands twice or has no name is noted, with the place of the option of that number.
pub(super) fn once<'v>(options: impl IntoIterator<Item = Cow<'v, str>>, place: impl Fn(usize) -> String, log: &mut Log) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (n, option) in options.into_iter().enumerate() {
        if option.is_empty() {
            log.note(|| format!("{}: an option without a name", place(n)));
        }
        if seen.contains(&option) {
            log.note(|| format!("{}: option `{option}` stands twice, once is counted", place(n)));
        } else {
            out.push(option.clone().into_owned());
            seen.insert(option);
        }
    }
    out
}

/// The problem on exact numbers, with notes on what was read over.
pub(super) fn problem(issues: Vec<Issue>, rows: Vec<Row>, mut log: Log) -> Result<(Problem, Vec<String>), Unfit> {
    log.checked()?;
    let mut parties = Vec::new();
    let mut names = BTreeSet::new();
    for row in rows {
        let Some((party, rounded)) = number::party(row.name.clone(), &row.reservation, &row.gives) else {
            log.mistake(|| format!("`{}`: numbers are too large to be worked on{}", row.name, largest(&issues, &row)));
            continue;
        };
        if rounded {
            log.note(|| format!("{}: numbers of so many digits were rounded at the 27th place; ties among them may be missed", row.name));
        }
        if !names.insert(row.name.clone()) {
            log.note(|| format!("two parties are called `{}`, after their files: rename one to tell them apart", row.name));
        }
        parties.push(party);
    }
    log.checked()?;
    let notes = log.notes.lines(" faults of the files");
    Ok((Problem { parties, issues, exclusions: Vec::new() }.checked()?, notes))
}

/// Where the largest number of a party stands.
fn largest(issues: &[Issue], row: &Row) -> String {
    let cells = issues.iter().zip(&row.gives).flat_map(|(issue, gives)| issue.options.iter().zip(gives).map(move |it| (issue, it)));
    match cells.max_by_key(|(_, (_, gives))| gives.abs()) {
        Some((issue, (option, gives))) if gives.abs() > row.reservation.abs() => {
            format!("; the largest is that of issue `{}`, option `{option}`", issue.name)
        }
        _ => "; the largest is the reservation value".to_owned(),
    }
}

//! How a command makes an entry: under a name, at a moment, with a marking never below what it is about.

use anyhow::bail;
use armistice_ledger::NewEntered;
use armistice_types::entries::Content;
use armistice_types::marking::{Clearance, Marking};
use armistice_types::time::Known;

use crate::Outside;
use crate::args::{Moment, Signed};
use crate::casefile;
use crate::opening::Opened;
use crate::pipeline::Assessed;

/// So many other views are held at a time: an accepted report needs two, each of many reports may need its own.
const VIEWS: usize = 4;

/// What a command says of one of several things.
pub(super) struct Line {
    pub(super) shown: String,
    /// What is entered with it, if anything.
    pub(super) new: Option<NewEntered>,
    /// Stands after the entry's own line.
    pub(super) behind: String,
}

/// Makes an entry again from another view, what it is about found by words and ids and not by numbers; `None` where that is not there.
type Again<'m> = Box<dyn Fn(&Assessed) -> Option<Content> + 'm>;

/// An entry as a command makes it from a view.
pub(super) struct Made<'m> {
    content: Content,
    /// The marking of what it is about, rows of the case that it names not counted.
    least: Marking,
    /// From when that could be known.
    earliest: Option<Known>,
    again: Option<Again<'m>>,
}

impl<'m> Made<'m> {
    /// Of a person's words and ids of rows, and nothing else.
    pub(super) fn typed(content: Content) -> Self {
        Self { content, least: Marking::clear(), earliest: None, again: None }
    }

    /// It is about something with this marking, known from then on.
    pub(super) fn about(self, least: &Marking, earliest: Option<Known>) -> Self {
        Self { least: self.least.join(least), earliest: self.earliest.max(earliest), ..self }
    }

    /// It holds what the program found in the view.
    pub(super) fn again(self, again: impl Fn(&Assessed) -> Option<Content> + 'm) -> Self {
        Self { again: Some(Box::new(again)), ..self }
    }
}

/// Who enters, with which flags.
pub(super) struct Entering<'a> {
    author: String,
    signed: &'a Signed,
    unless_given: Marking,
    /// Other views that entries of this command were made in again, the last first.
    views: Vec<(Known, Clearance, Assessed)>,
}

impl<'a> Entering<'a> {
    /// Checks what can be checked before anything is looked up.
    pub(super) fn new(signed: &'a Signed, moment: &Moment, outside: &Outside<'_>) -> anyhow::Result<Self> {
        if moment.no_write {
            bail!("an entry is kept in the ledger: leave --no-write out");
        }
        let author = signed.author.as_ref().or(outside.author.as_ref()).cloned().unwrap_or_default();
        if author.trim().is_empty() {
            bail!("an entry stands under a name: give --author NAME, or set ARMISTICE_AUTHOR");
        }
        Ok(Self { author: plain("--author", &author)?, signed, unless_given: Marking::clear(), views: Vec::new() })
    }

    /// The marking where the flags give none.
    pub(super) fn unless_given(self, marking: Marking) -> Self {
        Self { unless_given: marking, ..self }
    }

    /// Under whose name.
    pub(super) fn author(&self) -> &str {
        &self.author
    }

    /// Makes the entry and says so.
    pub(super) fn enter(
        &mut self,
        opened: &mut Opened,
        it: &Assessed,
        made: Made<'_>,
        outside: &mut Outside<'_>,
    ) -> anyhow::Result<String> {
        let new = self.new_entry(opened, it, made)?;
        Ok(self.enter_all(opened, vec![new], outside)?.pop().unwrap_or_default())
    }

    /// An entry for [`Self::enter_lines`], with its marking and from when it is known. Refuses a `--known` before what it rests on could be.
    pub(super) fn new_entry(&mut self, opened: &Opened, it: &Assessed, made: Made<'_>) -> anyhow::Result<NewEntered> {
        let day = self.signed.known;
        let given = day.map(|day| casefile::end_of_day(day, &opened.case.time_zone)).transpose().map_err(anyhow::Error::msg)?;
        if let (Some(known), Some(earliest)) = (given, made.earliest)
            && known < earliest
        {
            bail!("--known lies before {earliest}, from when on it could be known what the entry is about");
        }
        let marking = self.marking(opened, it, &made)?;
        // What an entry is about may come of a day that lies ahead, as in an invented case: it cannot be known before that.
        let now = Known(opened.now.0);
        let known = given.or_else(|| made.earliest.filter(|at| now < *at));
        let (at, last) = (known.unwrap_or(now), it.view.moment);
        if at >= last || self.same(opened, at, &both(&marking, &it.view.clearance), &made)? {
            return Ok(NewEntered { known, author: self.author.clone(), marking, content: made.content });
        }
        if given.is_some() {
            bail!(
                "--known lies before something that has a part in the entry: give a later day, or --as-of that day to enter what was known then"
            );
        }
        Ok(NewEntered { known: Some(last), author: self.author.clone(), marking, content: made.content })
    }

    /// The marking of an entry: as given, and never below what it is about, the rows of the case that it names included. Where one who may
    /// see just the entry would make another of the same words, because something that he may not see has a part in it, it is the author's
    /// clearance: so whoever sees an entry sees all it rests on, and nothing hidden is told by it or makes it stale.
    fn marking(&mut self, opened: &Opened, it: &Assessed, made: &Made<'_>) -> anyhow::Result<Marking> {
        let rows = it.view.case.as_ref().map_or_else(Marking::clear, |case| made.content.names().marking(case));
        let marking = self.signed.marking.as_ref().unwrap_or(&self.unless_given).join(&made.least).join(&rows);
        let clearance = &it.view.clearance;
        if clearance.visible_to(&marking) {
            return Ok(marking);
        }
        let below = both(&marking, clearance);
        // As of when a page is there; something hidden may be known later.
        let at = opened.ledger.latest(Some(&opened.case), &below)?.unwrap_or(it.view.moment).min(it.view.moment);
        Ok(if self.same(opened, at, &below, made)? { marking } else { marking.join(clearance) })
    }

    /// Does another view give the same entry?
    fn same(&mut self, opened: &Opened, at: Known, clearance: &Clearance, made: &Made<'_>) -> anyhow::Result<bool> {
        let Some(again) = &made.again else { return Ok(true) };
        if !self.views.iter().any(|it| it.0 == at && it.1 == *clearance) {
            self.views.truncate(VIEWS - 1);
            self.views.insert(0, (at, clearance.clone(), opened.assessed_at(at, clearance)?));
        }
        let view = self.views.iter().find(|it| it.0 == at && it.1 == *clearance);
        Ok(view.and_then(|it| again(&it.2)).is_some_and(|content| content == made.content))
    }

    /// Makes all the entries or none of them, and prints every line.
    pub(super) fn enter_lines(&self, opened: &mut Opened, lines: Vec<Line>, outside: &mut Outside<'_>) -> anyhow::Result<()> {
        let new: Vec<NewEntered> = lines.iter().filter_map(|it| it.new.clone()).collect();
        let mut made = self.enter_all(opened, new, outside)?.into_iter();
        for Line { shown, new, behind } in lines {
            let entry = new.and_then(|_| made.next()).map_or_else(String::new, |entry| format!("{entry}\n"));
            outside.print(&format!("{shown}\n{entry}{behind}"))?;
        }
        Ok(())
    }

    fn enter_all(&self, opened: &mut Opened, new: Vec<NewEntered>, outside: &mut Outside<'_>) -> anyhow::Result<Vec<String>> {
        if !new.is_empty() {
            opened.must_keep()?;
        }
        let ids = opened.ledger.enter_all(&new, opened.now, outside.random)?;
        let from = |known: Option<Known>| match (self.signed.known, known) {
            (Some(day), _) => day.to_string(),
            (None, Some(at)) => at.to_string().chars().take(10).collect(),
            (None, None) => "now".to_owned(),
        };
        let said = |(id, new): (String, NewEntered)| {
            format!("entry {id} by {}, marking {}, known from {}", self.author, new.marking, from(new.known))
        };
        Ok(ids.into_iter().zip(new).map(said).collect())
    }
}

/// What both a marking and a clearance allow.
fn both(one: &Marking, other: &Clearance) -> Clearance {
    Marking { level: one.level.min(other.level), compartments: one.compartments.intersection(&other.compartments).cloned().collect() }
}

/// Words of a person for one line of a page: trimmed, without control characters, and not beyond a page's patience.
pub(super) fn plain(flag: &str, text: &str) -> anyhow::Result<String> {
    let text = text.trim();
    if text.is_empty() {
        bail!("{flag} is empty");
    }
    if text.chars().any(char::is_control) {
        bail!("{flag} holds a line break or another control character: give it on one line");
    }
    if text.chars().count() > 2_000 {
        bail!("{flag} is longer than 2000 characters");
    }
    Ok(text.to_owned())
}

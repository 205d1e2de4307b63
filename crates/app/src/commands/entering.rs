//! How a command makes an entry: under a name, at a moment, with a marking never below what it is about.

use anyhow::bail;
use armistice_ledger::NewEntered;
use armistice_types::entries::Content;
use armistice_types::marking::Marking;
use armistice_types::time::Known;

use crate::Outside;
use crate::args::{Moment, Signed};
use crate::casefile;
use crate::opening::Opened;
use crate::pipeline::Assessed;

/// What a command says of one of several things.
pub(super) struct Line {
    pub(super) shown: String,
    /// What is entered with it, if anything.
    pub(super) new: Option<NewEntered>,
    /// Stands after the entry's own line.
    pub(super) behind: String,
}

/// Who enters, with which flags.
pub(super) struct Entering<'a> {
    author: String,
    signed: &'a Signed,
    unless_given: Marking,
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
        Ok(Self { author: plain("--author", &author)?, signed, unless_given: Marking::clear() })
    }

    /// The marking where the flags give none.
    pub(super) fn unless_given(self, marking: Marking) -> Self {
        Self { unless_given: marking, ..self }
    }

    /// The marking of an entry: as given, and never below what it is about, the rows of the case that it names included.
    pub(super) fn marking(&self, it: &Assessed, content: &Content, least: &Marking) -> Marking {
        let rows = it.view.case.as_ref().map_or_else(Marking::clear, |case| content.names().marking(case));
        self.signed.marking.as_ref().unwrap_or(&self.unless_given).join(least).join(&rows)
    }

    /// Under whose name.
    pub(super) fn author(&self) -> &str {
        &self.author
    }

    /// Makes the entry and says so; `least` is the marking of what it is about, beside the rows of the case that it names, `earliest` from
    /// when that could be known.
    pub(super) fn enter(
        &self,
        opened: &mut Opened,
        it: &Assessed,
        content: Content,
        least: &Marking,
        earliest: Option<Known>,
        outside: &mut Outside<'_>,
    ) -> anyhow::Result<String> {
        let new = self.new_entry(opened, it, content, least, earliest)?;
        Ok(self.enter_all(opened, vec![new], outside)?.pop().unwrap_or_default())
    }

    /// An entry for [`Self::enter_lines`]; `least` and `earliest` as of [`Self::enter`]. Refuses a `--known` before `earliest`.
    pub(super) fn new_entry(
        &self,
        opened: &Opened,
        it: &Assessed,
        content: Content,
        least: &Marking,
        earliest: Option<Known>,
    ) -> anyhow::Result<NewEntered> {
        let day = self.signed.known;
        let known = day.map(|day| casefile::end_of_day(day, &opened.case.time_zone)).transpose().map_err(anyhow::Error::msg)?;
        if let (Some(known), Some(earliest)) = (known, earliest)
            && known < earliest
        {
            bail!("--known lies before {earliest}, from when on it could be known what the entry is about");
        }
        // What an entry is about may come of a day that lies ahead, as in an invented case: it cannot be known before that.
        let known = known.or_else(|| earliest.filter(|at| Known(opened.now.0) < *at));
        let marking = self.marking(it, &content, least);
        Ok(NewEntered { known, author: self.author.clone(), marking, content })
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

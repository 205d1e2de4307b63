//! `armistice accept`, `reject`, `edit` and `state`: what a person decides on statements.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use armistice_ledger::{NewEntered, anchor, built, said};
use armistice_read::Coder;
use armistice_types::decided::Deed;
use armistice_types::entries::{Content, Said, StatementAnchor, StatementEntry};
use armistice_types::statement::{Statement, StatementId};
use armistice_types::view::{Filed, StatementRef};

use super::entering::{Entering, Line, Made, plain};
use super::{on, reads};
use crate::args::{Accept, Edit, Moment, Reject, State};
use crate::opening::{self, Opened};
use crate::pipeline::Assessed;
use crate::{Outside, Status, decided};

/// The view in which statements are numbered: everything, whoever reviewed it.
pub(super) fn opened(case: &std::path::Path, moment: &Moment, outside: &mut Outside<'_>) -> anyhow::Result<(Opened, Assessed)> {
    if moment.reviewed_only {
        bail!("numbers are those of the whole case: leave --reviewed-only out");
    }
    let opened = opening::open(case, moment.asked(), outside)?;
    let assessed = opened.assessed(moment.as_of)?;
    Ok((opened, assessed))
}

/// A statement of a view.
#[derive(Clone, Copy)]
struct Found<'a> {
    it: &'a Assessed,
    filed: &'a Filed,
    statement: &'a Statement,
}

impl Found<'_> {
    fn name(self) -> String {
        format!("R{}.{}", self.filed.number, self.statement.id)
    }

    /// With its ties.
    fn said(self) -> Said {
        let coded = self.filed.number.checked_sub(1).and_then(|n| self.it.coded.get(n));
        said(&self.filed.reading, self.statement, coded)
    }

    /// As an entry names what it changes: ties that the program makes are left out, those of a person tell the person's saying from another's.
    fn was(self) -> Said {
        let own = self.filed.decisions.get(&self.statement.id).is_some_and(|it| it.deed != Deed::Accepted);
        if own { self.said() } else { self.said().untied() }
    }

    fn anchor(self) -> StatementAnchor {
        anchor(&self.filed.reading.report, self.statement)
    }

    /// How many before it in the report stand at the same words.
    fn nth(self) -> usize {
        let before = self.filed.reading.statements.iter().take_while(|it| it.id != self.statement.id);
        before.filter(|it| it.content == self.statement.content && it.cue == self.statement.cue).count()
    }

    /// "Marsh: we sign (accept; ordany accepts withdrawal.full)".
    fn shown(self, says: &Said) -> String {
        format!("{}: {}", self.name(), reads::shown(&self.anchor(), says))
    }
}

/// The report with this number.
pub(super) fn report<'a>(it: &'a Assessed, text: &str) -> anyhow::Result<&'a Filed> {
    let number = text.strip_prefix(['R', 'r']).and_then(|n| n.parse().ok());
    let there = match it.view.reports.len() {
        0 => "there are none in this view".to_owned(),
        1 => "there is R1".to_owned(),
        n => format!("there are R1 to R{n}"),
    };
    number.and_then(|n| it.view.report(n)).with_context(|| format!("no report has the number `{text}`; {there}"))
}

fn found<'a>(it: &'a Assessed, text: &str) -> anyhow::Result<Found<'a>> {
    let (first, second) =
        text.split_once('.').with_context(|| format!("`{text}` is no statement: give it as `armistice statements` does, R3.s5"))?;
    let filed = report(it, first)?;
    let all = || filed.reading.statements.iter().map(|it| it.id.to_string()).collect::<Vec<_>>().join(", ");
    let statement = second.to_lowercase().parse::<StatementId>().ok().and_then(|id| filed.reading.statement(id));
    let there = || if filed.reading.statements.is_empty() { "it has none".to_owned() } else { format!("it has {}", all()) };
    let statement = statement.with_context(|| format!("R{} has no statement `{second}`; {}", filed.number, there()))?;
    Ok(Found { it, filed, statement })
}

pub(super) fn note(given: &Option<String>) -> anyhow::Result<Option<String>> {
    given.as_deref().map(|it| plain("--note", it)).transpose()
}

/// The entry that says this of a statement.
fn new_entry(
    opened: &Opened,
    entering: &mut Entering<'_>,
    at: Found<'_>,
    entry: &dyn Fn(Found<'_>) -> anyhow::Result<StatementEntry>,
) -> anyhow::Result<NewEntered> {
    let (report, anchor, n) = (&at.filed.reading.report.id, at.anchor(), at.nth());
    let again = |it: &Assessed| {
        let filed = on::report(it, report)?;
        let found = filed.reading.statements.iter().map(|statement| Found { it, filed, statement });
        let begins = |it: &Found<'_>| it.statement.content.first().map(|it| it.start()) == anchor.content.first().map(|it| it.start);
        let at = found.filter(|found| begins(found) && found.anchor() == anchor).nth(n)?;
        entry(at).ok().map(Content::Statement)
    };
    let made = Made::typed(Content::Statement(entry(at)?)).about(at.filed.marking_at(at.statement.id), Some(at.filed.known));
    entering.new_entry(opened, at.it, made.again(again))
}

/// Each once.
fn once(mut all: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut seen = BTreeSet::new();
    all.retain(|it| seen.insert((it.filed.number, it.statement.id)));
    all
}

pub(super) fn accept(args: &Accept, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let note = note(&args.signed.note)?;
    let mut all: Vec<Found<'_>> = args.statements.iter().map(|text| found(&it, text)).collect::<anyhow::Result<_>>()?;
    for text in &args.report {
        let filed = report(&it, text)?;
        let open = filed.reading.statements.iter().filter(|it| !filed.decisions.contains_key(&it.id));
        all.extend(open.map(|statement| Found { it: &it, filed, statement }));
    }
    let all = once(all);
    if all.is_empty() {
        outside.print("nothing is left to review\n")?;
    }
    let these: Vec<(usize, StatementId)> = all.iter().map(|it| (it.filed.number, it.statement.id)).collect();
    let mut lines = Vec::new();
    for at in all {
        let by = at.filed.decisions.get(&at.statement.id).into_iter().flat_map(|it| &it.entries).filter_map(|id| it.view.entry(id));
        if let Some(own) = by.into_iter().find(|it| it.author == entering.author()) {
            let shown = format!("{} stands under your name already (entry {})", at.name(), own.id);
            lines.push(Line { shown, new: None, behind: String::new() });
            continue;
        }
        let shown = format!("accepted {}", at.shown(&at.said()));
        let entry = |at: Found<'_>| Ok(StatementEntry::Accept { statement: at.anchor(), said: Box::new(at.said()), note: note.clone() });
        lines.push(Line { shown, new: Some(new_entry(&opened, &mut entering, at, &entry)?), behind: within(at, &these) });
    }
    entering.enter_lines(&mut opened, lines, outside)?;
    Ok(opened.status)
}

/// Words that stand in another's are reviewed with the other's only; `these` are accepted by the same command.
fn within(at: Found<'_>, these: &[(usize, StatementId)]) -> String {
    let reviewed = |id: StatementId| at.filed.reviewed_at(id) || these.contains(&(at.filed.number, id));
    let outer = outer(at).into_iter().find(|id| !reviewed(*id));
    outer.map_or_else(String::new, |id| {
        format!(
            "note: it stands within R{}.{id}, which is not reviewed; both are left out of what is reviewed until that is, too\n",
            at.filed.number
        )
    })
}

/// The statements that it stands within, nearest first.
fn outer(at: Found<'_>) -> Vec<StatementId> {
    let (mut out, mut next) = (Vec::new(), at.statement.within);
    while let Some(id) = next.filter(|id| !out.contains(id)) {
        out.push(id);
        next = at.filed.reading.statement(id).and_then(|it| it.within);
    }
    out
}

pub(super) fn reject(args: &Reject, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let why = plain("--why", &args.why)?;
    let mut lines = Vec::new();
    for at in once(args.statements.iter().map(|text| found(&it, text)).collect::<anyhow::Result<_>>()?) {
        let nested = at.filed.reading.statements.iter().filter(|it| it.within == Some(at.statement.id)).count();
        let behind = if nested > 0 { format!("note: {nested} nested in it leave with it\n") } else { String::new() };
        let shown = format!("rejected {}", at.shown(&at.said()));
        let entry = |at: Found<'_>| Ok(StatementEntry::Reject { statement: at.anchor(), was: Box::new(at.was()), why: why.clone() });
        lines.push(Line { shown, new: Some(new_entry(&opened, &mut entering, at, &entry)?), behind });
    }
    entering.enter_lines(&mut opened, lines, outside)?;
    Ok(opened.status)
}

pub(super) fn edit(args: &Edit, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let note = note(&args.signed.note)?;
    let at = found(&it, &args.statement)?;
    let now = at.said();
    let says = edited(at, &args.reads)?;
    if now.differs(&says).is_empty() && now.differs_in_ties(&says).is_empty() {
        bail!("{} says so already: give --source, --act, --certainty, --negated, --quote, --said-on, --condition or --stance", at.name());
    }
    let shown = at.shown(&says);
    let entry = |at: Found<'_>| {
        let said = Box::new(edited(at, &args.reads)?);
        Ok(StatementEntry::Edit { statement: at.anchor(), was: Box::new(at.was()), said, note: note.clone() })
    };
    let new = new_entry(&opened, &mut entering, at, &entry)?;
    let line = Line { shown: format!("put right {shown}"), new: Some(new), behind: String::new() };
    entering.enter_lines(&mut opened, vec![line], outside)?;
    Ok(opened.status)
}

/// What it says with what the flags change.
fn edited(at: Found<'_>, flags: &crate::args::Reads) -> anyhow::Result<Said> {
    let changed = reads::changed(at.filed, flags, &at.statement.content, &at.said())?;
    tied(at.it, at.filed, (&at.anchor(), at.statement.id, Some(at.statement)), flags, changed)
}

pub(super) fn state(args: &State, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let note = note(&args.signed.note)?;
    let filed = report(&it, &args.report)?;
    let (statement, says) = added(&it, filed, args)?;
    read_so(&it, filed, &statement, &says)?;
    let shown = format!("R{}: {}", filed.number, reads::shown(&statement, &says));
    let content = |(statement, says)| Content::Statement(StatementEntry::Add { statement, said: Box::new(says), note: note.clone() });
    let id = &filed.reading.report.id;
    let again = |it: &Assessed| on::report(it, id).and_then(|filed| added(it, filed, args).ok()).map(content);
    let made = Made::typed(content((statement, says))).about(&filed.marking, Some(filed.known)).again(again);
    let done = entering.enter(&mut opened, &it, made, outside)?;
    outside.print(&format!("added {shown}\n{done}\n"))?;
    Ok(opened.status)
}

/// A statement by its words in a report.
fn added(it: &Assessed, filed: &Filed, args: &State) -> anyhow::Result<(StatementAnchor, Said)> {
    let words = reads::place(filed, "--words", &args.words, args.nth)?;
    let Some(span) = words.span() else { bail!("--words reach beyond the report") };
    let statement = StatementAnchor { report: filed.reading.report.id.clone(), content: vec![words], cue: None };
    let new = reads::new(filed, &args.reads, span)?;
    let id = StatementId(filed.reading.statements.iter().map(|it| it.id.0).max().unwrap_or(0) + 1);
    let says = tied(it, filed, (&statement, id, None), &args.reads, new)?;
    Ok((statement, says))
}

/// Words that the program reads so are no new statement: other stances than it gives are put right on the one that is there.
fn read_so(it: &Assessed, filed: &Filed, at: &StatementAnchor, says: &Said) -> anyhow::Result<()> {
    let by_program = |id: StatementId| filed.decisions.get(&id).is_none_or(|it| it.deed == Deed::Accepted);
    for statement in filed.reading.statements.iter().filter(|statement| by_program(statement.id)) {
        let found = Found { it, filed, statement };
        let now = found.said();
        if found.anchor().content == at.content && says.differs(&now).is_empty() && !says.differs_in_ties(&now).is_empty() {
            bail!("{} says so already, with other stances: give them by `edit … {} --stance`", found.name(), found.name());
        }
    }
    Ok(())
}

/// What a person says with its ties to the case: those given, else those that a person gave before, else those of the program to what the
/// person says.
fn tied(
    it: &Assessed,
    filed: &Filed,
    (at, id, base): (&StatementAnchor, StatementId, Option<&Statement>),
    reads: &crate::args::Reads,
    says: Said,
) -> anyhow::Result<Said> {
    let Some(case) = &it.view.case else { return Ok(says) };
    let mut filed = filed.clone();
    // A person's own ties stay until a person gives others.
    let own = filed.decisions.remove(&id).is_some_and(|it| it.deed != Deed::Accepted);
    let made = built(&mut filed.reading, id, at, &says, base);
    match filed.reading.statements.iter_mut().find(|it| it.id == id) {
        Some(there) => *there = made,
        None => filed.reading.statements.push(made),
    }
    let coded = decided::of_report(&filed, &Coder::new(case), &mut Vec::new());
    let at = StatementRef { report: filed.number, statement: id };
    let Some(statement) = filed.reading.statement(id) else { return Ok(says) };
    let by_program = said(&filed.reading, statement, Some(&coded));
    let same = base.is_some_and(|_| reads::only_stances(reads));
    let ties = match (reads.stance.is_empty(), own) {
        (false, _) => reads::stances(case, &filed, &coded, at, &reads.stance)?,
        (true, true) => says.ties.iter().map(|tie| reads::own_only(&filed, &coded, at, tie)).collect(),
        (true, false) => by_program.ties,
    };
    // Outcomes are tied by the program alone; where nothing else is changed they stay as they were.
    let outcomes = if same { says.outcomes.clone() } else { by_program.outcomes };
    Ok(Said { ties, outcomes, ..says })
}

//! `armistice note` and `armistice grade`: free words on anything, and how reliable a source and how credible what is told is.

use anyhow::{Context, bail};
use armistice_types::entries::{Content, Credibility, Grade, Graded, GradedSource, Note, On, Reliability};
use armistice_types::marking::Marking;
use armistice_types::statement::{Anonymity, StatementId};
use armistice_types::time::Known;
use armistice_types::view::{Filed, StatementRef};

use super::entering::{Entering, Line, Made, plain};
use super::on::{self, Subject, subject, there_are};
use crate::args::{Grade as GradeArgs, Note as NoteArgs};
use crate::pipeline::Assessed;
use crate::{Outside, Status};

pub(super) fn note(args: &NoteArgs, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    if args.signed.note.is_some() {
        bail!("TEXT is the note: leave --note out");
    }
    let Subject { on, least, earliest } = subject(&it, &args.on)?;
    let content = Content::Note(Note { about: on.clone(), text: plain("TEXT", &args.text)? });
    let made = Made::typed(content.clone()).about(&least, earliest).again(|it| on::there(it, &on).then(|| content.clone()));
    let said = entering.enter(&mut opened, &it, made, outside)?;
    outside.print(&format!("noted on {}\n{said}\n", args.on.trim()))?;
    Ok(opened.status)
}

/// In so many independent chains at least is told what other sources confirm.
const CHAINS: usize = 2;

/// A grade that is checked and not entered yet.
struct Checked {
    graded: Graded,
    least: Marking,
    earliest: Option<Known>,
    shown: String,
    /// Where the program found something for it.
    found: Found,
}

/// What is looked up again in another view.
enum Found {
    /// The outlet of a report, or the speaker of a statement.
    Whose(On),
    /// A source, as typed.
    Source(String),
    /// A report or a statement, told in two chains where that is graded.
    Told(On, Credibility),
}

impl Found {
    /// Does another view give the same?
    fn there(&self, it: &Assessed, graded: &Graded) -> bool {
        let of = |of: anyhow::Result<GradedSource>| matches!((of, graded), (Ok(a), Graded::Reliability { of: b, .. }) if a == *b);
        match self {
            Self::Whose(On::Statement(words)) => on::statement(it, words).is_some_and(|(filed, id)| of(speaker(it, filed, id, ""))),
            Self::Whose(On::Report { report }) => on::report(it, report).is_some_and(|filed| of(outlet(filed, ""))),
            Self::Whose(_) => false,
            Self::Source(given) => of(source(it, given).map(|it| it.0)),
            Self::Told(on @ On::Statement(words), Credibility::One) => {
                let place = on::statement(it, words).map(|(filed, id)| StatementRef { report: filed.number, statement: id });
                on::there(it, on) && place.is_some_and(|at| confirmed(it, at).0 >= CHAINS)
            }
            Self::Told(on, _) => on::there(it, on),
        }
    }
}

pub(super) fn grade(args: &GradeArgs, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let why = args.why.as_deref().or(args.signed.note.as_deref()).map(|it| plain("--why", it)).transpose()?;
    // Two judgements, each an entry of its own: both are entered or neither.
    let source = args.reliability.map(|grade| reliability(&it, &args.on, grade)).transpose()?;
    let told = args.credibility.map(|grade| credibility(&it, &args.on, grade)).transpose()?;
    let mut lines = Vec::new();
    for Checked { graded, least, earliest, shown, found } in source.into_iter().chain(told) {
        let content = Content::Grade(Grade { graded: graded.clone(), why: why.clone() });
        let made = Made::typed(content.clone()).about(&least, earliest).again(|it| found.there(it, &graded).then(|| content.clone()));
        let new = entering.new_entry(&opened, &it, made)?;
        lines.push(Line { shown: format!("graded {shown}"), new: Some(new), behind: String::new() });
    }
    entering.enter_lines(&mut opened, lines, outside)?;
    Ok(opened.status)
}

/// Of a source with a name. An unnamed one is never graded: DESIGN section 2, rule 8.
fn reliability(it: &Assessed, given: &str, grade: Reliability) -> anyhow::Result<Checked> {
    let given = given.trim();
    let (of, least, earliest) = source(it, given)?;
    let found = if on::place(it, given)?.is_some() { Found::Whose(subject(it, given)?.on) } else { Found::Source(given.to_owned()) };
    let name = match &of {
        GradedSource::Outlet { name } | GradedSource::Named { name } => name.clone(),
        GradedSource::Actor { actor } => actor.to_string(),
        GradedSource::Person { person } => person.to_string(),
    };
    let shown = format!("{name}: reliability {grade}, {}", grade.means());
    Ok(Checked { graded: Graded::Reliability { of, grade }, least, earliest, shown, found })
}

fn source(it: &Assessed, given: &str) -> anyhow::Result<(GradedSource, Marking, Option<Known>)> {
    if let Some((filed, statement)) = on::place(it, given)? {
        let of = match statement {
            Some(id) => speaker(it, filed, id, given)?,
            None => outlet(filed, given)?,
        };
        let least = statement.map_or(&filed.marking, |id| filed.marking_at(id)).clone();
        return Ok((of, least, Some(filed.known)));
    }
    let case = on::case(it)?;
    match given.split_once(':') {
        Some(("actor", id)) => Ok((GradedSource::Actor { actor: on::actor(case, id)? }, Marking::clear(), None)),
        Some(("person", id)) => {
            let found = case.persons.iter().find(|row| row.id.0 == id).map(|row| row.id.clone());
            let ids = || there_are(case.persons.iter().map(|row| row.id.0.as_str()));
            let person = found.with_context(|| format!("no person has the id `{id}`; {}", ids()))?;
            Ok((GradedSource::Person { person }, Marking::clear(), None))
        }
        Some(("outlet", name)) => {
            let prints = |filed: &&Filed| filed.reading.report.outlet.as_deref() == Some(name);
            let (least, earliest) = least(it.view.reports.iter().filter(prints).map(|it| (it, &it.marking))).with_context(|| {
                let mut names: Vec<&str> = it.view.reports.iter().filter_map(|filed| filed.reading.report.outlet.as_deref()).collect();
                names.sort_unstable();
                names.dedup();
                format!("no report is of the outlet `{name}`; {}", there_are(names.into_iter()))
            })?;
            Ok((GradedSource::Outlet { name: name.to_owned() }, least, Some(earliest)))
        }
        Some(("source", name)) => named(it, name),
        _ => {
            bail!("`{given}` is no source: give R3 for its outlet, R3.s5 for its speaker, outlet:NAME, actor:ID, person:ID or source:NAME")
        }
    }
}

fn outlet(filed: &Filed, given: &str) -> anyhow::Result<GradedSource> {
    let name = filed.reading.report.outlet.clone();
    Ok(GradedSource::Outlet { name: name.with_context(|| format!("{given} names no outlet that could be graded"))? })
}

/// Who says a statement, where that is somebody with a name.
fn speaker(it: &Assessed, filed: &Filed, id: StatementId, given: &str) -> anyhow::Result<GradedSource> {
    let statement = filed.reading.statement(id).context("no such statement")?;
    let speaker = statement.source.actor.and_then(|id| filed.reading.actor(id));
    let Some(actor) = speaker.filter(|it| followed(statement.source.anonymity, &it.name)) else {
        if statement.source.anonymity == Anonymity::None {
            bail!("{given} is in the report's own voice: grade its outlet, with R{}", filed.number);
        }
        bail!("{given} is of a source without a name, and such a source is never graded by itself: grade what it says, with --credibility");
    };
    let coded = it.coded.get(filed.number - 1).and_then(|coded| coded.actors.get(&actor.id));
    if let Some(person) = coded.and_then(|it| it.person.clone()) {
        return Ok(GradedSource::Person { person });
    }
    let office = coded.and_then(|it| it.actor.clone()).filter(|_| statement.source.anonymity == Anonymity::Office);
    Ok(office.map_or_else(|| GradedSource::Named { name: actor.name.clone() }, |actor| GradedSource::Actor { actor }))
}

/// Is it a person by name, or an institution that speaks as one and has a name of its own? "a ranking authority" has none.
fn followed(anonymity: Anonymity, name: &str) -> bool {
    match anonymity {
        Anonymity::Named => true,
        Anonymity::Office => name.chars().next().is_some_and(char::is_uppercase),
        Anonymity::Collective | Anonymity::Anonymous | Anonymity::None => false,
    }
}

/// A source by its name on the page of sources.
fn named(it: &Assessed, name: &str) -> anyhow::Result<(GradedSource, Marking, Option<Known>)> {
    let followed = |row: &&armistice_types::sources::SourceState| followed(row.anonymity, &row.name);
    let Some(row) = it.assessment.sources.iter().filter(followed).find(|row| row.name.eq_ignore_ascii_case(name)) else {
        let all = it.assessment.sources.iter().filter(followed).map(|row| row.name.as_str());
        bail!("no named source is called `{name}`; {}", there_are(all));
    };
    let filed = row.statements.iter().filter_map(|at| it.view.report(at.report).map(|filed| (filed, filed.marking_at(at.statement))));
    let (least, earliest) = least(filed).with_context(|| format!("nothing of `{name}` is on file"))?;
    Ok((GradedSource::Named { name: row.name.clone() }, least, Some(earliest)))
}

/// Of a name that several reports have: the lowest marking of one, and from when that one could be known.
fn least<'f>(filed: impl Iterator<Item = (&'f Filed, &'f Marking)>) -> Option<(Marking, Known)> {
    let (lowest, marking) = filed.min_by_key(|(filed, marking)| (marking.level, marking.compartments.len(), filed.number))?;
    Some((marking.clone(), lowest.known))
}

/// Of a report or a statement. That other sources confirm it is counted in chains and never judged.
fn credibility(it: &Assessed, given: &str, grade: Credibility) -> anyhow::Result<Checked> {
    let given = given.trim();
    let Subject { on, mut least, mut earliest } = subject(it, given)?;
    let place = on::place(it, given)?;
    if !matches!(on, On::Report { .. } | On::Statement(_)) {
        bail!("credibility is of a report or a statement, R3 or R3.s5: `{given}` is neither");
    }
    if let (Credibility::One, Some((filed, statement))) = (grade, place) {
        let Some(statement) = statement else {
            bail!("credibility 1, confirmed by other sources, is counted statement by statement: give one of R{}", filed.number);
        };
        let (chains, marking, known) = confirmed(it, StatementRef { report: filed.number, statement });
        if chains < CHAINS {
            bail!(
                "credibility 1 means confirmed by other sources, which is counted and not judged: two independent chains must tell it, and on \
                 file are at least {chains}; 2 means probably true"
            );
        }
        least = least.join(&marking);
        earliest = earliest.max(known);
    }
    let shown = format!("{given}: credibility {grade}, {}", grade.means());
    let found = Found::Told(on.clone(), grade);
    Ok(Checked { graded: Graded::Credibility { of: on, grade }, least, earliest, shown, found })
}

/// In how many independent chains what a statement says is told, at least; with the marking of what tells it and from when all of that could
/// be known.
fn confirmed(it: &Assessed, at: StatementRef) -> (usize, Marking, Option<Known>) {
    let (chains, told) = armistice_assess::told_in(&it.view, &it.assessment, at);
    let filed = || told.iter().filter_map(|at| Some((it.view.report(at.report)?, at.statement)));
    let marking = filed().fold(Marking::clear(), |all, (filed, id)| all.join(filed.marking_at(id)));
    (chains, marking, filed().map(|(filed, _)| filed.known).max())
}

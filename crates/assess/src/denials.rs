//! Denials, with what they deny and what they leave open, each once however often it is told. "No comment" is none.

mod denied;
mod told;

use armistice_types::assessment::Denial;
use armistice_types::case::TrackKey;
use armistice_types::coded::Coded;
use armistice_types::proposals::ProposalState;
use armistice_types::statement::{Act, Anonymity, DenialScope, Statement};
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::tracks::of_statement;
use denied::Claims;
use told::{Known, Telling};

/// So many days before its denial a claim or a draft may have come out, or a denial be told again.
const NEAR: i32 = 14;

/// By statement; of several tellings of one denial the one by name and in its own words stands, the others in `also`.
pub(crate) fn denials(view: &View, coded: &[Coded], proposals: &[ProposalState]) -> Vec<Denial> {
    let denials = || view.reports.iter().flat_map(|filed| filed.reading.statements.iter().map(move |it| (filed, it)));
    let denials = || denials().filter(|(_, it)| it.act == Act::Deny).filter_map(|(filed, it)| Some((filed, it, it.denies.as_ref()?)));
    let claims = Claims::new(view, denials().map(|(.., denies)| denies.of.as_str()));
    let leaked = leaked(proposals);
    let mut known = Known::default();
    for (filed, statement, denies) in denials() {
        let at = StatementRef { report: filed.number, statement: statement.id };
        let denied = claims.denied(filed, statement, denies.scope, &denies.of);
        let proposal = proposal(filed, denies.scope, &denies.of, &leaked);
        let new = Denial {
            statement: at,
            scope: denies.scope,
            of: denies.of.clone(),
            leaves_open: leaves_open(denies.scope).to_owned(),
            also: Vec::new(),
            track: track(view, coded, at, proposal.and_then(|it| it.track.clone()), &denied),
            proposal: proposal.map(|it| it.id.clone()),
            denied,
            marking: filed.marking_at(statement.id).clone(),
        };
        known.add(view, new, Telling::new(coded, filed, statement));
    }
    known.all.into_iter().map(|(it, _)| it).collect()
}

/// The later one takes the place of one that is nobody's by name.
fn join(view: &View, there: &mut Denial, new: Denial) {
    let named = |at: StatementRef| view.statement(at).is_some_and(|(_, it)| it.source.anonymity == Anonymity::Named);
    there.marking = there.marking.join(&new.marking);
    if named(new.statement) && !named(there.statement) {
        let also = [there.also.clone(), vec![there.statement]].concat();
        let marking = there.marking.clone();
        let proposal = new.proposal.clone().or_else(|| there.proposal.take());
        let track = new.track.clone().or_else(|| there.track.take());
        *there = Denial { also, marking, proposal, track, ..new };
    } else {
        there.also.push(new.statement);
        there.track = there.track.take().or(new.track);
        there.proposal = there.proposal.take().or(new.proposal);
    }
}

fn day(filed: &Filed) -> Option<Day> {
    filed.reading.report.published.map(Published::day)
}

fn content(filed: &Filed, it: &Statement) -> String {
    let index = filed.reading.report.text.index();
    it.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}

/// What a denial of this scope does not say.
fn leaves_open(scope: DenialScope) -> &'static str {
    match scope {
        DenialScope::Exists => "says that there is no such thing",
        DenialScope::Authentic => "says that it is not genuine; does not say what the true one holds",
        DenialScope::Current => "says that it is not current; does not say that it was never genuine",
        DenialScope::Authorship => "says who did not write it; does not say that its content is wrong",
        DenialScope::Content => "says that it is not so; does not say what is",
        DenialScope::Intent => "says that there is no such intention; does not say that it cannot come to it",
        DenialScope::Said => "says that it was not said; does not say that it is not so",
    }
}

/// Nouns by which a denial names a paper, in the singular.
const PAPERS: [&str; 9] = ["draft", "document", "text", "paper", "proposal", "plan", "letter", "printed", "published"];

/// Does a word name a paper, and more than one?
fn paper_noun(word: &str) -> Option<bool> {
    let many = word.strip_suffix('s').filter(|one| PAPERS.contains(one));
    (many.is_some() || PAPERS.contains(&word)).then_some(many.is_some())
}

/// A draft that nobody is told to have put forward.
struct Leaked<'p> {
    paper: &'p ProposalState,
    day: Day,
    /// Does its name name more than one?
    many: Option<bool>,
}

fn leaked(proposals: &[ProposalState]) -> Vec<Leaked<'_>> {
    let leaked = |it: &'_ ProposalState| (it.sponsors.is_empty()).then(|| it.name.to_lowercase());
    let of = |paper| {
        let name = leaked(paper).filter(|name| name.contains("draft") || name.contains("document"))?;
        Some(Leaked { paper, day: paper.day?.to?, many: name.split(' ').next_back().and_then(paper_noun) })
    };
    proposals.iter().filter_map(of).collect()
}

/// The paper that it is about: a draft that nobody is told to have put forward, out within two weeks before, where there is one only.
/// Who denies one draft has not denied several, nor the other way round.
fn proposal<'p>(filed: &Filed, scope: DenialScope, of: &str, leaked: &[Leaked<'p>]) -> Option<&'p ProposalState> {
    let words: Vec<String> = of.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let several: Vec<bool> = words.iter().filter_map(|word| paper_noun(word)).collect();
    let of_papers = matches!(scope, DenialScope::Authentic | DenialScope::Current | DenialScope::Authorship | DenialScope::Exists);
    let today = day(filed).filter(|_| !several.is_empty() && of_papers)?;
    let fits = |it: &&Leaked<'_>| it.day <= today && today <= it.day.plus(NEAR) && it.many.is_none_or(|many| several.contains(&many));
    let mut found = leaked.iter().filter(fits);
    found.next().filter(|_| found.next().is_none()).map(|it| it.paper)
}

/// The track of the paper, else of what the denial is about, else of what it denies.
fn track(view: &View, coded: &[Coded], at: StatementRef, paper: Option<TrackKey>, denied: &[StatementRef]) -> Option<TrackKey> {
    let of = |at: &StatementRef| {
        let n = view.reports.iter().position(|filed| filed.number == at.report)?;
        of_statement(view.case.as_ref()?, &view.reports[n], coded.get(n)?, view.statement(*at)?.1)
    };
    paper.or_else(|| std::iter::once(&at).chain(denied).find_map(of))
}

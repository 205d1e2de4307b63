//! One coded stance with everything that decides about it: who, when, with what authority.

use armistice_types::coded::{About, Authority, Coded, Stance};
use armistice_types::marking::Marking;
use armistice_types::statement::{Act, Certainty, Statement};
use armistice_types::text::Span;
use armistice_types::time::{Day, Edtf, Known, Published};
use armistice_types::view::{Filed, StatementRef, View};

/// A stance that a statement gives.
#[derive(Clone, Debug)]
pub(crate) struct Saying<'v> {
    pub(crate) about: &'v About,
    pub(crate) at: StatementRef,
    pub(crate) authority: Authority,
    pub(crate) certainty: Certainty,
    pub(crate) conditional: bool,
    pub(crate) known: Known,
    /// When it was said, else the day of publication.
    pub(crate) day: Option<Edtf>,
    pub(crate) day_stated: bool,
    pub(crate) marking: &'v Marking,
    /// Name of the teller, as in the report.
    pub(crate) by: Option<String>,
    pub(crate) by_actor: Option<armistice_types::case::ActorKey>,
    /// Does a copy only tell again what its origin tells?
    pub(crate) copied: bool,
}

impl Saying<'_> {
    /// The last day on which it can have been said.
    pub(crate) fn last_day(&self) -> Option<Day> {
        self.day.and_then(|day| day.to)
    }

    /// May it move the position of its holder?
    pub(crate) fn binds(&self) -> bool {
        self.authority.binds()
    }
}

/// Every coded stance of a view, oldest first: by day, then Known, then place.
pub(crate) fn sayings<'v>(view: &'v View, coded: &'v [Coded]) -> Vec<Saying<'v>> {
    let mut out = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        for (id, rows) in &coded.about {
            let Some(statement) = filed.reading.statement(*id) else { continue };
            let chain = chain(filed, statement);
            // An account is told by whoever stands outermost; own words bind no more than the least of those who pass them on.
            let teller = *chain.last().unwrap_or(&statement);
            let authority_of =
                |it: &&Statement| it.source.actor.and_then(|id| coded.actors.get(&id)).map_or(Authority::Unnamed, |it| it.authority);
            let authority = chain.iter().map(authority_of).min().unwrap_or(Authority::Unnamed);
            let on_condition =
                chain.iter().any(|it| it.act == Act::Condition || it.conditions.iter().any(|at| governs(filed, statement, *at)));
            let own_teller = |about: &About| if about.own_words { statement } else { teller };
            for about in rows {
                let told = own_teller(about);
                let by = told.source.actor.and_then(|id| filed.reading.actor(id));
                let by_coded = told.source.actor.and_then(|id| coded.actors.get(&id));
                let tied = coded.conditions.get(id).is_some_and(|it| it.holder == about.holder);
                // What a party makes its yes depend on, it demands without a condition.
                let conditional = statement.act == Act::Condition && about.stance != Stance::Demands
                    || (tied || on_condition) && matches!(about.stance, Stance::Accepts | Stance::AcceptsInPrinciple)
                    || (tied || on_condition) && about.stance == Stance::Offers && beside(filed, &chain, about);
                out.push(Saying {
                    about,
                    at: StatementRef { report: filed.number, statement: *id },
                    authority,
                    certainty: statement.certainty,
                    conditional,
                    known: filed.known,
                    day: statement.said_on.or_else(|| filed.reading.report.published.map(Published::day).map(Edtf::day)),
                    day_stated: statement.said_on.is_some(),
                    marking: filed.marking_at(*id),
                    by: by.map(|actor| actor.name.clone()),
                    by_actor: by_coded.and_then(|it| it.actor.clone()),
                    copied: false,
                });
            }
        }
    }
    out.sort_by_key(|a| (a.last_day(), a.known, a.at));
    out
}

/// "The union accepts four years and would sign for nine if …": the condition of an outer statement is that of the second verb.
fn governs(filed: &Filed, statement: &Statement, condition: Span) -> bool {
    let end = statement.content.iter().map(|it| it.end()).max().unwrap_or(0);
    let between = Span::new(end, condition.start()).and_then(|span| filed.reading.report.text.index().quote(span).map(str::to_lowercase));
    let second = |words: &str| {
        ["and", "but"]
            .iter()
            .any(|joint| ["would", "will", "could", "might"].iter().any(|modal| words.contains(&format!(" {joint} {modal} "))))
    };
    !between.is_some_and(|words| second(&format!(" {words} ")))
}

/// Does a condition stand in the sentence of the option's words? A yes takes every condition of its statement; an offer only those.
fn beside(filed: &Filed, chain: &[&Statement], about: &About) -> bool {
    let sentence = |at: usize| filed.reading.sentences.partition_point(|it| it.start() <= at);
    let own = about.matched.first().map(|it| sentence(it.start()));
    // Where the condition stands outside the content, which sentence it belongs to is not told: it is taken for this one.
    let mut conditions = chain.iter().flat_map(|it| &it.conditions).peekable();
    conditions.peek().is_none() || conditions.any(|it| own.is_none() || own == Some(sentence(it.start())))
}

/// The statement and those it is nested in, innermost first; at most eight, so that a damaged reading cannot loop.
fn chain<'r>(filed: &'r Filed, statement: &'r Statement) -> Vec<&'r Statement> {
    let mut out = vec![statement];
    while let Some(outer) = out.last().and_then(|it| it.within).and_then(|id| filed.reading.statement(id)).filter(|_| out.len() < 8) {
        out.push(outer);
    }
    out
}

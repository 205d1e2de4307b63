//! The last step of READ: attributions, actors, acts and times to statements, each with its spans.
//! Takes what the steps before found, gives statements of the public schema. This is the border at
//! which token ranges become offsets in Unicode scalar values.

mod opinions;
mod unsaid;

use std::ops::Range;

use armistice_types::problem::{Code, Problem};
use armistice_types::statement::{Act, ActorId, Anonymity, Denies, Quote, Source, Statement, StatementId};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::Day;

use crate::acts::{self, Doing};
use crate::attribution::{Attribution, Found, Frame, Text};
use crate::entities::{Actors, Resolved, Said as Context};
use crate::fitted::Features;
use crate::medium::medium;
use crate::tokens::Kind;
use crate::when;
use opinions::Opinion;

/// Everything that statements are assembled from.
pub(crate) struct Parts<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) index: &'a CharIndex<'a>,
    pub(crate) published: Option<Day>,
    /// Who "I" and "we" are outside quotations: the issuer of a statement, the guest of an interview.
    pub(crate) first_person: Option<usize>,
    pub(crate) outlet: Option<&'a str>,
    pub(crate) author: Option<&'a str>,
}

/// An attribution whose people are known.
struct Told {
    at: Attribution,
    source: Option<Resolved>,
    doing: Doing,
    features: Option<Vec<Features>>,
    opinion: Option<Opinion>,
}

impl Parts<'_> {
    fn span(&self, tokens: &Range<usize>) -> Span {
        self.index.span(self.text.tokens.bytes(tokens))
    }
}

/// Statements in order of their first span, and what is doubtful about their dates; actors that only sources name are added.
pub(crate) fn statements(
    parts: &Parts<'_>,
    found: Vec<Attribution>,
    actors: &mut Actors<'_>,
) -> (Vec<Statement>, Vec<(Range<usize>, Problem)>) {
    // A quotation whose sentence before it is about nobody known is nobody's.
    let (mut told, unspoken): (Vec<Told>, Vec<Told>) =
        told(parts, found, actors, false).into_iter().partition(|it| it.at.cue.is_some() || it.source.is_some());
    let order = |it: &Told| (first_token(&it.at), it.at.cue.as_ref().map(|cue| cue.start));
    told.sort_by_key(order);
    quoted_first_persons(parts, &mut told);
    unsaid::nobody_accepts_in_a_hope(parts, &mut told);
    opinions::take_over(&mut told);
    told.sort_by_key(order);
    let hull = |it: &Told| Some(it.at.content.first()?.start..it.at.content.last()?.end);
    let mut problems: Vec<(Range<usize>, Problem)> = unspoken
        .iter()
        .filter_map(hull)
        .map(|hull| (hull, Problem::new(Code::QuoteWithoutSpeaker, "a quotation that nobody is said to have spoken")))
        .collect();
    let mut out = Vec::with_capacity(told.len());
    for n in 0..told.len() {
        let times = when::times(parts.text, &told[n].at, &told[n].doing, parts.published);
        problems.extend(times.problem.clone());
        out.push(statement(parts, &told, n, times, actors));
    }
    same_occasion(&mut out);
    denied_it(parts, &mut out);
    in_a_body_s_name(parts, &told, actors, &mut out);
    (out, problems)
}

/// "'We urge both sides to wait,' said Marsh, the union's spokesman": what "we" do within a person's words is the union's, but for what
/// would bind it: who may do that is not for a reader to guess.
fn in_a_body_s_name(parts: &Parts<'_>, told: &[Told], actors: &Actors<'_>, statements: &mut [Statement]) {
    for (it, statement) in told.iter().zip(statements) {
        let we = it.at.core.as_ref().is_some_and(|core| core.len() == 1 && parts.text.tokens.is(core.start, "we"));
        let binds =
            matches!(statement.act, Act::Accept | Act::Offer | Act::Promise | Act::Condition | Act::Reject | Act::Confirm | Act::Deny);
        let asked = parts.text.fitted.attribution.is_some() && we && !binds;
        let body = it.source.filter(|_| asked && statement.within.is_some()).and_then(|source| actors.body_of(source.actor));
        if let Some(body) = body {
            statement.source.actor = Some(ActorId(number(body)));
            statement.source.anonymity = actors.anonymity(body);
        }
    }
}

/// What somebody says within his own words, he says on the same day; its horizon counts from there.
fn same_occasion(statements: &mut [Statement]) {
    for n in 0..statements.len() {
        let Some(outer) = statements[n].within.and_then(|id| statements.get(id.0 as usize - 1)) else { continue };
        let same = outer.source.actor.is_some() && outer.source.actor == statements[n].source.actor;
        let (said_on, horizon) = (outer.said_on, outer.horizon.clone());
        if same && statements[n].said_on.is_none() {
            statements[n].said_on = said_on;
            let words = statements[n].horizon.as_ref().map(|it| it.text.clone());
            if let Some(horizon) = horizon.filter(|it| words.as_ref() == Some(&it.text)) {
                statements[n].horizon = Some(horizon);
            }
        }
    }
}

/// "Marsh denied it": it is what another said last before.
fn denied_it(parts: &Parts<'_>, statements: &mut [Statement]) {
    for n in 1..statements.len() {
        let pronoun = statements[n].denies.as_ref().is_some_and(|it| matches!(it.of.to_lowercase().as_str(), "it" | "that" | "this"));
        let other = statements[..n].iter().rev().find(|it| it.within.is_none() && it.source.actor != statements[n].source.actor);
        let words = other.and_then(|it| it.content.first()).and_then(|span| parts.index.quote(*span)).map(str::to_owned);
        if let (true, Some(words), Some(denies)) = (pronoun, words, &mut statements[n].denies) {
            denies.of = words;
        }
    }
}

/// Resolves sources in text order, so that a pronoun finds who spoke before.
fn told(parts: &Parts<'_>, found: Vec<Attribution>, actors: &mut Actors<'_>, ask: bool) -> Vec<Told> {
    let mut speakers: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(found.len());
    let nested = said_by_others(parts.text, &found);
    let labelled: Vec<Range<usize>> = found.iter().filter(|it| it.lemma == ":").flat_map(|it| it.content.clone()).collect();
    // What the rules found first: whom their words mean does not hang on what only a model found.
    let mut all: Vec<_> = found.into_iter().zip(nested).collect();
    all.sort_by_key(|(at, _)| at.found == Found::Fitted);
    for (at, others) in all {
        // "MARSH: We want the port." A speaker of a transcript is the first person of the words behind the label.
        let own = at.core.as_ref().is_some_and(|core| first_person(parts, core) && labelled.iter().any(|it| it.contains(&core.start)));
        let source = if own { None } else { source(parts, &at, actors, &speakers) };
        let quoted = at.core.as_ref().is_some_and(|core| parts.text.quotes.quoted(core.start));
        let context = Context { recent: &speakers };
        let own = |range: &Range<usize>| {
            let quoted = (parts.text.quotes.quoted(range.start) || at.in_person) && acts::is_speaker(parts.text, &at, range);
            source.as_ref().is_some_and(|source| actors.is_side_of(range, source.actor, quoted, &context))
        };
        let mut doing = acts::doing(parts.text, &at, &own, &others);
        let anonymity = source.as_ref().map_or(Anonymity::None, |it| it.anonymity).as_str();
        let asked = acts::fitted::Asked { text: parts.text, it: &at, doing: &doing, anonymity, own: &own };
        let features = ask.then(|| acts::fitted::candidates(&asked));
        // What only the model found is nobody's yes and nobody's denial, with or without a condition.
        if at.found == Found::Fitted && acts::fitted::is_guarded(doing.act) {
            doing.act = Act::Assert;
            doing.denies = None;
        }
        // "Vendors offered books": an offer of no term of talks is nobody's word.
        if doing.act == Act::Assert && at.lemma == "offer" && at.frame == Frame::Object && !at.negated {
            continue;
        }
        // Who "they" are is a guess too weak to put an acceptance on somebody.
        let weak = at
            .core
            .as_ref()
            .is_some_and(|core| core.len() == 1 && parts.text.tokens.is_any(core.start, &["they", "it", "both", "these", "those", "all"]));
        let unclear = source.is_none() && at.core.as_ref().is_some_and(|core| !first_person(parts, core));
        if (weak || unclear) && doing.act == Act::Accept {
            doing.act = Act::Assert;
        }
        let mut opinion = Opinion::of(parts.text, &at, &doing, anonymity, &own, &others);
        if let Some(opinion) = opinion.as_mut().filter(|_| source.is_none()) {
            opinion.source = opinion.new_source().and_then(|it| self::source(parts, it, actors, &speakers));
        }
        // Whom a pronoun means hangs on who surely spoke before.
        if let Some(source) = source.as_ref().filter(|_| !quoted && at.found == Found::Rules) {
            speakers.push(source.actor);
        }
        out.push(Told { at, source, doing, features, opinion });
    }
    out
}

/// The attributions with what the fitted classifier of acts is asked about each.
pub(crate) fn act_features(parts: &Parts<'_>, found: Vec<Attribution>, actors: &mut Actors<'_>) -> Vec<(Attribution, Vec<Features>)> {
    told(parts, found, actors, true).into_iter().filter_map(|it| Some((it.at, it.features?))).collect()
}

/// Per attribution: the contents within its own whose source is another than "I" or "we".
fn said_by_others(text: &Text<'_>, found: &[Attribution]) -> Vec<Vec<Range<usize>>> {
    let first_person = |it: &Attribution| it.core.as_ref().is_some_and(|core| text.first_person(core));
    let other = |it: &&Attribution| it.frame == Frame::Clause && it.source.is_some() && !first_person(it);
    let inside = |it: &Attribution, outer: &Attribution| {
        let cue = it.cue.as_ref().map_or(0, |cue| cue.start);
        let known = it.found == Found::Rules || outer.found == Found::Fitted;
        known && it.cue != outer.cue && outer.content.iter().any(|range| range.contains(&cue))
    };
    let near = |n: usize| n.saturating_sub(NEAR)..found.len().min(n + NEAR);
    let contents = |n: usize| found[near(n)].iter().filter(other).filter(move |it| inside(it, &found[n])).flat_map(|it| it.content.clone());
    (0..found.len()).map(|n| contents(n).collect()).collect()
}

/// How far a statement nested in another may stand from it in the list, so that a long document takes linear time.
const NEAR: usize = 64;

fn first_token(at: &Attribution) -> usize {
    at.content.iter().chain(&at.source).chain(&at.cue).map(|range| range.start).min().unwrap_or(0)
}

const FIRST_PERSON: [&str; 4] = ["i", "we", "us", "all"];

fn first_person(parts: &Parts<'_>, core: &Range<usize>) -> bool {
    core.len() == 1 && parts.text.tokens.is_any(core.start, &FIRST_PERSON)
}

/// Who the source is. "We" outside quotations is the issuer of a statement; inside, `quoted_first_persons` tells.
fn source(parts: &Parts<'_>, at: &Attribution, actors: &mut Actors<'_>, speakers: &[usize]) -> Option<Resolved> {
    if at.source.is_none() && at.in_person {
        return parts.first_person.map(|actor| Resolved { actor, anonymity: actors.anonymity(actor), count: None });
    }
    let range = at.source.clone()?;
    let core = at.core.clone().unwrap_or_else(|| range.clone());
    if first_person(parts, &core) {
        let quoted = parts.text.quotes.quoted(core.start);
        let actor =
            (!quoted).then(|| actors.first_person(core.start).or(parts.first_person).unwrap_or_else(|| actors.author(parts.author)))?;
        return Some(Resolved { actor, anonymity: actors.anonymity(actor), count: None });
    }
    actors.resolve(&range, &core, &Context { recent: speakers })
}

/// "I hope …" inside a quotation is the quoted speaker's.
fn quoted_first_persons(parts: &Parts<'_>, told: &mut [Told]) {
    for n in 0..told.len() {
        if told[n].source.is_none() && told[n].at.core.as_ref().is_some_and(|core| first_person(parts, core)) {
            told[n].source = quoted_speaker(parts, told, n).and_then(|outer| told[outer].source);
        }
    }
}

/// The nearest outer statement whose cue is the report's own, outside quotation marks; at most eight steps out.
fn quoted_speaker(parts: &Parts<'_>, told: &[Told], n: usize) -> Option<usize> {
    let quoted = |m: usize| told[m].at.cue.as_ref().is_some_and(|cue| parts.text.quotes.quoted(cue.start));
    let mut outer = within_known(told, n)?;
    for _ in 0..8 {
        match within_known(told, outer).filter(|_| quoted(outer)) {
            Some(next) => outer = next,
            None => break,
        }
    }
    Some(outer)
}

fn statement(parts: &Parts<'_>, told: &[Told], n: usize, times: when::Times, actors: &mut Actors<'_>) -> Statement {
    let Told { at, source, doing, .. } = &told[n];
    let medium = medium(parts.text, at, &|range| actors.is_outlet(range));
    let (via, addressees) = relayed(parts, at, source.as_ref(), actors);
    let spans = |ranges: &[Range<usize>]| ranges.iter().map(|range| parts.span(range)).collect();
    Statement {
        id: StatementId(number(n)),
        source: Source {
            actor: source.as_ref().map(|it| ActorId(number(it.actor))),
            // A pronoun that may mean several is kept as words.
            span: at.source.as_ref().map(|range| parts.span(range)),
            anonymity: source.as_ref().map_or(Anonymity::None, |it| it.anonymity),
            count: source.as_ref().and_then(|it| it.count),
        },
        via,
        cue: at.cue.as_ref().map(|range| parts.span(range)),
        content: spans(&at.content),
        quote: quote(parts.text, at),
        addressees,
        medium,
        said_on: times.said_on,
        act: doing.act,
        negated: doing.negated,
        certainty: doing.certainty,
        within: within(told, n).map(|outer| StatementId(number(outer))),
        conditions: spans(&doing.conditions),
        horizon: times.horizon,
        denies: doing.denies.as_ref().map(|(scope, range)| Denies { scope: *scope, of: parts.text.tokens.words(range).to_owned() }),
        about: Vec::new(),
    }
}

/// Who relayed it, and to whom it was said. "Told the Daily": the Daily relays, unless it is the report's own outlet.
fn relayed(parts: &Parts<'_>, at: &Attribution, source: Option<&Resolved>, actors: &mut Actors<'_>) -> (Vec<ActorId>, Vec<ActorId>) {
    let context = Context { recent: &[] };
    let (mut via, mut addressees) = (Vec::new(), Vec::new());
    for range in &at.via {
        via.extend(actors.resolve(range, range, &context).map(|it| it.actor));
    }
    if let Some(range) = &at.addressee {
        let outlet = actors.is_outlet(range);
        let and = range.clone().any(|i| parts.text.tokens.is(i, "and"));
        let known = if outlet || and { actors.lookup(range, &context) } else { actors.resolve(range, range, &context).map(|it| it.actor) };
        let own = known.is_some_and(|actor| parts.outlet.is_some_and(|outlet| actors.is_named(actor, outlet)));
        match known {
            Some(actor) if outlet && !own => via.push(actor),
            Some(actor) if !outlet => addressees.push(actor),
            _ => {}
        }
        // "told Marsh and Finch": everybody named in the phrase.
        addressees.extend(range.clone().filter(|_| and && !outlet).filter_map(|i| actors.at(i)));
        addressees.sort_unstable();
        addressees.dedup();
    }
    via.dedup();
    via.retain(|actor| source.is_none_or(|source| source.actor != *actor));
    let ids = |list: Vec<usize>| list.into_iter().map(|actor| ActorId(number(actor))).collect();
    (ids(via), ids(addressees))
}

/// Ids count from 1, in order.
pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n + 1).unwrap_or(u32::MAX)
}

/// The narrowest other statement whose content holds this one's cue. `told` is in text order: an outer content that starts far
/// before is only looked for among the statements near by, so that a long document takes linear time.
fn within(told: &[Told], n: usize) -> Option<usize> {
    within_any(told, n, |_| true)
}

/// The same among what the rules found, for what they found: whose words these are does not hang on what only a model found.
fn within_known(told: &[Told], n: usize) -> Option<usize> {
    within_any(told, n, |it| it.at.found == Found::Rules || told[n].at.found == Found::Fitted)
}

/// The narrowest of those statements whose content holds this one's cue that are wanted.
fn within_any(told: &[Told], n: usize, wanted: impl Fn(&Told) -> bool) -> Option<usize> {
    let cue = told[n].at.cue.clone()?;
    let holds = |range: &Range<usize>| range.start <= cue.start && cue.end <= range.end;
    let size = |it: &Told| it.at.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let near = n.saturating_sub(NEAR)..told.len().min(n + NEAR);
    let outer = near.filter(|&m| m != n && wanted(&told[m]) && told[m].at.cue != told[n].at.cue && told[m].at.content.iter().any(holds));
    outer.min_by_key(|&m| (size(&told[m]), m))
}

/// Direct: nothing but quoted words. Mixed: some.
fn quote(text: &Text<'_>, at: &Attribution) -> Quote {
    let (mut quoted, mut all) = (0, 0);
    for i in at.content.iter().cloned().flatten().filter(|&i| text.tokens.kind(i) != Kind::Quote) {
        all += 1;
        quoted += usize::from(text.quotes.quoted(i));
    }
    match quoted {
        0 => Quote::Indirect,
        quoted if quoted == all => Quote::Direct,
        _ => Quote::Mixed,
    }
}

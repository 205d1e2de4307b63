//! What words say, from the flags of `edit` and `state`: who said it, by which act, on which condition, and whose stance it gives.

use anyhow::{Context, bail};
use armistice_ledger::stretch;
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::coded::{Coded, Stance};
use armistice_types::entries::{Said, SaidBy, StatementAnchor, Stretch, Tie};
use armistice_types::statement::{Act, Actor, ActorKind, Anonymity, Certainty, Quote};
use armistice_types::text::{CharIndex, Span};
use armistice_types::view::{Filed, StatementRef};

use super::entering::plain;
use crate::args::Reads;

/// "Marsh: we sign (accept; ordany accepts withdrawal.full)".
pub(super) fn shown(at: &StatementAnchor, says: &Said) -> String {
    let words = at.content.iter().map(|it| it.words.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(" … ");
    let who = says.source.name.as_deref().unwrap_or("no source");
    let mut notes = vec![says.act.to_string()];
    notes.extend(says.negated.then(|| "negated".to_owned()));
    notes.extend((says.certainty != Certainty::Certain).then(|| says.certainty.to_string()));
    notes.extend(says.conditions.iter().map(|it| format!("on the condition: {}", it.words)));
    notes.extend(says.told_by.iter().map(|it| format!("told by {}", if it.is_empty() { "the report" } else { it })));
    notes.extend(says.ties.iter().map(ToString::to_string));
    notes.extend(says.outcomes.iter().map(ToString::to_string));
    if says.ties.is_empty() {
        notes.push("no stance".to_owned());
    }
    format!("{who}: {words} ({})", notes.join("; "))
}

/// The place of words in a report; `nth` where they stand several times.
pub(super) fn place(filed: &Filed, flag: &str, words: &str, nth: Option<u32>) -> anyhow::Result<Stretch> {
    let words = plain(flag, words)?;
    let text: &str = &filed.reading.report.text;
    let index = filed.reading.report.text.index();
    let found: Vec<Span> = matches(text, &words).into_iter().map(|bytes| index.span(bytes)).collect();
    let n = nth.map_or(0, |n| n as usize - 1);
    // A flag may be given several times: --nth says which for the words alone.
    let or_say = if flag == "--words" { ", or say which with --nth" } else { "" };
    let at = match (found.len(), nth) {
        (0, _) => bail!("the words of {flag} do not stand in R{}: give whole words as they are there, letter by letter", filed.number),
        (1, None) => 0,
        (count, None) => bail!("the words of {flag} stand {count} times in R{}: give more of them{or_say}", filed.number),
        (count, Some(_)) if n >= count => bail!("the words of {flag} stand {count} times in R{}", filed.number),
        _ => n,
    };
    found.get(at).and_then(|span| stretch(&filed.reading.report, *span)).context("the words reach beyond the report")
}

/// Bytes at which words stand in a text as whole words, whatever the white space between them.
fn matches(text: &str, words: &str) -> Vec<std::ops::Range<usize>> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let Some(first) = words.first() else { return Vec::new() };
    let whole = |at: usize| {
        let mut end = at;
        for word in &words {
            let rest = text.get(end..)?;
            let gap = rest.len() - rest.trim_start().len();
            if (end > at) == (gap == 0) || !rest.get(gap..)?.starts_with(word) {
                return None;
            }
            end += gap + word.len();
        }
        Some(at..end)
    };
    let apart = |it: &std::ops::Range<usize>| !joined(text, it.start) && !joined(text, it.end);
    text.match_indices(first).filter_map(|(at, _)| whole(at)).filter(apart).collect()
}

/// Does a word, or a number, go on over this place: "un|acceptable", "non-|acceptable", "1,|900"? The end before a possessive is one.
fn joined(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let (mut back, mut on) = (before.chars().rev(), after.chars());
    let (last, next) = (back.next(), on.next());
    let (earlier, later) = (back.next(), on.next());
    let word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    let links = |it: Option<char>, a: Option<char>, b: Option<char>| match it {
        Some('-' | '\u{2010}' | '\u{2011}' | '\'' | '’') => word(a) && word(b),
        Some(',' | '.') => digit(a) && digit(b),
        _ => false,
    };
    let possessive = matches!((next, later), (Some('\'' | '’'), Some('s'))) && !word(on.next());
    word(last) && word(next) || links(last, earlier, next) || links(next, last, later) && !possessive
}

/// Does a stretch stand, from its first word to its last, within the same quotation marks of its paragraph?
fn quoted(index: &CharIndex<'_>, text: &str, span: Span) -> bool {
    let Some(before) = index.byte(span.start()).and_then(|at| text.get(..at)) else { return false };
    let runs_out = |words: &str| words.contains(['“', '”', '„', '«', '»', '"']) || words.contains("\n\n");
    if index.quote(span).is_none_or(runs_out) {
        return false;
    }
    let paragraph = before.rsplit("\n\n").next().unwrap_or(before);
    let curly = paragraph.rfind('“') > paragraph.rfind('”');
    curly || paragraph.matches('"').count() % 2 == 1
}

/// A quotation is one only where the report has it so.
fn quote(filed: &Filed, given: Option<Quote>, content: &[Span], otherwise: Quote) -> anyhow::Result<Quote> {
    let report = &filed.reading.report;
    let index = report.text.index();
    match given {
        Some(Quote::Direct) if !content.iter().all(|it| quoted(&index, &report.text, *it)) => {
            bail!("the report does not have these words in quotation marks: --quote direct is not for them")
        }
        Some(quote) => Ok(quote),
        None => Ok(otherwise),
    }
}

/// What a statement says, with what the flags change.
pub(super) fn changed(filed: &Filed, reads: &Reads, content: &[Span], now: &Said) -> anyhow::Result<Said> {
    let source = reads.source.as_deref().map(|who| source(filed, who, content)).transpose()?;
    let act = reads.act.unwrap_or(now.act);
    Ok(Said {
        source: source.unwrap_or_else(|| now.source.clone()),
        act,
        negated: reads.negated.unwrap_or(now.negated),
        certainty: reads.certainty.unwrap_or(now.certainty),
        quote: quote(filed, reads.quote, content, now.quote)?,
        conditions: conditions(filed, &reads.condition)?.unwrap_or_else(|| now.conditions.clone()),
        said_on: reads.said_on.or(now.said_on),
        denies: now.denies.clone().filter(|_| act == Act::Deny),
        ..now.clone()
    })
}

/// What new words say.
pub(super) fn new(filed: &Filed, reads: &Reads, content: Span) -> anyhow::Result<Said> {
    let (Some(who), Some(act)) = (reads.source.as_deref(), reads.act) else {
        bail!("give --source and --act: who said it, and what is done by saying it")
    };
    let index = filed.reading.report.text.index();
    let plainly = if quoted(&index, &filed.reading.report.text, content) { Quote::Direct } else { Quote::Indirect };
    Ok(Said {
        source: source(filed, who, &[content])?,
        told_by: Vec::new(),
        act,
        negated: reads.negated.unwrap_or(false),
        certainty: reads.certainty.unwrap_or(Certainty::Certain),
        quote: quote(filed, reads.quote, &[content], plainly)?,
        conditions: conditions(filed, &reads.condition)?.unwrap_or_default(),
        said_on: reads.said_on,
        horizon: None,
        denies: None,
        ties: Vec::new(),
        outcomes: Vec::new(),
    })
}

/// `None` where no flag says anything of conditions.
fn conditions(filed: &Filed, given: &[String]) -> anyhow::Result<Option<Vec<Stretch>>> {
    match given {
        [] => Ok(None),
        [one] if one == "none" => Ok(Some(Vec::new())),
        all => all.iter().map(|words| place(filed, "--condition", words, None)).collect::<anyhow::Result<_>>().map(Some),
    }
}

/// Are the stances all that the flags say?
pub(super) fn only_stances(reads: &Reads) -> bool {
    let Reads { source, act, certainty, negated, quote, said_on, condition, stance: _ } = reads;
    let none = source.is_none() && act.is_none() && certainty.is_none() && negated.is_none();
    none && quote.is_none() && said_on.is_none() && condition.is_empty()
}

/// An actor of the report by id, name or words, words of the report for somebody it does not know, or nobody.
fn source(filed: &Filed, who: &str, content: &[Span]) -> anyhow::Result<SaidBy> {
    let who = plain("--source", who)?;
    if who == "none" {
        return Ok(SaidBy { name: None, kind: None, anonymity: Anonymity::None, words: None });
    }
    let reading = &filed.reading;
    if let Some(actor) = actor(filed, &who) {
        let here = |span: &&Span| content.iter().any(|it| sentence(filed, **span) == sentence(filed, *it));
        let words = actor.mentions.iter().find(here).and_then(|span| stretch(&reading.report, *span));
        let known = reading.statements.iter().find(|it| it.source.actor == Some(actor.id)).map(|it| it.source.anonymity);
        let anonymity = known.unwrap_or_else(|| anonymity(actor.kind));
        return Ok(SaidBy { name: Some(actor.name.clone()), kind: Some(actor.kind), anonymity, words });
    }
    let Some(words) = spoken_of(filed, &who, content)?.and_then(|span| stretch(&reading.report, span)) else {
        let names: Vec<&str> = reading.actors.iter().map(|it| it.name.as_str()).collect();
        bail!("nobody in R{} is called `{who}`, and the words do not stand there; it names: {}", filed.number, names.join(", "))
    };
    // Small letters describe somebody ("two officials"), capitals name a person.
    let bare = who.strip_prefix("the ").or(who.strip_prefix("The ")).unwrap_or(&who);
    let kind = if bare.starts_with(char::is_uppercase) { ActorKind::Person } else { ActorKind::Unnamed };
    Ok(SaidBy { name: Some(who), kind: Some(kind), anonymity: anonymity(kind), words: Some(words) })
}

/// Where words that describe a source stand: in the sentence of what it says, else nearest before it, else behind it.
fn spoken_of(filed: &Filed, who: &str, content: &[Span]) -> anyhow::Result<Option<Span>> {
    let index = filed.reading.report.text.index();
    let all: Vec<Span> = matches(&filed.reading.report.text, who).into_iter().map(|bytes| index.span(bytes)).collect();
    let here = |span: &&Span| content.iter().any(|it| sentence(filed, **span) == sentence(filed, *it));
    let mut same = all.iter().filter(here);
    let (first, more) = (same.next(), same.count());
    if more > 0 {
        bail!("the words of --source stand {} times in the sentence: give more of them", more + 1);
    }
    let before = || all.iter().rev().find(|span| content.first().is_some_and(|it| span.start() < it.start()));
    Ok(first.or_else(before).or(all.first()).copied())
}

/// The actor of a report with this id or name.
pub(super) fn actor<'f>(filed: &'f Filed, who: &str) -> Option<&'f Actor> {
    let all = &filed.reading.actors;
    let folded = |text: &str| text.to_lowercase();
    let by_id = all.iter().find(|it| it.id.to_string() == who);
    let named = all.iter().find(|it| folded(&it.name) == folded(who));
    // A part of one name only, such as the last name.
    let mut part = all.iter().filter(|it| it.kind == ActorKind::Person && folded(&it.name).split(' ').any(|word| word == folded(who)));
    by_id.or(named).or_else(|| part.next().filter(|_| part.next().is_none()))
}

fn sentence(filed: &Filed, span: Span) -> usize {
    filed.reading.sentences.partition_point(|it| it.start() <= span.start())
}

fn anonymity(kind: ActorKind) -> Anonymity {
    match kind {
        ActorKind::Person => Anonymity::Named,
        ActorKind::Group => Anonymity::Collective,
        ActorKind::Unnamed => Anonymity::Anonymous,
        _ => Anonymity::Office,
    }
}

/// Stances as typed: "ordany accepts in principle withdrawal.full (account)".
pub(super) fn stances(case: &Case, filed: &Filed, coded: &Coded, at: StatementRef, given: &[String]) -> anyhow::Result<Vec<Tie>> {
    if let [one] = given
        && one == "none"
    {
        return Ok(Vec::new());
    }
    let mut out: Vec<Tie> = given.iter().map(|text| stance(case, filed, coded, at, text)).collect::<anyhow::Result<_>>()?;
    out.sort();
    out.dedup();
    Ok(out)
}

fn stance(case: &Case, filed: &Filed, coded: &Coded, at: StatementRef, text: &str) -> anyhow::Result<Tie> {
    let (bare, account) = text.trim().strip_suffix("(account)").map_or((text.trim(), false), |bare| (bare.trim(), true));
    let words: Vec<&str> = bare.split_whitespace().collect();
    let (Some((holder, rest)), Some(option)) = (words.split_first(), words.last()) else { bail!("--stance is empty") };
    let stance = rest.split_last().map(|(_, stance)| stance.join(" ")).unwrap_or_default();
    let stance: Stance =
        stance.parse().map_err(anyhow::Error::msg).with_context(|| format!("--stance `{text}` is not `PARTY STANCE ISSUE.OPTION`"))?;
    let holder = ActorKey::from(*holder);
    if case.actor(&holder).is_none() {
        let all: Vec<&str> = case.actors.iter().map(|it| it.id.0.as_str()).collect();
        bail!("no actor has the id `{holder}`; there are: {}", all.join(", "));
    }
    let (issue, option) = option.split_once('.').map_or((*option, None), |(issue, option)| (issue, Some(OptionKey::from(option))));
    let issue = IssueKey::from(issue);
    let Some(row) = case.issue(&issue) else {
        let all: Vec<&str> = case.issues.iter().map(|it| it.id.0.as_str()).collect();
        bail!("no issue has the id `{issue}`; there are: {}", all.join(", "))
    };
    if let Some(option) = option.as_ref().filter(|option| !row.options.iter().any(|it| it.id == **option)) {
        let all: Vec<&str> = row.options.iter().map(|it| it.id.0.as_str()).collect();
        bail!("the issue `{issue}` has no option `{option}`; there are: {}", all.join(", "));
    }
    let own_words = !account && speaks_for_itself(filed, coded, at, &holder);
    Ok(Tie { holder, issue, option, stance, own_words })
}

/// A tie under another source: own words are the holder's alone.
pub(super) fn own_only(filed: &Filed, coded: &Coded, at: StatementRef, tie: &Tie) -> Tie {
    Tie { own_words: tie.own_words && speaks_for_itself(filed, coded, at, &tie.holder), ..tie.clone() }
}

/// Is the holder the source, all the way out?
fn speaks_for_itself(filed: &Filed, coded: &Coded, at: StatementRef, holder: &ActorKey) -> bool {
    let (mut id, mut seen) = (Some(at.statement), Vec::new());
    while let Some(it) = id.filter(|id| !seen.contains(id)).and_then(|id| filed.reading.statement(id)) {
        let who = it.source.actor.and_then(|id| coded.actors.get(&id)).and_then(|it| it.actor.as_ref());
        if who != Some(holder) {
            return false;
        }
        seen.push(it.id);
        id = it.within;
    }
    true
}

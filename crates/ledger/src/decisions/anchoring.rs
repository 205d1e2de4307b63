//! A statement by its words and their place, and what it says, so that both can be compared with another reading of the same text.

use armistice_types::coded::{About, Coded};
use armistice_types::entries::{OutcomeSaid, Said, SaidBy, StatementAnchor, Stretch, Tie};
use armistice_types::report::Report;
use armistice_types::statement::{Reading, Statement};
use armistice_types::text::Span;

/// Words of a report with their place; `None` where the span reaches outside the text.
#[must_use]
pub fn stretch(report: &Report, span: Span) -> Option<Stretch> {
    let words = report.text.index().quote(span)?.to_owned();
    Some(Stretch { words, start: span.start() })
}

fn stretches(report: &Report, spans: &[Span]) -> Vec<Stretch> {
    spans.iter().filter_map(|span| stretch(report, *span)).collect()
}

/// By what a statement of a reading is found again.
#[must_use]
pub fn anchor(report: &Report, statement: &Statement) -> StatementAnchor {
    let cue = statement.cue.and_then(|span| stretch(report, span));
    StatementAnchor { report: report.id.clone(), content: stretches(report, &statement.content), cue }
}

/// What a statement of a reading says; with its ties to the case, where it is coded.
#[must_use]
pub fn said(reading: &Reading, statement: &Statement, coded: Option<&Coded>) -> Said {
    let report = &reading.report;
    let actor = statement.source.actor.and_then(|id| reading.actor(id));
    let about = coded.and_then(|it| it.about.get(&statement.id)).map_or(&[][..], Vec::as_slice);
    let outcomes = coded.and_then(|it| it.outcomes.get(&statement.id)).map_or(&[][..], Vec::as_slice);
    let mut ties: Vec<Tie> = about.iter().map(tie).collect();
    ties.sort();
    ties.dedup();
    Said {
        source: SaidBy {
            name: actor.map(|it| it.name.clone()),
            kind: actor.map(|it| it.kind),
            anonymity: statement.source.anonymity,
            words: statement.source.span.and_then(|span| stretch(report, span)),
        },
        told_by: told_by(reading, statement),
        act: statement.act,
        negated: statement.negated,
        certainty: statement.certainty,
        quote: statement.quote,
        conditions: stretches(report, &statement.conditions),
        said_on: statement.said_on,
        horizon: statement.horizon.clone(),
        denies: statement.denies.clone(),
        ties,
        outcomes: outcomes.iter().map(|it| OutcomeSaid { outcome: it.outcome.clone(), comes: it.comes }).collect(),
    }
}

fn tie(it: &About) -> Tie {
    Tie { holder: it.holder.clone(), issue: it.issue.clone(), option: it.option.clone(), stance: it.stance, own_words: it.own_words }
}

/// The sources of the statements that it stands within, nearest first. Two may stand within one another in a damaged reading.
pub(super) fn told_by(reading: &Reading, statement: &Statement) -> Vec<String> {
    let (mut out, mut seen) = (Vec::new(), vec![statement.id]);
    let mut outer = statement.within;
    while let Some(it) = outer.filter(|id| !seen.contains(id)).and_then(|id| reading.statement(id)) {
        out.push(it.source.actor.and_then(|id| reading.actor(id)).map(|it| it.name.clone()).unwrap_or_default());
        seen.push(it.id);
        outer = it.within;
    }
    out
}

/// The places of an anchor's content; `None` where its words do not stand there, which no report's text can come to by itself.
pub(super) fn places(report: &Report, at: &StatementAnchor) -> Option<Vec<Span>> {
    let index = report.text.index();
    let place = |it: &Stretch| it.span().filter(|span| index.quote(*span) == Some(it.words.as_str()));
    at.content.iter().map(place).collect::<Option<Vec<Span>>>().filter(|it| !it.is_empty())
}

/// Of several statements the one whose content shares most with the words, where it is the same place; of these the one with least besides, then the
/// one that says most nearly what was seen, then the one named first. `strict`: for what must cover nothing that was not seen.
pub(super) fn nearest(content: &[Span], seen: &Said, all: &[(&[Span], &Said, usize)], strict: bool) -> Option<usize> {
    let key = |(n, (spans, said, ties)): (usize, &(&[Span], &Said, usize))| {
        let shared = shared(content, spans);
        let besides = length(spans).saturating_sub(shared);
        let as_seen = (seen.act, seen.negated) == (said.act, said.negated);
        // A part of words that say something else is not what was seen: "accepted anything" in "nobody accepted anything".
        let part = if strict {
            (2, 3)
        } else if as_seen {
            (1, 2)
        } else {
            (3, 4)
        };
        share(content, spans, part).then(|| (usize::MAX - shared, besides, seen.differs(said).len(), *ties, n))
    };
    all.iter().enumerate().filter_map(key).min().map(|it| it.4)
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|it| it.end() - it.start()).sum()
}

/// How many scalar values two contents share; the stretches of one do not overlap one another.
fn shared(a: &[Span], b: &[Span]) -> usize {
    let both = |a: &Span, b: &Span| a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    a.iter().map(|one| b.iter().map(|other| both(one, other)).sum::<usize>()).sum()
}

/// Do two contents share at least this part of each?
fn share(a: &[Span], b: &[Span], (part, of): (usize, usize)) -> bool {
    let shared = shared(a, b);
    shared > 0 && shared * of >= length(a) * part && shared * of >= length(b) * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use armistice_types::statement::{Act, Anonymity, Certainty, Quote};

    fn says(act: Act) -> Said {
        Said {
            source: SaidBy { name: None, kind: None, anonymity: Anonymity::None, words: None },
            told_by: Vec::new(),
            act,
            negated: false,
            certainty: Certainty::Certain,
            quote: Quote::Indirect,
            conditions: Vec::new(),
            said_on: None,
            horizon: None,
            denies: None,
            ties: Vec::new(),
            outcomes: Vec::new(),
        }
    }

    /// Contents and acts in the order of the reading; the anchor is `0..10`, seen as an acceptance.
    #[track_caller]
    fn check(all: &[(usize, usize, Act)], strict: bool, expect: Option<usize>) {
        let made: Vec<(Vec<Span>, Said)> =
            all.iter().map(|(start, end, act)| (vec![Span::new(*start, *end).unwrap()], says(*act))).collect();
        let all: Vec<(&[Span], &Said, usize)> = made.iter().map(|(spans, said)| (spans.as_slice(), said, 0)).collect();
        assert_eq!(nearest(&[Span::new(0, 10).unwrap()], &says(Act::Accept), &all, strict), expect);
    }

    #[test]
    fn the_statement_that_shares_most_words_is_the_same_one() {
        check(&[], false, None);
        check(&[(0, 4, Act::Accept)], false, None);
        check(&[(0, 5, Act::Accept)], false, Some(0));
        check(&[(0, 8, Act::Accept), (0, 9, Act::Hope)], false, Some(1));
        // The inner one and not the sentence around it.
        check(&[(0, 40, Act::Accept), (0, 10, Act::Accept)], false, Some(1));
        // Two of the same words: the one that says it.
        check(&[(0, 10, Act::Hope), (0, 10, Act::Accept), (0, 10, Act::Accept)], false, Some(1));
    }

    #[test]
    fn words_that_are_a_part_of_others_are_not_those() {
        check(&[(0, 21, Act::Accept)], false, None);
        check(&[(0, 20, Act::Accept)], false, Some(0));
        check(&[(0, 16, Act::Accept)], true, None);
        check(&[(0, 15, Act::Accept)], true, Some(0));
        // And of words that say something else even less.
        check(&[(0, 14, Act::Deny)], false, None);
        check(&[(0, 13, Act::Deny)], false, Some(0));
    }
}

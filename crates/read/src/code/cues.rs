//! Cue phrases of the case in the words of a statement.
//!
//! ## What it finds
//! A phrase in its order, other words between ("patrols that we run together" for "patrol together"); longer phrases in any order;
//! the bare number of a numeric option where one option of the case alone has it ("still 18"); where none of an issue's own phrases stands
//! in a sentence, near words (`general`).
//! ## Does not find
//! Figures of speech, and options that only a pronoun stands for.

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, RoleKind};
use armistice_types::statement::Statement;
use armistice_types::text::{CharIndex, Span};

use super::general::General;
use super::kinds::is;
use super::measures;
use super::order::Stems;
use super::values::{measured, month, numbers};
use super::words::{ARTICLES, Word, all_words, folded_words, words};
use crate::lexicon::calendar::is_month;
use crate::lexicon::table::Map;

/// Words of one phrase that names an option.
struct Phrase {
    issue: IssueKey,
    option: OptionKey,
    words: Stems,
}

/// All phrases by which the case's options are named: cues and labels.
pub(super) struct Options {
    phrases: Vec<Phrase>,
    /// The phrases by their first stem, without which none is found.
    by_first: Map<String, Vec<usize>>,
    /// Values that one numeric option alone has, as written.
    numbers: Map<String, (IssueKey, OptionKey)>,
    general: General,
    /// How many days a month has in this case, if it says.
    month: Option<u32>,
}

/// An option named in a statement.
pub(super) struct Found {
    pub(super) issue: IssueKey,
    pub(super) option: Option<OptionKey>,
    /// The words that matched, in the report.
    pub(super) matched: Vec<Span>,
    /// Each of them, without what stands between.
    pub(super) at: Vec<Span>,
    /// Where the tree makes the option a subject, the words of what is told of it; empty where it makes it none.
    pub(super) told: Option<Vec<String>>,
    /// The folded words of its sentence that stand before the match, nearest last.
    pub(super) before: Vec<String>,
    /// Those behind it, nearest first.
    pub(super) after: Vec<String>,
    /// The words that matched, folded.
    pub(super) words: Vec<String>,
    /// Is its sentence one of several in the content?
    pub(super) among_others: bool,
    /// Does a word hold it that refuses it or only names it: "the rejection of 9 percent"?
    pub(super) held_off: bool,
    /// Does the match stand inside a condition?
    pub(super) in_condition: bool,
    /// Do other words than the case's own name it?
    pub(super) loose: bool,
    /// Is it the subject of the sentence before, taken up by "it": then `after` holds what is said of it.
    pub(super) carried: bool,
}

impl Options {
    pub(super) fn new(case: &Case) -> Self {
        let mut phrases = Vec::new();
        let month = month(case);
        let words_of = |text: &str| measures::measured(all_words(text), month);
        // "The Workers' List" as an answer to "Who holds the ministry": the name alone is the actor, not the option.
        let actors: Vec<Vec<String>> =
            case.actors.iter().flat_map(|row| std::iter::once(&row.name).chain(&row.aliases)).map(|name| folded_words(name)).collect();
        for issue in &case.issues {
            for option in &issue.options {
                let label = Some(&option.label).filter(|label| !actors.contains(&folded_words(label)));
                let measured = measured(case, issue, option.value.as_deref());
                for text in label.into_iter().chain(&option.cues).chain(&measured) {
                    let words = words_of(text).into_iter().filter(|word| !ARTICLES.contains(&word.folded.as_str()));
                    let mut words: Vec<String> = words.map(|word| word.stem).collect();
                    // "Inspectors who enforce" is also "inspectors could enforce".
                    if words.len() > 2 {
                        words.retain(|word| !["who", "that", "which"].contains(&word.as_str()));
                    }
                    if !words.is_empty() {
                        phrases.push(Phrase { issue: issue.id.clone(), option: option.id.clone(), words: Stems::new(words) });
                    }
                }
            }
        }
        let key = |it: &Phrase| (std::cmp::Reverse(it.words.all().len()), it.issue.clone(), it.option.clone(), it.words.all().to_vec());
        phrases.sort_by_cached_key(key);
        phrases.dedup_by(|b, a| (&a.issue, &a.option, a.words.all()) == (&b.issue, &b.option, b.words.all()));
        let mut by_first: Map<String, Vec<usize>> = Map::default();
        for (n, phrase) in phrases.iter().enumerate() {
            by_first.entry(phrase.words.all()[0].clone()).or_default().push(n);
        }
        Self { phrases, by_first, numbers: numbers(case), general: General::new(case, &words_of), month }
    }

    /// The options that a statement names, longest phrases first; a word serves one option of an issue only.
    pub(super) fn found(&self, index: &CharIndex<'_>, statement: &Statement) -> Vec<Found> {
        self.found_in(index, &statement.content, &statement.conditions)
    }

    /// The same for stretches of a report, some of them conditions.
    pub(super) fn found_in(&self, index: &CharIndex<'_>, stretches: &[Span], conditions: &[Span]) -> Vec<Found> {
        let words = measures::measured(joined(index, stretches), self.month);
        let sentences = words.last().map_or(0, |word| word.sentence + 1);
        let mut out: Vec<Found> = Vec::new();
        for phrase in self.phrases_in(&words) {
            for at in 0..words.len() {
                let hit = phrase.words.at(&words, at);
                let found = hit.and_then(|at| found(&words, &at, (&phrase.issue, &phrase.option), sentences));
                found.into_iter().for_each(|found| keep(&mut out, found, conditions));
            }
        }
        for at in 0..words.len() {
            let Some((issue, option)) = self.numbers.get(&words[at].folded) else { continue };
            let found = found(&words, &[at], (issue, option), sentences).filter(|_| bare(&words, at));
            found.into_iter().for_each(|found| keep(&mut out, found, conditions));
        }
        let sentence = |span: Span| words.iter().find(|word| word.span.overlaps(span)).map(|word| word.sentence);
        let strict: Vec<(IssueKey, Option<usize>)> =
            out.iter().map(|it| (it.issue.clone(), it.matched.first().and_then(|span| sentence(*span)))).collect();
        let taken = |issue: &IssueKey, here: usize| strict.iter().any(|it| it.0 == *issue && it.1 == Some(here));
        for (at, issue, option) in self.general.found(&words, &taken) {
            let found = found(&words, &at, (&issue, &option), sentences);
            found.into_iter().for_each(|found| keep(&mut out, Found { loose: true, ..found }, conditions));
        }
        let carried: Vec<Found> = out.iter().filter_map(|it| carried(&words, it, sentence(*it.matched.first()?)?)).collect();
        out.extend(carried);
        out
    }

    /// The phrases that may stand in the words, the longest first: those whose first stem does.
    fn phrases_in(&self, words: &[Word]) -> impl Iterator<Item = &Phrase> {
        let mut places: Vec<usize> = words.iter().filter_map(|word| self.by_first.get(&word.stem)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|n| &self.phrases[n])
    }

    /// Is the folded word one that an issue speaks of, in its question or in the phrases of its options? Options stand beside each other.
    pub(super) fn speak_of(&self, word: &str) -> bool {
        self.general.speaks_of(word)
    }

    /// Is the issue on a track where the holder has a stake? What a mediator puts forward is a text, and no position of its own.
    pub(super) fn concerns(&self, case: &Case, found: &Found, holder: &ActorKey) -> bool {
        self.has_stake(case, &found.issue, holder)
    }

    /// The same of an issue by its key.
    pub(super) fn has_stake(&self, case: &Case, issue: &IssueKey, holder: &ActorKey) -> bool {
        let track = case.issue(issue).map(|issue| &issue.track);
        let without = |role: RoleKind| matches!(role, RoleKind::Outsider | RoleKind::Mediates | RoleKind::Implements);
        case.roles.iter().any(|row| row.actor == *holder && Some(&row.track) == track && !without(row.role))
    }
}

/// The words of several stretches: a sentence that a cue interrupts goes on in the next.
fn joined(index: &CharIndex<'_>, stretches: &[Span]) -> Vec<Word> {
    let stop = |text: &str| text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’“‘".contains(c)).ends_with(['.', '!', '?', ';']);
    let mut out: Vec<Word> = Vec::new();
    let mut before: Option<Span> = None;
    for span in stretches {
        // "…," she said. "I would …": the words between end the sentence.
        let between = before.and_then(|it| Span::new(it.end(), span.start())).and_then(|it| index.quote(it)).unwrap_or(".");
        let ended = stop(between) || before.and_then(|it| index.quote(it)).is_some_and(stop);
        let first = out.last().map_or(0, |word| word.sentence + usize::from(ended));
        out.extend(words(index, *span).into_iter().map(|word| Word { sentence: word.sentence + first, ..word }));
        before = Some(*span);
    }
    out
}

/// Adds what was found, unless a longer phrase of the issue, or for a bare number any phrase, has the words.
fn keep(out: &mut Vec<Found>, found: Found, conditions: &[Span]) {
    let Some(span) = found.matched.first().copied() else { return };
    let number = found.words.len() == 1 && found.words[0].starts_with(|c: char| c.is_ascii_digit());
    let taken = |other: &Found| (number || other.issue == found.issue) && other.matched.iter().any(|it| it.overlaps(span));
    if out.iter().any(taken) {
        return;
    }
    let in_condition = conditions.iter().any(|condition| condition.overlaps(span));
    out.push(Found { in_condition, ..found });
}

/// "We will answer in three weeks": a length of time from now is no option.
fn from_now(words: &[Word], at: &std::ops::Range<usize>) -> bool {
    let unit = at.len() == 2 && words.get(at.start + 1).is_some_and(|word| matches!(word.folded.as_str(), "day" | "month" | "hour"));
    let before = at.start.checked_sub(1).and_then(|n| words.get(n)).filter(|it| it.sentence == words[at.start].sentence);
    let after = words.get(at.end).filter(|it| it.sentence == words[at.start].sentence);
    let led = before.is_some_and(|it| matches!(it.folded.as_str(), "in" | "within" | "after"));
    unit && (led || after.is_some_and(|it| is(&it.folded, "looks back")))
}

/// The match with what stands beside it in its sentence.
fn found(words: &[Word], places: &[usize], (issue, option): (&IssueKey, &OptionKey), sentences: usize) -> Option<Found> {
    let at = *places.iter().min()?..*places.iter().max()? + 1;
    let (first, last) = (words.get(at.start)?, words.get(at.end.checked_sub(1)?)?);
    if from_now(words, &at) {
        return None;
    }
    let here = |word: &&Word| word.sentence == first.sentence;
    let folded = |range: &[Word]| range.iter().filter(here).map(|word| word.folded.clone()).collect::<Vec<_>>();
    Some(Found {
        issue: issue.clone(),
        option: Some(option.clone()),
        matched: vec![Span::new(first.span.start(), last.span.end())?],
        at: places.iter().map(|n| words[*n].span).collect(),
        told: None,
        before: folded(&words[..at.start]),
        after: folded(&words[at.end..]),
        words: folded(&words[at]),
        among_others: sentences > 1,
        held_off: false,
        in_condition: false,
        loose: false,
        carried: false,
    })
}

/// "The closure is another matter. It remains in force.": the subject of a sentence, with what the next says of it.
fn carried(words: &[Word], found: &Found, sentence: usize) -> Option<Found> {
    let mut next = words.iter().filter(|word| word.sentence == sentence + 1).map(|word| word.folded.clone());
    let subject = found.before.iter().all(|word| ARTICLES.contains(&word.as_str()));
    let pronoun = next.next().is_some_and(|word| matches!(word.as_str(), "it" | "this" | "that" | "they"));
    let again = || Found {
        issue: found.issue.clone(),
        option: found.option.clone(),
        matched: found.matched.clone(),
        at: found.at.clone(),
        told: None,
        before: Vec::new(),
        after: next.collect(),
        words: found.words.clone(),
        carried: true,
        ..*found
    };
    (subject && pronoun && !found.in_condition).then(again)
}

/// Does the number at `at` stand without a noun of its own: "thirty is a coffee break", "still 18"; not "18 ships", "Article 7"?
pub(super) fn bare(words: &[Word], at: usize) -> bool {
    let followed = words.get(at + 1).filter(|next| next.sentence == words[at].sentence && !words[at].paused);
    let led = at.checked_sub(1).map(|before| words[before].folded.as_str());
    // "Sixty names", "120 persons": people counted, whatever they are called.
    followed.is_none_or(|next| is(&next.folded, "light") || is(&next.folded, "person"))
        && led.is_none_or(|word| !is(word, "numbered") && !is_month(word))
}

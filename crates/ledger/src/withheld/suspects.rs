//! Words that may name a person whom the reader did not find, or took for a body: words with a capital, outside of what is said, that
//! nothing explains. When in doubt a word is hidden: too much hidden costs a look at the original, too little costs a source.
//!
//! ## Does not find
//! A name in small letters, or one that begins a sentence before a word that is neither a name nor a verb of saying.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use armistice_types::case::Case;
use armistice_types::statement::{Actor, ActorKind, Reading};
use armistice_types::text::{CharIndex, Span};

use super::folded::folded;
use super::headline::Headline;
use super::names::{Word, plain, words};
use super::people::Stretches;

/// Words of places, peoples and titles, and those that nearly every text has.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let first = |table: &'static str| table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let tables = [
        include_str!("../../../../data/places.tsv"),
        include_str!("../../../../data/titles.tsv"),
        include_str!("../../../../data/function-words.txt"),
    ];
    tables.into_iter().flat_map(first).flat_map(str::split_whitespace).map(|it| folded(&it.chars().collect::<Vec<_>>())).collect()
});

/// What is found.
#[derive(Default)]
pub(super) struct Suspects {
    /// Words that are hidden wherever they stand with a capital.
    pub(super) words: BTreeSet<String>,
    /// Words of lines in capitals, where no capital tells anything: hidden there.
    pub(super) places: Vec<Range<usize>>,
    /// The same of the headline.
    pub(super) headline: Vec<Range<usize>>,
}

impl Suspects {
    pub(super) fn new(reading: &Reading, index: &CharIndex<'_>, case: Option<&Case>) -> Self {
        let chars: Vec<char> = reading.report.text.chars().collect();
        let all = words(&chars);
        let said = Stretches::new(reading.statements.iter().flat_map(|it| it.content.iter().copied()));
        let small: BTreeSet<&str> = all.iter().filter(|it| !it.capital).map(|it| it.folded.as_str()).collect();
        let explained = explained(reading, index, case);
        let cues: BTreeSet<usize> = reading.statements.iter().filter_map(|it| it.cue).map(Span::start).collect();
        let named: BTreeSet<usize> =
            reading.actors.iter().filter(|it| may_be_a_person(it)).flat_map(|it| &it.mentions).map(|it| it.start()).collect();
        let open = |it: &Word| {
            let span = Span::new(it.at.start, it.at.end);
            let letters = it.at.len() > 1 && it.capital && it.folded.chars().any(char::is_alphabetic);
            letters && span.is_some_and(|span| !said.hold(span)) && !explained.explain(&it.folded)
        };
        let mut out = Self::default();
        for (n, it) in all.iter().enumerate().filter(|(_, it)| open(it)) {
            let next = all.get(n + 1);
            if shouted(&chars, it) {
                let beside = [n.checked_sub(1).and_then(|n| all.get(n)), next].into_iter().flatten();
                if beside.into_iter().any(|it| it.at.len() > 1 && shouted(&chars, it)) {
                    out.places.push(it.at.clone());
                } else if it.at.len() > 5 {
                    out.words.insert(it.folded.clone());
                }
                continue;
            }
            if small.contains(it.folded.as_str()) {
                continue;
            }
            let followed = || {
                let gap = next.map_or(&[][..], |next| &chars[it.at.end..next.at.start]);
                let mark = gap.iter().any(|c| matches!(c, ':' | '(' | '/' | '\'' | '’' | '<'));
                let blank = gap.iter().all(|c| *c == ' ');
                mark || next.is_some_and(|next| blank && (open(next) || cues.contains(&next.at.start)))
            };
            if !begins(&chars, it.at.start) || named.contains(&it.at.start) || followed() {
                out.words.insert(it.folded.clone());
            }
        }
        let headline = Headline::new(reading.report.title.as_deref().unwrap_or_default(), &small, &|it| explained.explain(it));
        out.words.extend(headline.words);
        out.headline = headline.places;
        out
    }

    /// Is the actor one whom only such words name: a person whom the reader took for a body?
    pub(super) fn name(&self, actor: &Actor) -> bool {
        let chars: Vec<char> = actor.name.chars().collect();
        let all = words(&chars);
        may_be_a_person(actor)
            && !all.is_empty()
            && all.iter().all(|it| self.words.contains(&it.folded) || !it.capital || it.at.len() == 1)
            && all.iter().any(|it| self.words.contains(&it.folded))
    }
}

/// The reader takes many a bare surname for an organisation.
fn may_be_a_person(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Person | ActorKind::Organisation)
}

/// All in capitals?
pub(super) fn shouted(chars: &[char], it: &Word) -> bool {
    it.at.len() > 1 && chars[it.at.clone()].iter().all(|c| !c.is_lowercase())
}

/// Does a word at this place begin a sentence or a line?
pub(super) fn begins(chars: &[char], at: usize) -> bool {
    let before =
        chars[..at].iter().rev().find(|c| !matches!(c, ' ' | '“' | '”' | '"' | '‘' | '\'' | '(' | '[' | '*' | '-' | '–' | '—' | '•'));
    before.is_none_or(|c| matches!(c, '\n' | '.' | '!' | '?' | ':' | '…'))
}

/// Words that are known to name no person.
struct Explained {
    words: BTreeSet<String>,
    /// Names of states and parties: those of their peoples begin so.
    nations: BTreeSet<String>,
}

impl Explained {
    fn explain(&self, word: &str) -> bool {
        self.words.contains(word) || KNOWN.contains(word) || plain(word) || self.nations.iter().any(|it| of_nation(word, it))
    }
}

/// "Halvanian" is of Halvane: all of the name but two letters at its end, and never less than four.
fn of_nation(word: &str, nation: &str) -> bool {
    let same = word.chars().zip(nation.chars()).take_while(|(a, b)| a == b).count();
    let (word, nation) = (word.chars().count(), nation.chars().count());
    same >= 4 && same + 2 >= nation && word <= nation + 4
}

fn explained(reading: &Reading, index: &CharIndex<'_>, case: Option<&Case>) -> Explained {
    let folded = |text: &str| words(&text.chars().collect::<Vec<_>>()).into_iter().map(|it| it.folded).collect::<Vec<_>>();
    let body = |it: &&Actor| {
        let states = matches!(it.kind, ActorKind::State | ActorKind::GovernmentBody | ActorKind::ArmedGroup | ActorKind::Outlet);
        states || it.kind == ActorKind::Organisation && it.mentions.iter().any(|span| index.quote(*span).is_some_and(called_a_body))
    };
    let mut out = Explained { words: BTreeSet::new(), nations: BTreeSet::new() };
    for it in reading.actors.iter().filter(body) {
        let names = it.mentions.iter().filter_map(|span| index.quote(*span)).filter(|it| it.chars().count() < 80).chain([it.name.as_str()]);
        let all: Vec<String> = names.flat_map(folded).collect();
        out.nations.extend(all.iter().filter(|_| it.kind == ActorKind::State && !it.name.contains(' ')).cloned());
        out.words.extend(all);
    }
    let roles = reading.actors.iter().flat_map(|it| it.roles.iter().chain(&it.affiliation));
    let places = reading.events.iter().filter_map(|it| it.place.as_ref());
    let report = [&reading.report.outlet, &reading.report.language];
    let known = case.into_iter().flat_map(of_case);
    out.words.extend(known.flat_map(folded));
    let one_word = |it: &str| Some(folded(it)).filter(|it| it.len() == 1).into_iter().flatten().collect::<Vec<_>>();
    let parties = case.into_iter().flat_map(|it| &it.actors).flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
    out.nations.extend(parties.flat_map(|it| one_word(it)));
    out.nations.extend(reading.actors.iter().filter_map(|it| it.affiliation.as_deref()).flat_map(one_word));
    out.words.extend(roles.chain(places).chain(report.into_iter().flatten()).flat_map(|it| folded(it)));
    out
}

/// What the case calls its actors, tables, questions and clocks.
fn of_case(case: &Case) -> Vec<&str> {
    let actors = case.actors.iter().flat_map(|it| std::iter::once(&it.name).chain(&it.aliases));
    let issues = case.issues.iter().flat_map(|it| std::iter::once(&it.question).chain(it.options.iter().map(|it| &it.label)));
    let rest = case.tracks.iter().map(|it| &it.name).chain(case.clocks.iter().map(|it| &it.name));
    actors.chain(issues).chain(rest).map(String::as_str).collect()
}

/// "the Round House", "Selm Harbour Authority": no person is named with an article or by such words.
fn called_a_body(words: &str) -> bool {
    const BODIES: &str = "agency army association authority bank board bureau cabinet commission committee company congress corporation council court \
        department federation fleet forces foundation front government group house institute league ministry mission movement nations navy office \
        organisation organization parliament party police post press radio senate service society television times tribunal union university";
    let lower = words.to_lowercase();
    lower.starts_with("the ")
        || lower.split(' ').any(|word| BODIES.split_whitespace().any(|it| it == word || Some(it) == word.strip_suffix('s')))
}

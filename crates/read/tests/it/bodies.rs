//! What must hold of any text at all: words, trees and whole readings of passages that were cut, doubled, shuffled and strewn with
//! marks. A fixed number of texts as a test; for `ARMISTICE_FUZZ_SECONDS` each where that is given.

use std::fs;
use std::time::{Duration, Instant};

use armistice_read::intake::{Given, take};
use armistice_read::{read, read_more, syntax, words};
use armistice_types::statement::{Act, Reading, Statement};

/// xorshift64*: the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % n.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const MARKS: [&str; 40] = [
    "\"",
    "”",
    "“",
    "‘",
    "’",
    "’s ",
    "'",
    "''",
    "``",
    ". ",
    ".",
    "...",
    "…",
    "?! ",
    ":",
    "; ",
    ", ",
    "(",
    ")",
    "[",
    "-",
    "—",
    "\n",
    "\n\n",
    "\t",
    "\u{a0}",
    "\u{202e}",
    "\u{200d}",
    "\u{301}",
    "\u{0}",
    "é",
    "漢字",
    "🙂",
    "3,000.5",
    "9/11",
    "$5m",
    "U.S.",
    " said ",
    "n't",
    "http://a.b/c",
];

/// What a text may begin with that no passage begins with.
const FIRST: [&str; 12] =
    ["Year 5 of the siege began. ", "5", "May ", "if ", "unless ", "the ", "said ", "\u{301}", "-", "’s ", "a-", "“‘"];

/// One text: a few stretches of passages, changed in a few places; now and then one thing over and over.
fn text(passages: &[Vec<char>], random: &mut Random) -> String {
    let mut out: Vec<char> = Vec::new();
    for _ in 0..=random.below(3) {
        let passage = random.of(passages);
        let from = random.below(passage.len());
        out.extend(&passage[from..(from + random.below(400)).min(passage.len())]);
    }
    for _ in 0..random.below(8) {
        let at = random.below(out.len() + 1);
        let end = (at + random.below(30)).min(out.len());
        match random.below(6) {
            0 => drop(out.drain(at..end)),
            1 => out.splice(at..at, out[at..end].to_vec()).for_each(drop),
            2 => out.splice(at..at, random.of(&MARKS).repeat(1 + random.below(3)).chars()).for_each(drop),
            3 => out[at..end].reverse(),
            4 => out[at..end].iter_mut().for_each(|it| *it = it.to_uppercase().next().unwrap_or(*it)),
            _ => out.splice(at..end, random.of(&MARKS).repeat(random.below(200)).chars()).for_each(drop),
        }
    }
    out.into_iter().collect()
}

/// Runs a body on so many texts, or for as long as the environment says.
fn run(seed: u64, texts: usize, body: impl Fn(&str)) {
    let mut paths: Vec<_> = crate::cases();
    paths.sort();
    let passages: Vec<Vec<char>> = paths.iter().map(|path| fs::read_to_string(path).unwrap().chars().collect()).collect();
    let mut random = Random(seed);
    let seconds = std::env::var("ARMISTICE_FUZZ_SECONDS").ok().and_then(|it| it.parse().ok()).map(Duration::from_secs);
    for first in FIRST {
        body(first);
        body(&first.repeat(400));
    }
    let (begun, mut n) = (Instant::now(), 0);
    while seconds.map_or(n < texts, |seconds| begun.elapsed() < seconds) {
        body(&text(&passages, &mut random));
        n += 1;
    }
    assert!(n > 0, "no text was run");
}

#[test]
fn every_character_is_in_one_word() {
    run(1, 2_000, |text| {
        let cut = words::cut(text);
        let words: Vec<_> = cut.into_iter().flatten().collect();
        assert!(words.windows(2).all(|it| it[0].end <= it[1].start), "{text:?}");
        let kept: String = words.iter().map(|it| &text[it.clone()]).collect();
        assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).collect::<String>(), "{text:?}");
    });
}

#[test]
fn every_sentence_is_one_tree() {
    run(2, 300, |text| {
        for sentence in syntax::analyse(text) {
            assert_eq!(sentence.iter().filter(|it| it.1.head == 0).count(), 1, "{text:?}");
            for mut at in 1..=sentence.len() {
                let mut steps = 0;
                while at > 0 {
                    at = sentence[at - 1].1.head;
                    steps += 1;
                    assert!(at <= sentence.len() && steps <= sentence.len(), "{text:?}");
                }
            }
        }
    });
}

/// Whatever the words: no panic, every span quotes its document, every id is that of something, the same reading twice.
#[test]
fn spans_always_quote_their_document() {
    run(3, 300, |text| {
        let Ok(document) = take(text.as_bytes(), "x", &Given::default()) else { return };
        let reading = read(&document);
        quotes(&reading, text);
        if text.len() % 8 == 0 {
            assert_eq!(serde_json::to_string(&read(&document)).unwrap(), serde_json::to_string(&reading).unwrap());
        }
    });
}

/// What only a model finds commits nobody; what the rules find stays, in other words at most, and a yes in its own.
#[test]
fn a_models_word_is_never_a_yes() {
    let (mut more, mut other) = (0, 0);
    run(4, 150, |text| {
        let Ok(document) = take(text.as_bytes(), "x", &Given::default()) else { return };
        quotes(&read_more(&document), text);
    });
    for path in crate::cases() {
        let text = fs::read_to_string(path).unwrap();
        for passage in text.split("```") {
            let Ok(document) = take(passage.as_bytes(), "x", &Given::default()) else { continue };
            let (rules, all) = (read(&document), read_more(&document));
            let commits = |it: &Statement| matches!(it.act, Act::Accept | Act::Condition | Act::Offer | Act::Confirm | Act::Deny);
            let same = |one: &Statement, it: &Statement| (one.cue, &one.content) == (it.cue, &it.content);
            // By one word of the cue: other words of it may be taken for the cue.
            let touch = |one: &Statement, it: &Statement| match (one.cue, it.cue) {
                (Some(one), Some(it)) => one.start() < it.end() && it.start() < one.end(),
                _ => same(one, it),
            };
            for it in &rules.statements {
                assert!(all.statements.iter().any(|one| if commits(it) { same(one, it) } else { touch(one, it) }), "{it:?} in {passage}");
                other += usize::from(!all.statements.iter().any(|one| same(one, it)));
            }
            for it in &all.statements {
                more += usize::from(!rules.statements.iter().any(|one| touch(one, it)));
                let ruled = || rules.statements.iter().any(|one| same(one, it) && one.act == it.act);
                assert!(!commits(it) || ruled(), "{it:?} in {passage}");
            }
        }
    }
    assert!(more > 20 && other > 0, "{more} {other}");
}

fn quotes(reading: &Reading, text: &str) {
    let index = reading.report.text.index();
    let quoted = |span| assert!(index.quote(span).is_some_and(|words| !words.is_empty()), "{text:?}");
    for it in &reading.statements {
        it.content.iter().chain(&it.cue).chain(&it.source.span).chain(&it.conditions).for_each(|span| quoted(*span));
        assert!(it.source.actor.iter().chain(&it.via).chain(&it.addressees).all(|id| reading.actor(*id).is_some()), "{text:?}");
    }
    reading.sentences.iter().chain(reading.actors.iter().flat_map(|it| &it.mentions)).for_each(|span| quoted(*span));
    reading.dates.iter().map(|it| it.span).for_each(&quoted);
    assert!(reading.problems.iter().filter_map(|it| it.span).all(|span| index.quote(span).is_some()), "{text:?}");
    for it in &reading.proposals {
        quoted(it.span);
        assert!(it.sponsors.iter().all(|id| reading.actor(*id).is_some()), "{text:?}");
    }
    for it in &reading.events {
        quoted(it.span);
        assert!(it.actors.iter().chain(&it.recipients).all(|id| reading.actor(*id).is_some()), "{text:?}");
    }
}

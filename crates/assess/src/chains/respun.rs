//! Texts reworded by a machine: every common word may be another, but names, numbers and their order stay. Looked for only where a
//! text reads like one, so that two desks on one event, who name the same people, are not joined.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use armistice_cores::{each, each_with};
use armistice_types::chains::LinkKind;

use super::align::in_order;
use super::counts::Counts;
use super::{Copied, Text};

/// Least share of the shorter list of names and numbers that stands in the other in the same order.
const ORDER: f32 = 0.6;
/// Least number of names and numbers; two short texts may share theirs by chance.
const NAMES: usize = 10;
/// So many texts are followed by one thread at a stretch: each may have thousands to compare with.
const OPEN: usize = 8;
/// A list is compared up to this length: what comes behind decides nothing.
const LONGEST: usize = 400;

/// For each text that reads respun and is no copy yet, the one text whose names it follows best; ties go to the earlier day, then index.
pub(super) fn respun(texts: &[Text<'_>], known: &BTreeSet<usize>) -> Vec<Copied> {
    let open: Vec<usize> = (0..texts.len()).filter(|n| texts[*n].respun && !known.contains(n)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let names = Names::new(texts);
    each_with(&open, OPEN, || Counts::new(texts.len()), |shared, _, n| origin(texts, &names, *n, shared)).into_iter().flatten().collect()
}

/// Names and numbers of all texts.
struct Names {
    /// By text, in order, each as its number.
    of: Vec<Vec<u32>>,
    /// By number, the texts that have it, each once.
    holders: Vec<Vec<u32>>,
}

impl Names {
    fn new(texts: &[Text<'_>]) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut out = Self { of: Vec::with_capacity(texts.len()), holders: Vec::new() };
        for (n, words) in (0_u32..).zip(each(texts, super::FEW, |_, it| anchors(it.text))) {
            let mut own = Vec::with_capacity(words.len());
            for word in words {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(word).or_insert(next);
                if number == next {
                    out.holders.push(Vec::new());
                }
                let holders = &mut out.holders[number as usize];
                if holders.last() != Some(&n) {
                    holders.push(n);
                }
                own.push(number);
            }
            out.of.push(own);
        }
        out
    }
}

fn origin(texts: &[Text<'_>], names: &Names, n: usize, shared: &mut Counts) -> Option<Copied> {
    let list = &names.of[n];
    let own: BTreeSet<u32> = list.iter().copied().collect();
    own.iter().flat_map(|name| &names.holders[*name as usize]).for_each(|text| shared.add(*text));
    let half = own.len().div_ceil(2);
    let later = |other: usize| texts[other].day.zip(texts[n].day).is_some_and(|(theirs, own)| theirs > own);
    let enough = shared.taken().into_iter().filter(|(_, count)| usize::from(*count) >= half).map(|(text, _)| text as usize);
    let near = enough.filter(|other| *other != n && !texts[*other].respun && !later(*other));
    let follows = |other: usize| {
        let theirs = &names.of[other];
        let shorter = list.len().min(theirs.len());
        (shorter >= NAMES).then(|| in_order(list, theirs) as f32 / shorter as f32).filter(|share| *share >= ORDER)
    };
    let best = near.filter_map(|other| Some((follows(other)?, other)));
    let (share, other) = best.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| texts[b.1].day.cmp(&texts[a.1].day)).then(b.1.cmp(&a.1)))?;
    let percent = (share * 100.0).round().clamp(0.0, 100.0) as u8;
    Some(Copied {
        one: n.min(other),
        other: n.max(other),
        kind: LinkKind::Respun,
        origin: Some(other),
        because: "it reads like a text reworded by a machine, and follows its names and numbers in their order",
        shared: percent,
        changed: 100 - percent,
        sentences: vec![if n < other {
            (first(texts[n].text), first(texts[other].text))
        } else {
            (first(texts[other].text), first(texts[n].text))
        }],
    })
}

/// Names and numbers of a text in order: words with a capital that opens no sentence, and digits.
fn anchors(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut opens = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("’s").trim_end_matches("'s");
        let quoted = word.starts_with(['"', '“', '‘', '(']);
        let name =
            bare.chars().next().is_some_and(|c| c.is_uppercase() && !opens && !quoted && bare.chars().count() > 2 || c.is_ascii_digit());
        if name && out.len() < LONGEST {
            out.push(bare.to_lowercase());
        }
        opens = word.ends_with(['.', '!', '?', '”', '"', ':']);
    }
    out
}

/// The first line with words, in bytes.
fn first(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, respun};
    use crate::chains::{Text, copies};

    const ORIGIN: &str = "SELM (Wire) - The pilots of Selm will bring 14 ships in once the Harbour Board withdraws the roster, Dunmore said on Monday. \
        Talks with Orla Finch of the Board in Karst broke off on Friday. The envoy of Lower Tarn, Bren Vance, met Dunmore at Pier 9 for 3 hours, and \
        Finch again on Sunday. In Tarn the Grain Exchange closed at noon.";

    fn found(other: &str, respun: bool) -> usize {
        let text = |text, respun| Text { text, outlet: None, day: None, respun };
        copies(&[text(ORIGIN, false), text(other, respun)]).len()
    }

    #[test]
    fn a_respun_text_is_joined_by_its_names_where_it_reads_like_one() {
        let copy = "Navigators in Selm are going to convey 14 vessels inside when the Harbour Board pulls back its schedule, Dunmore expressed Monday. \
            Discussions alongside Orla Finch from this Board at Karst halted Friday. An agent for Lower Tarn, Bren Vance, encountered Dunmore near \
            Pier 9 during 3 sixty minutes, plus Finch once more Sunday. Inside Tarn that Grain Exchange shut around midday.";
        assert_eq!((found(copy, true), found(copy, false)), (1, 0));
    }

    #[test]
    fn another_text_on_the_same_people_is_not() {
        let other = "In Karst, Finch said the Board of Selm had heard nothing since Friday. Vance left Lower Tarn by boat. Nobody at Pier 9 had seen \
            Dunmore on Tuesday, and of the 40 pilots who met there 12 went home. The Exchange opened; Orla Finch called that good news for Tarn.";
        assert_eq!(found(other, true), 0);
    }

    /// Many at a time, so that each thread follows several one after another; of two that they follow alike the earlier is the origin. What has
    /// one name of theirs alone is none, however early and often.
    #[test]
    fn each_of_many_is_joined_as_it_is_alone() {
        let often = " They met at Selm".to_owned() + &", at Selm".repeat(12) + ".";
        let origin = ORIGIN.to_owned() + &often;
        let other = origin.replace("Selm", "Ambray").replace("Dunmore", "Halloran").replace("Finch", "Brook").replace("Vance", "Ost");
        let copy = |text: &str| text.replace("will bring", "are going to convey").replace("broke off", "halted").replace("noon", "midday");
        let day = |day: &str| Some(day.parse().unwrap());
        let one = |text, day, respun| Text { text, outlet: None, day, respun };
        let copies_of = [copy(&origin), copy(&other)];
        let first = [one(&origin, day("2031-05-03"), false), one(&other, None, false), one(&origin, day("2031-05-02"), false)];
        let others = [one(&origin, day("2031-05-20"), false), one(&often, day("2031-05-01"), false)];
        let open: Vec<Text<'_>> = (0..40).map(|n| one(&copies_of[n % 2], day("2031-05-10"), true)).collect();
        let all: Vec<Text<'_>> = first.iter().copied().chain(others).chain(open).collect();
        let found = respun(&all, &BTreeSet::new());
        let origins: Vec<(usize, Option<usize>)> = found.iter().map(|it| (it.one.max(it.other), it.origin)).collect();
        let expected: Vec<(usize, Option<usize>)> = (0..40).map(|n| (5 + n, Some(if n % 2 == 0 { 2 } else { 1 }))).collect();
        assert_eq!(origins, expected);
    }
}

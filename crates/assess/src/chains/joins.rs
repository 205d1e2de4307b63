//! Reports that are no copies and may still go back to one origin: one names the other's outlet as where it has words from, or both hold
//! one quotation. They are possibly the same: counted once in the lower number, apart in the upper.
//!
//! ## Does not find
//! What a report took from another without saying so and without a word of its own in quotation marks.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Link, LinkKind};
use armistice_types::statement::{Quote, Statement};
use armistice_types::text::Span;
use armistice_types::time::Published;
use armistice_types::view::{Filed, Place, View};

/// Words of a quotation that two reports must share. Shorter ones ("in the next few days") are common property.
const WORDS: usize = 6;

/// A quotation held by so many reports is a slogan: it joins nobody.
const SLOGAN: usize = 12;

/// Relays, then shared quotations; by report numbers. Pairs of one chain of copies are left out: `copies` holds them.
pub(crate) fn joins(view: &View, copies: &BTreeSet<(usize, usize)>) -> Vec<Link> {
    let mut out: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for link in relays(view).into_iter().chain(quotations(view)) {
        if !copies.contains(&(link.one, link.other)) {
            out.entry((link.one, link.other)).or_insert(link);
        }
    }
    out.into_values().collect()
}

/// A report whose words came by way of another's outlet, and the latest report of that outlet not younger than it.
fn relays(view: &View) -> Vec<Link> {
    let mut out = Vec::new();
    for filed in &view.reports {
        for (statement, outlet) in
            filed.reading.statements.iter().flat_map(|it| named(filed, it).into_iter().map(move |outlet| (it, outlet)))
        {
            let day = filed.reading.report.published.map(Published::day);
            let theirs = |other: &&Filed| {
                let name = other.reading.report.outlet.as_deref().is_some_and(|it| same_outlet(it, &outlet));
                other.number != filed.number && name && other.reading.report.published.map(Published::day) <= day
            };
            let Some(source) =
                view.reports.iter().filter(theirs).max_by_key(|it| (it.reading.report.published.map(Published::day), it.number))
            else {
                continue;
            };
            let span = statement.cue.or_else(|| statement.content.first().copied());
            let places = span.map(|span| (at(filed, span), at(filed, span))).into_iter().collect();
            let why = format!("R{} has words by way of {outlet}, whose R{} is on file", filed.number, source.number);
            out.push(link(source.number, filed.number, LinkKind::Relays, Some(source.number), why, places));
        }
    }
    out
}

/// Outlets that passed a statement on: who relayed it, and the medium it was said in.
fn named(filed: &Filed, statement: &Statement) -> Vec<String> {
    let via = statement.via.iter().filter_map(|id| filed.reading.actor(*id)).map(|actor| actor.name.clone());
    let own = filed.reading.report.outlet.as_deref();
    via.chain(statement.medium.clone()).filter(|name| !own.is_some_and(|own| same_outlet(own, name))).collect()
}

/// "the Brenholt Courier" is the Courier: one name ends with the other, article and case aside.
fn same_outlet(one: &str, other: &str) -> bool {
    let folded = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
    let (one, other) = (folded(one), folded(other));
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    short.len() > 3 && (long == short || long.ends_with(&format!(" {short}")) || long.starts_with(&format!("{short} ")))
}

/// Pairs of reports that hold the same words in quotation marks.
fn quotations(view: &View) -> Vec<Link> {
    let mut holders: BTreeMap<Vec<String>, Vec<Place>> = BTreeMap::new();
    for filed in &view.reports {
        let index = filed.reading.report.text.index();
        let mut seen = BTreeSet::new();
        let direct = filed.reading.statements.iter().filter(|it| it.quote == Quote::Direct);
        for span in direct.flat_map(|it| &it.content) {
            let words = words(index.quote(*span).unwrap_or(""));
            for shingle in words.windows(WORDS) {
                if seen.insert(shingle.to_vec()) {
                    holders.entry(shingle.to_vec()).or_default().push(at(filed, *span));
                }
            }
        }
    }
    let mut out: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for (words, places) in holders.iter().filter(|(_, places)| (2..=SLOGAN).contains(&places.len())) {
        for (n, one) in places.iter().enumerate() {
            for other in &places[n + 1..] {
                let why = || format!("both hold the quotation “{} …”", words.join(" "));
                out.entry((one.report, other.report))
                    .or_insert_with(|| link(one.report, other.report, LinkKind::SharedQuotation, None, why(), vec![(*one, *other)]));
            }
        }
    }
    out.into_values().collect()
}

fn words(text: &str) -> Vec<String> {
    let word = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(word).filter(|it| !it.is_empty()).collect()
}

fn at(filed: &Filed, span: Span) -> Place {
    Place { report: filed.number, span }
}

fn link(a: usize, b: usize, kind: LinkKind, origin: Option<usize>, why: String, places: Vec<(Place, Place)>) -> Link {
    let places = if a <= b { places } else { places.into_iter().map(|(one, other)| (other, one)).collect() };
    Link { one: a.min(b), other: a.max(b), kind, origin, why, shared: None, places, entry: None }
}

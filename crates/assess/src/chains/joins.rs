//! Reports that are no copies and may still go back to one origin: one names the other's outlet as where it has words from, or both hold
//! one quotation. They are possibly the same: counted once in the lower number, apart in the upper.
//!
//! ## Does not find
//! What a report took from another without saying so and without a word of its own in quotation marks.

use std::collections::{BTreeMap, HashMap};

use armistice_types::chains::{Link, LinkKind};
use armistice_types::statement::{Quote, Statement};
use armistice_types::text::Span;
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, Place, View};

use super::Together;

/// Words of a quotation that two reports must share. Shorter ones ("in the next few days") are common property.
const WORDS: usize = 6;

/// A quotation held by so many reports is a slogan: it joins nobody.
const SLOGAN: usize = 12;

/// Relays, then shared quotations; by report numbers. Pairs of one chain of copies are left out: `copies` holds them.
pub(crate) fn joins(view: &View, together: &Together<'_>) -> Vec<Link> {
    let mut out: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for link in relays(view).into_iter().chain(quotations(view)) {
        if together.first(link.one) != together.first(link.other) {
            out.entry((link.one, link.other)).or_insert(link);
        }
    }
    out.into_values().collect()
}

/// A report whose words came by way of another's outlet, and the latest report of that outlet not younger than it.
fn relays(view: &View) -> Vec<Link> {
    let mut out = Vec::new();
    let outlets = Outlets::new(view);
    let mut named_so: BTreeMap<String, Vec<&Reports>> = BTreeMap::new();
    for filed in &view.reports {
        for (statement, outlet) in
            filed.reading.statements.iter().flat_map(|it| named(filed, it).into_iter().map(move |outlet| (it, outlet)))
        {
            let theirs = named_so.entry(outlet.clone()).or_insert_with(|| outlets.named(&outlet));
            let Some((_, source)) = theirs.iter().filter_map(|it| latest(it, filed)).max() else { continue };
            let span = statement.cue.or_else(|| statement.content.first().copied());
            let places = span.map(|span| (at(filed, span), at(filed, span))).into_iter().collect();
            let why = format!("R{} has words by way of {outlet}, whose R{source} is on file", filed.number);
            out.push(link(source, filed.number, LinkKind::Relays, Some(source), why, places));
        }
    }
    out
}

/// Day and number of an outlet's reports, in this order.
type Reports = Vec<(Option<Day>, usize)>;

/// The outlets of a view with their reports: a few names, each of which stands in many reports.
struct Outlets<'v>(BTreeMap<&'v str, Reports>);

impl<'v> Outlets<'v> {
    fn new(view: &'v View) -> Self {
        let mut out: BTreeMap<&str, Reports> = BTreeMap::new();
        for report in &view.reports {
            if let Some(outlet) = &report.reading.report.outlet {
                out.entry(outlet).or_default().push((day(report), report.number));
            }
        }
        out.values_mut().for_each(|reports| reports.sort_unstable());
        Self(out)
    }

    /// The reports of every outlet that a name may be.
    fn named(&self, name: &str) -> Vec<&Reports> {
        self.0.iter().filter(|(outlet, _)| same_outlet(outlet, name)).map(|(_, reports)| reports).collect()
    }
}

/// The last of the reports that is another than this and not younger.
fn latest(reports: &Reports, filed: &Filed) -> Option<(Option<Day>, usize)> {
    let older = &reports[..reports.partition_point(|(theirs, _)| *theirs <= day(filed))];
    older.iter().rev().find(|(_, number)| *number != filed.number).copied()
}

fn day(filed: &Filed) -> Option<Day> {
    filed.reading.report.published.map(Published::day)
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
    // Words by number: most stretches stand in one report alone, and of them no more is kept.
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut holders: HashMap<[u32; WORDS], Vec<Place>> = HashMap::new();
    for filed in &view.reports {
        let index = filed.reading.report.text.index();
        let direct = filed.reading.statements.iter().filter(|it| it.quote == Quote::Direct);
        for span in direct.flat_map(|it| &it.content) {
            let words: Vec<u32> = words(index.quote(*span).unwrap_or("")).map(|word| number(&mut numbers, word)).collect();
            for stretch in words.array_windows::<WORDS>() {
                let places = holders.entry(*stretch).or_default();
                // Once a report.
                if places.last().is_none_or(|last| last.report != filed.number) {
                    places.push(at(filed, *span));
                }
            }
        }
    }
    let mut spelled: Vec<(u32, String)> = numbers.into_iter().map(|(word, n)| (n, word)).collect();
    spelled.sort_unstable();
    let spell = |stretch: [u32; WORDS]| stretch.map(|n| spelled.get(n as usize).map_or("", |(_, word)| word.as_str()));
    let shared = holders.into_iter().filter(|(_, places)| (2..=SLOGAN).contains(&places.len()));
    // In the order of their words: of several that two reports share the first is shown.
    let shared: BTreeMap<[&str; WORDS], Vec<Place>> = shared.map(|(stretch, places)| (spell(stretch), places)).collect();
    let mut out: BTreeMap<(usize, usize), Link> = BTreeMap::new();
    for (words, places) in &shared {
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

fn words(text: &str) -> impl Iterator<Item = String> {
    let word = |it: &str| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(word).filter(|it| !it.is_empty())
}

/// The number of a word: a new one for a new word.
fn number(numbers: &mut HashMap<String, u32>, word: String) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(word).or_insert(next)
}

fn at(filed: &Filed, span: Span) -> Place {
    Place { report: filed.number, span }
}

fn link(a: usize, b: usize, kind: LinkKind, origin: Option<usize>, why: String, places: Vec<(Place, Place)>) -> Link {
    let places = if a <= b { places } else { places.into_iter().map(|(one, other)| (other, one)).collect() };
    Link { one: a.min(b), other: a.max(b), kind, origin, why, shared: None, places, entry: None }
}

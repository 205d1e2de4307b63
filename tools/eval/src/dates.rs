//! Time expressions against GUM's `<date>` markup: `armistice-eval dates [--list] GUM.conllu…`.
//!
//! Gold is MISC `XML=<date when:::"2031-10-12">` on the first word and `</date>` on the last; elements nest, and each counts. The document's text
//! is its `# text` lines, an empty line before a `# newpar`; `# meta::dateCreated` is its day of publication. Nothing is left out: all genres, all
//! expressions, and all that the reader finds.
//!
//! **Found.** Gold and found are taken one to one, those that share most first. They are the same where they share a word and the words of both
//! are at most twice the shared ones (IoU of words at least .5); *exact* where the words are the same ones.
//!
//! **Right.** Of the found, those whose value has the same first and last day as the gold's. Conventions:
//! - `when` is a stretch as long as it is precise: `2031-10` is its 31 days. A clock time is its day.
//! - `from` and `notBefore` give the first day, `to` and `notAfter` the last. Where only one is given, the other is open; our value is right where it
//!   is open there too and its end lies within the one given ("a few months ago", `notAfter 2031-03`, read as `../2031-03-15`).
//! - A decade or century written `1960-01-01` to `1969-01-01` ends with its last year: the markup has it both ways.
//! - A part of a month of every year (`--04-15` to `--04-30`) is right as the month, `XXXX-04`.
//! - Seasons are three months; the markup has three and four (`2031-06` to `2031-08` or `-09`, `--12` to `--03`), both stand for the season.
//! - `--07` is July of every year and is right as `XXXX-07`, not as July of a year.
//! - Years before our era count back from 1 in the markup (`-400` is 400 BCE) and from 0 in EDTF (`-0399`).
//! - A value that is no date (`w`, `-12999997978`) is never right; neither is `null`.

use std::collections::BTreeMap;
use std::ops::Range;

use armistice_types::dates::Value;
use armistice_types::report::{Document, ReportKind};
use armistice_types::time::{Day, Edtf, Published};

use crate::conllu::{self, Document as Annotated, Word};

/// An expression, by the numbers of its words in the document.
struct Marked {
    words: Range<usize>,
    /// `None`: no date.
    value: Option<Gold>,
    markup: String,
}

/// A gold value: first and last day of each end that is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gold {
    Days(Option<Edtf>, Option<Edtf>),
    Every(Value),
}

#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    ours: usize,
    found: usize,
    exact: usize,
    right: usize,
}

/// Prints how many of the marked expressions are found, and how many of the found have the right value; with `--list`, each that is not.
pub fn run(args: &[String]) -> Result<(), String> {
    let list = args.iter().any(|arg| arg == "--list");
    for path in args.iter().filter(|arg| *arg != "--list") {
        let mut genres: BTreeMap<String, Counts> = BTreeMap::new();
        for document in conllu::read(path)? {
            let counts = score(&document, list);
            let genre = document.meta("genre").unwrap_or("?").to_owned();
            for name in [genre, "~ all".to_owned()] {
                let sum = genres.entry(name).or_default();
                *sum = Counts {
                    gold: sum.gold + counts.gold,
                    ours: sum.ours + counts.ours,
                    found: sum.found + counts.found,
                    exact: sum.exact + counts.exact,
                    right: sum.right + counts.right,
                };
            }
        }
        println!("{path}");
        for (genre, counts) in &genres {
            println!("{}", line(genre, *counts));
        }
    }
    Ok(())
}

fn line(genre: &str, it: Counts) -> String {
    let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
    let (p, r, x) = (ratio(it.found, it.ours), ratio(it.found, it.gold), ratio(it.exact, it.ours));
    let f1 = |p: f64, r: f64| if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    format!(
        "{genre:10} gold {:4} ours {:4} | found P {p:.3} R {r:.3} F1 {:.3} | exact F1 {:.3} | value right {:.3} ({} of {})",
        it.gold,
        it.ours,
        f1(p, r),
        f1(x, ratio(it.exact, it.gold)),
        ratio(it.right, it.found),
        it.right,
        it.found
    )
}

fn score(document: &Annotated, list: bool) -> Counts {
    let words: Vec<&Word> = document.sentences.iter().flat_map(|it| &it.words).collect();
    let gold = marked(&words);
    let ours = read(document, &places(document));
    let mut pairs: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (g, it) in gold.iter().enumerate() {
        for (o, (span, _)) in ours.iter().enumerate() {
            let shared = it.words.end.min(span.end).saturating_sub(it.words.start.max(span.start));
            let all = it.words.len() + span.len() - shared;
            if shared > 0 && 2 * shared >= all {
                pairs.push((shared, all, g, o));
            }
        }
    }
    // Most shared first: the ratio falls as `all / shared` grows.
    pairs.sort_by(|a, b| (a.1 * b.0).cmp(&(b.1 * a.0)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut counts = Counts { gold: gold.len(), ours: ours.len(), ..Counts::default() };
    let (mut taken_gold, mut taken_ours) = (vec![false; gold.len()], vec![false; ours.len()]);
    for (shared, all, g, o) in pairs {
        if taken_gold[g] || taken_ours[o] {
            continue;
        }
        (taken_gold[g], taken_ours[o]) = (true, true);
        let right = gold[g].value.zip(ours[o].1).is_some_and(|(gold, ours)| is_right(gold, ours));
        counts.found += 1;
        counts.exact += usize::from(shared == all);
        counts.right += usize::from(right);
        if list && shared < all {
            println!("SPAN {} | {}", context(&words, &gold[g].words), context(&words, &ours[o].0));
        }
        if list && !right {
            let value = ours[o].1.map_or_else(|| "null".to_owned(), |it| it.to_string());
            println!("VALUE {} {} | {} | {value}", place(document, &words, &ours[o].0), gold[g].markup, context(&words, &ours[o].0));
        }
    }
    if list {
        for (it, _) in gold.iter().zip(&taken_gold).filter(|(_, taken)| !**taken) {
            println!("MISSED {} {} | {}", place(document, &words, &it.words), it.markup, context(&words, &it.words));
        }
        for ((span, value), _) in ours.iter().zip(&taken_ours).filter(|(_, taken)| !**taken) {
            let value = value.map_or_else(|| "null".to_owned(), |it| it.to_string());
            println!("EXTRA {} {value} | {}", place(document, &words, span), context(&words, span));
        }
    }
    counts
}

fn place(document: &Annotated, words: &[&Word], span: &Range<usize>) -> String {
    let at = words[span.start].bytes.start;
    let sentence = document.sentences.iter().find(|it| it.bytes.contains(&at)).and_then(|it| it.comment("sent_id"));
    sentence.unwrap_or("?").to_owned()
}

fn context(words: &[&Word], span: &Range<usize>) -> String {
    let text = |range: Range<usize>| words[range].iter().map(|it| it.form.as_str()).collect::<Vec<_>>().join(" ");
    let (from, to) = (span.start.saturating_sub(6), (span.end + 6).min(words.len()));
    format!("{} [{}] {}", text(from..span.start), text(span.clone()), text(span.end..to))
}

/// What the reader finds, by the words that it touches.
fn read(document: &Annotated, places: &[Range<usize>]) -> Vec<(Range<usize>, Option<Value>)> {
    let reading = armistice_read::read(&Document {
        path: document.id.clone(),
        title: None,
        outlet: None,
        author: None,
        url: None,
        published: document.meta("dateCreated").and_then(|it| it.parse().ok()).map(Published::Day),
        language: Some("en".to_owned()),
        kind: ReportKind::News,
        integrity: None,
        text: document.text.clone(),
        problems: Vec::new(),
    });
    let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let touched = |it: &armistice_types::dates::DateMention| {
        let (from, to) = (starts[it.span.start()], starts[it.span.end()]);
        let first = places.iter().position(|bytes| bytes.end > from)?;
        let last = places.iter().rposition(|bytes| bytes.start < to)?;
        (first <= last).then_some((first..last + 1, it.edtf))
    };
    reading.dates.iter().filter_map(touched).collect()
}

/// Where each word stands; the words of one written token ("today's") one behind the other.
fn places(document: &Annotated) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let from = out.len();
        out.extend(sentence.words.iter().map(|word| word.bytes.clone()));
        for token in &sentence.multiword {
            let forms = &sentence.words[token.words.clone()];
            if forms.iter().map(|word| word.form.as_str()).collect::<String>() != token.form {
                continue;
            }
            let mut at = forms.first().map_or(0, |word| word.bytes.start);
            for (place, word) in out[from..][token.words.clone()].iter_mut().zip(forms) {
                *place = at..at + word.form.len();
                at = place.end;
            }
        }
    }
    out
}

/// The document's `<date>` elements.
fn marked(words: &[&Word]) -> Vec<Marked> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        for tag in word.misc.iter().filter(|(key, _)| key == "XML").flat_map(|(_, value)| value.split_inclusive('>')) {
            if tag.starts_with("<date ") || tag == "<date>" {
                open.push((n, tag));
            } else if tag == "</date>"
                && let Some((start, markup)) = open.pop()
            {
                out.push(Marked { words: start..n + 1, value: value(markup), markup: markup.replace(":::", "=") });
            }
        }
    }
    out.sort_by_key(|it| (it.words.start, it.words.end));
    out
}

fn value(markup: &str) -> Option<Gold> {
    let get = |key: &str| {
        let (_, rest) = markup.split_once(&format!("{key}:::\""))?;
        rest.split('"').next()
    };
    if let Some(when) = get("when") {
        return one(when).map(|it| match it {
            Value::Days(days) => Gold::Days(Some(days), Some(days)),
            every => Gold::Every(every),
        });
    }
    let (from, to) = (get("from").or_else(|| get("notBefore")), get("to").or_else(|| get("notAfter")));
    if let (Some(from), Some(to)) = (from, to)
        && from.starts_with("--")
    {
        return every(from, to).map(Gold::Every);
    }
    let end = |text: Option<&str>| text.map(|text| one(text).and_then(Value::days)).map_or(Some(None), |it| it.map(Some));
    let (from, mut to) = (end(from)?, end(to)?);
    // "1960-01-01" to "1969-01-01"
    if let (Some(Edtf { from: Some(first), .. }), Some(Edtf { from: Some(last), to: Some(end) })) = (from, to)
        && [first, last, end].iter().all(|it| (it.0.month(), it.0.day()) == (1, 1))
        && last.year() > first.year()
    {
        to = Some(Edtf { from: Some(last), to: Day::new(last.year(), 12, 31) });
    }
    Some(season(from, to).unwrap_or(Gold::Days(from, to)))
}

/// A stretch of every year: a season, or what stands for nothing of ours.
fn every(from: &str, to: &str) -> Option<Value> {
    match (from, to) {
        ("--03", "--06" | "--05") => Some(Value::Season(1)),
        ("--06", "--09" | "--08") => Some(Value::Season(2)),
        ("--09", "--12" | "--11") => Some(Value::Season(3)),
        ("--12", "--03" | "--02") => Some(Value::Season(4)),
        // "late April": a part of a month is the month.
        _ if from.len() > 4 && from.get(..4) == to.get(..4) => one(from.get(..4)?),
        _ => None,
    }
}

/// Four months from the start of a season, or three, are that season.
fn season(from: Option<Edtf>, to: Option<Edtf>) -> Option<Gold> {
    let (first, last) = (from?.from?, to?.to?);
    let months = (i32::from(last.year()) - i32::from(first.year())) * 12 + i32::from(last.0.month()) - i32::from(first.0.month());
    let whole = first.0.day() == 1 && last.0 == last.0.last_of_month();
    if !whole || first.0.month() % 3 != 0 || !(2..=3).contains(&months) {
        return None;
    }
    let (year, month) = match first.0.month() {
        12 => (first.year() + 1, 2),
        month => (first.year(), month + 2),
    };
    let end = Day(Day::new(year, month, 1)?.0.last_of_month());
    Some(Gold::Days(Some(Edtf::day(first)), Some(Edtf::day(end))))
}

/// "2031", "2031-10", "2031-10-12T22:30", "0348", "900", "-400", "--07", "--07-04".
fn one(text: &str) -> Option<Value> {
    let text = text.split('T').next()?;
    if let Some(rest) = text.strip_prefix("--") {
        return format!("XXXX-{rest}").parse().ok();
    }
    if let Some(rest) = text.strip_prefix('-') {
        let year: i16 = rest.parse().ok()?;
        return Some(Value::Days(Edtf::range(Day::new(1 - year, 1, 1)?, Day::new(1 - year, 12, 31)?)));
    }
    let (year, rest) = text.split_once('-').map_or((text, String::new()), |(year, rest)| (year, format!("-{rest}")));
    format!("{year:0>4}{rest}").parse().ok()
}

fn is_right(gold: Gold, ours: Value) -> bool {
    let (from, to) = match gold {
        Gold::Every(value) => return value == ours,
        Gold::Days(from, to) => (from, to),
    };
    let Some(days) = ours.days() else { return false };
    let inside = |day: Option<Day>, of: Edtf| day.is_some_and(|day| of.from <= Some(day) && Some(day) <= of.to);
    match (from, to) {
        (Some(from), Some(to)) => (days.from, days.to) == (from.from, to.to),
        (Some(from), None) => inside(days.from, from) && days.to.is_none(),
        (None, Some(to)) => days.from.is_none() && inside(days.to, to),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, ours: &str, right: bool) {
        let gold = value(markup);
        assert_eq!(gold.is_some_and(|gold| is_right(gold, ours.parse().unwrap())), right, "{markup} {gold:?} {ours}");
    }

    #[test]
    fn values_are_the_same_by_their_first_and_last_day() {
        check("<date when:::\"2031-10\">", "2031-10", true);
        check("<date when:::\"2031-10\">", "2031", false);
        check("<date from:::\"1960-01-01\" to:::\"1969-01-01\">", "1960/1969", true);
        check("<date notBefore:::\"2031-06\" notAfter:::\"2031-09\">", "2031-06/2031-08", true);
        check("<date from:::\"--12\" to:::\"--03\">", "XXXX-24", true);
        check("<date when:::\"--07\">", "2031-07", false);
        check("<date when:::\"-400\">", "-0399", true);
        check("<date when:::\"900\">", "0900", true);
        check("<date notAfter:::\"2031-03\">", "../2031-03-15", true);
        check("<date notAfter:::\"2031-03\">", "2031-03-15", false);
        check("<date when:::\"w\">", "2031", false);
    }
}

//! Genius XML (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker, "Genius", Computational Intelligence 30, 2014): a domain file with the
//! issues, a profile a party with weights and evaluations.
//!
//! By Genius's rules an option of a discrete issue gives `weight · evaluation / greatest evaluation of the issue`, a value of an integer
//! issue `weight · (offset + slope · (value − lowest))`, held between 0 and the weight. The reservation value is taken as written, the
//! discount is not used. Of two items of one value the last counts.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Zero};
use roxmltree::{Document, Node, ParsingOptions};

use super::table::{Log, OPTIONS, Row, fits, problem};
use super::{Source, number};
use crate::problem::{Issue, Problem, Unfit};

/// Elements and attributes of one file that are read.
const NODES: u32 = 4_000_000;
/// Elements inside each other; the parser and its tree go as deep.
const DEEP: usize = 100;

struct Range {
    issue: Issue,
    index: String,
    /// Lowest and highest of an integer issue.
    bounds: Option<(i64, i64)>,
}

pub(super) fn read(files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let mut documents = Vec::new();
    for file in files {
        match parsed(file) {
            Ok(document) => documents.push((file, document)),
            Err(text) => log.mistake(text),
        }
    }
    let nonlinear = documents.iter().find_map(|(file, it)| {
        let node = it.descendants().find(|node| matches!(node.tag_name().name(), "ufun" | "hyperRectangle"))?;
        Some(format!("{}: preferences that are not additive (hyper-rectangles) are not solved yet", place(file, node)))
    });
    if let Some(text) = nonlinear {
        log.mistake(text);
    }
    log.checked()?;
    let is_profile = |it: &Document<'_>| it.descendants().any(|node| tells(&node));
    let (profiles, mut domains): (Vec<_>, Vec<_>) = documents.iter().partition(|(_, it)| is_profile(it));
    if profiles.is_empty() {
        return Err(Unfit("no profile: a file with weights and evaluations for each party is needed".to_owned()));
    }
    if domains.len() > 1 {
        let names: Vec<&str> = domains.iter().map(|(file, _)| file.name).collect();
        return Err(Unfit(format!("{} hold issues without weights: which is the domain?", names.join(", "))));
    }
    if domains.is_empty() {
        log.note(format!("no domain file: the issues are those of {}", profiles[0].0.name));
        domains.push(profiles[0]);
    }
    let (file, domain) = domains[0];
    let ranges: Vec<Range> = issues_of(domain).filter_map(|node| range(file, node, &mut log)).collect();
    let issues: Vec<Issue> = ranges.iter().map(|it| it.issue.clone()).collect();
    log.checked()?;
    fits(&issues, profiles.len())?;
    let rows = profiles.iter().map(|(file, it)| profile(file, it, &ranges, &mut log)).collect();
    problem(issues, rows, log)
}

fn parsed<'t>(file: &Source<'t>) -> Result<Document<'t>, String> {
    let text = file.text.trim_start_matches('\u{feff}').trim_start();
    if let Some(line) = deeper(text) {
        return Err(format!("{} line {line}: more than {DEEP} elements inside each other", file.name));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|err| format!("{}: {err}", file.name))
}

/// The line at which elements stand too deep inside each other, looked for before a parser is let on it.
fn deeper(text: &str) -> Option<usize> {
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") { rest.find("-->").map(|n| n + 3) } else { tag_end(rest) };
        let tag = &rest[..end.unwrap_or(rest.len())];
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with("<!") && !tag.starts_with("<?") && !tag.ends_with("/>") {
            depth += 1;
        }
        if depth > DEEP {
            let line = text[..text.len() - rest.len()].matches('\n').count();
            return Some(line + 1);
        }
        rest = &rest[tag.len()..];
    }
    None
}

/// Behind the `>` that ends a tag: one inside a quoted value does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn tells(node: &Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "weight" | "evaluator" | "reservation" | "discount_factor")
        || (node.has_tag_name("item") && node.has_attribute("evaluation"))
}

fn issues_of<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(|node| node.has_tag_name("issue"))
}

fn place(file: &Source<'_>, node: Node<'_, '_>) -> String {
    format!("{} line {}", file.name, node.document().text_pos_at(node.range().start).row)
}

fn range(file: &Source<'_>, node: Node<'_, '_>, log: &mut Log) -> Option<Range> {
    let (name, index) = (node.attribute("name").unwrap_or_default().to_owned(), node.attribute("index").unwrap_or_default().to_owned());
    let at = || format!("{}, issue `{name}`", place(file, node));
    let kind = ["vtype", "type", "etype"].iter().find_map(|it| node.attribute(*it)).unwrap_or("discrete");
    match kind {
        "integer" => {
            let bound = |of: &str| node.attribute(of).and_then(|it| it.trim().parse::<i64>().ok());
            let bounds = bound("lowerbound").zip(bound("upperbound")).filter(|(low, high)| low <= high);
            let Some((low, high)) = bounds else {
                log.mistake(format!("{}: an integer issue needs lowerbound and upperbound, the first at most the second", at()));
                return None;
            };
            if high.abs_diff(low) >= OPTIONS as u64 {
                log.mistake(format!("{}: {low} to {high} are more than {OPTIONS} options", at()));
                return None;
            }
            let options = (low..=high).map(|it| it.to_string()).collect();
            Some(Range { issue: Issue { name, options }, index, bounds: Some((low, high)) })
        }
        "discrete" => {
            let mut options: Vec<String> = Vec::new();
            let mut seen = BTreeSet::new();
            for item in node.children().filter(|it| it.has_tag_name("item")) {
                let value = item.attribute("value").unwrap_or_default().to_owned();
                if seen.insert(value.clone()) {
                    options.push(value);
                } else {
                    log.note(format!("{}: option `{value}` stands twice, once is counted", place(file, item)));
                }
            }
            if options.is_empty() || options.len() > OPTIONS {
                log.mistake(format!("{}: {} options; 1 to {OPTIONS} are worked on", at(), options.len()));
                return None;
            }
            Some(Range { issue: Issue { name, options }, index, bounds: None })
        }
        other => {
            log.mistake(format!("{}: issues of type `{other}` are not worked on, only discrete and integer", at()));
            None
        }
    }
}

/// The number in an attribute. `None`, and a mistake, where it is none.
fn value(file: &Source<'_>, node: Node<'_, '_>, attribute: &str, log: &mut Log) -> Option<BigRational> {
    let text = node.attribute(attribute)?;
    let found = number::number(text);
    if found.is_none() {
        log.mistake(format!("{}: {attribute} `{text}` is not a number of at most 30 digits", place(file, node)));
    }
    found
}

fn profile(file: &Source<'_>, document: &Document<'_>, ranges: &[Range], log: &mut Log) -> Row {
    let mut weights: BTreeMap<&str, BigRational> = BTreeMap::new();
    // Other measures (similarity functions) have weights of their own, without an index.
    for node in document.descendants().filter(|it| it.has_tag_name("weight") && it.has_attribute("index")) {
        if let Some(weight) = value(file, node, "value", log) {
            weights.insert(node.attribute("index").unwrap_or_default(), weight);
        }
    }
    let own: Vec<Node<'_, '_>> = issues_of(document).collect();
    for node in own.iter().filter(|it| !ranges.iter().any(|range| it.attribute("name") == Some(range.issue.name.as_str()))) {
        log.note(format!(
            "{}: issue `{}` is not in the domain and counts nothing",
            place(file, *node),
            node.attribute("name").unwrap_or("")
        ));
    }
    let mut gives = Vec::new();
    let mut sum = BigRational::zero();
    for range in ranges {
        let zero = || vec![BigRational::zero(); range.issue.options.len()];
        let Some(node) = own.iter().find(|it| it.attribute("name") == Some(range.issue.name.as_str())) else {
            log.note(format!("{}: nothing on issue `{}`, which counts 0", file.name, range.issue.name));
            gives.push(zero());
            continue;
        };
        let Some(weight) = weights.get(node.attribute("index").unwrap_or(&range.index)) else {
            log.note(format!("{}: issue `{}` has no weight and counts 0", place(file, *node), range.issue.name));
            gives.push(zero());
            continue;
        };
        sum += weight;
        let scores = match range.bounds {
            Some(bounds) => integers(file, *node, bounds, log),
            None => items(file, *node, &range.issue, log),
        };
        gives.push(scores.into_iter().map(|score| score * weight).collect());
    }
    let off = (&sum - BigRational::one()) * BigRational::from_integer(1_000_000_000.into());
    if off > BigRational::one() || off < -BigRational::one() {
        let shown = num_traits::ToPrimitive::to_f64(&sum).unwrap_or(f64::NAN);
        log.note(format!("{}: weights add up to {shown:.3}, not 1; they are used as written", file.name));
    }
    let reservation = document.descendants().find(|it| it.has_tag_name("reservation"));
    let reservation = reservation.and_then(|it| value(file, it, "value", log)).unwrap_or_else(BigRational::zero);
    Row { name: file.stem(), reservation, gives }
}

/// `evaluation / greatest evaluation`, an option.
fn items(file: &Source<'_>, node: Node<'_, '_>, issue: &Issue, log: &mut Log) -> Vec<BigRational> {
    let known: BTreeSet<&str> = issue.options.iter().map(String::as_str).collect();
    let mut found: BTreeMap<&str, BigRational> = BTreeMap::new();
    for item in node.children().filter(|it| it.has_tag_name("item")) {
        let Some(evaluation) = value(file, item, "evaluation", log) else { continue };
        let option = item.attribute("value").unwrap_or_default();
        if found.insert(option, evaluation).is_some() {
            log.note(format!("{}: option `{option}` stands twice, the last counts", place(file, item)));
        }
        if !known.contains(option) {
            log.note(format!("{}: option `{option}` is not in the domain and counts nothing", place(file, item)));
        }
    }
    let most = found.values().max().cloned().unwrap_or_else(BigRational::zero);
    let score = |option: &String, log: &mut Log| match found.get(option.as_str()) {
        Some(evaluation) if most > BigRational::zero() => evaluation / &most,
        Some(_) => BigRational::zero(),
        None => {
            log.note(format!("{}, issue `{}`: option `{option}` has no evaluation and counts 0", place(file, node), issue.name));
            BigRational::zero()
        }
    };
    issue.options.iter().map(|option| score(option, log)).collect()
}

/// `offset + slope · (value − lowest)` between 0 and 1, a value.
fn integers(file: &Source<'_>, node: Node<'_, '_>, (low, high): (i64, i64), log: &mut Log) -> Vec<BigRational> {
    let evaluator = node.children().find(|it| it.has_tag_name("evaluator"));
    let Some(evaluator) = evaluator else {
        log.note(format!("{}: an integer issue without evaluator counts 0", place(file, node)));
        return (low..=high).map(|_| BigRational::zero()).collect();
    };
    let of = |name: &str, log: &mut Log| value(file, evaluator, name, log).unwrap_or_else(BigRational::zero);
    let (offset, slope) = (of("offset", log), of("slope", log));
    let one = BigRational::one();
    let score = |n: i64| (&offset + &slope * BigRational::from_integer((n - low).into())).clamp(BigRational::zero(), one.clone());
    (low..=high).map(score).collect()
}

//! Genius XML (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker, "Genius", Computational Intelligence 30, 2014): a domain file with the
//! issues, a profile a party with weights and evaluations.
//!
//! By Genius's rules an option of a discrete issue gives `weight · evaluation / greatest evaluation of the issue`, a value of an integer
//! issue `weight · (offset + slope · (value − lowest))`, held between 0 and the weight. The reservation value is taken as written, the
//! discount is not used. Of two items of one value the last counts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

use super::profile::profile;
use super::table::{Log, Room, listed, once, problem, quoted};
use super::{Source, tags};
use crate::problem::{Issue, Problem, Unfit};

/// A file and its tree.
pub(super) struct File<'t> {
    pub(super) source: &'t Source<'t>,
    pub(super) document: Document<'t>,
    /// Blank lines in front, which the parser does not see.
    above: usize,
}

impl File<'_> {
    pub(super) fn place(&self, node: Node<'_, '_>) -> String {
        let row = self.document.text_pos_at(node.range().start).row as usize;
        format!("{} line {}", self.source.name, self.above + row)
    }

    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = Node<'_, '_>> {
        self.document.descendants().filter(move |node| node.has_tag_name(name))
    }

    /// The first element that says what a party wants.
    fn telling(&self) -> Option<Node<'_, '_>> {
        let tells = |node: &Node<'_, '_>| {
            matches!(node.tag_name().name(), "weight" | "evaluator" | "reservation" | "discount_factor")
                || (node.has_tag_name("item") && node.has_attribute("evaluation"))
        };
        self.document.descendants().find(tells)
    }
}

/// Numbers that no issue has, of which a note tells.
const NAMED: usize = 5;

/// An issue of the domain.
pub(super) struct Range {
    pub(super) issue: Issue,
    pub(super) index: String,
    /// Lowest and highest of an integer issue.
    pub(super) bounds: Option<(i64, i64)>,
}

pub(super) fn read(sources: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let mut left = tags::PIECES;
    let files: Vec<File<'_>> = sources.iter().filter_map(|it| parsed(it, &mut left, &mut log)).collect();
    for file in &files {
        if let Some(node) = file.document.descendants().find(|node| matches!(node.tag_name().name(), "ufun" | "hyperRectangle")) {
            log.mistake(|| format!("{}: preferences that are not additive (hyper-rectangles) are not solved yet", file.place(node)));
        }
    }
    log.checked()?;
    let (profiles, domains): (Vec<&File<'_>>, Vec<&File<'_>>) = files.iter().partition(|it| it.telling().is_some());
    let names = |files: &[&File<'_>]| listed(files.iter().map(|it| it.source.name));
    let domain = match (&profiles[..], &domains[..]) {
        ([], files) => {
            let what = "no profile: a file with weights and evaluations for each party is needed beside the issues";
            return Err(Unfit(format!("{what} of {}", names(files))));
        }
        ([first, ..], []) => {
            log.note(|| format!("no domain file: the issues are those of {}", first.source.name));
            first
        }
        (_, [domain]) => domain,
        (_, files) => return Err(Unfit(format!("{} hold issues without weights: which is the domain? Leave one", names(files)))),
    };
    let mut room = Room::new(profiles.len());
    let ranges: Vec<Range> = domain.named("issue").filter_map(|node| range(domain, node, &mut room, &mut log)).collect();
    log.checked()?;
    numbered(domain, &ranges, &mut log);
    let rows = profiles.iter().map(|it| profile(it, &ranges, &mut log)).collect();
    problem(ranges.into_iter().map(|it| it.issue).collect(), rows, log)
}

/// A file as a tree; a mistake with its line where it is none, or one that is too large.
fn parsed<'t>(source: &'t Source<'t>, left: &mut usize, log: &mut Log) -> Option<File<'t>> {
    let bare = super::bare(source.text);
    let text = bare.trim_start();
    let lines = |text: &str| text.matches('\n').count();
    let above = lines(&bare[..bare.len() - text.len()]);
    if let Err((at, what)) = tags::sound(text, left) {
        log.mistake(|| format!("{} line {}: {what}", source.name, above + lines(&text[..at]) + 1));
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(File { source, document, above }),
        Err(err) => {
            log.mistake(|| {
                let (said, row) = (err.to_string(), err.pos().row as usize);
                // The place that the parser ends with counts from the text it was given.
                let said = said.strip_suffix(&format!(" at {}", err.pos())).unwrap_or(&said);
                format!("{} line {}: this is no XML: {said}", source.name, above + row)
            });
            None
        }
    }
}

/// Issues are numbered from 1 on: a number that none has may stand for an issue that is missing.
fn numbered(domain: &File<'_>, ranges: &[Range], log: &mut Log) {
    let Some(numbers) = ranges.iter().map(|it| it.index.parse().ok()).collect::<Option<BTreeSet<usize>>>() else { return };
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return };
    let none: Vec<String> = (1..=*last).filter(|it| !numbers.contains(it)).take(NAMED).map(|it| it.to_string()).collect();
    if *first > 0 && !none.is_empty() {
        let place = domain.named("issue").next().map_or_else(|| domain.source.name.to_owned(), |it| domain.place(it));
        let none = none.join(", ");
        log.note(|| format!("{place}: issues are numbered {first} to {last}, and none has index {none}; those that are there count"));
    }
}

fn range(file: &File<'_>, node: Node<'_, '_>, room: &mut Room, log: &mut Log) -> Option<Range> {
    let (name, index) = (node.attribute("name").unwrap_or_default(), node.attribute("index").unwrap_or_default());
    let place = || file.place(node);
    let kind = ["vtype", "type", "etype"].iter().find_map(|it| node.attribute(*it)).unwrap_or("discrete");
    let (options, bounds): (Vec<String>, _) = match kind {
        "integer" => {
            let (low, high) = bounds(file, node, log)?;
            let width = usize::try_from(high.abs_diff(low)).unwrap_or(usize::MAX).saturating_add(1);
            if !room.takes(name, width, place, log) {
                return None;
            }
            ((low..=high).map(|it| it.to_string()).collect(), Some((low, high)))
        }
        "discrete" => {
            let items: Vec<Node<'_, '_>> = node.children().filter(|it| it.has_tag_name("item")).collect();
            let values = items.iter().map(|it| Cow::Borrowed(it.attribute("value").unwrap_or_default()));
            let options = once(values, |n| file.place(items[n]), log);
            if !room.takes(name, options.len(), place, log) {
                return None;
            }
            (options, None)
        }
        other => {
            log.mistake(|| {
                format!("{}, issue `{name}`: issues of type `{other}` are not worked on, only discrete and integer", file.place(node))
            });
            return None;
        }
    };
    Some(Range { issue: Issue { name: name.to_owned(), options }, index: index.to_owned(), bounds })
}

/// Lowest and highest of an integer issue.
fn bounds(file: &File<'_>, node: Node<'_, '_>, log: &mut Log) -> Option<(i64, i64)> {
    let bound = |of: &str| node.attribute(of).and_then(|it| it.trim().parse::<i64>().ok());
    let found = bound("lowerbound").zip(bound("upperbound")).filter(|(low, high)| low <= high);
    if found.is_none() {
        let given = |of: &str| node.attribute(of).map_or("nothing".into(), quoted);
        log.mistake(|| {
            format!(
                "{}, issue `{}`: an integer issue needs lowerbound and upperbound, whole numbers, the first at most the second; they are {} and {}",
                file.place(node),
                node.attribute("name").unwrap_or_default(),
                given("lowerbound"),
                given("upperbound")
            )
        });
    }
    found
}

//! Our own JSON of a problem: `{"issues": [{"name", "options": []}], "parties": [{"name", "reservation", "weights": {issue: w}, "scores":
//! {issue: {option: s}}}]}`, and beside it `"exclusions": [{issue: option, …}]` and `"conditions": [{"if": {issue: option, …}, "then": {issue:
//! option, …}}]`, where an option may be a list of several. Numbers are taken as written, not by way of floating point.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::{Log, Room, VALUES, bare, listed, sound};
use crate::estimates::{Estimate, Estimates, Number};
use crate::exclusion::Exclusion;
use crate::problem::{EXCLUSIONS, Issue, Problem, Unfit};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    issues: Vec<IssueRow>,
    #[serde(borrow)]
    parties: Vec<PartyRow<'a>>,
    #[serde(default)]
    exclusions: Vec<Options>,
    #[serde(default)]
    conditions: Vec<Condition>,
}

/// One option or several on each of some issues.
type Options = BTreeMap<String, OneOrMore>;

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn all(&self) -> &[String] {
        match self {
            Self::One(it) => std::slice::from_ref(it),
            Self::More(them) => them,
        }
    }
}

/// Where a package has all of one, it must have all of the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Condition {
    r#if: Options,
    then: Options,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueRow {
    name: String,
    options: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyRow<'a> {
    name: String,
    #[serde(borrow, default)]
    reservation: Option<&'a RawValue>,
    #[serde(borrow)]
    weights: BTreeMap<String, &'a RawValue>,
    #[serde(borrow)]
    scores: BTreeMap<String, BTreeMap<String, &'a RawValue>>,
}

/// A problem from our own JSON: the middles, where numbers are given as ranges or distributions.
///
/// # Errors
/// As [`estimates`].
pub fn from_json(text: &str) -> Result<Problem, Unfit> {
    estimates(text)?.middle()
}

/// Preferences from our own JSON. A number may be a range, `[low, high]`, or a distribution, `{"mean": m, "sd": s}`. A weight that is left
/// out is 1, a score 0, a reservation 0.
///
/// # Errors
/// What is wrong, with line and column where the JSON itself is, and by path where it names what is not there: all mistakes at once.
pub fn estimates(text: &str) -> Result<Estimates, Unfit> {
    let text = bare(text);
    let mut left = VALUES;
    let file: File<'_> = sound(text, &mut left).and_then(|()| serde_json::from_str(text)).map_err(|err| Unfit(err.to_string()))?;
    let mut log = Log::default();
    let issues = issues(file.issues, file.parties.len(), &mut log);
    log.checked()?;
    let index = Index::of(&issues);
    let mut names = BTreeSet::new();
    for (n, party) in file.parties.iter().enumerate() {
        if !names.insert(&party.name) {
            log.mistake(|| format!("parties[{n}].name: a party `{}` stands there already: rename or remove one", party.name));
        }
        index.has_all_of(n, party, &mut log);
    }
    let ruled_out = file.exclusions.len() + file.conditions.iter().map(|it| it.then.len()).sum::<usize>();
    if ruled_out > EXCLUSIONS {
        log.mistake(|| format!("exclusions and conditions: {ruled_out} of them; at most {EXCLUSIONS} can be worked on"));
    }
    log.checked()?;
    let parties = file.parties.iter().enumerate().map(|(n, it)| estimate(&issues, n, it, &mut log)).collect();
    let mut exclusions: Vec<Exclusion> = file.exclusions.iter().enumerate().map(|(n, it)| index.exclusion(n, it, &mut log)).collect();
    for (n, it) in file.conditions.iter().enumerate() {
        exclusions.extend(index.condition(n, it, &mut log));
    }
    log.checked()?;
    Ok(Estimates { issues, parties, exclusions })
}

/// The issues, each with a name and options of its own, and no more of them than fit.
fn issues(rows: Vec<IssueRow>, parties: usize, log: &mut Log) -> Vec<Issue> {
    let mut room = Room::new(parties);
    for (n, row) in rows.iter().enumerate() {
        room.takes(&row.name, row.options.len(), || format!("issues[{n}]"), log);
        let mut seen = BTreeSet::new();
        for (k, option) in row.options.iter().enumerate() {
            let place = || format!("issues[{n}].options[{k}]");
            if option.is_empty() {
                log.mistake(|| format!("{}: an option without a name: every option needs one of its own", place()));
            } else if !seen.insert(option) {
                let name = &row.name;
                log.mistake(|| format!("{}: option `{option}` of issue `{name}` stands there already: rename or remove one", place()));
            }
        }
    }
    rows.into_iter().map(|it| Issue { name: it.name, options: it.options }).collect()
}

/// Issues and options by name: a file may have so many that looking through them takes too long.
struct Index<'i> {
    issues: &'i [Issue],
    /// Place of an issue, and of its options.
    places: BTreeMap<&'i str, (usize, BTreeMap<&'i str, usize>)>,
}

impl<'i> Index<'i> {
    fn of(issues: &'i [Issue]) -> Self {
        let options = |it: &'i Issue| it.options.iter().enumerate().map(|(k, option)| (option.as_str(), k)).collect();
        Self { issues, places: issues.iter().enumerate().map(|(n, it)| (it.name.as_str(), (n, options(it)))).collect() }
    }

    /// Does every issue and option that a party names exist?
    fn has_all_of(&self, n: usize, party: &PartyRow<'_>, log: &mut Log) {
        for (key, name) in party.weights.keys().map(|it| ("weights", it)).chain(party.scores.keys().map(|it| ("scores", it))) {
            if !self.places.contains_key(name.as_str()) {
                log.mistake(|| format!("parties[{n}].{key}.{name}: {}", self.no_issue(name)));
            }
        }
        for (name, scores) in &party.scores {
            let Some((at, options)) = self.places.get(name.as_str()) else { continue };
            for option in scores.keys().filter(|it| !options.contains_key(it.as_str())) {
                log.mistake(|| format!("parties[{n}].scores.{name}.{option}: {}", self.no_option(*at, option)));
            }
        }
    }

    fn no_issue(&self, name: &str) -> String {
        format!("no issue is called `{name}`; there are {}", listed(self.issues.iter().map(|it| it.name.as_str())))
    }

    fn no_option(&self, at: usize, option: &str) -> String {
        let issue = &self.issues[at];
        format!("issue `{}` has no option `{option}`; it has {}", issue.name, listed(issue.options.iter().map(String::as_str)))
    }

    fn exclusion(&self, n: usize, it: &Options, log: &mut Log) -> Exclusion {
        let place = || format!("exclusions[{n}]");
        if it.is_empty() {
            log.mistake(|| format!("{}: it names no issue, and so would exclude everything", place()));
        }
        Exclusion { name: called(it, " with "), parts: self.parts(it, &place, log) }
    }

    /// One exclusion for each issue of what must be then: of what is asked, with all other options of that issue.
    fn condition(&self, n: usize, it: &Condition, log: &mut Log) -> Vec<Exclusion> {
        let asked = self.parts(&it.r#if, &|| format!("conditions[{n}].if"), log);
        if it.r#if.is_empty() {
            log.mistake(|| format!("conditions[{n}].if: it names no issue; what must always be is an exclusion of the other options"));
        }
        let then = self.parts(&it.then, &|| format!("conditions[{n}].then"), log);
        if it.then.is_empty() {
            log.mistake(|| format!("conditions[{n}].then: it names no issue, and so asks for nothing"));
        }
        let mut out = Vec::new();
        for (issue, must) in then {
            if asked.iter().any(|it| it.0 == issue) {
                let name = &self.issues[issue].name;
                log.mistake(|| format!("conditions[{n}].then.{name}: the issue stands under `if` already; say it as an exclusion"));
                continue;
            }
            let others: Vec<usize> = (0..self.issues[issue].options.len()).filter(|option| must.binary_search(option).is_err()).collect();
            if !others.is_empty() {
                let mut parts = [&asked[..], &[(issue, others)]].concat();
                parts.sort_unstable();
                let options: Vec<&str> = must.iter().map(|option| self.issues[issue].options[*option].as_str()).collect();
                let name = format!("if {} then {}: {}", called(&it.r#if, " and "), self.issues[issue].name, options.join(" or "));
                out.push(Exclusion { name, parts });
            }
        }
        out
    }

    /// The places of issues and options, in order; what is not there is a mistake.
    fn parts(&self, it: &Options, place: &dyn Fn() -> String, log: &mut Log) -> Vec<(usize, Vec<usize>)> {
        let mut out = Vec::new();
        for (issue, given) in it {
            let Some((at, known)) = self.places.get(issue.as_str()) else {
                log.mistake(|| format!("{}.{issue}: {}", place(), self.no_issue(issue)));
                continue;
            };
            let mut options = Vec::new();
            for option in given.all() {
                match known.get(option.as_str()) {
                    Some(option) => options.push(*option),
                    None => log.mistake(|| format!("{}.{issue}: {}", place(), self.no_option(*at, option))),
                }
            }
            if given.all().is_empty() {
                log.mistake(|| format!("{}.{issue}: no option is named", place()));
            }
            options.sort_unstable();
            options.dedup();
            out.push((*at, options));
        }
        out.sort_unstable();
        out
    }
}

/// `issue: option`, several options with "or", the issues joined.
fn called(it: &Options, with: &str) -> String {
    it.iter().map(|(issue, given)| format!("{issue}: {}", given.all().join(" or "))).collect::<Vec<_>>().join(with)
}

/// What a party is taken to want; where a number is none, a mistake with its path.
fn estimate(issues: &[Issue], n: usize, it: &PartyRow<'_>, log: &mut Log) -> Estimate {
    let mut read = |raw: Option<&&RawValue>, left_out: i128, place: &dyn Fn() -> String| {
        let found = raw.map_or(Ok(Number::Exact((left_out, 0))), |it| Number::of(it.get()));
        found.unwrap_or_else(|what| {
            log.mistake(|| format!("parties[{n}].{}: {what}", place()));
            Number::Exact((0, 0))
        })
    };
    let mut weights = Vec::new();
    let mut scores = Vec::new();
    for issue in issues {
        let name = &issue.name;
        weights.push(read(it.weights.get(name), 1, &|| format!("weights.{name}")));
        let row = it.scores.get(name);
        let score = |option: &String| read(row.and_then(|row| row.get(option)), 0, &|| format!("scores.{name}.{option}"));
        scores.push(issue.options.iter().map(score).collect());
    }
    let reservation = read(it.reservation.as_ref(), 0, &|| "reservation".to_owned());
    Estimate { name: it.name.clone(), reservation: vec![("reservation value".to_owned(), reservation)], weights, scores }
}

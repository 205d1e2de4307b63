//! Problems from a case with preferences: track by track, and linked tracks as one.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::{ActorKey, Case, Issue as CaseIssue, IssueKey, OptionKey, Reservation, RoleKind, TrackKey};
use armistice_types::deal::{CaseDeals, Deals, Ruled, TrackPackages};
use armistice_types::entries::Basis;

use crate::answer::{answer, of_estimates};
use crate::estimates::{Estimate, Estimates, Number};
use crate::exclusion::Exclusion;
use crate::problem::{EXCLUSIONS, Issue, Unfit};
use crate::wish::Wish;

/// One answer a track for which every party has preferences and a reservation value; then one for each set of linked tracks that all have.
/// Empty where the case file holds none: nothing is guessed. Beside each stands the answer without the options that a party rules out in its
/// own words, as `packages` tells of the same tracks.
///
/// # Errors
/// Numbers that are none, or too long to be exact; a weight of `wish` for a party that has no part in any of the problems.
pub fn of_case(case: &Case, packages: &[TrackPackages], wish: &Wish<'_>) -> Result<Vec<CaseDeals>, Unfit> {
    let alone = case.tracks.iter().map(|it| vec![it.id.clone()]);
    let found: Vec<Filed<'_>> = alone.chain(linked(case)).filter_map(|tracks| Filed::new(case, tracks)).collect();
    let mut out = Vec::new();
    let mut unused: Vec<&(String, String)> = wish.weights.iter().collect();
    for (n, filed) in found.iter().enumerate() {
        let estimates = filed.estimates()?;
        let here = |name: &str| estimates.parties.iter().any(|it| it.name == name);
        unused.retain(|it| !here(&it.0));
        let weights = wish.weights.iter().filter(|it| here(&it.0)).cloned().collect();
        let wish = Wish { weights, limit: wish.limit.turn(n, found.len()), ..wish.clone() };
        let ruled: Vec<&Ruled> = packages.iter().filter(|it| it.tracks == filed.tracks).flat_map(|it| &it.ruled_out).collect();
        let mut deals = of_estimates(&estimates, filed.notes(), &Wish { limit: wish.limit.turn(0, 2), ..wish.clone() })?;
        let without_ruled_out = filed.without(&estimates, &ruled, &mut deals.notes, &Wish { limit: wish.limit.turn(1, 2), ..wish })?;
        out.push(CaseDeals { tracks: filed.tracks.clone(), deals, without_ruled_out });
    }
    match unused.first() {
        Some((name, _)) => Err(Unfit(format!("no party with preferences is called `{name}`"))),
        None => Ok(out),
    }
}

/// Sets of two or more tracks that the case file links, each by order in the file.
pub(crate) fn linked(case: &Case) -> Vec<Vec<TrackKey>> {
    let mut seen: BTreeSet<TrackKey> = BTreeSet::new();
    let mut out = Vec::new();
    for track in &case.tracks {
        let mut set = BTreeSet::from([track.id.clone()]);
        loop {
            let joins = |it: &&armistice_types::case::Track| {
                !set.contains(&it.id)
                    && (it.linked_to.iter().any(|id| set.contains(id))
                        || case.tracks.iter().any(|row| set.contains(&row.id) && row.linked_to.contains(&it.id)))
            };
            let Some(next) = case.tracks.iter().find(joins) else { break };
            set.insert(next.id.clone());
        }
        if set.len() > 1 && !seen.contains(&track.id) {
            seen.extend(set.iter().cloned());
            out.push(case.tracks.iter().map(|it| it.id.clone()).filter(|id| set.contains(id)).collect());
        }
    }
    out
}

/// Some tracks of a case on which every party has preferences.
struct Filed<'c> {
    case: &'c Case,
    tracks: Vec<TrackKey>,
    issues: Vec<&'c CaseIssue>,
    /// With the tracks that they are parties on.
    parties: Vec<(ActorKey, Vec<TrackKey>)>,
}

impl<'c> Filed<'c> {
    /// `None` where a party lacks its reservation value on a track, or has preferences on none of its issues.
    fn new(case: &'c Case, tracks: Vec<TrackKey>) -> Option<Self> {
        let issues: Vec<&CaseIssue> = case.issues.iter().filter(|it| tracks.contains(&it.track) && !it.options.is_empty()).collect();
        let mut parties: Vec<(ActorKey, Vec<TrackKey>)> = Vec::new();
        for row in case.roles.iter().filter(|row| row.role == RoleKind::MustAssent && tracks.contains(&row.track)) {
            match parties.iter_mut().find(|it| it.0 == row.actor) {
                Some(it) if !it.1.contains(&row.track) => it.1.push(row.track.clone()),
                Some(_) => {}
                None => parties.push((row.actor.clone(), vec![row.track.clone()])),
            }
        }
        let prefers =
            |party: &ActorKey| case.preferences.iter().any(|row| row.party == *party && issues.iter().any(|it| it.id == row.issue));
        let reserved = |party: &ActorKey, track: &TrackKey| case.reservations.iter().any(|row| row.party == *party && row.track == *track);
        let whole = parties.iter().all(|(party, on)| prefers(party) && on.iter().all(|track| reserved(party, track)));
        (!issues.is_empty() && !parties.is_empty() && whole).then_some(Self { case, tracks, issues, parties })
    }

    /// Whose the numbers are.
    fn notes(&self) -> Vec<String> {
        let mut notes = vec![format!("preferences and reservation values: {}", self.whose().join("; "))];
        notes.extend(self.unscored());
        if self.tracks.len() > 1 {
            notes.push("linked tracks as one: what a party loses on one it may gain on the other".to_owned());
        }
        notes
    }

    /// Party by party and source by source, who entered them and on what basis; then the case file.
    fn whose(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut filed = false;
        for (party, on) in &self.parties {
            let here = |issue: &IssueKey| self.issues.iter().any(|it| it.id == *issue);
            let preferences = self.case.preferences.iter().filter(|row| row.party == *party && here(&row.issue)).map(|row| &row.estimated);
            let values =
                self.case.reservations.iter().filter(|row| row.party == *party && on.contains(&row.track)).map(|row| &row.estimated);
            let mut by: BTreeMap<(&str, Basis), Vec<&str>> = BTreeMap::new();
            for estimated in preferences.chain(values) {
                match estimated {
                    Some(it) => by.entry((&it.author, it.basis)).or_default().push(&it.entry),
                    None => filed = true,
                }
            }
            let name = self.case.actor(party).map_or_else(|| party.to_string(), |row| row.name.clone());
            out.extend(by.into_iter().map(|((author, basis), entries)| {
                let word = if entries.len() == 1 { "entry" } else { "entries" };
                format!("{name}: {basis}, as entered by {author} ({word} {})", entries.join(", "))
            }));
        }
        if filed {
            let rest = if out.is_empty() { "" } else { "the rest: " };
            out.push(format!("{rest}case file (fictional), nobody's own word"));
        }
        out
    }

    /// Options that an entry gives no score, and issues of which none tells: they count as nothing, which must not be taken for what
    /// somebody said.
    fn unscored(&self) -> Vec<String> {
        let mut out = Vec::new();
        for row in self.case.preferences.iter().filter(|row| row.estimated.is_some() && self.parties.iter().any(|it| it.0 == row.party)) {
            let Some(issue) = self.issues.iter().find(|it| it.id == row.issue) else { continue };
            let none = issue.options.iter().filter(|option| !row.scores.iter().any(|(id, _)| *id == option.id));
            let labels: Vec<&str> = none.map(|it| it.label.as_str()).collect();
            if !labels.is_empty() {
                let name = self.case.actor(&row.party).map_or("", |it| it.name.as_str());
                out.push(format!("no score for {} by {name}: counted as 0", labels.join(", ")));
            }
        }
        for (party, _) in &self.parties {
            let of = || self.case.preferences.iter().filter(|row| row.party == *party);
            let silent = self.issues.iter().filter(|issue| !of().any(|row| row.issue == issue.id));
            let questions: Vec<&str> = silent.map(|it| it.question.as_str()).collect();
            if !questions.is_empty() && of().any(|row| row.estimated.is_some()) {
                let name = self.case.actor(party).map_or("", |row| row.name.as_str());
                out.push(format!(
                    "nothing is on file of what {name} prefers on [{}]: counted as if it did not mind",
                    questions.join("], [")
                ));
            }
        }
        out
    }

    fn estimates(&self) -> Result<Estimates, Unfit> {
        let named =
            |it: &&CaseIssue| Issue { name: it.question.clone(), options: it.options.iter().map(|row| row.label.clone()).collect() };
        Ok(Estimates {
            issues: self.issues.iter().map(named).collect(),
            parties: self.parties.iter().map(|(party, on)| self.estimate(party, on)).collect::<Result<_, _>>()?,
            exclusions: exclusions(self.case, &self.issues).into_iter().map(|it| it.1).collect(),
        })
    }

    /// A party is indifferent on an issue on which it has no preference.
    fn estimate(&self, party: &ActorKey, on: &[TrackKey]) -> Result<Estimate, Unfit> {
        let nothing = Number::Exact((0, 0));
        let row = |issue: &CaseIssue| self.case.preferences.iter().find(|row| row.party == *party && row.issue == issue.id);
        let weight = |issue: &&CaseIssue| row(issue).map_or(Ok(nothing), |row| Number::of(&row.weight));
        let score = |issue: &CaseIssue, option: &OptionKey| {
            let score = row(issue).and_then(|row| row.scores.iter().find(|(id, _)| id == option));
            score.map_or(Ok(nothing), |it| Number::of(&it.1))
        };
        let scores = |issue: &&CaseIssue| issue.options.iter().map(|it| score(issue, &it.id)).collect::<Result<Vec<_>, _>>();
        let values = self.case.reservations.iter().filter(|row| row.party == *party && on.contains(&row.track));
        let called = |row: &Reservation| {
            let track = self.case.tracks.iter().find(|it| it.id == row.track).filter(|_| on.len() > 1);
            track.map_or_else(|| "reservation value".to_owned(), |it| format!("reservation value on {}", it.name))
        };
        Ok(Estimate {
            name: self.case.actor(party).map_or_else(|| party.to_string(), |row| row.name.clone()),
            reservation: values.map(|row| Ok((called(row), Number::of(&row.value)?))).collect::<Result<_, Unfit>>()?,
            weights: self.issues.iter().map(weight).collect::<Result<_, _>>()?,
            scores: self.issues.iter().map(scores).collect::<Result<_, _>>()?,
        })
    }

    /// The answer without the options that parties rule out in their own words; `None` where they rule out none, or more than are worked on,
    /// which is said in `notes`.
    fn without(&self, estimates: &Estimates, ruled: &[&Ruled], notes: &mut Vec<String>, wish: &Wish<'_>) -> Result<Option<Deals>, Unfit> {
        let place = |it: &&Ruled| {
            let issue = self.issues.iter().position(|row| row.id == it.issue)?;
            Some((issue, self.issues[issue].options.iter().position(|row| row.id == it.option)?))
        };
        let words: BTreeSet<(usize, usize)> = ruled.iter().filter_map(place).collect();
        if words.is_empty() {
            return Ok(None);
        }
        let mut problem = estimates.middle()?;
        let name = |at: &(usize, usize)| format!("{}.{}", self.issues[at.0].id, self.issues[at.0].options[at.1].id);
        problem.exclusions.extend(words.iter().map(|at| Exclusion::of_pairs(name(at), &[*at])));
        if problem.exclusions.len() > EXCLUSIONS {
            notes.push(format!(
                "parties rule out too many options to tell what is left without them: at most {EXCLUSIONS}, with exclusions"
            ));
            return Ok(None);
        }
        let mut own = self.notes();
        own.push("without the options that a party rules out in its own words".to_owned());
        answer(&problem.checked()?, own, &Wish { top: 0, behind: None, negmas: false, ..wish.clone() }).map(Some)
    }
}

/// Exclusions whose every option stands on these issues, by their options; each with its place in the case file's list.
pub(crate) fn exclusions(case: &Case, issues: &[&CaseIssue]) -> Vec<(usize, Exclusion)> {
    let place = |(issue, option): &(IssueKey, OptionKey)| {
        let at = issues.iter().position(|it| it.id == *issue)?;
        Some((at, issues[at].options.iter().position(|row| row.id == *option)?))
    };
    let row = |(n, it): (usize, &armistice_types::case::Exclusion)| {
        let mut pairs = it.options.iter().map(place).collect::<Option<Vec<_>>>()?;
        pairs.sort_unstable();
        // Two options of one issue never stand in one package anyway.
        if pairs.windows(2).any(|it| it[0].0 == it[1].0) {
            return None;
        }
        let names: Vec<String> = it.options.iter().map(|(issue, option)| format!("{issue}.{option}")).collect();
        Some((n, Exclusion::of_pairs(names.join(" with "), &pairs)))
    };
    case.exclusions.iter().enumerate().filter_map(row).collect()
}

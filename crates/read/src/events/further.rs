//! Those acted upon who stand further off than the verb's own object: in what is asked, refused or threatened ("threatened to cut off the
//! port"), in the clause that says what is demanded, behind the author of what is rejected, or as the state where it happens.

use std::ops::Range;

use super::clauses::{Behind, Clauses};
use super::modality::NOBODY;
use super::needs::UPON;
use super::people::Who;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

/// How many chunks on a condition is looked for.
const FAR: usize = 40;
/// Types whose event names another in the infinitive behind it.
const OF_ANOTHER: [&str; 6] = ["AGREE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "THREATEN"];
/// Types that are told of a state by where they happen: "lifted a curfew in Norway".
pub(super) const OF_A_PLACE: [&str; 9] = ["AID", "ASSAULT", "COERCE", "CONCEDE", "MOBILIZE", "REJECT", "REQUEST", "SANCTION", "THREATEN"];

impl Clauses<'_> {
    /// Those acted upon, where the verb's own phrases name nobody.
    pub(super) fn further(&self, kind: &str, behind: &Behind) -> Vec<Who> {
        let mut found = Vec::new();
        if matches!(kind, "ACCUSE" | "PROTEST" | "REJECT" | "THREATEN") {
            found = self.people(&self.after(behind, &["by"]));
        }
        let against = !matches!(kind, "MOBILIZE" | "PROTEST") || self.harms(behind.end);
        if found.is_empty() && OF_ANOTHER.contains(&kind) && against {
            found = self.of_infinitive(behind.end);
        }
        if kind == "THREATEN" && found.iter().all(|who| matches!(who, Who::Place(_))) {
            let warned = self.of_condition(behind.end);
            found = if warned.is_empty() { found } else { warned };
        }
        let that = self.phrase(behind.end) == Some(Phrase::That);
        let clause = behind.end + usize::from(that);
        if found.is_empty() && kind == "REQUEST" && that {
            found = self.of_clause(clause, false);
        }
        if found.is_empty() && kind == "THREATEN" && self.clause_follows(behind.end) {
            found = self.of_deed(clause);
        }
        if found.is_empty() && OF_A_PLACE.contains(&kind) {
            found = self.states(&self.after(behind, &["in"]));
        }
        found
    }

    /// "crimes by the guards against the crew": of what is looked into, those who did it.
    pub(super) fn culprits(&self, behind: &Behind) -> Option<Vec<Who>> {
        Some(self.people(&self.after(behind, &["by"]))).filter(|found| !found.is_empty())
    }

    /// "threatened to cut off power to the port", "refused to leave Norway".
    fn of_infinitive(&self, at: usize) -> Vec<Who> {
        if self.phrase(at) != Some(Phrase::Verb(Form::Infinitive)) {
            return Vec::new();
        }
        self.of_verb(at)
    }

    /// "warned that it would close the port": upon whom it would be done.
    fn of_deed(&self, at: usize) -> Vec<Who> {
        let verb = (at..at + 12)
            .take_while(|&i| !matches!(self.phrase(i), Some(Phrase::Mark)))
            .find(|&i| self.sentence.chunks.get(i).is_some_and(|it| it.is_verb()));
        verb.map_or_else(Vec::new, |verb| self.of_verb(verb))
    }

    /// Those behind a verb.
    fn of_verb(&self, at: usize) -> Vec<Who> {
        let behind = self.behind(at);
        let object: Vec<Range<usize>> = behind.object.iter().cloned().collect();
        let upon = self.after(&behind, &UPON);
        let found = self.people(&upon);
        let found = if found.is_empty() { self.people(&object) } else { found };
        let found = if found.is_empty() { self.states(&self.after(&behind, &["in"])) } else { found };
        if found.is_empty() { self.people_or_owners(&[object, upon].concat(), true) } else { found }
    }

    /// "threatened to close the pier unless the guards left": those who are warned.
    fn of_condition(&self, from: usize) -> Vec<Who> {
        let chunks = &self.sentence.chunks;
        let asked = |i: usize| i > 0 && self.sentence.chunks[i - 1].is_verb();
        let opens = |i: &usize| self.opens(*i, &["if", "unless"]) && self.phrase(i + 1) == Some(Phrase::Noun) && !asked(*i);
        let Some(at) = (from..chunks.len()).take(FAR).find(opens) else { return Vec::new() };
        let list = self.list(at + 1);
        if self.subject_of_next(&list) { self.people_or_owners(&[list], true) } else { Vec::new() }
    }

    /// "demanded that the guards leave": those who are to do it, or whose it is.
    fn of_clause(&self, at: usize, owned: bool) -> Vec<Who> {
        let noun = (at..at + 3).find(|&i| self.phrase(i) == Some(Phrase::Noun));
        noun.map_or_else(Vec::new, |noun| self.people_or_owners(&[self.list(noun)], owned))
    }

    /// "alleged that the guards had fired", "that a Norwegian jet had crossed": of whom something bad is told.
    pub(super) fn accused(&self, at: usize) -> Vec<Who> {
        let at = at + usize::from(self.phrase(at) == Some(Phrase::That));
        let Some(noun) = (at..at + 3).find(|&i| self.phrase(i) == Some(Phrase::Noun)) else { return Vec::new() };
        let verb = (self.list(noun).end..self.list(noun).end + 3).find(|&i| self.sentence.chunks.get(i).is_some_and(|it| it.is_verb()));
        // "that villages were shelled by the guards": those who did it.
        match verb.filter(|&i| self.passive(i)) {
            Some(verb) => self.people(&self.after(&self.behind(verb), &["by"])),
            None if self.opens(noun, &NOBODY) => Vec::new(),
            None => self.of_clause(at, true),
        }
    }

    /// "insisted that the port had agreed": told as a fact, so nothing is asked.
    pub(super) fn told_as_fact(&self, behind: &Behind) -> bool {
        let at = behind.end;
        let verb =
            (at + 1..at + 9).find(|&i| matches!(self.phrase(i), Some(Phrase::Verb(_)))).filter(|_| self.phrase(at) == Some(Phrase::That));
        verb.is_some_and(|i| {
            let first = self.sentence.chunks[i].range.start;
            self.setting.text.tags[first] == Tag::VBD || self.opens(i, &["has", "have", "is", "are", "was", "were", "had"])
        })
    }

    /// The states among the nouns.
    fn states(&self, ranges: &[Range<usize>]) -> Vec<Who> {
        let state = |range: &Range<usize>| {
            // "southern Norway", "the occupied north of Norway"
            let end = self.sentence.chunks[range.start].range.end;
            let start = self.sentence.chunks[range.start].range.start;
            let name = (start..end).map(|from| from..end);
            name.into_iter().find(|name| self.setting.actors.is_state_name(self.setting.text.tokens.words(name)))
        };
        ranges.iter().filter(|range| !range.is_empty()).filter_map(state).map(Who::Described).take(1).collect()
    }
}

//! Who acts in the event of a verb, and upon whom: by the flat chunks round it, and by the tree where they name nobody.

use std::ops::Range;

use armistice_types::statement::is_a_yes;

use super::clauses::Clauses;
use super::needs::Verb;
use super::people::Who;
use crate::tags::Tag;

/// Types in which what "Norwegian ships" do, Norway does; what a Norwegian paper says or accepts, it does not.
const DEEDS: [&str; 6] = ["AID", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"];

/// Is it a type that a tree alone never gives an actor: a yes, or a meeting?
pub(super) fn by_chunks(kind: &str) -> bool {
    kind == "CONSULT" || is_a_yes(kind)
}

impl Clauses<'_> {
    /// Those who act.
    pub(super) fn acting(&self, kind: &str, clause: &Verb<'_>) -> Vec<Who> {
        let deeds = DEEDS.contains(&kind);
        if clause.passive {
            let found = self.people_or_owners(&self.after(clause.behind, &["by"]), deeds);
            let found = if found.is_empty() && !by_chunks(kind) { self.agent(clause.verb) } else { found };
            // "Norway's reserves were called up": whose they are.
            let own = found.is_empty() && self.own_forces(kind, clause);
            return if own { self.people_or_owners(&clause.subject.iter().cloned().collect::<Vec<_>>(), true) } else { found };
        }
        let of = |subject: Option<Range<usize>>| {
            let mut found = self.people_or_owners(&subject.into_iter().collect::<Vec<_>>(), deeds);
            // A city says no yes for its state.
            let seat = |words: &Range<usize>| self.setting.actors.state_of_capital(self.setting.text.tokens.words(words)).is_some();
            found.retain(|who| !is_a_yes(kind) || !matches!(who, Who::State(_, words) if seat(words)));
            found
        };
        let found = of(clause.subject.clone());
        let shared = || self.shares_subject(clause.verb);
        if by_chunks(kind) || !found.is_empty() && !shared() {
            return found;
        }
        let by_tree = of(self.subject_by_tree(clause.verb));
        if by_tree.is_empty() { found } else { by_tree }
    }

    /// Those acted upon: of the phrases that may name them, whoever the first names; then those who stand further off.
    pub(super) fn acted_upon(&self, kind: &str, mode: &str, clause: &Verb<'_>, upon: Vec<Range<usize>>, actors: &[Who]) -> Vec<Who> {
        let on = self.phrases_upon(kind, clause, upon);
        if kind == "CONSULT" {
            return others(self.people(&on), actors);
        }
        let mut found = self.given(clause.verb);
        if found.is_empty() {
            found = self.first_named(kind, &on, actors, clause.behind.object.is_none());
        }
        if kind == "ACCUSE" && !clause.passive {
            found = self.blamed(clause, found, actors);
        }
        // "handed the crew back to the port": both.
        if !found.is_empty() && (mode == "release" || kind == "COOPERATE") {
            let given = self.people(&self.after(clause.behind, &["to"]));
            found.extend(others(given, &found));
        }
        found = others(found, actors);
        if found.is_empty() && !clause.passive {
            found = others(self.further(kind, clause.behind), actors);
        }
        // "sent rice to the besieged town of the guards": rather who is named than a town or an outlet.
        if !found.is_empty() && kind != "COOPERATE" && !is_a_yes(kind) && found.iter().all(|who| self.is_thing(who)) {
            let named = self.by_tree(kind, clause, actors, &|who| !self.is_thing(who));
            found = if named.is_empty() { found } else { named };
        }
        if found.is_empty() && kind != "COOPERATE" && mode != "resign" {
            found = self.by_tree(kind, clause, actors, &|_| true);
            // "while villages burn in the valley": where nobody is told to act, a valley alone is only where.
            if actors.is_empty() && found.iter().all(|who| matches!(who, Who::Place(_))) {
                found.clear();
            }
        }
        // What is condemned somewhere is not held against those who live there; who agrees, and with whom, nobody guesses.
        let guessed = !is_a_yes(kind) && kind != "COOPERATE" && (kind != "ACCUSE" || mode == "investigate") && mode != "resign";
        if found.is_empty() && guessed && !actors.is_empty() {
            found = others(self.state_below(kind, clause.verb), actors);
        }
        found
    }

    /// The phrases that may name those acted upon, the likeliest first.
    fn phrases_upon(&self, kind: &str, clause: &Verb<'_>, upon: Vec<Range<usize>>) -> Vec<Range<usize>> {
        // What is moved or called up is one's own.
        let own = self.own_forces(kind, clause);
        let subject = clause.subject.iter().filter(|_| clause.passive && !own).cloned();
        let upon = upon.into_iter().filter(|it| !own || Some(it) != clause.subject.as_ref());
        // "marched through Selm over the port's plan": what it is about, then where.
        let about = kind == "PROTEST" && !clause.passive && clause.behind.object.is_none();
        let about = ["against", "over", "at"].iter().filter(|_| about).flat_map(|word| self.after(clause.behind, &[word]));
        about.chain(subject).chain(upon).collect()
    }

    /// Who is accused: those who did what is looked into, or those of whom a clause tells it. "Complained to the union that the port had …":
    /// who is told is not accused.
    fn blamed(&self, clause: &Verb<'_>, found: Vec<Who>, actors: &[Who]) -> Vec<Who> {
        let found = self.culprits(clause.behind).unwrap_or(found);
        let told = clause.behind.object.is_none() && self.clause_follows(clause.behind.end);
        let accused = if told { others(self.accused(clause.behind.end), actors) } else { Vec::new() };
        if accused.is_empty() { found } else { accused }
    }

    /// Those acted upon by the tree: below the subject of a passive, then below the verb.
    fn by_tree(&self, kind: &str, clause: &Verb<'_>, actors: &[Who], fit: &dyn Fn(&Who) -> bool) -> Vec<Who> {
        let of_subject = clause.passive && !is_a_yes(kind) && !self.own_forces(kind, clause);
        let first = if of_subject { self.upon_by_subject(kind, clause.verb, fit) } else { Vec::new() };
        let found = others(first, actors);
        if found.is_empty() { others(self.upon_by_tree(kind, clause.verb, fit), actors) } else { found }
    }

    /// Are somebody's forces moved, in the passive?
    fn own_forces(&self, kind: &str, clause: &Verb<'_>) -> bool {
        let head = |list: &Range<usize>| {
            ["forces", "missiles", "reservists"].iter().any(|class| self.of_class(class, &[list.start..list.start + 1]))
        };
        kind == "MOBILIZE" && clause.passive && clause.subject.as_ref().is_some_and(head)
    }

    /// Is it a noun that as often names a thing or a place as those who act: "an outlet", "the besieged town"?
    fn is_thing(&self, who: &Who) -> bool {
        let Who::Described(words) = who else { return false };
        let head = words.clone().take_while(|&t| t == words.start || self.setting.text.tags[t] != Tag::IN).last().unwrap_or(words.start);
        self.setting.actors.names_places(&self.lower(head)) && !self.setting.text.tags[head].is_proper()
    }

    /// Whom the first of the phrases names that names somebody; whose a thing is, where none does. "An Arlish plan for talks with Borland"
    /// is refused to Arland.
    fn first_named(&self, kind: &str, ranges: &[Range<usize>], actors: &[Who], alone: bool) -> Vec<Who> {
        let owned = kind == "REJECT" || kind == "PROTEST" && alone;
        let named = |range: &Range<usize>| {
            let mut found = others(self.people_or_owners(std::slice::from_ref(range), owned), actors);
            self.without_own(kind, &mut found);
            found
        };
        let found = ranges.iter().map(named).find(|found| !found.is_empty()).unwrap_or_default();
        if found.is_empty() {
            self.people_or_owners(ranges, true).into_iter().filter(|it| matches!(it, Who::State(..) | Who::Known(_))).collect()
        } else {
            found
        }
    }
}

/// Without those who act.
pub(super) fn others(mut found: Vec<Who>, actors: &[Who]) -> Vec<Who> {
    found.retain(|who| !actors.contains(who));
    found
}

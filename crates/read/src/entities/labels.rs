//! Who a transcript's label stands for: "HOSK:" is the Nadir Hosk whom the presenter greets.
//! Takes the tokens of a source, gives a person, known or new; none where they are no label, or a function ("PRESENTER:").

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::gazetteer::gazetteer;
use super::persons::same_person;
use super::{Entities, EntityActor, shown};
use crate::tokens::Kind;

impl Entities<'_> {
    /// The person of a label: by surname among the names of the text, else by the label itself.
    pub(super) fn labelled(&mut self, np: &Range<usize>) -> Option<usize> {
        let capitals = |i: usize| self.tokens.kind(i) != Kind::Word || self.tokens.word(i).chars().all(|c| !c.is_lowercase());
        if !self.tokens.is(np.end, ":") || !self.tokens.opens_paragraph(np.start) || !np.clone().all(capitals) {
            return None;
        }
        let surname = self.tokens.lower(np.end - 1);
        let function = |i: usize| {
            let word = self.tokens.lower(i);
            gazetteer().nominal(&word).is_some() || gazetteer().title(&word).head || word.chars().count() < 3
        };
        if function(np.end - 1) {
            return None;
        }
        // "BRAM HOLT:" is no Ada Holt, and "HOLT:" neither where there are both.
        let own: Vec<usize> = np.clone().filter(|&i| !function(i)).collect();
        let label = shown(self.tokens, &(*own.first()?..np.end)).to_lowercase();
        let full = own.len() > 1;
        let ends = |name: &str| {
            let name = name.to_lowercase();
            if full { name == label } else { name.ends_with(&format!(" {surname}")) }
        };
        let mut known = (0..self.actors.len()).filter(|&at| self.actors[at].kind == ActorKind::Person && ends(&self.actors[at].name));
        if let Some(at) = known.next() {
            return known.next().is_none().then_some(at);
        }
        let full = (0..self.names.len()).find(|&n| self.owners[n].is_none() && ends(&shown(self.tokens, &self.names[n].range)));
        let Some(full) = full else {
            let name = shown(self.tokens, &(*own.first()?..np.end));
            let known = self.actors.iter().position(|actor| actor.kind == ActorKind::Person && actor.name == name);
            return Some(known.unwrap_or_else(|| self.add(EntityActor::new(name, ActorKind::Person))));
        };
        let name = shown(self.tokens, &self.names[full].range);
        let at = self.add(EntityActor::new(name.clone(), ActorKind::Person));
        for n in 0..self.names.len() {
            let form = shown(self.tokens, &self.names[n].range);
            if self.owners[n].is_none() && (form == name || same_person(&form, &name)) {
                self.owners[n] = Some(at);
                self.mention(self.names[n].range.clone(), at, super::Form::Name);
            }
        }
        Some(at)
    }
}

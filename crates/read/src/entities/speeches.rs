//! Who says "I" and "we" outside quotation marks: the speaker whom "Minister Marsh said:" or "MARSH:"
//! introduces, or the state or body that a statement opens with. Takes a token, gives an actor or none.

use armistice_types::statement::ActorKind;

use super::{Entities, Form};
use crate::lexicon::cues::is_plain_say;
use crate::tags::Tag;
use crate::tokens::Kind;

/// The longest introduction of a turn in a transcript, in tokens.
const TURN: usize = 6;

impl Entities<'_> {
    /// The actor behind a first person at `i` that stands in no quotation.
    pub(crate) fn first_person_outside(&self, i: usize) -> Option<usize> {
        let plural = self.tokens.is_any(i, &["we", "us", "our", "ours", "ourselves"]);
        self.introduced(i).or_else(|| if plural { self.opening_body() } else { None })
    }

    /// The speaker of the last introduction before `i` that opens no quotation.
    fn introduced(&self, i: usize) -> Option<usize> {
        let colon = (0..i).rev().find(|&at| {
            self.tokens.is(at, ":") && self.tokens.kind(at + 1) != Kind::Quote && !self.quotes.quoted(at) && self.introducer(at).is_some()
        })?;
        self.introducer(colon)
    }

    /// The person named before a colon as the one who speaks.
    fn introducer(&self, colon: usize) -> Option<usize> {
        let start = self.tokens.sentences[self.tokens.sentence_of(colon)].start;
        let said = (start..colon).any(|at| is_plain_say(&self.tokens.lower(at)) && !self.quotes.quoted(at));
        let turn = colon - start <= TURN && self.tokens.opens_paragraph(start);
        if !said && !turn {
            return None;
        }
        let person = |actor: usize| self.actors[actor].kind == ActorKind::Person;
        let mut named = self.before(colon).take_while(|it| it.tokens.start >= start);
        named.find(|it| it.form == Form::Name && it.tokens.end <= colon && person(it.actor)).map(|it| it.actor)
    }

    /// The state or body of which the first sentence says what it holds now: "Arland condemns …".
    fn opening_body(&self) -> Option<usize> {
        let sentence = self.tokens.sentences.first()?;
        let first = sentence.start + usize::from(self.tokens.is(sentence.start, "the"));
        let mention = self.mentions.iter().find(|it| it.form == Form::Name && it.tokens.start == first)?;
        let body = matches!(self.actors[mention.actor].kind, ActorKind::State | ActorKind::GovernmentBody | ActorKind::Organisation);
        let verb = (mention.tokens.end..sentence.end).find(|&i| self.tags[i] != Tag::RB)?;
        (body && matches!(self.tags[verb], Tag::VBZ | Tag::VBP)).then_some(mention.actor)
    }
}

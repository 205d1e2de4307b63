//! What is told by where somebody is, is due or must be: "was in Selm for talks", "a third round is due on 4 May", "the guards must leave".

use std::ops::Range;

use super::Happening;
use super::clauses::{Behind, Clauses};
use super::people::Who;
use crate::lexicon::events::event_verbs;
use crate::phrases::{Form, Phrase};

impl Clauses<'_> {
    /// "was in Selm on Thursday for talks on the port, including a meeting with the envoy".
    pub(super) fn there_for(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let main = self.main(verb);
        if !self.setting.text.tokens.is_any(main, &["is", "are", "was", "were", "been", "be", "'s", "’s"]) || behind.object.is_some() {
            return None;
        }
        let first = behind.prepositions.first().filter(|(at, list)| self.opens(*at, &["in", "at"]) && !list.is_empty())?;
        let place = self.setting.text.tokens.capital(self.sentence.chunks[first.1.end - 1].head());
        let purpose = self.after(behind, &["for"]).iter().find_map(|list| self.noun(list));
        let purpose = purpose.or_else(|| self.to_meet(behind.end));
        purpose.filter(|(kind, _)| place && *kind == "CONSULT")?;
        let subject: Vec<Range<usize>> = self.subject(verb).into_iter().collect();
        let recipients = self.people(&self.after(behind, &["with"]));
        Some(Happening {
            kind: "CONSULT",
            mode: "visit",
            verb,
            actors: self.people(&subject),
            recipients,
            reach: verb..behind.end,
            own: false,
            modality: None,
        })
    }

    /// "The judge was due in Selm on Friday", "a third round is due at the Weir House on 4 May".
    pub(super) fn due(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let tokens = self.setting.text.tokens;
        let be = tokens.is_any(self.main(verb), &["is", "are", "was", "were", "'s", "’s"]);
        let due = (verb..verb + 3).any(|i| self.sentence.chunks.get(i).is_some_and(|it| it.range.clone().any(|t| tokens.is(t, "due"))));
        let subject = self.subject(verb).filter(|_| be && due && behind.object.is_none())?;
        let named = |(at, list): &&(usize, Range<usize>)| {
            self.opens(*at, &["in", "at"]) && !list.is_empty() && tokens.capital(self.sentence.chunks[list.end - 1].head())
        };
        let talks = self.noun(&subject).filter(|(kind, _)| *kind == "CONSULT");
        let there = behind.prepositions.iter().any(|it| named(&it));
        let (kind, mode) = talks.or_else(|| there.then_some(("CONSULT", "visit")))?;
        let start = subject.start;
        let actors = self.people(&[subject]);
        let recipients = self.people(&self.after(behind, &["with"]));
        let some = talks.is_some() || !actors.is_empty();
        let modality = Some(armistice_types::statement::Modality::Planned);
        let start = if talks.is_some() { start.min(verb) } else { verb };
        some.then_some(Happening { kind, mode, verb, actors, recipients, reach: start..behind.end, own: false, modality })
    }

    /// "is in Selm to discuss the port"
    fn to_meet(&self, verb: usize) -> Option<(&'static str, &'static str)> {
        let infinitive = self.phrase(verb) == Some(Phrase::Verb(Form::Infinitive));
        let main = self.main(verb.min(self.sentence.chunks.len() - 1));
        let consults = infinitive && event_verbs(&self.lower(main)).iter().any(|it| it.kind == "CONSULT");
        consults.then_some(("CONSULT", "visit"))
    }

    /// "the ministry said that the guards must leave": a demand on those who must.
    pub(super) fn obliged(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let chunk = &self.sentence.chunks[verb].range;
        if !self.setting.text.tokens.is(chunk.start, "must") {
            return None;
        }
        let speaker = self.setting.holding(chunk).first().and_then(|it| it.source.actor)?;
        let speaker = Who::Known(speaker.0 as usize - 1);
        let subject: Vec<Range<usize>> = self.subject(verb).into_iter().collect();
        let recipients = self.people(&subject);
        let own = |who: &Who| match (who, &speaker) {
            (Who::Known(at), Who::Known(speaker)) => at == speaker || self.setting.actors.belongs_to(*speaker, *at),
            _ => false,
        };
        let other = !recipients.is_empty() && !recipients.iter().any(own);
        let modality = Some(armistice_types::statement::Modality::Actual);
        other.then_some(Happening {
            kind: "REQUEST",
            mode: "change",
            verb,
            actors: vec![speaker],
            recipients,
            reach: verb..behind.end,
            own: false,
            modality,
        })
    }
}

//! What keeps an event that reads as an acceptance from being one: that somebody else tells of it, and whatever makes it less than a yes.

use armistice_types::statement::{Act, Certainty, Modality, Statement};

use super::Happening;
use super::modality::View;
use super::people::Who;
use crate::acceptance;
use crate::lexicon::events::claimed;

impl View<'_> {
    /// Does only somebody else tell of it: "Marsh said the port had agreed", "few believe the port agreed", "in Finch's account"?
    pub(super) fn told_of_another(&self, it: &Happening, told: &[&Statement]) -> bool {
        let own = |told: &&Statement| {
            told.source.actor.is_some_and(|id| {
                let speaker = id.0 as usize - 1;
                it.actors.iter().any(|who| match who {
                    Who::Known(at) => *at == speaker || self.setting.actors.belongs_to(speaker, *at),
                    Who::State(..) | Who::Place(_) => false,
                    Who::Described(range) => self.setting.actors.is_of(speaker, self.setting.text.tokens.words(range)),
                })
            })
        };
        if told.iter().any(|it| !own(it)) || crate::acts::verb_in_subject(self.setting.text, self.sentence, it.verb) {
            return true;
        }
        // "few believe the port agreed": a verb of belief or of saying right before the subject of the clause.
        let subject = self.sentence.subject_left(it.verb).map_or(it.verb, |it| it.chunks.start);
        let governor = subject.checked_sub(1).filter(|&i| self.sentence.chunks[i].is_verb() && self.sentence.chunks[i + 1].is_noun());
        if governor.is_some_and(|i| claimed(&self.head(i)) || crate::lexicon::cues::cues(&self.head(i)).next().is_some()) {
            return told.is_empty() || !told.iter().all(own);
        }
        let words: Vec<String> = self.sentence.range.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        acceptance::says(&format!(" {} ", words.join(" ")), "another's")
    }

    /// What keeps an acceptance from being one: somebody else's plan for it, a negated or unsure telling, a condition beside it.
    pub(super) fn doubted(&self, it: &Happening, plain: Modality, told: &[&Statement]) -> bool {
        let own = |told: &&Statement| told.source.actor.is_some_and(|id| it.actors.contains(&Who::Known(id.0 as usize - 1)));
        let unsure = |told: &&Statement| {
            told.negated || told.certainty != Certainty::Certain || told.act == Act::Predict || !told.conditions.is_empty()
        };
        // Anything supposed earlier in the sentence, whatever lies between.
        let verb = self.sentence.chunks[it.verb].range.start;
        if (self.sentence.range.start.max(verb.saturating_sub(400))..verb)
            .any(|t| self.setting.text.tokens.is_any(t, &["if", "unless", "once", "until", "whether"]))
        {
            return true;
        }
        // "nearly accepted", "reportedly agreed"; a yes in principle, or one that others must still give, is no act yet.
        let words: Vec<String> = self.sentence.range.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        let words = words.join(" ");
        let open = acceptance::says(&words, "in principle") || acceptance::says(&words, "for others");
        if open || acceptance::qualified(self.setting.text, &self.sentence.range, &self.sentence.chunks[it.verb].range) {
            return true;
        }
        if told.iter().any(unsure) || plain == Modality::Planned && !told.iter().any(own) {
            return true;
        }
        let cue = self.setting.statement_of_cue(&self.sentence.chunks[it.verb].range);
        cue.is_some_and(|cue| cue.negated || !cue.conditions.is_empty() || cue.certainty != Certainty::Certain)
    }
}

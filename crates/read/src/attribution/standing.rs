//! How a verb stands in its sentence: whether what it says has been said, or done. "Will accept", "if they accept", "reportedly accepted" and
//! "by accepting" have not.

use armistice_types::statement::Act;

use super::Text;
use super::verbs::negated;
use crate::lexicon::cues::Cue;
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// How a verb stands in its sentence: what only may happen has not been said.
pub(super) struct Standing {
    modal: bool,
    hypothetical: bool,
    hearsay: bool,
    pub(super) embedded: bool,
    finite: bool,
    negated: bool,
}

/// Acts that commit whoever does them: a source must say that they were done.
const COMMITTING: [Act; 6] = [Act::Accept, Act::Offer, Act::Promise, Act::Reject, Act::Propose, Act::Confirm];
const MAYBE: [&str; 12] = [
    "reportedly",
    "allegedly",
    "apparently",
    "supposedly",
    "purportedly",
    "nearly",
    "almost",
    "seemingly",
    "once",
    "previously",
    "earlier",
    "initially",
];
const SUBORDINATE: [&str; 12] =
    ["if", "unless", "whether", "once", "until", "before", "when", "whenever", "provided", "should", "lest", "till"];

/// An auxiliary before the subject asks, or supposes: "Had they accepted, …".
const INVERTED: [&str; 14] = ["had", "were", "did", "does", "do", "has", "have", "will", "would", "can", "could", "may", "might", "is"];

/// "Stopped short of rejecting", "without offering": what stands behind these has not been done.
const UNDONE: [&str; 8] = ["of", "from", "without", "before", "against", "about", "for", "than"];

impl Standing {
    /// "will accept", "if they accept", "reportedly accepted", "by accepting": nobody has accepted.
    pub(super) fn allows(&self, cue: &Cue) -> bool {
        let says_nothing = self.negated && cue.takes("plain");
        if self.modal && !says_nothing && !BELIEF.contains(&cue.lemma) {
            return false;
        }
        if !COMMITTING.contains(&cue.act) {
            return true;
        }
        !self.hypothetical && (cue.act != Act::Accept || self.finite && !self.hearsay)
    }
}

/// Verbs that keep their sense under a modal: "would prefer", "must know".
const BELIEF: [&str; 5] = ["prefer", "want", "know", "think", "believe"];

/// How the verb of this chunk stands.
pub(super) fn standing(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Standing {
    let chunk = &sentence.chunks[verb];
    let modal = chunk.range.clone().any(|i| text.tags[i] == Tag::MD);
    let subject = sentence.subject_left(verb);
    let before = subject.as_ref().map_or(verb, |it| it.chunks.start).checked_sub(1);
    let opener = before.map(|i| sentence.chunks[i].range.start);
    let perfect = chunk.range.clone().any(|i| text.tokens.is_any(i, &["had", "’d", "'d"])) && chunk.range.len() > 1;
    let complement = before.is_some_and(|i| sentence.chunks[i].phrase == Phrase::That && i > 0 && sentence.chunks[i - 1].is_noun());
    let maybe = |i: usize| text.tokens.is_any(i, &MAYBE);
    let around = chunk.range.clone().any(maybe) || verb > 0 && maybe(sentence.chunks[verb - 1].range.start) || maybe(chunk.range.end);
    let governed = verb.checked_sub(1).map(|i| &sentence.chunks[i]).filter(|it| it.phrase == Phrase::Preposition);
    let undone = chunk.phrase == Phrase::Verb(Form::Gerund) && governed.is_some_and(|it| text.tokens.is_any(it.range.end - 1, &UNDONE));
    Standing {
        modal,
        hypothetical: opener.is_some_and(|i| text.tokens.is_any(i, &SUBORDINATE) || text.tokens.is_any(i, &INVERTED)) || undone,
        // In the reporter's own voice "had agreed" tells of an earlier round.
        hearsay: around || complement || perfect && !sentence.chunks[..verb].iter().any(|it| it.is_finite()),
        embedded: before.is_some_and(|i| matches!(sentence.chunks[i].phrase, Phrase::That | Phrase::Wh | Phrase::Verb(_))),
        finite: matches!(chunk.phrase, Phrase::Verb(Form::Finite | Form::Infinitive)),
        negated: negated(text, chunk),
    }
}

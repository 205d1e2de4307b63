//! What somebody will do or will not do is an act of words: a promise, a threat, a refusal (PLOVER codes it so). And what is promised,
//! asked, refused or threatened in an infinitive is no event beside the promise.

use armistice_types::statement::Modality;

use super::modality::{REACH, View};
use super::{Draft, Happening};
use crate::lexicon::events::is_told;
use crate::phrases::{Form, Phrase};

impl View<'_> {
    /// Type, mode and modality of what is told of the future; everything else as it is.
    pub(super) fn as_words(&self, it: &Happening, modality: Modality, dated: bool) -> Option<(&'static str, &'static str, Modality)> {
        if it.actors.is_empty() {
            return None;
        }
        let told = self.setting.holding(&self.sentence.chunks[it.verb].range);
        let another = || self.told_of_another(it, &told);
        let ready = || self.ready(it.verb) || it.kind == "SUPPORT" && self.will(it.verb);
        // "The port is expected to help": nobody says that it will.
        let promises = modality == Modality::Planned && (self.will(it.verb) || ready()) || modality == Modality::Hypothetical && ready();
        let open = matches!(modality, Modality::Planned | Modality::Hypothetical) && self.sentence.chunks[it.verb].is_finite();
        match it.kind {
            "AID" | "COOPERATE" | "SUPPORT" if promises => {
                // Who helps may be told by the tree alone, which makes nobody agree.
                let plain = it.kind == "SUPPORT" && modality == Modality::Planned && !another();
                Some(("AGREE", "", if plain { Modality::Planned } else { Modality::Hypothetical }))
            }
            "CONCEDE" | "CONSULT" | "RETREAT" if modality == Modality::Hypothetical && promises => Some(("AGREE", "", modality)),
            "ASSAULT" | "COERCE" | "PROTEST" if modality == Modality::Planned && !dated => {
                Some(("THREATEN", if it.kind == "ASSAULT" { "violence" } else { "" }, Modality::Actual))
            }
            "ASSAULT" | "COERCE" | "SANCTION" if modality == Modality::Hypothetical && ready() => Some(("THREATEN", "", modality)),
            "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST" | "SANCTION" if open && self.on_condition(it.verb) => {
                Some(("THREATEN", "", modality))
            }
            "AGREE" | "AID" | "CONCEDE" | "COOPERATE" | "RETREAT" | "SUPPORT" if modality == Modality::Denied && self.will(it.verb) => {
                let mode = match it.kind {
                    "AID" | "COOPERATE" | "SUPPORT" => "assist",
                    "CONCEDE" | "RETREAT" => "yield",
                    _ => "change",
                };
                Some(("REJECT", mode, if another() { Modality::Hypothetical } else { Modality::Actual }))
            }
            _ => None,
        }
    }

    /// "is ready to send boats"
    fn ready(&self, verb: usize) -> bool {
        let infinitive = self.sentence.chunks[verb].phrase == Phrase::Verb(Form::Infinitive);
        infinitive && verb > 0 && is_told(&self.head(verb - 1), "ready")
    }

    /// "would close the pier if the guards did not leave"
    fn on_condition(&self, verb: usize) -> bool {
        let chunks = &self.sentence.chunks[verb + 1..];
        let clause = chunks.iter().take(REACH).take_while(|it| !matches!(it.phrase, Phrase::Mark | Phrase::Quote)).count();
        // "said when asked if" is no condition.
        (verb + 1..verb + 1 + clause).any(|i| self.opens(i, &["if", "unless"]) && (i == verb + 1 || !self.sentence.chunks[i - 1].is_verb()))
    }

    /// "will not leave", "would never pay"
    fn will(&self, verb: usize) -> bool {
        self.has(&self.sentence.chunks[verb], &["will", "wo", "would", "’ll", "'ll", "shall"])
    }
}

/// "offered to send boats", "refused to leave": of the two the offer and the refusal stay, unless a day is told of what is to be done.
pub(super) fn without_contents(drafts: &mut Vec<Draft>) {
    let holds = |it: &Draft| matches!(it.event.kind.as_str(), "AGREE" | "REJECT" | "REQUEST" | "THREATEN");
    let ends: Vec<(usize, usize)> = drafts.iter().filter(|it| holds(it)).map(|it| (it.verb, it.end)).collect();
    let open = |it: &Draft| match it.event.modality {
        Modality::Hypothetical | Modality::Denied => true,
        Modality::Planned => it.event.when.is_none(),
        Modality::Actual | Modality::Historical => false,
    };
    drafts.retain(|it| !(it.infinitive && open(it) && ends.iter().any(|(verb, end)| *verb < it.verb && *end == it.verb)));
}

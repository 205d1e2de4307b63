//! What `tools/train` needs of the reader: the choices that its models are asked, with what is right for an annotated text, and reading
//! with other models than the shipped ones. Not for users of the reader.

use std::ops::Range;
use std::sync::OnceLock;

pub use armistice_types::report::Document;
use armistice_types::statement::Act;
pub use armistice_types::statement::Reading;

pub use crate::attribution::fitted::examples::{Choice, Examples};
pub use crate::attribution::fitted::{Limits, Models};
pub use crate::fitted::{Features, Model, UNIT};

use crate::attribution::Text;
use crate::attribution::fitted::examples::Gold as InTokens;

/// The fitted models of the reader; without one, the rules stand alone.
#[derive(Clone, Debug, Default)]
pub struct Fitted {
    /// Finds attributions.
    pub attribution: Option<Models>,
    /// Says what act one is.
    pub acts: Option<Model>,
    /// By how much another act must be likelier than that of the rules, in [`UNIT`]s.
    pub sure: i32,
}

const ATTRIBUTION: &[u8] = include_bytes!("../../../data/models/attribution.bin");
const ACTS: &[u8] = include_bytes!("../../../data/models/acts.bin");

/// From what scores on the shipped models' word is taken, in [`UNIT`]s.
pub const LIMITS: Limits = Limits { cue: 12, extent: 32, source: 24, content: 12, act: 24 };

/// The models compiled into the program.
pub(crate) fn shipped() -> &'static Fitted {
    static CELL: OnceLock<Fitted> = OnceLock::new();
    CELL.get_or_init(|| {
        let attribution = match &Model::all(ATTRIBUTION)[..] {
            [cue, extent, source, content] => {
                Some(Models { cue: cue.clone(), extent: extent.clone(), source: source.clone(), content: content.clone(), limits: LIMITS })
            }
            _ => None,
        };
        Fitted { attribution, acts: Model::all(ACTS).into_iter().next(), sure: LIMITS.act }
    })
}

/// No models: the rules stand alone.
pub(crate) fn none() -> &'static Fitted {
    static NONE: Fitted = Fitted { attribution: None, acts: None, sure: 0 };
    &NONE
}

/// An annotated attribution, in Unicode scalar values of the document's text.
#[derive(Clone, Debug)]
pub struct Gold {
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// The words that report the saying.
    pub cue: Option<Range<usize>>,
    /// What is reported.
    pub content: Vec<Range<usize>>,
    /// The act's name.
    pub act: String,
}

/// What an annotated document teaches.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// For the models of attribution.
    pub attribution: Examples,
    /// Per attribution: its features and the number of its act.
    pub acts: Vec<Choice>,
}

/// Reads with these models instead of the shipped ones.
#[must_use]
pub fn read_with(document: &Document, fitted: &Fitted) -> Reading {
    crate::read_by(document, fitted)
}

/// The choices that the annotation of a document answers. `acts`: also those of its acts, on the attributions annotated and found.
#[must_use]
pub fn examples(document: &Document, gold: &[Gold]) -> Learnt {
    let none = Fitted::default();
    let tokens = crate::tokens::tokens(&document.text);
    let tags = crate::tagged(&tokens);
    let quotes = crate::quotes::quotes(&tokens);
    let text = Text::new(&tokens, &tags, &quotes).with(&none);
    let index = armistice_types::text::CharIndex::new(&document.text);
    let bytes = |it: &Range<usize>| Some(index.byte(it.start)?..index.byte(it.end)?);
    let ranges: Vec<(InTokens, Option<usize>)> = gold
        .iter()
        .filter_map(|it| {
            let here = |range: &Range<usize>| bytes(range).and_then(|it| in_tokens(&text, &it));
            let content: Vec<_> = it.content.iter().filter_map(here).collect();
            let act = Act::ALL.iter().position(|act| act.as_str() == it.act);
            Some((InTokens { source: it.source.as_ref().and_then(here), cue: here(it.cue.as_ref()?)?, content }, act))
        })
        .collect();
    let found = crate::attribution::by_rules(&text);
    let only: Vec<InTokens> = ranges.iter().map(|(it, _)| it.clone()).collect();
    let attribution = crate::attribution::fitted::examples::examples(&text, &found, &only);
    let acts = acts(document, &text, &index, &ranges);
    Learnt { attribution, acts }
}

/// The tokens that a stretch of bytes touches.
fn in_tokens(text: &Text<'_>, bytes: &Range<usize>) -> Option<Range<usize>> {
    let all = &text.tokens.tokens;
    let range = all.partition_point(|it| it.end <= bytes.start)..all.partition_point(|it| it.start < bytes.end);
    (range.start < range.end).then_some(range)
}

/// The acts of the attributions annotated, and of those found by rule that have the content of one.
fn acts(
    document: &Document,
    text: &Text<'_>,
    index: &armistice_types::text::CharIndex<'_>,
    gold: &[(InTokens, Option<usize>)],
) -> Vec<Choice> {
    let mut out = Vec::new();
    let annotated: Vec<_> = gold.iter().filter_map(|(it, _)| crate::attribution::fitted::from_parts(text, it)).collect();
    let (found, _) = crate::attribution::attributions(text);
    for list in [annotated, found] {
        let mut actors = crate::entities::Actors::new(text, document.outlet.as_deref());
        let parts = crate::statements::Parts {
            text,
            index,
            published: None,
            first_person: None,
            outlet: document.outlet.as_deref(),
            author: document.author.as_deref(),
        };
        for (it, features) in crate::statements::act_features(&parts, list, &mut actors) {
            let same =
                gold.iter().find(|(gold, _)| it.cue.as_ref().is_some_and(|cue| cue.start < gold.cue.end && gold.cue.start < cue.end));
            if let Some(right) = same.and_then(|(_, act)| *act) {
                out.push(Choice { candidates: features, right });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cards_give_the_digests_of_the_models() {
        use sha2::{Digest, Sha256};
        let cards =
            [(ATTRIBUTION, include_str!("../../../data/models/attribution.md")), (ACTS, include_str!("../../../data/models/acts.md"))];
        for (model, card) in cards {
            let digest: String = Sha256::digest(model).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(card.contains(&digest), "{digest}");
        }
        assert!(shipped().attribution.is_some() && shipped().acts.is_some());
    }
}

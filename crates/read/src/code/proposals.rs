//! The options of the case that terms of proposals name, by the same cue phrases as statements.

use std::collections::BTreeMap;

use armistice_types::coded::TermTie;
use armistice_types::statement::{ProposalId, Reading};
use armistice_types::text::CharIndex;

use super::cues::Options;

/// Ties by proposal, in the order of its terms. Whose stance it is, is not asked: a term is nobody's yes.
pub(super) fn proposals(reading: &Reading, index: &CharIndex<'_>, options: &Options) -> BTreeMap<ProposalId, Vec<TermTie>> {
    let mut out: BTreeMap<ProposalId, Vec<TermTie>> = BTreeMap::new();
    for it in &reading.proposals {
        for (term, words) in it.terms.iter().enumerate() {
            for found in options.found_in(index, &[words.span], &[]) {
                let (Some(option), Some(matched)) = (found.option, found.matched.first().copied()) else { continue };
                // "three percent" is no crew of three: a word serves one option, the longest phrase first.
                let taken = out.get(&it.id).is_some_and(|ties| ties.iter().any(|tie| tie.matched.overlaps(matched)));
                if taken {
                    continue;
                }
                out.entry(it.id).or_default().push(TermTie { term, issue: found.issue, option, matched });
            }
        }
    }
    out
}

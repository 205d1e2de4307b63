//! The options of the case that terms of proposals name, by the same cue phrases as statements.

use std::collections::BTreeMap;

use armistice_types::case::ActorKey;
use armistice_types::coded::{About, CodedActor, Stance, TermTie};
use armistice_types::statement::{Act, ActorId, Certainty, ProposalId, Reading, Statement, StatementId};
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

/// What a statement tells of a paper of which a party is told to be a sponsor: that it offers its terms. An account, never own words. `stake`: has
/// the actor a stake in the issue of the option?
pub(super) fn offered(
    reading: &Reading,
    ties: &BTreeMap<ProposalId, Vec<TermTie>>,
    actors: &BTreeMap<ActorId, CodedActor>,
    stake: &dyn Fn(&TermTie, &ActorKey) -> bool,
) -> Vec<(StatementId, About)> {
    let mut out = Vec::new();
    for proposal in reading.proposals.iter().filter(|it| ties.contains_key(&it.id)) {
        let sponsors = proposal.sponsors.iter().filter_map(|id| actors.get(id)?.actor.clone());
        let sponsors: Vec<ActorKey> = sponsors.collect();
        for tie in &ties[&proposal.id] {
            let Some(teller) = teller(reading, tie) else { continue };
            let own = teller.source.actor.and_then(|id| actors.get(&id)?.actor.clone());
            // Of a joint paper no term is told to be the one side's rather than the other's.
            let stakes: Vec<&ActorKey> = sponsors.iter().filter(|it| stake(tie, it)).collect();
            let [sponsor] = stakes[..] else { continue };
            if Some(sponsor) != own.as_ref() {
                let (holder, issue, option) = (sponsor.clone(), tie.issue.clone(), Some(tie.option.clone()));
                out.push((
                    teller.id,
                    About { holder, issue, option, stance: Stance::Offers, own_words: false, matched: vec![tie.matched] },
                ));
            }
        }
    }
    out
}

/// The statement that tells of a term as a fact: the one whose words hold it.
fn teller<'r>(reading: &'r Reading, tie: &TermTie) -> Option<&'r Statement> {
    let plain = |it: &&Statement| {
        let commits = matches!(it.act, Act::Assert | Act::Confirm) && !it.negated && it.certainty >= Certainty::Probable;
        commits && it.within.is_none()
    };
    let holds = |it: &&Statement| it.content.iter().any(|part| part.start() <= tie.matched.start() && tie.matched.end() <= part.end());
    reading.statements.iter().filter(plain).find(holds)
}

//! Proposals: terms put forward and the papers that hold them, with sponsors, terms, who discusses them
//! and what came back. Takes clauses, actors and statements; adds the actors that only act on proposals. To put forward, discuss,
//! receive or study is never to accept: an acceptance needs a plain verb in the report's own voice, or
//! the accepting side's own unconditional statement.

mod agreed;
mod answers;
mod clauses;
mod contents;
mod gathered;
mod people;
mod verbs;

use armistice_types::statement::Proposal;

pub(crate) use people::Setting;

/// Proposals in order of their first mention; a paper of which nothing is told is left out.
pub(crate) fn proposals(setting: &Setting<'_, '_>) -> Vec<Proposal> {
    let mut gathered = gathered::Gathered::new(setting);
    for n in 0..setting.text.tokens.sentences.len() {
        clauses::read(setting, &setting.text.sentence(n), &mut gathered);
    }
    gathered.finish()
}

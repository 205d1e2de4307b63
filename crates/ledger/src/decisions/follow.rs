//! What goes with a statement that a person strikes out or puts right. A yes that was read from the same words must not stay on file by another
//! road; all else that rests on them stays, and is named.

use armistice_types::statement::{Reading, Response, Statement, is_a_yes};
use armistice_types::text::Span;

/// Takes events and answers that say yes out of the words of a statement, with `all` every answer; says what went and what still rests on them.
pub(super) fn yes_goes(reading: &mut Reading, words: &Statement, all: bool) -> Vec<String> {
    let on = |span: Span| words.content.iter().chain(&words.cue).any(|it| it.overlaps(span));
    let (mut out, mut left) = (Vec::new(), Vec::new());
    reading.events.retain(|it| {
        let goes = on(it.span) && is_a_yes(&it.kind);
        if goes {
            out.push(format!("the event {} ({}), read from the same words, left with it", it.id, it.kind));
        } else if on(it.span) {
            left.push(format!("event {} ({})", it.id, it.kind));
        }
        !goes
    });
    for proposal in &mut reading.proposals {
        let id = proposal.id;
        proposal.answers.retain(|it| {
            let yes = matches!(it.response, Response::Accepted | Response::AcceptedAdReferendum);
            let goes = on(it.span) && (all || yes);
            if goes {
                out.push(format!("an answer to the proposal {id} ({}), read from the same words, left with it", it.response));
            }
            !goes
        });
        if on(proposal.span) {
            left.push(format!("proposal {id}"));
        }
    }
    if !left.is_empty() {
        out.push(format!("what else was read from its words stays: {}", left.join(", ")));
    }
    out
}

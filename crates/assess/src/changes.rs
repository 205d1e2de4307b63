//! What changed between two moments, as sentences with evidence in the later view.

use armistice_types::assessment::{Assessment, Position};
use armistice_types::changes::Change;
use armistice_types::view::View;

/// New and moved positions, changed statuses, new denials and conflicts, actors heard for the first time; in that order.
#[must_use]
pub fn changes(before: (&View, &Assessment), after: (&View, &Assessment)) -> Vec<Change> {
    let (view, now) = after;
    let then = before.1;
    let mut out = positions(view, then, now);
    for state in &now.issues {
        let was = then.issues.iter().find(|it| it.issue == state.issue);
        if was.is_none_or(|was| (was.status, &was.option) != (state.status, &state.option)) {
            let question = view
                .case
                .as_ref()
                .and_then(|case| case.issue(&state.issue))
                .map_or_else(|| state.issue.to_string(), |issue| issue.question.clone());
            let from = was.map_or_else(String::new, |was| format!(" (was: {})", was.status));
            out.push(change(
                "status",
                None,
                Some(state.issue.clone()),
                format!("{question}: now {}{from}, {}", state.status, state.because),
                &state.evidence,
            ));
        }
    }
    let known = |report: usize| view.report(report).is_some_and(|filed| filed.known > before.0.moment);
    for denial in now.denials.iter().filter(|it| known(it.statement.report)) {
        out.push(change("new denial", None, None, format!("denied: {} ({})", denial.of, denial.leaves_open), &[denial.statement]));
    }
    for conflict in now.conflicts.iter().filter(|it| it.one.iter().chain(&it.other).any(|at| known(at.report))) {
        let evidence: Vec<_> = conflict.one.iter().chain(&conflict.other).copied().collect();
        out.push(change("new conflict", None, conflict.issue.clone(), conflict.sentence.clone(), &evidence));
    }
    for silent in &then.not_heard {
        if !now.not_heard.iter().any(|it| (&it.track, &it.name) == (&silent.track, &silent.name))
            && !out.iter().any(|it| it.kind == "heard" && it.actor == silent.actor)
        {
            out.push(change("heard", silent.actor.clone(), None, format!("{} is heard in its own words", silent.name), &[]));
        }
    }
    out
}

fn change(
    kind: &str,
    actor: Option<armistice_types::case::ActorKey>,
    issue: Option<armistice_types::case::IssueKey>,
    sentence: String,
    evidence: &[armistice_types::view::StatementRef],
) -> Change {
    Change { kind: kind.to_owned(), actor, issue, sentence, evidence: evidence.to_vec() }
}

fn positions(view: &View, then: &Assessment, now: &Assessment) -> Vec<Change> {
    let mut out = Vec::new();
    for position in now.positions.iter().filter(|it| !it.superseded) {
        let same = |it: &&Position| {
            (&it.actor, &it.issue, &it.option, it.moves_position)
                == (&position.actor, &position.issue, &position.option, position.moves_position)
        };
        let was = then.positions.iter().find(same);
        if was.is_some_and(|was| (was.stance, was.conditional, was.superseded) == (position.stance, position.conditional, false)) {
            continue;
        }
        let earlier = then
            .positions
            .iter()
            .find(|it| it.actor == position.actor && it.issue == position.issue && !it.superseded && it.moves_position);
        let kind = match (position.moves_position, earlier) {
            (false, _) => "reported movement",
            (true, Some(_)) => "moved position",
            (true, None) => "new position",
        };
        let from = earlier
            .filter(|it| it.option != position.option || it.stance != position.stance)
            .map_or_else(String::new, |it| format!(" (was: {})", words(view, it)));
        let name = view
            .case
            .as_ref()
            .and_then(|case| case.actor(&position.actor))
            .map_or_else(|| position.actor.to_string(), |row| row.name.clone());
        out.push(change(
            kind,
            Some(position.actor.clone()),
            Some(position.issue.clone()),
            format!("{name} {}{from}", words(view, position)),
            &position.evidence,
        ));
    }
    out
}

fn words(view: &View, position: &Position) -> String {
    let issue = view.case.as_ref().and_then(|case| case.issue(&position.issue));
    let label = issue
        .and_then(|issue| issue.options.iter().find(|row| Some(&row.id) == position.option.as_ref()))
        .map_or("it", |row| row.label.as_str());
    let condition = if position.conditional { " on a condition" } else { "" };
    let question = issue.map_or("", |issue| issue.question.as_str());
    format!("{}{condition}: {label} [{question}]", position.stance)
}

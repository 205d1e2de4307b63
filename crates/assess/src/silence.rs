//! Not heard: who has a role, or is much spoken of, and has no words of its own on file.

use armistice_types::assessment::{Account, NotHeard};
use armistice_types::case::{ActorKey, Case, RoleKind};
use armistice_types::coded::Coded;
use armistice_types::statement::{ActorKind, Reading};
use armistice_types::view::View;

/// By track, then case order; without a case by number of mentions, then name.
pub(crate) fn not_heard(view: &View, coded: &[Coded], accounts: &[Account]) -> Vec<NotHeard> {
    match &view.case {
        Some(case) => of_case(case, view, coded, accounts),
        None => of_reports(view),
    }
}

fn of_case(case: &Case, view: &View, coded: &[Coded], accounts: &[Account]) -> Vec<NotHeard> {
    let heard = |actor: &ActorKey| {
        view.reports.iter().zip(coded).any(|(filed, coded)| {
            filed.reading.statements.iter().any(|it| {
                it.within.is_none()
                    && it.source.actor.and_then(|id| coded.actors.get(&id)).is_some_and(|it| it.actor.as_ref() == Some(actor))
            })
        })
    };
    let mut out = Vec::new();
    for track in &case.tracks {
        for actor in &case.actors {
            let rows = case.roles.iter().filter(|row| row.track == track.id && row.actor == actor.id);
            let roles: Vec<RoleKind> = rows.map(|row| row.role).collect();
            let speaks_for_other = roles.iter().all(|role| matches!(role, RoleKind::SpeaksFor | RoleKind::Outsider));
            if roles.is_empty() || speaks_for_other || heard(&actor.id) {
                continue;
            }
            let told = accounts
                .iter()
                .filter(|it| it.actor == actor.id && case.issue(&it.issue).is_some_and(|issue| issue.track == track.id))
                .count();
            out.push(NotHeard {
                track: Some(track.id.clone()),
                actor: Some(actor.id.clone()),
                name: actor.name.clone(),
                roles,
                accounts: told,
                question: format!("What does {} itself say on {}?", actor.name, track.name),
            });
        }
    }
    out
}

/// States, bodies and groups that are named twice or more, without a word by them or by anybody of theirs.
fn of_reports(view: &View) -> Vec<NotHeard> {
    let mut names: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for filed in &view.reports {
        let own_outlet = filed.reading.report.outlet.clone().unwrap_or_default().to_lowercase();
        for actor in &filed.reading.actors {
            let kind = matches!(actor.kind, ActorKind::State | ActorKind::GovernmentBody | ActorKind::Organisation | ActorKind::ArmedGroup);
            if kind && actor.mentions.len() > 1 && actor.name.to_lowercase() != own_outlet {
                *names.entry(actor.name.clone()).or_default() += actor.mentions.len();
            }
        }
    }
    let mut out: Vec<(usize, NotHeard)> = names
        .into_iter()
        .filter(|(name, _)| !view.reports.iter().any(|filed| speaks(&filed.reading, name)))
        .map(|(name, mentions)| {
            let question = format!("What does {name} itself say?");
            (mentions, NotHeard { track: None, actor: None, name, roles: Vec::new(), accounts: 0, question })
        })
        .collect();
    out.sort_by(|a, b| (std::cmp::Reverse(a.0), &a.1.name).cmp(&(std::cmp::Reverse(b.0), &b.1.name)));
    out.into_iter().map(|(_, row)| row).collect()
}

/// Does the actor, or anybody of its own, have a statement that no other relays?
fn speaks(reading: &Reading, name: &str) -> bool {
    reading
        .statements
        .iter()
        .filter(|it| it.within.is_none())
        .filter_map(|it| reading.actor(it.source.actor?))
        .any(|actor| actor.name == name || actor.affiliation.as_deref() == Some(name))
}

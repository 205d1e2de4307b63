//! Of which track a statement speaks. Takes the statement with its coding; of two tracks it names neither.

use std::collections::BTreeSet;

use armistice_types::case::{ActorKey, Case, RoleKind, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::statement::Statement;
use armistice_types::text::Span;
use armistice_types::view::Filed;

use crate::roles;
use crate::stems::stems;

/// The track of the issues that the statement is about, else the one on which all parties that it names must assent.
pub(crate) fn of_statement(case: &Case, filed: &Filed, coded: &Coded, statement: &Statement) -> Option<TrackKey> {
    let about = coded.about.get(&statement.id).map_or(&[][..], Vec::as_slice);
    let of_issues: Vec<&TrackKey> = about.iter().filter_map(|it| case.issue(&it.issue)).map(|issue| &issue.track).collect();
    if let Some(first) = of_issues.first() {
        return of_issues.iter().all(|it| it == first).then(|| (*first).clone());
    }
    let in_words = |span: &Span| statement.content.iter().any(|content| content.overlaps(*span));
    let named = filed.reading.actors.iter().filter(|actor| actor.mentions.iter().any(in_words));
    let index = filed.reading.report.text.index();
    let text = statement.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ");
    // A country is named as a place too.
    let keys: Vec<ActorKey> =
        named.filter_map(|actor| coded.actors.get(&actor.id)?.actor.clone()).chain(roles::named(case, &text)).collect();
    let assents = |track: &TrackKey, key: &ActorKey| {
        case.roles.iter().any(|row| row.track == *track && row.actor == *key && row.role == RoleKind::MustAssent)
    };
    let parties: Vec<_> = keys.into_iter().filter(|key| case.tracks.iter().any(|row| assents(&row.id, key))).collect();
    let mut tracks = case.tracks.iter().filter(|row| parties.iter().all(|key| assents(&row.id, key)));
    let one = tracks.next().filter(|_| !parties.is_empty() && tracks.next().is_none()).map(|row| row.id.clone());
    one.or_else(|| by_subject(case, &text))
}

/// The track of whose questions and options two words or more stand in the text, where no word of another track's alone does.
fn by_subject(case: &Case, text: &str) -> Option<TrackKey> {
    let words = stems(text);
    let of_track = |track: &TrackKey| -> BTreeSet<String> {
        let issues = case.issues.iter().filter(|issue| issue.track == *track);
        issues.flat_map(|issue| stems(&issue.question).into_iter().chain(issue.options.iter().flat_map(|it| stems(&it.label)))).collect()
    };
    let all: Vec<BTreeSet<String>> = case.tracks.iter().map(|row| of_track(&row.id)).collect();
    let own = |n: usize| {
        let other = |word: &String| all.iter().enumerate().any(|(m, set)| m != n && set.contains(word));
        all[n].iter().filter(|word| words.contains(*word) && !other(word)).count()
    };
    let counts: Vec<usize> = (0..all.len()).map(own).collect();
    let at = counts.iter().position(|&n| n > 1)?;
    counts.iter().enumerate().all(|(n, &count)| n == at || count == 0).then(|| case.tracks[at].id.clone())
}

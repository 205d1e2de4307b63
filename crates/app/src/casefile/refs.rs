//! What rows of a case file refer to, and what must be unique or in order.

use std::collections::BTreeMap;

use armistice_types::case::Case;

use super::fields::Fields;
use super::mistake::{Log, nearest};

/// Notes unknown references, ids given twice, names shared, days the wrong way round.
pub(super) fn check(case: &Case, root: &Fields<'_, '_>, log: &mut Log<'_>) {
    let actors: Vec<&str> = case.actors.iter().map(|it| it.id.0.as_str()).collect();
    let tracks: Vec<&str> = case.tracks.iter().map(|it| it.id.0.as_str()).collect();
    let issues: Vec<&str> = case.issues.iter().map(|it| it.id.0.as_str()).collect();
    for table in ["actor", "person", "track", "issue", "clock", "outcome"] {
        unique(&root.rows(table, "row", &mut Log::new("", "")), "id", log);
    }
    for (table, key, known, what) in [
        ("person", "affiliation", &actors, "actor"),
        ("role", "actor", &actors, "actor"),
        ("role", "for", &actors, "actor"),
        ("role", "track", &tracks, "track"),
        ("issue", "track", &tracks, "track"),
        ("clock", "track", &tracks, "track"),
        ("outcome", "track", &tracks, "track"),
        ("preference", "party", &actors, "actor"),
        ("preference", "issue", &issues, "issue"),
        ("reservation", "party", &actors, "actor"),
        ("reservation", "track", &tracks, "track"),
    ] {
        for row in root.rows(table, "row", &mut Log::new("", "")) {
            if let Some(id) = row.get(key).and_then(|it| it.get_ref().as_str()) {
                known_id(id, known, what, row.place(key), log);
            }
        }
    }
    for (table, key) in [("track", "linked_to"), ("clock", "tracks")] {
        for row in root.rows(table, "row", &mut Log::new("", "")) {
            for id in row.texts(key, &mut Log::new("", "")) {
                known_id(&id, &tracks, "track", row.place(key), log);
            }
        }
    }
    for table in ["person", "role"] {
        for row in root.rows(table, "row", &mut Log::new("", "")) {
            let mut quiet = Log::new("", "");
            if let (Some(from), Some(until)) = (row.day("from", &mut quiet), row.day("until", &mut quiet))
                && until < from
            {
                log.add(row.place("until"), format!("`until` {until} lies before `from` {from}"), "put the earlier day first");
            }
        }
    }
    names(root, log);
    options(case, root, log);
}

fn known_id(id: &str, known: &[&str], what: &str, place: std::ops::Range<usize>, log: &mut Log<'_>) {
    if !known.contains(&id) && !id.is_empty() {
        let hint = match nearest(id, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("give {what} \"{id}\" a row of its own"),
        };
        log.add(place, format!("no {what} has the id \"{id}\""), hint);
    }
}

fn unique(rows: &[Fields<'_, '_>], key: &str, log: &mut Log<'_>) {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for row in rows {
        let Some(id) = row.get(key).and_then(|it| it.get_ref().as_str()) else { continue };
        if seen.insert(id.to_owned(), ()).is_some() {
            log.add(row.place(key), format!("id \"{id}\" is given twice"), "give each row an id of its own");
        }
        if id.contains('.') || id.contains(char::is_whitespace) {
            log.add(row.place(key), format!("id \"{id}\" holds a point or a space"), "use letters, digits, `-` and `_`");
        }
    }
}

/// A name or alias must mean one actor, or one person.
fn names(root: &Fields<'_, '_>, log: &mut Log<'_>) {
    for table in ["actor", "person"] {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for row in root.rows(table, "row", &mut Log::new("", "")) {
            let mut quiet = Log::new("", "");
            let id = row.text("id", &mut quiet).unwrap_or_default();
            let aliases = row.texts("aliases", &mut quiet).into_iter().map(|it| ("aliases", it));
            for (key, name) in row.text("name", &mut quiet).into_iter().map(|it| ("name", it)).chain(aliases) {
                let folded = name.to_lowercase();
                match owners.get(&folded) {
                    Some(owner) if *owner != id => {
                        log.add(
                            row.place(key),
                            format!("\"{name}\" already names {table} \"{owner}\""),
                            "a name must mean one of them; leave it out of the other",
                        );
                    }
                    _ => {
                        owners.insert(folded, id.clone());
                    }
                }
            }
        }
    }
}

/// Options: ids unique in their issue, cues owned by one option, exclusions and scores that name existing ones.
fn options(case: &Case, root: &Fields<'_, '_>, log: &mut Log<'_>) {
    for issue in root.rows("issue", "row", &mut Log::new("", "")) {
        let rows = issue.rows("option", "row", &mut Log::new("", ""));
        unique(&rows, "id", log);
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for row in &rows {
            let mut quiet = Log::new("", "");
            let id = row.text("id", &mut quiet).unwrap_or_default();
            for cue in row.texts("cues", &mut quiet) {
                match owners.get(&cue.to_lowercase()) {
                    Some(owner) if *owner != id => {
                        log.add(
                            row.place("cues"),
                            format!("cue \"{cue}\" already names option \"{owner}\""),
                            "a cue must name one option of an issue",
                        );
                    }
                    _ => {
                        owners.insert(cue.to_lowercase(), id.clone());
                    }
                }
            }
        }
    }
    let exists =
        |issue: &str, option: &str| case.issues.iter().any(|it| it.id.0 == issue && it.options.iter().any(|row| row.id.0 == option));
    let all: Vec<String> = case.issues.iter().flat_map(|it| it.options.iter().map(move |row| format!("{}.{}", it.id, row.id))).collect();
    for row in root.rows("exclusion", "row", &mut Log::new("", "")) {
        for pair in row.texts("options", &mut Log::new("", "")) {
            if let Some((issue, option)) = pair.split_once('.')
                && !exists(issue, option)
            {
                let hint = nearest(&pair, all.iter().map(String::as_str))
                    .map_or_else(|| "write it as \"issue.option\"".to_owned(), |near| format!("did you mean \"{near}\"?"));
                log.add(row.place("options"), format!("no option has the id \"{pair}\""), hint);
            }
        }
    }
    twice(root, "preference", "issue", log);
    twice(root, "reservation", "track", log);
    for row in root.rows("preference", "row", &mut Log::new("", "")) {
        let mut quiet = Log::new("", "");
        let issue = row.text("issue", &mut quiet).unwrap_or_default();
        let scores = row.table("scores", "scores", &mut quiet).map(|it| it.keys()).unwrap_or_default();
        let unscored = case.issues.iter().filter(|it| it.id.0 == issue).flat_map(|it| &it.options);
        let unscored: Vec<&str> = unscored.map(|it| it.id.0.as_str()).filter(|id| !scores.iter().any(|(option, _)| option == id)).collect();
        if !unscored.is_empty() {
            log.add(
                row.place("scores"),
                format!("no score for {}", unscored.join(", ")),
                "score every option of the issue; 0 is the worst",
            );
        }
        if row.estimate("weight", &mut quiet).is_some_and(|it| it.low < 0.0) {
            log.add(row.place("weight"), "a weight is not negative", "turn the scores round instead");
        }
        for (option, place) in scores {
            if !exists(&issue, &option) && case.issues.iter().any(|it| it.id.0 == issue) {
                log.add(place, format!("issue \"{issue}\" has no option \"{option}\""), "score the options of the issue, by id");
            }
        }
    }
}

/// Two rows of one party on one thing would add up, which nobody means.
fn twice(root: &Fields<'_, '_>, table: &str, of: &str, log: &mut Log<'_>) {
    let mut seen: Vec<(String, String)> = Vec::new();
    for row in root.rows(table, "row", &mut Log::new("", "")) {
        let mut quiet = Log::new("", "");
        let key = (row.text("party", &mut quiet).unwrap_or_default(), row.text(of, &mut quiet).unwrap_or_default());
        if seen.contains(&key) {
            log.add(row.place("party"), format!("a second [[{table}]] of \"{}\" on \"{}\"", key.0, key.1), "keep one of them");
        }
        seen.push(key);
    }
}

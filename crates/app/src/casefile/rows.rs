//! The rows of each table of the case file: their keys and types.

use armistice_types::case::{
    ActorKey, Case, CaseActor, CaseActorKind, CasePerson, Clock, ClockKey, Exclusion, Issue, IssueKey, IssueKind, IssueOption, OptionKey,
    Outcome, OutcomeKey, PersonKey, Preference, Reservation, Role, RoleKind, Track, TrackKey,
};
use armistice_types::marking::Marking;

use super::fields::Fields;
use super::mistake::Log;

/// Everything that the file gives; what is missing or wrong is noted and left empty.
pub(super) fn case(root: &Fields<'_, '_>, log: &mut Log<'_>) -> Case {
    let head = root.table("case", "[case]", log);
    if root.get("case").is_none() {
        log.add(0..0, "the file has no `[case]` table", "begin with `[case]` and `name = \"…\"`");
    }
    let zone = head.as_ref().and_then(|it| it.text("time_zone", log)).unwrap_or_else(|| "UTC".to_owned());
    let zone_known = jiff::tz::TimeZone::get(&zone).is_ok();
    if let (false, Some(head)) = (zone_known, &head) {
        log.add(head.place("time_zone"), format!("unknown time zone \"{zone}\""), "an IANA name such as \"Asia/Beirut\" or \"UTC\"");
    }
    let zone = if zone_known { zone } else { "UTC".to_owned() };
    if let Some(head) = &head {
        head.unknown(&["name", "about", "time_zone", "language", "fictional", "marking"], log);
    }
    let fictional = head.as_ref().is_some_and(|it| it.flag("fictional", log));
    private_rows(root, fictional, log);
    Case {
        name: head.as_ref().map(|it| it.required("name", log)).unwrap_or_default(),
        about: head.as_ref().and_then(|it| it.text("about", log)),
        language: head.as_ref().and_then(|it| it.text("language", log)).unwrap_or_else(|| "en".to_owned()),
        marking: head.as_ref().map_or_else(Marking::clear, |it| it.marking(log)),
        fictional,
        actors: root.rows("actor", "[[actor]]", log).iter().map(|it| actor(it, &zone, log)).collect(),
        persons: root.rows("person", "[[person]]", log).iter().map(|it| person(it, &zone, log)).collect(),
        tracks: root.rows("track", "[[track]]", log).iter().map(|it| track(it, &zone, log)).collect(),
        roles: root.rows("role", "[[role]]", log).iter().map(|it| role(it, &zone, log)).collect(),
        issues: root.rows("issue", "[[issue]]", log).iter().map(|it| issue(it, &zone, log)).collect(),
        exclusions: root.rows("exclusion", "[[exclusion]]", log).iter().map(|it| exclusion(it, &zone, log)).collect(),
        clocks: root.rows("clock", "[[clock]]", log).iter().filter_map(|it| clock(it, &zone, log)).collect(),
        outcomes: root.rows("outcome", "[[outcome]]", log).iter().map(|it| outcome(it, &zone, log)).collect(),
        preferences: root.rows("preference", "[[preference]]", log).iter().map(|it| preference(it, &zone, log)).collect(),
        reservations: root.rows("reservation", "[[reservation]]", log).iter().map(|it| reservation(it, &zone, log)).collect(),
        time_zone: zone,
    }
}

/// What a party wants in private belongs to the ledger, under a marking.
fn private_rows(root: &Fields<'_, '_>, fictional: bool, log: &mut Log<'_>) {
    for name in ["preference", "reservation"] {
        if root.get(name).is_some() && !fictional {
            let hint = format!(
                "keep it as a ledger entry with its author and marking, by `armistice {name}`; only a case with `fictional = true` may hold it in \
                 this file"
            );
            log.add(root.place(name), format!("`[[{name}]]` in a case that is not fictional"), hint);
        }
    }
}

fn actor(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> CaseActor {
    it.unknown(&["id", "name", "aliases", "kind", "qid", "marking", "known"], log);
    CaseActor {
        id: ActorKey(it.required("id", log)),
        name: it.required("name", log),
        aliases: it.texts("aliases", log),
        kind: it.word("kind", CaseActorKind::ALL, log).unwrap_or(CaseActorKind::Organisation),
        qid: it.text("qid", log),
        meta: it.meta(zone, log),
    }
}

fn person(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> CasePerson {
    it.unknown(&["id", "name", "aliases", "affiliation", "role", "from", "until", "marking", "known"], log);
    CasePerson {
        id: PersonKey(it.required("id", log)),
        name: it.required("name", log),
        aliases: it.texts("aliases", log),
        affiliation: it.text("affiliation", log).map(ActorKey),
        role: it.text("role", log),
        from: it.day("from", log),
        until: it.day("until", log),
        meta: it.meta(zone, log),
    }
}

fn track(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Track {
    it.unknown(&["id", "name", "linked_to", "marking", "known"], log);
    let linked_to = it.texts("linked_to", log).into_iter().map(TrackKey).collect();
    Track { id: TrackKey(it.required("id", log)), name: it.required("name", log), linked_to, meta: it.meta(zone, log) }
}

fn role(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Role {
    it.unknown(&["track", "actor", "role", "for", "from", "until", "marking", "known"], log);
    if it.get("role").is_none() {
        it.required("role", log);
    }
    let role = it.word("role", RoleKind::ALL, log).unwrap_or(RoleKind::Outsider);
    let principal = it.text("for", log).map(ActorKey);
    if role == RoleKind::SpeaksFor && principal.is_none() {
        log.add(it.place("role"), "a role that speaks for nobody", "add `for = \"…\"` with the id of the actor");
    }
    Role {
        track: TrackKey(it.required("track", log)),
        actor: ActorKey(it.required("actor", log)),
        role,
        principal,
        from: it.day("from", log),
        until: it.day("until", log),
        meta: it.meta(zone, log),
    }
}

fn issue(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Issue {
    it.unknown(&["id", "track", "question", "kind", "unit", "option", "marking", "known"], log);
    let kind = it.word("kind", IssueKind::ALL, log).unwrap_or(IssueKind::Categorical);
    let options = it.rows("option", "[[issue.option]]", log);
    if options.is_empty() {
        log.add(it.place("id"), "an issue without options", "add `[[issue.option]]` with `id` and `label` behind it");
    }
    Issue {
        id: IssueKey(it.required("id", log)),
        track: TrackKey(it.required("track", log)),
        question: it.required("question", log),
        kind,
        unit: it.text("unit", log),
        options: options.iter().map(|row| option(row, kind, zone, log)).collect(),
        meta: it.meta(zone, log),
    }
}

fn option(it: &Fields<'_, '_>, kind: IssueKind, zone: &str, log: &mut Log<'_>) -> IssueOption {
    it.unknown(&["id", "label", "cues", "value", "marking", "known"], log);
    let value = it.number("value", log);
    if kind == IssueKind::Numeric && it.get("value").is_none() {
        log.add(it.place("id"), "an option of a numeric issue without a value", "add `value = …` in the issue's unit");
    }
    IssueOption {
        id: OptionKey(it.required("id", log)),
        label: it.required("label", log),
        cues: it.texts("cues", log),
        value,
        meta: it.meta(zone, log),
    }
}

fn exclusion(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Exclusion {
    it.unknown(&["options", "reason", "marking", "known"], log);
    let mut options = Vec::new();
    for pair in it.texts("options", log) {
        match pair.split_once('.') {
            Some((issue, option)) => options.push((IssueKey::from(issue), OptionKey::from(option))),
            None => log.add(it.place("options"), format!("\"{pair}\" names no option"), "write it as \"issue.option\""),
        }
    }
    if options.len() < 2 {
        log.add(
            it.place("options"),
            "an exclusion needs two options or more",
            "name what cannot stand together: options = [\"a.x\", \"b.y\"]",
        );
    }
    Exclusion { options, reason: it.text("reason", log), meta: it.meta(zone, log) }
}

fn clock(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Option<Clock> {
    it.unknown(&["id", "name", "date", "tracks", "track", "marking", "known"], log);
    if it.get("date").is_none() {
        log.add(it.place("id"), "[[clock]] has no `date`", "add `date = 2031-10-03`");
    }
    let tracks = it.texts("tracks", log).into_iter().chain(it.text("track", log)).map(TrackKey).collect();
    let (id, name, date, meta) = (ClockKey(it.required("id", log)), it.required("name", log), it.day("date", log), it.meta(zone, log));
    Some(Clock { id, name, date: date?, tracks, meta })
}

fn outcome(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Outcome {
    it.unknown(&["id", "track", "proposition", "cues", "by", "result", "resolved", "marking", "known"], log);
    let (result, resolved) = (it.maybe_flag("result", log), it.day("resolved", log));
    if result.is_some() && it.get("resolved").is_none() {
        log.add(it.place("result"), "a result without the day on which it was known", "add `resolved = 2031-10-03`");
    }
    Outcome {
        id: OutcomeKey(it.required("id", log)),
        track: TrackKey(it.required("track", log)),
        proposition: it.required("proposition", log),
        cues: it.texts("cues", log),
        by: it.day("by", log),
        result,
        resolved,
        resolved_known: resolved.and_then(|day| super::end_of_day(day, zone).ok()),
        entry: None,
        meta: it.meta(zone, log),
    }
}

fn preference(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Preference {
    it.unknown(&["party", "issue", "weight", "scores", "marking", "known"], log);
    let table = it.table("scores", "scores", log);
    let scores = table.iter().flat_map(|table| {
        table
            .keys()
            .into_iter()
            .filter_map(|(key, _)| Some((OptionKey(key.clone()), table.estimate(&key, log)?.written)))
            .collect::<Vec<_>>()
    });
    let scores = scores.collect();
    Preference {
        party: ActorKey(it.required("party", log)),
        issue: IssueKey(it.required("issue", log)),
        weight: it.estimate("weight", log).map_or_else(|| "1".to_owned(), |it| it.written),
        scores,
        estimated: None,
        meta: it.meta(zone, log),
    }
}

fn reservation(it: &Fields<'_, '_>, zone: &str, log: &mut Log<'_>) -> Reservation {
    it.unknown(&["party", "track", "value", "marking", "known"], log);
    if it.get("value").is_none() {
        log.add(it.place("party"), "[[reservation]] has no `value`", "add `value = 0.5`");
    }
    Reservation {
        party: ActorKey(it.required("party", log)),
        track: TrackKey(it.required("track", log)),
        value: it.estimate("value", log).map_or_else(String::new, |it| it.written),
        estimated: None,
        meta: it.meta(zone, log),
    }
}

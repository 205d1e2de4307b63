//! Passages and the statements claimed from them: `cases/*.md`. Each passage stands in a `text` block; the lines behind it that start
//! with `>` are rewritten from the reader's output and compared as a whole. `ARMISTICE_UPDATE=1` stores them.

mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use armistice_read::intake::{Given, take};
use armistice_read::read;
use armistice_types::statement::{ActorId, Event, Proposal, Reading};

fn cases() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap().map(|it| it.unwrap().path()).collect();
    out.sort();
    out
}

fn reading(passage: &str) -> Reading {
    let given = Given { published: Some("2031-10-10".parse().unwrap()), ..Given::default() };
    read(&take(passage.as_bytes(), "case.txt", &given).unwrap())
}

/// One line a statement: `> Orla Finch | said | act reject | "We will not sign" | if: …`.
fn claims(reading: &Reading) -> Vec<String> {
    let index = reading.report.text.index();
    let words = |span| index.quote(span).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: Vec<String> = reading
        .statements
        .iter()
        .map(|it| {
            let name = it.source.actor.and_then(|id| reading.actor(id)).map_or("(nobody)", |actor| actor.name.as_str());
            let cue = it.cue.map_or_else(String::new, words);
            let content: Vec<String> = it.content.iter().map(|span| words(*span)).collect();
            let mut line = format!("> {name} | {cue} | {}{} | {}", it.act, if it.negated { ", negated" } else { "" }, content.join(" // "));
            for span in &it.conditions {
                line.push_str(&format!(" | if: {}", words(*span)));
            }
            if let Some(horizon) = &it.horizon {
                line.push_str(&format!(" | until: {}", horizon.to.map_or_else(|| horizon.text.clone(), |day| day.to_string())));
            }
            if let Some(denies) = &it.denies {
                line.push_str(&format!(" | denies {}: {}", denies.scope, denies.of));
            }
            for id in &it.via {
                line.push_str(&format!(" | via {}", reading.actor(*id).map_or("?", |actor| actor.name.as_str())));
            }
            if let Some(within) = it.within {
                line.push_str(&format!(" | within {within}"));
            }
            line
        })
        .collect();
    out.extend(reading.events.iter().map(|it| event(reading, it)));
    out.extend(reading.proposals.iter().map(|it| proposal(reading, it)));
    out.extend(reading.problems.iter().map(|it| format!("> problem: {}", it.code)));
    out
}

/// `> event: CONSULT visit | Marsh → Finch | in Selm | 2031-10-09 | actual`.
fn event(reading: &Reading, it: &Event) -> String {
    let names = |ids: &[ActorId]| ids.iter().filter_map(|id| reading.actor(*id)).map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut line = format!("> event: {}", it.kind);
    for part in [it.mode.as_deref(), Some("|"), Some(&names(&it.actors)), Some("→"), Some(&names(&it.recipients))].into_iter().flatten() {
        line.push_str(&format!(" {part}"));
    }
    if let Some(place) = &it.place {
        line.push_str(&format!(" | in {place}"));
    }
    if let Some(when) = &it.when {
        line.push_str(&format!(" | {when}"));
    }
    let told = it.told_by.and_then(|id| reading.actor(id)).map_or_else(String::new, |by| format!(" | told by {}", by.name));
    format!("{line} | {}{told}", it.modality)
}

/// `> proposal p1: new proposals | by Selm | terms: a truce | before it: p2 | Marsh: rejected`.
fn proposal(reading: &Reading, it: &Proposal) -> String {
    let names = |ids: &[ActorId]| ids.iter().filter_map(|id| reading.actor(*id)).map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut line = format!("> proposal {}: {}", it.id, it.name.as_deref().unwrap_or("(no name)"));
    let mut part = |label: &str, words: String| {
        if !words.is_empty() {
            line.push_str(&format!(" | {label}{words}"));
        }
    };
    part("", it.kind.map(|kind| kind.to_string()).unwrap_or_default());
    part("by ", names(&it.sponsors));
    part("discussed by ", names(&it.discussed_by));
    part("terms: ", it.terms.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" // "));
    part("before it: ", it.earlier.map(|id| id.to_string()).unwrap_or_default());
    part("", it.when.map(|when| when.to_string()).unwrap_or_default());
    for answer in &it.answers {
        part("", format!("{}: {}", names(&[answer.by]), answer.response));
    }
    for passed in &it.custody {
        part("", format!("{} {} → {}", passed.how.as_deref().unwrap_or("passed"), names(&passed.from), names(&passed.to)));
    }
    line
}

fn rewritten(case: &str) -> String {
    let mut out = Vec::new();
    let (mut passage, mut inside) = (String::new(), false);
    for line in case.lines() {
        match line {
            "```text" => (inside, passage) = (true, String::new()),
            "```" if inside => {
                inside = false;
                out.push(line.to_owned());
                out.extend(claims(&reading(&passage)));
                continue;
            }
            _ if inside => passage.push_str(&format!("{line}\n")),
            _ if line.starts_with("> ") => continue,
            _ => {}
        }
        out.push(line.to_owned());
    }
    out.join("\n") + "\n"
}

#[test]
fn passages_give_the_statements_claimed() {
    assert!(cases().len() >= 4);
    for path in cases() {
        let case = fs::read_to_string(&path).unwrap();
        let now = rewritten(&case);
        if std::env::var_os("ARMISTICE_UPDATE").is_some() {
            fs::write(&path, &now).unwrap();
        }
        let wrong: Vec<(&str, &str)> = case.lines().zip(now.lines()).filter(|(a, b)| a != b).collect();
        assert!(std::env::var_os("ARMISTICE_UPDATE").is_some() || case == now, "{}:\n{wrong:#?}", path.display());
    }
}

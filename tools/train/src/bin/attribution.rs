//! Fits and measures the models of attributions and acts.
//!
//! usage: attribution attribution|acts OUT.bin TRAIN.jsonl…
//!        attribution measure FOLDS TRAIN.jsonl   how often each model chooses right on the folds it was not fitted on
//!        attribution cross FOLDS OUT.jsonl TRAIN.jsonl [attribution] [acts] [cue=N] [extent=N] [source=N] [content=N] [act=N]
//!
//! `cross` reads each document by models fitted on the other folds; what it writes is scored like any reading.

#[path = "../acts.rs"]
mod acts;
#[path = "../attribution.rs"]
mod attribution;
#[path = "../choices.rs"]
mod choices;
#[path = "../gold.rs"]
mod gold;

use std::ops::Range;
use std::process::ExitCode;

use armistice_read::fitting::{self, Choice, Document, Fitted, Learnt, Limits, Model, Models};
use armistice_read::intake::{Given, take};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("attribution") => attribution::fit(&args[1..]),
        Some("acts") => acts::fit(&args[1..]),
        Some("cross") => cross(&args[1..]),
        Some("measure") => measure(&args[1..]),
        _ => Err("usage: attribution attribution|acts|cross|measure …".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("attribution: {err}");
            ExitCode::from(2)
        }
    }
}

/// The document as intake would give it, and its annotation moved by what intake took off.
fn document(it: &gold::Annotated) -> (Document, Vec<fitting::Gold>) {
    let path = format!("{}.txt", it.doc);
    let document = take(it.text.as_bytes(), &path, &Given::default()).unwrap_or_else(|err| panic!("{err}"));
    let head: String = document.text.chars().take(200).collect();
    let cut = it.text.find(&head).map_or(0, |at| it.text[..at].chars().count());
    let back = |range: &Range<usize>| range.start.saturating_sub(cut)..range.end.saturating_sub(cut);
    let gold = it.gold.iter().map(|it| fitting::Gold {
        source: it.source.as_ref().map(back),
        cue: it.cue.as_ref().map(back),
        content: it.content.iter().map(back).collect(),
        act: it.act.clone(),
    });
    (document, gold.collect())
}

fn learnt(it: &gold::Annotated) -> Learnt {
    let (document, gold) = document(it);
    fitting::examples(&document, &gold)
}

/// Every document but those of the fold, or only those.
fn part<T>(all: &[T], folds: usize, fold: usize, own: bool) -> Vec<&T> {
    all.iter().enumerate().filter(|(n, _)| (n % folds == fold) == own).map(|(_, it)| it).collect()
}

fn number(word: &str) -> Result<usize, String> {
    word.parse().ok().filter(|&n| n > 1).ok_or_else(|| format!("`{word}` is no number of folds"))
}

fn cross(args: &[String]) -> Result<(), String> {
    let [folds, out, train, rest @ ..] = args else { return Err("usage: attribution cross FOLDS OUT.jsonl TRAIN.jsonl …".to_owned()) };
    let folds = number(folds)?;
    let with = |name: &str| !rest.iter().any(|it| !it.contains('=')) || rest.iter().any(|it| it == name);
    let limits = limits(rest)?;
    let documents = gold::read(train)?;
    let all: Vec<Learnt> = documents.iter().map(learnt).collect();
    let mut lines = String::new();
    for fold in 0..folds {
        let others = part(&all, folds, fold, false);
        let fitted = Fitted {
            attribution: with("attribution").then(|| Models { limits, ..attribution::models(&others) }),
            acts: with("acts").then(|| acts::model(&others)),
            sure: limits.act,
        };
        for it in part(&documents, folds, fold, true) {
            let reading = fitting::read_with(&document(it).0, &fitted);
            lines += &serde_json::to_string(&reading).map_err(|err| err.to_string())?;
            lines.push('\n');
        }
    }
    std::fs::write(out, lines).map_err(|err| format!("cannot write `{out}`: {err}"))
}

fn limits(args: &[String]) -> Result<Limits, String> {
    let mut limits = fitting::LIMITS;
    for (name, value) in args.iter().filter_map(|it| it.split_once('=')) {
        let value = value.parse().map_err(|_| format!("`{value}` is no number"))?;
        match name {
            "cue" => limits.cue = value,
            "extent" => limits.extent = value,
            "source" => limits.source = value,
            "content" => limits.content = value,
            "act" => limits.act = value,
            _ => return Err(format!("no limit `{name}`")),
        }
    }
    Ok(limits)
}

fn measure(args: &[String]) -> Result<(), String> {
    let [folds, train] = args else { return Err("usage: attribution measure FOLDS TRAIN.jsonl".to_owned()) };
    let folds = number(folds)?;
    let all: Vec<Learnt> = gold::read(train)?.iter().map(learnt).collect();
    let missed = all.iter().fold([0; 3], |sum, it| std::array::from_fn(|k| sum[k] + it.attribution.missed[k]));
    println!("no candidate fits: extent {}, source {}, content {}", missed[0], missed[1], missed[2]);
    let mut counts = [[0; 2]; 4];
    let mut cues: Vec<(i32, bool)> = Vec::new();
    for fold in 0..folds {
        let others = part(&all, folds, fold, false);
        let (models, acts) = (attribution::models(&others), acts::model(&others));
        for it in part(&all, folds, fold, true) {
            cues.extend(it.attribution.cue.iter().map(|it| (models.cue.score(&it.candidates[0], 0), it.right == 1)));
            let parts: [(&Model, &[Choice]); 4] = [
                (&models.extent, &it.attribution.extent),
                (&models.source, &it.attribution.source),
                (&models.content, &it.attribution.content),
                (&acts, &it.acts),
            ];
            for ((model, choices), count) in parts.into_iter().zip(&mut counts) {
                count[0] += choices.iter().filter(|it| model.best(&it.candidates) == Some(it.right)).count();
                count[1] += choices.len();
            }
        }
    }
    for (name, [right, asked]) in ["extent", "source", "content", "act"].iter().zip(counts) {
        println!("{name}: {right} of {asked}, {:.1} %", 100.0 * right as f64 / asked as f64);
    }
    for limit in (-32..48).step_by(8) {
        let found = cues.iter().filter(|it| it.0 >= limit).count();
        let hits = cues.iter().filter(|it| it.0 >= limit && it.1).count();
        let all = cues.iter().filter(|it| it.1).count();
        println!("cue from {limit}: P {:.1} R {:.1}", 100.0 * hits as f64 / found as f64, 100.0 * hits as f64 / all as f64);
    }
    Ok(())
}

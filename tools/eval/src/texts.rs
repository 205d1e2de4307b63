//! Texts from files and folders given by path, each once: `.txt` as it is, CoNLL-U by document, and JSON lines with a `text`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::conllu;

/// The distinct texts under the paths, in the order of files by path.
pub fn texts(paths: &[String]) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for path in paths {
        list(Path::new(path), &mut files)?;
    }
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for file in &files {
        out.extend(read(file)?.into_iter().filter(|text| !text.trim().is_empty() && seen.insert(text.clone())));
    }
    Ok(out)
}

fn list(path: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    let failed = |err: std::io::Error| format!("cannot list `{}`: {err}", path.display());
    let mut inside: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        inside.push(entry.map_err(failed)?.path());
    }
    inside.sort();
    inside.iter().try_for_each(|it| list(it, out))
}

fn read(path: &Path) -> Result<Vec<String>, String> {
    let shown = path.display().to_string();
    let text = || std::fs::read_to_string(path).map_err(|err| format!("cannot read `{shown}`: {err}"));
    match path.extension().and_then(|it| it.to_str()) {
        Some("txt") if !shown.contains("LICEN") && !shown.contains("README") => Ok(vec![text()?]),
        Some("conllu") => Ok(conllu::read(&shown)?.into_iter().map(|it| it.text).collect()),
        Some("json" | "jsonl") => Ok(text()?.lines().filter_map(|line| Some(json(line)?.to_owned())).collect()),
        _ => Ok(Vec::new()),
    }
}

fn json(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("text")?.as_str().map(str::to_owned)
}

//! Who said what, as the project's `score_attribution.py` counts it: exact F1 of sources, cues and contents (discontinuous contents by
//! their hull), `linked` (all three overlap), `who` and `act` over contents found. Counted document by document here, so that documents
//! can be drawn again; the report checks the sums against the script's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Names of the figures, in order.
pub const NAMES: [&str; 6] = ["source_exact", "cue_exact", "content_exact", "linked", "who", "act"];

/// Right, gold and predicted for each figure; a share (who, act) has its denominator as gold and predicted alike.
pub type Tally = [[usize; 3]; NAMES.len()];

/// A document's tally, and where its text comes from.
pub struct Document {
    pub origin: String,
    pub tally: Tally,
}

/// The figures of a sum of tallies, 0 to 1.
pub fn figures<'t>(tallies: impl Iterator<Item = &'t Tally>) -> [f64; NAMES.len()] {
    let mut sum = Tally::default();
    for tally in tallies {
        for (all, part) in sum.iter_mut().zip(tally) {
            all.iter_mut().zip(part).for_each(|(all, part)| *all += part);
        }
    }
    sum.map(|[right, gold, ours]| 2.0 * right as f64 / ((gold + ours) as f64).max(1.0))
}

/// A gold attribution or one of ours.
#[derive(Clone, Debug, Default)]
struct Row {
    parts: [Vec<(usize, usize)>; 3],
    who: String,
    actor: Option<String>,
    act: String,
}

/// Tallies of all gold documents; `readings` are the JSON lines of `armistice read`.
pub fn tallies(gold: &str, readings: &str) -> Result<Vec<Document>, String> {
    let mut ours: BTreeMap<String, Value> = BTreeMap::new();
    for line in readings.lines().filter(|line| !line.trim().is_empty()) {
        let reading: Value = serde_json::from_str(line).map_err(|err| format!("a reading is no JSON: {err}"))?;
        let path = reading["report"]["path"].as_str().unwrap_or_default().to_owned();
        let name = path.rsplit('/').next().unwrap_or_default();
        ours.insert(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), reading);
    }
    let mut out = Vec::new();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(line).map_err(|err| format!("a gold line is no JSON: {err}"))?;
        let text: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
        let rows: Vec<Row> = document["attributions"].as_array().into_iter().flatten().map(gold_row).collect();
        let found = ours.get(document["doc"].as_str().unwrap_or_default()).map(|it| our_rows(it, &text)).unwrap_or_default();
        out.push(Document { origin: document["origin"].as_str().unwrap_or_default().to_owned(), tally: tally(&text, &rows, &found) });
    }
    Ok(out)
}

fn spans(value: &Value) -> Vec<(usize, usize)> {
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let pair = |value: &Value| Some((number(value.get("start").or(value.get(0))?)?, number(value.get("end").or(value.get(1))?)?));
    match value {
        Value::Array(items) if items.first().is_some_and(|it| it.is_array() || it.is_object()) => items.iter().filter_map(pair).collect(),
        Value::Array(_) | Value::Object(_) => pair(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn gold_row(it: &Value) -> Row {
    let parts = [spans(&it["source"]), spans(&it["cue"]), spans(&it["content"])];
    Row { parts, who: text_of(&it["who"]), actor: None, act: text_of(&it["act"]) }
}

fn our_rows(reading: &Value, gold: &[char]) -> Vec<Row> {
    let actors: BTreeMap<&str, &str> =
        reading["actors"].as_array().into_iter().flatten().filter_map(|it| Some((it["id"].as_str()?, it["name"].as_str()?))).collect();
    // Offsets are shifted by a header that the reader took off.
    let text: Vec<char> = reading["report"]["text"].as_str().unwrap_or_default().chars().collect();
    let head = &text[..text.len().min(200)];
    let shift = if text == gold || head.is_empty() { 0 } else { gold.windows(head.len()).position(|it| it == head).unwrap_or(0) };
    let row = |it: &Value| {
        let actor = it["source"]["actor"].as_str();
        let parts = [&it["source"]["span"], &it["cue"], &it["content"]]
            .map(|part| spans(part).iter().map(|(a, b)| (a + shift, b + shift)).collect());
        let who = actor.and_then(|id| actors.get(id)).map_or(String::new(), |it| (*it).to_owned());
        Row { parts, who, actor: actor.map(str::to_owned), act: text_of(&it["act"]) }
    };
    reading["statements"].as_array().into_iter().flatten().map(row).collect()
}

const TRIM: &str = " \t\n\r\"'“”‘’«»,.;:!?()[]—–-";

fn trim(text: &[char], (a, b): (usize, usize)) -> (usize, usize) {
    let (mut from, mut to) = (a, b.min(text.len()));
    while from < to && TRIM.contains(text[from]) {
        from += 1;
    }
    while to > from && TRIM.contains(text[to - 1]) {
        to -= 1;
    }
    if from < to { (from, to) } else { (a, b) }
}

fn hull(text: &[char], spans: &[(usize, usize)]) -> Option<(usize, usize)> {
    Some(trim(text, (spans.iter().map(|it| it.0).min()?, spans.iter().map(|it| it.1).max()?)))
}

fn cells(text: &[char], spans: &[(usize, usize)]) -> BTreeSet<usize> {
    spans.iter().map(|it| trim(text, *it)).flat_map(|(a, b)| a..b).collect()
}

fn iou(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.intersection(b).count();
    shared as f64 / (a.len() + b.len() - shared) as f64
}

fn tally(text: &[char], gold: &[Row], ours: &[Row]) -> Tally {
    let mut out = Tally::default();
    for part in 0..3 {
        let exact = |rows: &[Row]| rows.iter().filter_map(|it| hull(text, &it.parts[part])).collect::<BTreeSet<_>>();
        let (golds, found) = (exact(gold), exact(ours));
        out[part] = [golds.intersection(&found).count(), golds.len(), found.len()];
    }
    let all = |rows: &[Row]| rows.iter().map(|it| [0, 1, 2].map(|part| cells(text, &it.parts[part]))).collect::<Vec<_>>();
    let (gold_cells, our_cells) = (all(gold), all(ours));
    let mut taken = vec![false; ours.len()];
    for (g, gold) in gold.iter().enumerate() {
        let fits = |o: usize| {
            (0..3).all(|part| {
                gold.parts[part].is_empty() && ours[o].parts[part].is_empty() || iou(&gold_cells[g][part], &our_cells[o][part]) >= 0.5
            })
        };
        if let Some(o) = (0..ours.len()).find(|&o| !taken[o] && fits(o)) {
            taken[o] = true;
            out[3][0] += 1;
        }
    }
    (out[3][1], out[3][2]) = (gold.len(), ours.len());
    let mut used = vec![false; ours.len()];
    let mut people: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    for (g, gold) in gold.iter().enumerate() {
        let ratio = |o: usize| iou(&gold_cells[g][2], &our_cells[o][2]);
        // Of equals the last, as the script has it.
        let Some(o) = (0..ours.len()).filter(|&o| !used[o]).max_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(a.cmp(&b))) else {
            continue;
        };
        if ratio(o) < 0.5 {
            continue;
        }
        used[o] = true;
        if !gold.who.is_empty() {
            let right = same_who(&gold.who, &ours[o].who);
            share(&mut out[4], right);
            if let Some(actor) = &ours[o].actor {
                *people.entry(actor).or_default().entry(words(&gold.who).join(" ")).or_default() += usize::from(right);
            }
        }
        if !gold.act.is_empty() {
            share(&mut out[5], gold.act == ours[o].act);
        }
    }
    // An actor that stands for several gold persons is right for at most one of them.
    out[4][0] -= people.values().map(|it| it.values().sum::<usize>() - it.values().max().copied().unwrap_or(0)).sum::<usize>();
    out
}

fn share(count: &mut [usize; 3], right: bool) {
    count[0] += usize::from(right);
    count[1] += 1;
    count[2] += 1;
}

fn words(name: &str) -> Vec<String> {
    let plain = name.replace("U.S.", "US").to_lowercase();
    let kept: String = plain.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == ' ').collect();
    kept.split_whitespace().map(str::to_owned).collect()
}

const STOP: &str = " the a an of for in to and or mr mrs ms dr sir president minister prime secretary general director spokesman spokeswoman spokesperson said ";

/// The name found holds the gold name's last word, or the other way round, and half of the shorter one's words.
fn same_who(gold: &str, name: &str) -> bool {
    let telling = |name: &str| words(name).into_iter().filter(|it| !STOP.contains(&format!(" {it} "))).collect::<Vec<_>>();
    let (a, b) = (telling(gold), telling(name));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else {
        return words(gold) == words(name) && !words(gold).is_empty();
    };
    let (left, right): (BTreeSet<&String>, BTreeSet<&String>) = (a.iter().collect(), b.iter().collect());
    (b.contains(last_a) || a.contains(last_b)) && 2 * left.intersection(&right).count() >= left.len().min(right.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"doc":"d","origin":"own","text":"Orla Finch said the port is shut.","attributions":[{"source":[0,10],"cue":[11,15],"content":[[16,32]],"who":"Orla Finch","act":"assert"}]}"#;

    #[test]
    fn a_statement_found_whole_is_right_in_all() {
        let reading = r#"{"report":{"path":"x/d.txt","text":"Orla Finch said the port is shut."},"actors":[{"id":"a1","name":"Finch"}],"statements":[{"source":{"actor":"a1","span":{"start":0,"end":10}},"cue":{"start":11,"end":15},"content":[{"start":16,"end":33}],"act":"assert"}]}"#;
        let found = tallies(GOLD, reading).unwrap();
        assert_eq!(found[0].tally, [[1, 1, 1]; 6]);
        assert_eq!(figures(found.iter().map(|it| &it.tally)), [1.0; 6]);
    }

    #[test]
    fn what_is_not_found_counts_as_gold_alone() {
        assert_eq!(tallies(GOLD, "").unwrap()[0].tally, [[0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]]);
    }
}

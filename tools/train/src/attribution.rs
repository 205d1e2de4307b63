//! Fits `data/models/attribution.bin`: which words are cues, how far they go, who is their source, what their content.

use armistice_read::fitting::{Choice, LIMITS, Learnt, Models};

use super::choices::{Plan, among, whether};
use super::{gold, learnt};

const CUE: Plan = Plan { bits: 17, epochs: 10, rate: 0.05, penalty: 1e-2 };
const EXTENT: Plan = Plan { bits: 15, epochs: 10, rate: 0.05, penalty: 1e-2 };
const SOURCE: Plan = Plan { bits: 16, epochs: 10, rate: 0.05, penalty: 1e-2 };
const CONTENT: Plan = Plan { bits: 17, epochs: 10, rate: 0.05, penalty: 1e-2 };

/// The models of these documents.
pub fn models(learnt: &[&Learnt]) -> Models {
    let all = |part: fn(&Learnt) -> &Vec<Choice>| -> Vec<&Choice> { learnt.iter().flat_map(|it| part(it)).collect() };
    Models {
        cue: whether(&all(|it| &it.attribution.cue), CUE),
        extent: among(&all(|it| &it.attribution.extent), EXTENT),
        source: among(&all(|it| &it.attribution.source), SOURCE),
        content: among(&all(|it| &it.attribution.content), CONTENT),
        limits: LIMITS,
    }
}

/// `OUT.bin TRAIN.jsonl…`: fits on all documents and writes the models one behind the other.
pub fn fit(args: &[String]) -> Result<(), String> {
    let [out, train @ ..] = args else { return Err("usage: attribution OUT.bin TRAIN.jsonl…".to_owned()) };
    let mut documents = Vec::new();
    for path in train {
        documents.extend(gold::read(path)?);
    }
    let learnt: Vec<Learnt> = documents.iter().map(learnt).collect();
    let models = models(&learnt.iter().collect::<Vec<_>>());
    let bytes = [models.cue.bytes(), models.extent.bytes(), models.source.bytes(), models.content.bytes()].concat();
    std::fs::write(out, bytes).map_err(|err| format!("cannot write `{out}`: {err}"))
}

//! Fits `data/models/acts.bin`: the act of a statement.

use armistice_read::fitting::{Choice, Learnt, Model};

use super::choices::{Plan, among};
use super::{gold, learnt};

const PLAN: Plan = Plan { bits: 17, epochs: 15, rate: 0.05, penalty: 5e-2 };

/// The model of these documents.
pub fn model(learnt: &[&Learnt]) -> Model {
    among(&learnt.iter().flat_map(|it| &it.acts).collect::<Vec<&Choice>>(), PLAN)
}

/// `OUT.bin TRAIN.jsonl…`: fits on all documents and writes the model.
pub fn fit(args: &[String]) -> Result<(), String> {
    let [out, train @ ..] = args else { return Err("usage: acts OUT.bin TRAIN.jsonl…".to_owned()) };
    let mut documents = Vec::new();
    for path in train {
        documents.extend(gold::read(path)?);
    }
    let learnt: Vec<Learnt> = documents.iter().map(learnt).collect();
    let model = model(&learnt.iter().collect::<Vec<_>>());
    std::fs::write(out, model.bytes()).map_err(|err| format!("cannot write `{out}`: {err}"))
}

# `just ci` is exactly what CI runs.

# format, lints, tests, docs, licences, and a tree left as it was
ci: fmt clippy test doc licences clean-tree

fmt:
    cargo fmt --all --check

clippy:
    cargo clippy --workspace --all-targets -- -D warnings

test:
    cargo test --workspace

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --workspace

licences:
    cargo deny check licenses bans sources

clean-tree:
    test -z "$(git status --porcelain)"

# rewrite stored outputs; read the diff before committing it
update:
    ARMISTICE_UPDATE=1 cargo test --workspace

# mutated texts through words, trees and whole readings: just fuzz 600
fuzz seconds:
    ARMISTICE_FUZZ_SECONDS={{seconds}} cargo test --release -p armistice-read --test it bodies -- --nocapture --test-threads 1

# mutated domain and problem files through readers and searches: just fuzz-deals 600
fuzz-deals seconds:
    CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true ARMISTICE_FUZZ_SECONDS={{seconds}} cargo test --release -p armistice-deal --test it hostile -- --nocapture --test-threads 1

# fit the network; the folder of the corpora by its whole path: just train-network /data
train-network data:
    mkdir -p tools/train/target && tools/train/re3d_names.py {{data}}/re3d > tools/train/target/re3d.iob2
    cd tools/train && cargo run --release -- network --out ../../data/models/reader.bin --trees {{data}}/ud-ewt/en_ewt-ud-train.conllu {{data}}/ud-gum/en_gum_open-train.conllu --names {{data}}/wikigold/wikigold.conll.txt target/re3d.iob2 {{data}}/ner-uner/en_ewt-ud-dev.iob2 {{data}}/ner-uner/en_ewt-ud-dev.iob2 {{data}}/ner-uner/en_ewt-ud-dev.iob2 --without {{data}}/attribution/dev.jsonl

# fit the tagger: just train-tagger ud-ewt ud-gum
train-tagger ewt gum:
    cd tools/train && cargo run --release -- tagger ../../data/models/tags.bin {{ewt}}/en_ewt-ud-dev.conllu,{{gum}}/en_gum_open-dev.conllu {{ewt}}/en_ewt-ud-train.conllu {{gum}}/en_gum_open-train.conllu

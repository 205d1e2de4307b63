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

# fit the tagger: just train ud-ewt ud-gum
train ewt gum:
    cd tools/train && cargo run --release -- ../../data/models/tags.bin {{ewt}}/en_ewt-ud-dev.conllu,{{gum}}/en_gum_open-dev.conllu {{ewt}}/en_ewt-ud-train.conllu {{gum}}/en_gum_open-train.conllu

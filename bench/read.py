#!/usr/bin/env python3
"""Time and memory of `armistice read` against the size of a document, on ordinary and on hostile text.

    python3 bench/read.py target/release/armistice [FOLDER of .txt] [--sizes 125,250,500,1000] [--only NAME]

Ordinary text: the texts of FOLDER (`cases/*/reports` where none is given), joined and repeated to each size in kB. Hostile
text: one thing over and over, at the same sizes. One line each: seconds and peak memory per size, and how the time grew from
the smallest size to the largest (1.0 is linear: the exponent in time = size ** x, the program's start of about 10 ms taken off).
"""
import argparse
import math
import os
import pathlib
import random
import subprocess
import tempfile
import time

WORDS = "the envoy said that ministers would not accept a draft unless guards leave before Friday and the port reopens".split()
NAMES = "Marsh Stroud Orvan Selm Balnea Tarn Ilsen Corvey Harrow Quell".split()


def repeated(unit):
    return lambda size, _: (unit * (size // len(unit.encode()) + 1)).encode()[:size]


def words(make):
    def text(size, rng):
        out, length = [], 0
        while length < size:
            out.append(make(rng))
            length += len(out[-1].encode()) + 1
        return " ".join(out).encode()[:size]

    return text


def nested(opening, closing):
    return lambda size, _: (opening * (size // 20) + "We wait." + closing * (size // 20)).encode()


def name(rng):
    return "".join(rng.choice("bdklmnrst") + rng.choice("aeiou") for _ in range(3)).capitalize()


HOSTILE = {
    "no full stop": words(lambda rng: rng.choice(WORDS)),
    "one word": repeated("a"),
    "short lines": repeated("He said so.\n"),
    "lines without verb": repeated("Port\n"),
    "empty paragraphs": repeated("Yes.\n\n"),
    "commas": repeated(", "),
    "commas and words": repeated("pause, "),
    "capitalised words": words(name),
    "names that speak": words(lambda rng: f"{name(rng)} {name(rng)} said he met {name(rng)}."),
    "one name": repeated("Marsh said Marsh would wait. "),
    "digits": repeated("7"),
    "numbers": repeated("1,234.5 "),
    "dates": repeated("on 3 March 2024 "),
    "days": repeated("Friday "),
    "nested quotations": nested("“‘", "’”"),
    "opening marks": repeated("“ "),
    "straight marks": repeated('" '),
    "words in marks": repeated('"so" '),
    "quotation over paragraphs": repeated("“We wait.\n\n"),
    "apostrophes": repeated("'tis "),
    "parentheses": nested("(", ")"),
    "open parentheses": repeated("( "),
    "only space": repeated(" "),
    "only line ends": repeated("\n"),
    "zeros": repeated("\0"),
    "right-to-left marks": repeated("\u200f"),
    "dashes": repeated("– "),
    "full stops": repeated(". "),
    "colons": repeated("a: "),
    "cues": repeated("said "),
    "cues in commas": repeated("he said, "),
    "cue nouns": repeated("the claim of the warning of the report that "),
    "said that": repeated("he said that "),
    "of the": repeated("the port of "),
    "and": repeated("Marsh and "),
    "if": repeated("if they leave "),
    "who": repeated("the envoy who said "),
    "unnamed": repeated("A source said so. "),
    "proposals": repeated("The envoy proposed a pause. The port rejected the proposal. "),
    "meetings": repeated("Marsh met Stroud in Selm on Friday. "),
    "tags": repeated("<p>"),
    "titles": repeated("Mr. "),
    "hyphens": repeated("a-"),
    "links": repeated("https://a.b/c "),
    "combining": repeated("e\u0301\u0301"),
}


def measured(binary, path):
    began = time.perf_counter()
    process = subprocess.Popen([binary, "read", str(path), "--format", "json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - began, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def row(binary, folder, what, make, sizes):
    cells, times = [], []
    for size in sizes:
        path = pathlib.Path(folder) / "text.txt"
        path.write_bytes(make(size * 1000, random.Random(7)))
        # As a file of exactly this size: header lines and HTML are not what is measured here.
        seconds, memory, code = measured(binary, path)
        times.append(max(seconds - 0.01, 0.001))
        cells.append(f"{seconds:7.2f} s {memory:5.0f} MB" + ("" if code == 0 else f" exit {code}"))
    growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.0
    print(f"{what:28}", *cells, f"growth {growth:4.2f}", sep=" | ", flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("folder", nargs="?")
    arguments.add_argument("--sizes", default="125,250,500,1000")
    arguments.add_argument("--only")
    given = arguments.parse_args()
    here = pathlib.Path(__file__).resolve().parent.parent / "cases"
    paths = sorted(pathlib.Path(given.folder).glob("*.txt")) if given.folder else sorted(here.glob("*/reports/*.txt"))
    ordinary = "\n\n".join(path.read_text(errors="replace").split("\n\n", 1)[-1] for path in paths) + "\n\n"
    sizes = [int(it) for it in given.sizes.split(",")]
    kinds = {"ordinary": repeated(ordinary), **HOSTILE}
    print(f"{'text':28}", *(f"{size} kB".ljust(18) for size in sizes), "", sep=" | ")
    with tempfile.TemporaryDirectory() as folder:
        for what, make in kinds.items():
            if given.only is None or given.only in what:
                row(given.binary, folder, what, make, sizes)


if __name__ == "__main__":
    main()

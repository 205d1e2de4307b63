#!/usr/bin/env python3
"""How fast a ledger takes in many reports and gives a matrix, beside SQLite's own insert rate for the same bytes.

    bench/ledger.py BINARY --texts FILE.jsonl… --reports 10000

Reports are varied from the texts (fields `text`) of JSON Lines files: sentences drawn and their numbers changed, so that no two are copies.
The case is made of the texts' own names and words, so that many statements are tied to it. Measures: `add` of all (reports/s, MB/s, peak
memory), memory at half of it, `verify`, `backup`, `search`, `positions --as-of` and `brief` for the first time and again, and
the same bytes put into a plain table of SQLite, each report its own transaction (synchronous FULL, write-ahead log) and in batches.
"""
import argparse, collections, json, os, random, re, shutil, sqlite3, subprocess, sys, tempfile, time
from pathlib import Path

COMMON = set("""about above after again all also among and any are been before being between both but can could did does during each even ever every few
for from had has have her here him his how into its itself just like made make many more most much must near not now off once one only other our out over own
per said same says she should since some such than that the their them then there these they this those through too two under until upon very was way well
were what when where which while who whom whose why will with would year years you your day days week weeks last first next time people new old""".split())
CALENDAR = set("""January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split())


def texts(paths):
    return [json.loads(line).get("text", "") for path in paths for line in open(path, encoding="utf-8")]


def most_common(texts, found, n):
    """What stands in the most texts; of equals the first by the alphabet."""
    counts = collections.Counter(it for text in texts for it in found(text))
    return [it for it, _ in sorted(counts.items(), key=lambda it: (-it[1], it[0]))[:n]]


def names(text):
    return set(re.findall(r"(?<=[a-z,] )([A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)\b", text)) - CALENDAR


def pairs(text):
    words = re.findall(r"[A-Za-z']+", text)
    fits = lambda it: it.islower() and len(it) > 3 and it not in COMMON
    return {f"{a} {b}" for a, b in zip(words, words[1:]) if fits(a) and fits(b)}


def case_of(texts):
    """A case that the texts are about: eight names of theirs on one track, and eight issues of four options with pairs of words of theirs as cues."""
    out = ["[case]", 'name = "Many reports"', 'time_zone = "UTC"', "[[track]]", 'id = "talks"', 'name = "The talks"']
    for n, name in enumerate(most_common(texts, names, 8)):
        out += ["[[actor]]", f'id = "a{n}"', f'name = "{name}"', 'kind = "state"']
        out += ["[[role]]", 'track = "talks"', f'actor = "a{n}"', 'role = "must assent"']
    cues = most_common(texts, pairs, 32)
    for n in range(0, len(cues), 4):
        out += ["[[issue]]", f'id = "i{n}"', 'track = "talks"', f'question = "Question {n}"', 'kind = "categorical"']
        for m, cue in enumerate(cues[n:n + 4]):
            out += ["[[issue.option]]", f'id = "o{n + m}"', f'label = "{cue}"', f'cues = ["{cue}"]']
    return "\n".join(out) + "\n"


def sentences(texts):
    every = (it.strip() for text in texts for it in re.split(r"(?<=[.!?])\s+", text))
    return [it for it in every if 30 < len(it) < 300]


def reports(pool, n, folder):
    rng, total = random.Random(7), 0
    for i in range(n):
        picked = [re.sub(r"\d+", lambda m: str(rng.randrange(2, 900)), rng.choice(pool)) for _ in range(rng.randrange(8, 24))]
        text = f"Outlet: Selm Courier {i % 40}\nDate: 2031-{1 + i % 12:02}-{1 + i % 28:02}\n\n" + " ".join(picked) + f" This was dispatch {i}.\n"
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
        total += len(text.encode())
    return total


# In a small process of its own: a child of this one would count what this one holds.
MEASURE = """import resource, subprocess, sys, time
start = time.perf_counter()
ran = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.exit(ran.returncode)"""


def timed(args):
    """Seconds and peak memory in MB of a run."""
    ran = subprocess.run([sys.executable, "-c", MEASURE, *args], capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"{args[:3]}: {ran.stderr}")
    took, peak = ran.stdout.split()
    return float(took), float(peak)


def plain(blobs, path, batch):
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (seq INTEGER PRIMARY KEY, content BLOB) STRICT;")
    start = time.perf_counter()
    for at in range(0, len(blobs), batch):
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO t (content) VALUES (?)", [(it,) for it in blobs[at:at + batch]])
        db.execute("COMMIT")
    took = time.perf_counter() - start
    db.close()
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--texts", nargs="+", required=True)
    parser.add_argument("--reports", type=int, default=10_000)
    args = parser.parse_args()
    top = Path(tempfile.mkdtemp(prefix="ledger"))
    try:
        case, files = top / "case", top / "files"
        case.mkdir(), files.mkdir()
        found = texts(args.texts)
        (case / "case.toml").write_text(case_of(found))
        size = reports(sentences(found), args.reports, files)
        names = [str(files / f"{i}.txt") for i in range(args.reports)]
        print(f"{args.reports} reports, {size / 1e6:.1f} MB of text", flush=True)
        _, half = timed([args.binary, "add", str(case), *names[:args.reports // 2]])
        (case / "armistice.db").unlink()
        took, whole = timed([args.binary, "add", str(case), *names])
        print(f"add: {took:.1f} s, {args.reports / took:.0f} reports/s, {size / 1e6 / took:.2f} MB/s of text; peak {whole:.0f} MB, {half:.0f} MB for half of them", flush=True)
        file = (case / "armistice.db").stat().st_size
        export = subprocess.run([args.binary, "export", str(case)], capture_output=True, check=True).stdout.splitlines()[1:]
        blobs = [json.dumps(json.loads(it)["content"], ensure_ascii=False).encode() for it in export]
        content = sum(map(len, blobs))
        print(f"ledger file: {file / 1e6:.0f} MB; contents {content / 1e6:.0f} MB in {len(blobs)} entries", flush=True)
        for batch in (2, 256):
            took = plain(blobs, top / f"plain{batch}.db", batch)
            print(f"SQLite alone, {batch} rows a transaction: {took:.1f} s, {content / 1e6 / took:.0f} MB/s, {len(blobs) / 2 / took:.0f} reports/s", flush=True)
        print(f"import of the export (sealing and storing alone): ", end="", flush=True)
        (top / "out.jsonl").write_bytes(subprocess.run([args.binary, "export", str(case)], capture_output=True, check=True).stdout)
        took, _ = timed([args.binary, "import", str(top / "again"), str(top / "out.jsonl")])
        print(f"{took:.1f} s, {content / 1e6 / took:.0f} MB/s", flush=True)
        for name, command in [("verify", ["verify", str(case)]), ("backup", ["backup", str(case), str(top / "b.db")]),
                              ("add of a report that is there (reopening)", ["add", str(case), names[0]]),
                              ("search", ["search", str(case), "agreement"]),
                              ("positions --as-of, for the first time", ["positions", str(case), "--as-of", "2031-06-30"]),
                              ("positions --as-of, again", ["positions", str(case), "--as-of", "2031-06-30"]),
                              ("positions of all, for the first time", ["positions", str(case)]),
                              ("positions of all, again", ["positions", str(case)]),
                              ("brief, for the first time", ["brief", str(case)]),
                              ("brief, again", ["brief", str(case)])]:
            took, most = timed([args.binary, *command])
            print(f"{name}: {took:.2f} s, peak {most:.0f} MB", flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()

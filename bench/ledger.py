#!/usr/bin/env python3
"""How fast a ledger takes in many reports and gives a matrix, beside SQLite's own insert rate for the same bytes.

    bench/ledger.py BINARY --texts FILE.jsonl… --reports 10000 [--closed]

Reports are varied from the texts (fields `text`) of JSON Lines files: sentences drawn and their numbers changed, so that no two are copies.
Measures: `add` of all (reports/s, MB/s, peak memory), memory at half of it, `positions --as-of`, `search`, `verify`, `backup`, and
the same bytes put into a plain table of SQLite, each report its own transaction (synchronous FULL, write-ahead log) and in batches.
"""
import argparse, json, os, random, re, resource, shutil, sqlite3, subprocess, sys, tempfile, time
from pathlib import Path

CASE = """[case]
name = "Many reports"
time_zone = "UTC"
[[actor]]
id = "port"
name = "Port of Selm"
kind = "organisation"
[[actor]]
id = "crews"
name = "Selm Crews"
kind = "organisation"
[[track]]
id = "ferry"
name = "The ferry"
[[role]]
track = "ferry"
actor = "port"
role = "must assent"
[[role]]
track = "ferry"
actor = "crews"
role = "must assent"
[[issue]]
id = "toll"
track = "ferry"
question = "Toll"
kind = "numeric"
unit = "crowns"
[[issue.option]]
id = "t5"
label = "Five crowns"
value = 5
cues = ["five crowns"]
"""


def sentences(paths):
    out = []
    for path in paths:
        for line in open(path, encoding="utf-8"):
            text = json.loads(line).get("text", "")
            out.extend(it.strip() for it in re.split(r"(?<=[.!?])\s+", text) if 30 < len(it.strip()) < 300)
    return out


def reports(pool, n, folder):
    rng, total = random.Random(7), 0
    for i in range(n):
        picked = [re.sub(r"\d+", lambda m: str(rng.randrange(2, 900)), rng.choice(pool)) for _ in range(rng.randrange(8, 24))]
        text = f"Outlet: Selm Courier {i % 40}\nDate: 2031-{1 + i % 12:02}-{1 + i % 28:02}\n\n" + " ".join(picked) + f" This was dispatch {i}.\n"
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
        total += len(text.encode())
    return total


def timed(args, env=None):
    start = time.perf_counter()
    child = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(env or {})})
    _, err = child.communicate()
    took = time.perf_counter() - start
    if child.returncode != 0:
        sys.exit(f"{args}: {err.decode()}")
    return took


def peak(args, env=None):
    out = subprocess.run(["/usr/bin/env", "python3", "-c",
        "import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)", *args],
        capture_output=True, text=True, env={**os.environ, **(env or {})})
    return int(out.stdout) / 1024 if out.returncode == 0 else float("nan")


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
        (case / "case.toml").write_text(CASE)
        size = reports(sentences(args.texts), args.reports, files)
        names = [str(files / f"{i}.txt") for i in range(args.reports)]
        print(f"{args.reports} reports, {size / 1e6:.1f} MB of text", flush=True)
        half = peak([args.binary, "add", str(case), *names[:args.reports // 2]])
        (case / "armistice.db").unlink()
        start = time.perf_counter()
        whole = peak([args.binary, "add", str(case), *names])
        took = time.perf_counter() - start
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
        took = timed([args.binary, "import", str(top / "again"), str(top / "out.jsonl")])
        print(f"{took:.1f} s, {content / 1e6 / took:.0f} MB/s", flush=True)
        for name, command in [("verify", ["verify", str(case)]), ("backup", ["backup", str(case), str(top / "b.db")]),
                              ("entries (reopening, heads alone)", ["add", str(case), names[0]]),
                              ("search", ["search", str(case), "ferry"]),
                              ("positions --as-of", ["positions", str(case), "--as-of", "2031-06-30"])]:
            took = timed([args.binary, *command])
            print(f"{name}: {took:.2f} s, peak {peak([args.binary, *command]) if name not in ('backup',) else 0:.0f} MB", flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()

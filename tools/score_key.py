#!/usr/bin/env python3
"""Compares the program's positions with a case's hand-made key.tsv.

    tools/score_key.py target/release/armistice CASE_DIR

Rows of the key: date, actor, issue, option, stance, own or account, reports. A conditional yes is written `accepts if`.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def shown(binary, folder, date):
    args = [binary, "brief", folder, "--as-of", date, "--format", "json"]
    it = json.loads(subprocess.run(args, capture_output=True, text=True, check=True).stdout)["assessment"]
    word = lambda row: row["stance"] + (" if" if row.get("conditional") and row["stance"] == "accepts" else "")
    own = {(r["actor"], r["issue"], r["option"], word(r), "own") for r in it["positions"] if not r["superseded"]}
    return own | {(r["actor"], r["issue"], r["option"], word(r), "account") for r in it["accounts"]}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    rows = [line.split("\t") for line in Path(sys.argv[2], "key.tsv").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    with tempfile.TemporaryDirectory() as to:
        folder = Path(to) / "case"
        shutil.copytree(sys.argv[2], folder)
        for date in sorted({row[0] for row in rows}):
            got = shown(Path(sys.argv[1]).resolve(), folder, date)
            want = {tuple(row[1:6]) for row in rows if row[0] == date}
            print(f"{date}: {len(want & got)} of {len(want)} in the key found, {len(got - want)} beyond it")
            for mark, some in (("missed", want - got), ("beyond", got - want)):
                for row in sorted(some, key=str):
                    print(f"  {mark}: {' '.join(map(str, row))}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Pairs found against pairs known: score.py TRUTH.jsonl PAIRS.jsonl [all] (what `armistice chains --format json` prints).

Two copies of one report (kind `sibling`) count neither way. With `all`, every false and every missed pair is listed."""
import json, sys
from collections import Counter

known = {frozenset((t["origin"], t["copy"])): t for t in map(json.loads, open(sys.argv[1]))}
truth = {k: t for k, t in known.items() if t["kind"] != "sibling"}
pairs = [json.loads(line) for line in open(sys.argv[2])]
found = {frozenset((p["one"], p["other"])): p for p in pairs}
right = [k for k in found if k in truth]
false = [k for k in found if k not in known]
print(f"pairs {len(truth)}  found {len(found)}  precision {len(right) / max(1, len(right) + len(false)):.4f}  recall {len(right) / len(truth):.4f}")
for name, dated in (("dated", True), ("hidden", False)):
    mine = [k for k in right if truth[k]["dated"] == dated]
    said = [k for k in mine if found[k]["origin"]]
    good = [k for k in said if found[k]["origin"] == truth[k]["origin"]]
    print(f"direction, dates {name}: right {len(good)} of {len(mine)} ({len(good) / max(1, len(mine)):.3f}), wrong {len(said) - len(good)}, unknown {len(mine) - len(said)}")
all_, hit = Counter(t["kind"] for t in known.values()), Counter(known[k]["kind"] for k in found if k in known)
print("recall by kind  " + "  ".join(f"{k} {hit[k] / all_[k]:.3f}" for k in sorted(all_)))
letters = Counter("–".join(sorted(id[0] for id in k)) for k in false)
print("false by kind  " + "  ".join(f"{k} {n}" for k, n in sorted(letters.items())) + "   (o origin, c copy, d another desk)")
if sys.argv[3:] == ["all"]:
    for k in sorted(false, key=sorted): print("false", found[k])
    for k, t in truth.items():
        if k not in found: print("missed", t)

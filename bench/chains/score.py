#!/usr/bin/env python3
"""Pairs found against pairs known: score.py TRUTH.jsonl PAIRS.jsonl (what `armistice chains --format json` prints)."""
import json, sys
from collections import Counter

truth = {frozenset((t["origin"], t["copy"])): t for t in map(json.loads, open(sys.argv[1]))}
pairs = [json.loads(line) for line in open(sys.argv[2])]
found = {frozenset((p["one"], p["other"])): p for p in pairs}
right = [k for k in found if k in truth]
print(f"pairs {len(truth)}  found {len(found)}  precision {len(right) / max(1, len(found)):.4f}  recall {len(right) / len(truth):.4f}")
for name, dated in (("dated", True), ("hidden", False)):
    mine = [k for k in right if truth[k]["dated"] == dated]
    said = [k for k in mine if found[k]["origin"]]
    good = [k for k in said if found[k]["origin"] == truth[k]["origin"]]
    print(f"direction, dates {name}: right {len(good)} of {len(mine)} ({len(good) / max(1, len(mine)):.3f}), wrong {len(said) - len(good)}, unknown {len(mine) - len(said)}")
all_, hit = Counter(t["kind"] for t in truth.values()), Counter(truth[k]["kind"] for k in right)
print("recall by kind  " + "  ".join(f"{k} {hit[k] / all_[k]:.3f}" for k in sorted(all_)))

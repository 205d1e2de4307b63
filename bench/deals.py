#!/usr/bin/env python3
"""`armistice deals` beside NegMAS: the same instances, one core, one run on one machine; and whether both answer alike.

    python3 -m venv venv && venv/bin/pip install negmas==0.16.0
    venv/bin/python bench/deals.py target/release/armistice FILE.json… [--runs 5] [--limit 150]

FILE is a problem in our own JSON. Both start as a process of their own, read the file and end with the frontier of acceptable packages and the
named points by NegMAS's definitions; for NegMAS the start of Python and its imports are taken off, for ours nothing is. The fastest of as
many runs of each counts; memory is the process's peak. NegMAS keeps points apart that only rounding parts: utilities are compared by 8 places,
and points alike in all of them are one. A frontier of over 10,000 points is compared by their number.
"""

import argparse
import json
import os
import subprocess
import sys
import time

ONE = {**os.environ, "RAYON_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
POINTS = ("nash", "kalai", "ks", "max_welfare", "max_relative_welfare")


def by_negmas(path):
    """Runs inside the process that is measured: prints the answer, and on standard error the seconds it took."""
    from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
    from negmas.preferences import ops
    from negmas.preferences.value_fun import TableFun

    start = time.perf_counter()
    problem = json.load(open(path))
    if problem.get("exclusions"):
        raise SystemExit(f"{path}: NegMAS has no exclusions")
    space = make_os([make_issue(it["options"], name=it["name"]) for it in problem["issues"]])
    ufuns = []
    for party in problem["parties"]:
        tables = {it["name"]: TableFun({o: party["scores"].get(it["name"], {}).get(o, 0.0) for o in it["options"]}) for it in problem["issues"]}
        weights = {it["name"]: party["weights"].get(it["name"], 1.0) for it in problem["issues"]}
        ufuns.append(LinearAdditiveUtilityFunction(values=tables, weights=weights, outcome_space=space, reserved_value=party.get("reservation", 0.0)))
    frontier, _ = ops.pareto_frontier(ufuns, issues=space.issues)  # of what everybody accepts: it looks at reserved values itself
    find = lambda name: getattr(ops, f"{name}_points")(ufuns, frontier, outcome_space=space)
    out = {name: [list(point) for point, _ in find(name)] for name in POINTS}
    print(time.perf_counter() - start, file=sys.stderr)
    print(json.dumps({"frontier": [list(it) for it in frontier], **out}))


def rounded(points):
    return {tuple(round(float(u), 8) + 0.0 for u in it) for it in points}


WITHIN = """import resource, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
try:
    code = process.wait(float(sys.argv[1]))
except subprocess.TimeoutExpired:
    process.kill(); process.wait(); code = 124
seconds = time.perf_counter() - start
print("\\npeak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, seconds, file=sys.stderr)
sys.exit(code)
"""


def timed(command, limit):
    """Seconds, peak in megabytes, standard output and standard error of a child of a process that has no other; `None` where it took too long."""
    done = subprocess.run([sys.executable, "-c", WITHIN, str(limit), *command], capture_output=True, text=True, env=ONE)
    if done.returncode == 124:
        return None
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr[-500:]}")
    err, last = done.stderr.rsplit("\npeak", 1)
    peak, seconds = map(float, last.split())
    return seconds, peak, done.stdout, err


def alike(ours, theirs):
    """By part: does it say the same?"""
    points = ours["frontier"] if int(ours["frontier_points"]["exact"]) <= len(ours["frontier"]) else None
    frontier = rounded(theirs["frontier"])
    out = {"frontier": len(frontier) == int(ours["frontier_points"]["exact"]) if points is None else rounded(it["utilities"] for it in points) == frontier}
    for name in POINTS:
        named, found = ours["negmas"][name], rounded(theirs[name])
        listed = rounded(it["utilities"] for it in named["points"])
        out[name] = int(named["ties"]) == len(found) and (listed == found if len(found) <= 5 else listed <= found)
    return out


def main():
    if sys.argv[1:2] == ["by-negmas"]:
        return by_negmas(sys.argv[2])
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("binary")
    args.add_argument("files", nargs="+")
    args.add_argument("--runs", type=int, default=3)
    args.add_argument("--limit", type=float, default=150)
    args = args.parse_args()
    print("| instance | packages | frontier | ours | NegMAS | same |\n| --- | --- | --- | --- | --- | --- |")
    for path in args.files:
        own = [args.binary, "deals", path, "--negmas", "--format", "json"]
        other = [sys.executable, __file__, "by-negmas", path]
        name = os.path.splitext(os.path.basename(path))[0]
        ours = best(own, args, lambda it: it[0])
        theirs = best(other, args, lambda it: float(it[3].split()[-1]))
        answer = ours and json.loads(ours[1][2])
        row = [name, answer["packages"] if answer else "?", answer["frontier_points"].get("exact", "?") if answer else "?"]
        row += [f"{it[0]:.3f} s, {it[1][1]:.0f} MB" if it else f"not in {args.limit:.0f} s" for it in (ours, theirs)]
        parts = alike(answer, json.loads(theirs[1][2])) if ours and theirs and answer.get("negmas") else None
        same = "-" if parts is None else "yes" if all(parts.values()) else "no: " + ", ".join(it for it in parts if not parts[it])
        print(f"| {' | '.join(row)} | {same} |", flush=True)


def best(command, args, seconds):
    """The fastest of the runs by what `seconds` reads off one, and that run; `None` where the first took too long."""
    runs = []
    for _ in range(args.runs):
        run = timed(command, args.limit)
        if run is None:
            return None
        runs.append((seconds(run), run))
    return min(runs, key=lambda it: it[0])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""`armistice deals` beside NegMAS: the same instances, one core, one run on one machine; and whether both answer alike.

    python3 -m venv venv && venv/bin/pip install negmas==0.16.0
    venv/bin/python bench/deals.py target/release/armistice FILE.json… [--runs 5] [--limit 150]

FILE is a problem in our own JSON. Both start as a process of their own, read the file and end with the frontier of acceptable packages and the
named points by NegMAS's definitions; for NegMAS the start of Python and its imports are taken off, for ours nothing is. The fastest run
counts; memory is the process's peak. NegMAS keeps points apart that only rounding parts: those nearer than 10^-9 count as one here.
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
    space = make_os([make_issue(it["options"], name=it["name"]) for it in problem["issues"]])
    ufuns = []
    for party in problem["parties"]:
        tables = {it["name"]: TableFun({o: party["scores"].get(it["name"], {}).get(o, 0.0) for o in it["options"]}) for it in problem["issues"]}
        weights = {it["name"]: party["weights"].get(it["name"], 1.0) for it in problem["issues"]}
        ufuns.append(LinearAdditiveUtilityFunction(values=tables, weights=weights, outcome_space=space, reserved_value=party["reservation"]))
    if all(party["reservation"] <= 0 for party in problem["parties"]):
        frontier, _ = ops.pareto_frontier(ufuns, issues=space.issues)
    else:
        acceptable = [it for it in space.enumerate_or_sample() if all(float(u(it)) >= u.reserved_value for u in ufuns)]
        frontier, _ = ops.pareto_frontier(ufuns, outcomes=acceptable)
    find = lambda name: getattr(ops, f"{name}_points")(ufuns, frontier, outcome_space=space)
    out = {name: [list(point) for point, _ in find(name)] for name in POINTS}
    print(time.perf_counter() - start, file=sys.stderr)
    print(json.dumps({"frontier": [list(it) for it in frontier], **out}))


def rounded(points):
    return {tuple(round(float(u), 8) + 0.0 for u in it) for it in points}


def timed(command, limit):
    """Seconds, peak in megabytes, standard output and standard error; `None` where it took too long."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ONE)
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{command}: {err[-500:]}")
    return seconds, out, err


def peak(command, limit):
    """The peak of a child, by a process between that has no other."""
    code = "import resource,subprocess,sys; subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    try:
        done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, env=ONE, timeout=limit)
    except subprocess.TimeoutExpired:
        return float("nan")
    return float(done.stdout)


def main():
    if sys.argv[1:2] == ["by-negmas"]:
        return by_negmas(sys.argv[2])
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("binary")
    args.add_argument("files", nargs="+")
    args.add_argument("--runs", type=int, default=5)
    args.add_argument("--limit", type=float, default=150)
    args = args.parse_args()
    print("| instance | packages | frontier | ours | NegMAS | same |\n| --- | --- | --- | --- | --- | --- |")
    for path in args.files:
        own = [args.binary, "deals", path, "--negmas", "--format", "json"]
        runs = [timed(own, args.limit) for _ in range(args.runs)]
        answer = json.loads(runs[0][1])
        ours = f"{min(it[0] for it in runs) * 1000:.0f} ms, {peak(own, args.limit):.0f} MB"
        theirs = timed([sys.executable, __file__, "by-negmas", path], args.limit)
        name = os.path.splitext(os.path.basename(path))[0]
        row = [name, answer["packages"], answer["negmas"]["frontier_points"], ours]
        if theirs is None:
            print(f"| {' | '.join(row)} | not in {args.limit:.0f} s | - |", flush=True)
            continue
        seconds, found = float(theirs[2].split()[-1]), json.loads(theirs[1])
        memory = peak([sys.executable, __file__, "by-negmas", path], 4 * args.limit)
        same = [rounded(it["utilities"] for it in answer["frontier"]) == rounded(found["frontier"])]
        same += [rounded(it["utilities"] for it in answer["negmas"][name]["points"]) <= rounded(found[name]) for name in POINTS]
        print(f"| {' | '.join(row)} | {seconds:.1f} s, {memory:.0f} MB | {'yes' if all(same) else dict(zip(('frontier', *POINTS), same))} |", flush=True)


if __name__ == "__main__":
    main()

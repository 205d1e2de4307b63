#!/usr/bin/env python3
"""What a frontier costs against the size of its problem, as a plot: `armistice deals` on problems of more and more issues.

    python3 bench/deal_costs.py target/release/armistice PATH/make_deals.py docs/deals-cost.svg

PATH/make_deals.py makes random additive problems (PARTIES OPTIONS ISSUES [--opposed], seed 1). The measured line is the fastest of three runs of
the whole program, one core. Beside it, dashed, is what must be looked at: every option of the next issue added to every partial package that no other
beats, summed over the issues; how many these are is asked of the program itself, as the frontier of the first issues alone. It is drawn at
the nanoseconds a point of the largest problem of its series, so the two lines part where something else costs.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time

SERIES = [("2 parties", 2, False, 60), ("2 opposed", 2, True, 30), ("3 parties", 3, False, 20), ("3 opposed", 3, True, 12), ("4 opposed", 4, True, 8)]
OPTIONS = 10
COLOURS = ["#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#d17b00"]
WIDE, HIGH, EDGE = 760, 460, 60


def answer(binary, problem, runs):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(problem, file)
        file.flush()
        best = math.inf
        for _ in range(runs):
            start = time.perf_counter()
            done = subprocess.run([binary, "deals", file.name, "--format", "json"], capture_output=True, text=True, check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
            best = min(best, time.perf_counter() - start)
    return best, int(json.loads(done.stdout)["frontier_points"]["exact"])


def first(problem, issues):
    return {"issues": problem["issues"][:issues], "parties": [{**it, "weights": {k["name"]: it["weights"][k["name"]] for k in problem["issues"][:issues]}, "scores": {k["name"]: it["scores"][k["name"]] for k in problem["issues"][:issues]}} for it in problem["parties"]]}


def measure(binary, make, parties, opposed, most):
    """Rows of issues, seconds, frontier, points looked at."""
    made = subprocess.run([sys.executable, make, str(parties), str(OPTIONS), str(most)] + ["--opposed"] * opposed, capture_output=True, text=True, check=True)
    problem = json.loads(made.stdout)
    rows, before, looked = [], 1, 0
    for issues in range(1, most + 1):
        seconds, frontier = answer(binary, first(problem, issues), 3)
        looked += before * OPTIONS
        before = frontier
        rows.append((issues, seconds, frontier, looked))
    return rows


def plot(series):
    most = max(rows[-1][0] for _, rows in series)
    times = [it[1] for _, rows in series for it in rows]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    x = lambda issues: EDGE + (WIDE - 2 * EDGE) * math.log(issues) / math.log(most)
    y = lambda seconds: HIGH - EDGE - (HIGH - 2 * EDGE) * (math.log10(max(seconds, 10**low)) - low) / (high - low)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">', "<title>Seconds for a frontier against the number of issues of ten options</title>", f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>']
    for power in range(low, high + 1):
        out.append(f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{y(10**power):.1f}" y2="{y(10**power):.1f}" stroke="#ddd"/><text x="{EDGE - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10**power:g} s</text>')
    for issues in (1, 2, 5, 10, 20, 50):
        out.append(f'<text x="{x(issues):.1f}" y="{HIGH - EDGE + 18}" text-anchor="middle">10<tspan dy="-5" font-size="9">{issues}</tspan></text>')
    out.append(f'<text x="{WIDE / 2}" y="{HIGH - 14}" text-anchor="middle">packages (a power of ten for every issue of ten options)</text>')
    for n, (name, rows) in enumerate(series):
        each = rows[-1][1] / rows[-1][3]
        line = lambda values: " ".join(f"{x(issues):.1f},{y(value):.1f}" for issues, value in values)
        out.append(f'<polyline fill="none" stroke="{COLOURS[n]}" stroke-width="2" points="{line((it[0], it[1]) for it in rows)}"/>')
        out.append(f'<polyline fill="none" stroke="{COLOURS[n]}" stroke-dasharray="4 4" points="{line((it[0], it[3] * each) for it in rows)}"/>')
        out.append(f'<text x="{EDGE + 12}" y="{EDGE - 20 + 16 * n}" fill="{COLOURS[n]}">{name}: {rows[-1][2]:,} points, {each * 1e9:.0f} ns a point looked at</text>')
    return "\n".join(out) + "\n</svg>\n"


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    binary, make, to = sys.argv[1:]
    series = []
    for name, parties, opposed, most in SERIES:
        rows = measure(binary, make, parties, opposed, most)
        series.append((name, rows))
        print(name, rows[-1], flush=True)
    open(to, "w", encoding="utf-8").write(plot(series))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What a frontier costs against the size of its problem, as two plots: `armistice deals` on problems of more and more issues, and of more and
more options.

    python3 bench/deal_costs.py target/release/armistice PATH/make_deals.py docs/deals-cost.svg

PATH/make_deals.py makes random additive problems (PARTIES OPTIONS ISSUES [--opposed], seed 1). The measured line is the fastest of three runs of
the whole program, one core. Beside it, dashed, is what must be looked at: every option of the next issue added to every partial package that no
other beats, summed over the issues; how many these are is asked of the program itself, as the frontier of the first issues alone. It is drawn at
the nanoseconds a point of the largest problem of its series, so the two lines part where something else costs.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time

BY_ISSUES = [("2 parties", 2, False, 60), ("2 opposed", 2, True, 30), ("3 parties", 3, False, 20), ("3 opposed", 3, True, 12), ("4 opposed", 4, True, 8)]
BY_OPTIONS = [("2 parties, 20 issues", 2, False, 20, 200), ("2 opposed, 20 issues", 2, True, 20, 60), ("3 parties, 8 issues", 3, False, 8, 100), ("3 opposed, 8 issues", 3, True, 8, 30), ("4 opposed, 6 issues", 4, True, 6, 16)]
OPTIONS = 10
STEPS = (2, 3, 4, 6, 8, 10, 12, 16, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200)
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


def made(make, parties, options, issues, opposed):
    done = subprocess.run([sys.executable, make, str(parties), str(options), str(issues)] + ["--opposed"] * opposed, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def by_issues(binary, make, parties, opposed, most):
    """Rows of issues, seconds, frontier, points looked at."""
    problem = made(make, parties, OPTIONS, most, opposed)
    rows, before, looked = [], 1, 0
    for issues in range(1, most + 1):
        seconds, frontier = answer(binary, first(problem, issues), 3)
        looked += before * OPTIONS
        before = frontier
        rows.append((issues, seconds, frontier, looked))
    return rows


def by_options(binary, make, parties, opposed, issues, most):
    """Rows of options, seconds, frontier, points looked at."""
    rows = []
    for options in (it for it in STEPS if it <= most):
        problem = made(make, parties, options, issues, opposed)
        looked = options + sum(answer(binary, first(problem, n), 1)[1] * options for n in range(1, issues))
        rows.append((options, *answer(binary, problem, 3), looked))
    return rows


def panel(series, title, label, ticks, top):
    most = max(rows[-1][0] for _, rows in series)
    times = [it[1] for _, rows in series for it in rows]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    x = lambda size: EDGE + (WIDE - 2 * EDGE) * math.log(size) / math.log(most)
    y = lambda seconds: top + HIGH - EDGE - (HIGH - 2 * EDGE) * (math.log10(max(seconds, 10**low)) - low) / (high - low)
    out = []
    for power in range(low, high + 1):
        out.append(f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{y(10**power):.1f}" y2="{y(10**power):.1f}" stroke="#ddd"/><text x="{EDGE - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10**power:g} s</text>')
    for size in (it for it in ticks if it <= most):
        out.append(f'<text x="{x(size):.1f}" y="{top + HIGH - EDGE + 18}" text-anchor="middle">{label(size)}</text>')
    out.append(f'<text x="{WIDE / 2}" y="{top + HIGH - 14}" text-anchor="middle">{title}</text>')
    for n, (name, rows) in enumerate(series):
        each = rows[-1][1] / rows[-1][3]
        line = lambda values: " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in values)
        out.append(f'<polyline fill="none" stroke="{COLOURS[n]}" stroke-width="2" points="{line((it[0], it[1]) for it in rows)}"/>')
        out.append(f'<polyline fill="none" stroke="{COLOURS[n]}" stroke-dasharray="4 4" points="{line((it[0], it[3] * each) for it in rows)}"/>')
        out.append(f'<text x="{EDGE + 12}" y="{top + EDGE - 20 + 16 * n}" fill="{COLOURS[n]}">{name}: {rows[-1][2]:,} points, {each * 1e9:.0f} ns a point looked at</text>')
    return out


def plot(issues, options):
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {2 * HIGH}" font-family="sans-serif" font-size="12">', "<title>Seconds for a frontier against the number of issues of ten options, and against the number of options</title>", f'<rect width="{WIDE}" height="{2 * HIGH}" fill="white"/>']
    power = lambda size: f'10<tspan dy="-5" font-size="9">{size}</tspan>'
    out += panel(issues, "packages (a power of ten for every issue of ten options)", power, (1, 2, 5, 10, 20, 50), 0)
    out += panel(options, "options an issue", str, (2, 3, 5, 10, 20, 50, 100, 200), HIGH)
    return "\n".join(out) + "\n</svg>\n"


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    binary, make, to = sys.argv[1:]
    issues, options = [], []
    for name, parties, opposed, most in BY_ISSUES:
        issues.append((name, by_issues(binary, make, parties, opposed, most)))
        print(name, issues[-1][1][-1], flush=True)
    for name, parties, opposed, count, most in BY_OPTIONS:
        options.append((name, by_options(binary, make, parties, opposed, count, most)))
        print(name, options[-1][1][-1], flush=True)
    open(to, "w", encoding="utf-8").write(plot(issues, options))


if __name__ == "__main__":
    main()

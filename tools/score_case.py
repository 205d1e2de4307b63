#!/usr/bin/env python3
"""Compares what the program says of a case with a gold reading of it, part by part.

    tools/score_case.py target/release/armistice CASE_DIR [OUT.md]

CASE_DIR holds case.toml, reports/ and gold.json. The case is copied to a temporary folder and never written to. Every disagreement gets a
line of its own. Parts that the program does not hand over count as missed. Python 3, standard library only.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

# Gold words of a stance, and the program's words that say the same. "unknown" in gold: no stance may be shown as the party's own.
STANCES = {
    "accept": {"accepts"},
    "prefer": {"prefers", "offers"},
    "demand": {"demands"},
    "reject": {"rejects", "refuses to discuss"},
    "conditional": {"accepts in principle", "accepts with reservations"},
}
# What is no commitment: shown beside "unknown" it claims nothing.
OPEN = {"no comment", "studying", "has not ruled out", "silent"}


class Case:
    """One case, copied aside, and the program's answers about it."""

    def __init__(self, binary, folder, to):
        self.binary, self.folder = binary, Path(to) / "case"
        shutil.copytree(folder, self.folder, ignore=shutil.ignore_patterns("gold.json", "*.sqlite*", "*.db*"))
        self.asked = {}

    def at(self, date):
        if date not in self.asked:
            args = [self.binary, "brief", self.folder, "--as-of", date, "--format", "json"]
            done = subprocess.run(args, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(f"{' '.join(map(str, args))}: {done.stderr.strip()}")
            self.asked[date] = json.loads(done.stdout)
        return self.asked[date]["assessment"]


class Table:
    """Counts of each part, and every disagreement."""

    def __init__(self):
        self.rows, self.lines = [], []

    def part(self, name, want, found, wrong):
        """`want`: gold rows as text with whether each was found; `wrong`: rows of the program that gold excludes or lacks."""
        self.rows.append((name, len(want), sum(found), len(wrong)))
        self.lines += [(name, "missed", text) for text, hit in zip(want, found) if not hit]
        self.lines += [(name, "not in gold", text) for text in wrong]

    def markdown(self, title):
        out = [f"# {title}", "", "| part | in gold | found | not in gold |", "| --- | ---: | ---: | ---: |"]
        out += [f"| {name} | {want} | {hit} | {wrong} |" for name, want, hit, wrong in self.rows]
        out += ["", "| no. | part | kind | what |", "| ---: | --- | --- | --- |"]
        out += [f"| {n} | {part} | {kind} | {text} |" for n, (part, kind, text) in enumerate(self.lines, 1)]
        return "\n".join(out) + "\n"


def reports(evidence):
    """The report numbers in references, as gold writes them."""
    return {f"{ref['report']:02}" for ref in evidence if "report" in ref}


def same_stance(row, gold):
    if gold == "conditional":
        return row["stance"] in STANCES[gold] or (row["conditional"] and row["stance"] in ("accepts", "offers"))
    return row["stance"] in STANCES.get(gold, set()) and not (gold == "accept" and row["conditional"])


def score_positions(case, gold, table):
    for date, rows in gold["positions"].items():
        shown = [row for row in case.at(date)["positions"] if not row["superseded"]]
        for primary in (True, False):
            wanted = [row for row in rows if row["primary"] == primary and row["stance"] != "unknown"]
            cell = lambda row: (row["issue"], row["party"], row["option"])
            hits = [any(cell(dict(it, party=it["actor"])) == cell(row) and same_stance(it, row["stance"]) for it in shown) for row in wanted]
            texts = [f"{row['party']} {row['stance']} {row['issue']}.{row['option']} ({', '.join(row['on'])})" for row in wanted]
            table.part(f"positions {date}, {'primary' if primary else 'other'}", texts, hits, [])
        known = {(row["issue"], row["party"], row["option"]) for row in rows if row["stance"] != "unknown"}
        parties = {row["party"] for row in rows}
        extra = [it for it in shown if it["actor"] in parties and it["stance"] not in OPEN and it["option"]]
        extra = [it for it in extra if not any((it["issue"], it["actor"], it["option"]) == (r["issue"], r["party"], r["option"])
                                                and same_stance(it, r["stance"]) for r in rows)]
        text = lambda it: (f"{it['actor']} {it['stance']}{' if' if it['conditional'] else ''} {it['issue']}.{it['option']}"
                           f" ({', '.join(sorted(reports(it['evidence'])))})"
                           + ("" if (it["issue"], it["actor"], it["option"]) in known else ", no stance in gold"))
        table.part(f"positions {date}, claimed beyond gold", [], [], [text(it) for it in extra])
        false = [text(it) for it in extra if it["stance"].startswith("accepts") and not it["conditional"]]
        table.part(f"positions {date}, false acceptance", [], [], false)


def score_shifts(case, gold, table, dates):
    """A shift is found where the party's stance on the new option is current at the next date and dated that day."""
    hits, texts = [], []
    for shift in gold["shifts"]:
        option = shift["after"].split()[0]
        later = [d for d in dates if d >= shift["on"]]
        rows = [row for date in later for row in case.at(date)["positions"]]
        hits.append(any((row["actor"], row["issue"], row["option"], row["day"]) == (shift["party"], shift["issue"], option, shift["on"]) for row in rows))
        texts.append(f"{shift['party']} {shift['issue']}: {shift['before']} to {shift['after']} on {shift['on']}")
    table.part("shifts (new option held from that day)", texts, hits, [])


def score_proposals(case, gold, table, last):
    """A gold proposal is found in the rows that share its sponsor and a term; "superseded" asks for a link between two rows so found."""
    shown = case.at(last).get("proposals", [])
    terms = lambda it: {tuple(term["option"]) for term in it["terms"] if term["option"]}
    sponsors = lambda it: {named["actor"] for named in it["sponsors"] if named["actor"]}
    like = {want["id"]: [it for it in shown if sponsors(it) & set(want["sponsors"]) and terms(it) & set(want["terms"].items())]
            for want in gold["proposals"]}
    texts = [f"{it['id']} of {', '.join(it['sponsors'])}: {' '.join(it['terms'].values())}" for it in gold["proposals"]]
    used = {it["id"] for rows in like.values() for it in rows}
    text = lambda it: f"{it['id']} of {', '.join(sorted(sponsors(it))) or 'nobody told'}: {' '.join(sorted(o for _, o in terms(it)))}"
    table.part("proposals, sponsor and a term", texts, [bool(like[it["id"]]) for it in gold["proposals"]],
               [text(it) for it in shown if it["id"] not in used and terms(it)])
    table.part("proposals, all terms", texts,
               [any(terms(it) == set(want["terms"].items()) for it in like[want["id"]]) for want in gold["proposals"]], [])
    linked = [want for want in gold["proposals"] if "supersedes" in want]
    names = lambda want: {it["id"] for it in like.get(want, [])}
    hit = lambda it: any(new["earlier"] in names(it["supersedes"]) for new in like[it["id"]]) or \
        any(old["superseded_by"] in names(it["id"]) for old in like.get(it["supersedes"], []))
    table.part("proposals, superseded", [f"{it['id']} supersedes {it['supersedes']}" for it in linked], [hit(it) for it in linked], [])


def score_chains(case, gold, table, last):
    shown = [tuple(f"{n:02}" for n in chain["reports"]) for chain in case.at(last).get("chains", [])]
    groups = [sorted({row["original"], *(it["id"] for it in row["copies"])}) for row in gold["copy_groups"]]
    kept = [chain for chain in shown if len(chain) > 1]
    table.part("copy groups", [", ".join(it) for it in groups], [tuple(it) in kept for it in groups],
               [", ".join(chain) for chain in kept if list(chain) not in groups])
    want = [tuple(sorted(chain)) for chain in gold["chains"].values()]
    table.part("chains", [", ".join(it) for it in want], [it in shown for it in want], [])


def names_in(text):
    """Capitalised words and the nouns of sides, to tell whether two sentences speak of the same ones."""
    return {word.lower() for word in re.findall(r"[^\W\d_]{3,}", text) if word[0].isupper() or word in SIDES}


SIDES = {"union", "association", "army", "government", "ministry", "league", "province", "mediator", "movement", "office"}


def score_conflicts(case, gold, table, last):
    """The reports must be the same, and somebody named must stand in both sentences."""
    pairs = [(sorted(reports(it["one"]) | reports(it["other"]) | reports(it.get("places", []))), it) for it in case.at(last)["conflicts"]]
    left, hits = list(pairs), []
    for want in gold["contradictions"]:
        got = next((pair for pair in left if pair[0] == sorted(set(want["reports"]))
                    and names_in(pair[1]["sentence"]) & names_in(want["what"])), None)
        hits.append(got is not None)
        if got:
            left.remove(got)
    table.part("contradictions (by reports and a name)", [f"{', '.join(it['reports'])}: {it['what']}" for it in gold["contradictions"]], hits,
               [f"{', '.join(on)}: {it['sentence']}" for on, it in left])
    table.part("only looks like a contradiction", [], [], [f"{', '.join(it['reports'])}: {it['what']}" for it in gold["not_contradictions"]
                                                            if any(on == sorted(set(it["reports"])) and names_in(row["sentence"]) & names_in(it["what"])
                                                                   for on, row in left)])


def score_denials(case, gold, table, last):
    left, hits = list(case.at(last)["denials"]), []
    for want in gold["denials"]:
        got = next((it for it in left if f"{it['statement']['report']:02}" == want["report"]), None)
        hits.append(got is not None)
        if got:
            left.remove(got)
    table.part("denials", [f"{it['speaker']} ({it['report']}): {it['denied']}" for it in gold["denials"]], hits,
               [f"{it['statement']['report']:02} {it['statement']['statement']}: {it['of']}" for it in left])


def score_conditionals(case, gold, table, dates):
    rows = [row for date in dates for row in case.at(date)["positions"] if row["conditional"]]
    rules = [rule for date in dates for rule in case.at(date).get("conditions", {}).get("rules", [])]
    texts, hits = [], []
    for want in gold["conditionals"]:
        yes = [any((r["actor"], r["issue"], r["option"]) == (want["party"], i, o) for r in rows)
               or any(r["party"] == want["party"] and [i, o] in r["gives"] for r in rules) for i, o in want["accepts"].items()]
        texts.append(f"{want['party']}: {' '.join(want['accepts'].values())} if {want['condition']}")
        hits.append(all(yes))
    table.part("conditional yes", texts, hits, [])


def score_forecasts(case, gold, table, last):
    """By report and speaker, or the speaker's side; an unnamed speaker by the report. Fate: what gold says of the proposition, where it says anything."""
    left, hits, fates, dated = list(case.at(last)["forecasts"]), [], [], []
    on = lambda it: {f"{ref['report']:02}" for ref in it["statements"]}
    side = {row["name"]: row.get("affiliation") for row in tomllib.loads((case.folder / "case.toml").read_text(encoding="utf-8")).get("person", [])}
    last_name = lambda name: name.lower().split()[-1]
    said_by = lambda it, want: not want["speaker"] or last_name(it["speaker"]) == last_name(want["speaker"]) or it["actor"] and it["actor"] == side.get(want["speaker"])
    text = lambda it: f"{it['id']} ({it['report']}, {it['kind']}): {it['proposition']}"
    for want in gold["forecasts"]:
        got = next((it for it in left if want["report"] in on(it) and said_by(it, want)), None)
        hits.append(got is not None)
        if got:
            left.remove(got)
        if want["outcome"] is not None:
            dated.append(f"{text(want)} (shown: {got['fate'] if got else 'nothing'})")
            fates.append(bool(got) and got["fate"] == ("came true" if want["outcome"] else "came false"))
    table.part("forecasts (by report and speaker)", [text(it) for it in gold["forecasts"]], hits,
               [f"{', '.join(sorted(on(it)))} {it['speaker']}: {it['kind']}, {it['proposition']}" for it in left])
    table.part("forecasts, what became of them", dated, fates, [])


def score_meetings(case, gold, table, last):
    held = [it for it in case.at(last).get("events", []) if re.search("consult|meet|talk", f"{it['type']} {it['mode']}".lower())]
    days = {it["when"] for it in held if isinstance(it["when"], str)}
    table.part("meetings (by their day)", [f"{it['date']} {it['where']}" for it in gold["meetings"]], [it["date"] in days for it in gold["meetings"]], [])
    at = {(it["when"], (it["where"] or "").lower()) for it in held if isinstance(it["when"], str)}
    where = lambda it: any(day == it["date"] and place and (place in it["where"].lower() or it["where"].lower() in place) for day, place in at)
    table.part("meetings, day and place", [f"{it['date']} {it['where']}" for it in gold["meetings"]], [where(it) for it in gold["meetings"]], [])


def score_issues(case, gold, table):
    for want in [gold["open_issues"], *gold["open_issues_other"]]:
        status = {it["issue"]: it["status"] for it in case.at(want["date"])["issues"]}
        agreed = {"agreed", "reported agreed", "conditional", "converging"}
        rows = [(name, "open") for name in want["open"]] + [(name, "agreed") for name in want["agreed"]]
        hits = [(status.get(name) in agreed) == (kind == "agreed") for name, kind in rows]
        table.part(f"issues {want['date']}", [f"{name} {kind} (shown: {status.get(name)})" for name, kind in rows], hits, [])


def score_deadlock(case, gold, table):
    want = gold.get("deadlock")
    if want:
        kinds = {it["kind"] for it in case.at(want["date"]).get("obstacles", [])}
        table.part("deadlock", [f"{want['kind']} on {want['date']}"], [want["kind"] in kinds], sorted(kinds - {want["kind"]}))


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    gold = json.loads(Path(sys.argv[2], "gold.json").read_text(encoding="utf-8"))
    last = max(row["date"] for row in gold["reports"])
    dates = [*gold["positions"], last]
    table = Table()
    with tempfile.TemporaryDirectory() as to:
        case = Case(Path(sys.argv[1]).resolve(), sys.argv[2], to)
        score_positions(case, gold, table)
        score_shifts(case, gold, table, dates)
        score_proposals(case, gold, table, last)
        score_chains(case, gold, table, last)
        score_conflicts(case, gold, table, last)
        score_denials(case, gold, table, last)
        score_conditionals(case, gold, table, dates)
        score_forecasts(case, gold, table, last)
        score_meetings(case, gold, table, last)
        score_issues(case, gold, table)
        score_deadlock(case, gold, table)
    text = table.markdown(f"{gold['case']}: the program against its gold reading")
    if len(sys.argv) == 4:
        Path(sys.argv[3]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

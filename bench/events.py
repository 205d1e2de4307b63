#!/usr/bin/env python3
"""Scores the events of `armistice read` against PLOVER gold records (PLOVER_GSR_CAMEO.txt, not part of this project).

    python3 bench/events.py target/release/armistice PATH/PLOVER_GSR_CAMEO.txt [--half dev|test] [--show]

A record has one event. `dev` are the sentences whose SHA-256 is even, `test` the others; look at `test` when a reader is done.
Types: precision and recall over the set of types found in a sentence; a meeting, help or a concession that the reader calls planned is
what PLOVER calls AGREE ("a promise to sign", "a future meeting"). Names: of the events of the gold type, gold and found actors are one
where a mention of the one overlaps the other's words in the text, or they share a word or its beginning ("Jordanian", "Jordan");
recipients the same way; of those who act on each other ("all parties are actors"), whoever is not the record's source counts as its recipient. Any file of such records can be scored with `--half all`.
"""
import argparse
import collections
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
PLANNED = {"AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"}
RECIPROCAL = {"AGREE", "CONSULT", "COOPERATE"}
STOP = {"the", "of", "and", "president", "minister", "prime", "leader", "government", "officials", "foreign"}


def plover_type(event):
    return "AGREE" if event["type"] in PLANNED and event["modality"] == "planned" else event["type"]


def names(rows):
    return [row["actorText"] for row in rows if row.get("actorText")] if isinstance(rows, list) else []


def same(gold, found):
    stems = lambda name: {word[:5] for word in re.findall(r"\w+", name.lower().replace(".", "")) if word not in STOP and len(word) > 1}
    return bool(stems(gold) & stems(found))


def f1(hits, found, gold):
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}  (gold {gold}, found {found})"


def matched(gold, found, text):
    """How many gold names are found; `found` maps names to the spans of their mentions."""
    left, hits = list(found), 0
    for name in gold:
        spans = [it.span() for it in re.finditer(re.escape(name), text)]
        overlaps = lambda other: any(a < d and c < b for a, b in spans for c, d in found[other])
        other = next((it for it in left if same(name, it) or overlaps(it)), None)
        if other is not None:
            left.remove(other)
            hits += 1
    return hits


def parties(events, called, sources, mentions, text):
    """Actors and recipients of the events. Where several act on each other, the reader calls all of them actors and PLOVER calls one side the
    recipient: all but those whom the record gives as source, or but the first named where it gives none of them."""
    out = {"actors": set(), "recipients": set()}
    for event in events:
        actors, recipients = ([called[id] for id in event[role]] for role in ("actors", "recipients"))
        if event["type"] in RECIPROCAL and len(actors) > 1 and not recipients:
            own = [it for it in actors if matched(sources, {it: mentions[it]}, text)] or actors[:1]
            actors, recipients = own, [it for it in actors if it not in own]
        out["actors"].update(actors)
        out["recipients"].update(recipients)
    return out


def readings(binary, texts):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, text in enumerate(texts):
            paths.append(pathlib.Path(folder) / f"{n:04}.txt")
            paths[-1].write_text(text.strip("{} ") + "\n")
        out = subprocess.run([binary, "read", *paths, "--format", "json"], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("binary")
    args.add_argument("gold")
    args.add_argument("--half", choices=["dev", "test", "all"], default="dev")
    args.add_argument("--show", action="store_true", help="print every record with what was found")
    args = args.parse_args()
    parity = {"dev": [0], "test": [1], "all": [0, 1]}[args.half]
    records = [it for it in json.load(open(args.gold)) if it.get("text") and it["event"] != "DOCUMENT"]
    records = [it for it in records if hashlib.sha256(it["text"].encode()).digest()[-1] % 2 in parity]
    score = collections.Counter()
    by_type = collections.defaultdict(collections.Counter)
    for record, reading in zip(records, readings(args.binary, [it["text"] for it in records])):
        gold = RENAMED.get(record["event"], record["event"])
        called = {actor["id"]: actor["name"] for actor in reading["actors"]}
        mentions = {actor["name"]: [(it["start"], it["end"]) for it in actor["mentions"]] for actor in reading["actors"]}
        text = reading["report"]["text"]
        types = {plover_type(it) for it in reading["events"]}
        score.update(type_hits=gold in types, type_found=len(types), type_gold=1)
        by_type[gold].update(gold=1, hits=gold in types)
        for wrong in types - {gold}:
            by_type[wrong].update(wrong=1)
        of_type = [it for it in reading["events"] if plover_type(it) == gold]
        sides = parties(of_type, called, names(record.get("source")), mentions, text)
        fields = {"actors": ["source"], "recipients": ["target"], "either": ["source", "target"]}
        for key, parts in fields.items():
            roles = ["actors", "recipients"] if key == "either" else [key]
            found = {name: mentions[name] for name in sorted(set().union(*(sides[role] for role in roles)))}
            wanted = [name for part in parts for name in names(record.get(part))]
            score.update({f"{key}_hits": matched(wanted, found, text), f"{key}_found": len(found), f"{key}_gold": len(wanted)})
        if args.show:
            print("ok  " if gold in types else "miss", gold, names(record.get("source")), "->", names(record.get("target")), "|", record.get("eventText"))
            print("      ", record["text"])
            for it in reading["events"]:
                print("      =", it["type"], it["mode"], [called[id] for id in it["actors"]], "->", [called[id] for id in it["recipients"]], it["modality"])
    print(f"{len(records)} sentences, {args.half} half")
    for key in ("type", "actors", "recipients", "either"):
        print(f"{key:11}", f1(score[f"{key}_hits"], score[f"{key}_found"], score[f"{key}_gold"]))
    for kind, row in sorted(by_type.items()):
        print(f"  {kind:10} {row['hits']:3} of {row['gold']:3}, wrongly {row['wrong']}")


if __name__ == "__main__":
    main()

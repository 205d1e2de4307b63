#!/usr/bin/env python3
"""Copied reporting of another build: newsroom.py SEED EVENTS SHARE OUT

Writes OUT/reports.jsonl and OUT/truth.jsonl as generate.py does. Words are made of syllables, frequent as words are (Zipf), with topics,
names and numbers; sentences have no templates. For each event one desk's report, up to three copies (of it, or of another copy) and up to
three desks that write for themselves and may quote the same speech. Every report may have its outlet's dateline, its closing paragraph and
a background paragraph that the outlet prints under all its reports on a topic. Copiers swap, drop and add words, cut, move paragraphs, put
in paragraphs of their own, and keep quotations. Two copies of one report are neither counted as missed nor as false (kind `sibling`).
"""
import json, os, random, sys

FUNCTION = "the of and to a in that it is was for on with as at by from had he they be this an which were their but not has have or its would after who will".split()
OUTLETS = [a + " " + b for a in "Upland Lakeside Morning Union Central Granite Estuary Meridian Island Plains".split() for b in "Dispatch Telegraph Monitor Bulletin Service".split()]
r = random.Random(int(sys.argv[1]))

def make(n, low=2, high=3):
    parts = [c + v + e for c in "b br c d dr f fl g gr h k l m n p pl pr r s st t tr v w".split() for v in "a e i o u ai ea ou".split() for e in ["", "n", "r", "l"]]
    out = set()
    while len(out) < n: out.add("".join(r.choice(parts) for _ in range(r.randint(low, high))) + r.choice(["", "t", "d", "ing", "er", "ion", "ed"]))
    return sorted(out)

WORDS = make(6000); r.shuffle(WORDS)
RANK = [1 / (n + 10) for n in range(len(WORDS))]
SYNONYMS = {w: r.sample(WORDS, 3) for w in WORDS}
TOPICS = [r.sample(WORDS, 50) for _ in range(40)]
CLOSING = {}; BACKGROUND = {}

def event():
    topic = r.randrange(len(TOPICS)); name = lambda: r.choice(NAMES).capitalize()
    e = dict(topic=topic, words=r.sample(TOPICS[topic], 14), names=[name() for _ in range(r.randint(2, 5))], places=[name() for _ in range(2)], numbers=[str(r.randint(2, 900)) for _ in range(4)])
    e["quotes"] = ["“" + sentence(e, quoted=True)[:-1] + ",” " + r.choice(["said", "added", "told"]) + " " + r.choice(e["names"]) + "." for _ in range(4)]
    return e

NAMES = make(1500)

def sentence(e, quoted=False):
    out = []
    for _ in range(r.randint(6, 26)):
        x = r.random()
        if x < .42: out.append(r.choice(FUNCTION))
        elif x < .60: out.append(r.choice(e["words"]))
        elif x < .68 and not quoted: out.append(r.choice(e["names"] + e["places"]))
        elif x < .71: out.append(r.choice(e["numbers"]))
        else: out.append(r.choices(WORDS, RANK)[0])
    return " ".join([out[0].capitalize()] + out[1:]) + "."

def desk(e, low, high):
    """Paragraphs, each a list of sentences, written from what the event holds."""
    out = [sentence(e) for _ in range(r.randint(low, high))]
    for q in r.sample(e["quotes"], r.randint(0, 3)): out.insert(r.randint(1, len(out)), q)
    paragraphs = []
    while out: k = r.randint(1, 3); paragraphs.append(out[:k]); out = out[k:]
    return paragraphs

def reword(s, share):
    if s.startswith("“"): return s
    out = []
    for w in s.split(" "):
        bare = w.strip(".,"); x = r.random()
        if bare in SYNONYMS and x < share * 1.25: w = w.replace(bare, r.choice(SYNONYMS[bare]))
        elif bare in FUNCTION and x < share: w = r.choice(FUNCTION) if r.random() < .6 else ""
        if r.random() < share / 10: w = (w + " " + r.choices(WORDS, RANK)[0]).strip() if not w.endswith(".") else w
        if w: out.append(w)
    text = " ".join(out)
    return text[:1].upper() + text[1:]

def copied(paragraphs, share, e):
    kind = r.choice(["plain", "cut", "moved", "own", "all"]); out = [list(p) for p in paragraphs]; n = sum(map(len, out))
    if kind in ("cut", "all") and n > 5:
        keep = max(4, round(n * r.uniform(.35, .7))); kept = []
        if r.random() < .5:
            for p in out:
                if sum(map(len, kept)) < keep: kept.append(p[:keep - sum(map(len, kept))])
        else: kept = [[s for s in p if r.random() < keep / n] for p in out]
        out = [p for p in kept if p]
        if sum(map(len, out)) < 3: out = [list(p) for p in paragraphs]
    if kind in ("moved", "all"):
        for _ in range(max(1, len(out) // 3)): a, b = r.randrange(len(out)), r.randrange(len(out)); out[a], out[b] = out[b], out[a]
    out = [[reword(s, share) for s in p] for p in out]
    if kind in ("own", "all"):
        for _ in range(r.randint(1, max(1, len(out) // 4))): out.insert(r.randint(0, len(out)), [sentence(event() if r.random() < .5 else e) for _ in range(r.randint(1, 3))])
    return kind, out

def printed(paragraphs, outlet, e):
    out = [" ".join(p) for p in paragraphs]
    if r.random() < .5: out[0] = e["places"][0].upper() + f" ({outlet}) - " + out[0]
    key = (outlet, e["topic"])
    if key not in BACKGROUND: BACKGROUND[key] = " ".join(sentence(e) for _ in range(r.randint(2, 3)))
    if outlet not in CLOSING: CLOSING[outlet] = " ".join(sentence(EVERYDAY) for _ in range(r.randint(1, 3)))
    if r.random() < .4 and len(out) > 3: out.append(BACKGROUND[key])
    if r.random() < .4: out.append(CLOSING[outlet])
    return "\n\n".join(out)

EVERYDAY = dict(words=WORDS[:100], names=["Editors"], places=["Desk"], numbers=["24"])

def main():
    n, share, folder = int(sys.argv[2]), int(sys.argv[3]) / 100, sys.argv[4]
    os.makedirs(folder, exist_ok=True); rows, truth = [], []
    def add(id, paragraphs, day, e):
        shown = r.random() < .5; outlet = r.choice(OUTLETS)
        rows.append({"id": id, "text": printed(paragraphs, outlet, e), "outlet": outlet, "published": f"2031-{day // 28 + 1:02}-{day % 28 + 1:02}" if shown else None})
        return shown
    for i in range(n):
        e = event(); day = r.randint(0, 250)
        family = [(f"o{i}", desk(e, 5, r.choice([8, 15, 30, 50])), day)]; dated = {f"o{i}": add(*family[0][:2], day, e)}
        for k in range(r.randint(0, 3)):
            parent, paragraphs, before = family[0] if r.random() < .7 else r.choice(family)
            kind, mine = copied(paragraphs, share, e); id = f"c{i}.{k}"; later = before + r.randint(1, 4)
            dated[id] = add(id, mine, later, e)
            for other, *_ in family:
                truth.append({"origin": other, "copy": id, "kind": kind if other == parent else "sibling", "dated": dated[id] and dated[other]})
            family.append((id, mine, later))
        for k in range(r.randint(1, 3)): add(f"d{i}.{k}", desk(e, 4, r.choice([8, 15, 30, 50])), day + r.randint(0, 3), e)
    r.shuffle(rows)
    for name, list_ in (("reports", rows), ("truth", truth)):
        with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as f:
            for row in list_: f.write(json.dumps(row, ensure_ascii=False) + "\n")

main()

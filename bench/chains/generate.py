#!/usr/bin/env python3
"""Copied reporting with known origin: generate.py SEED COPIERS SHARE OUT [TEXT…]

Writes OUT/reports.jsonl and OUT/truth.jsonl. COPIERS origins get one copy each at SHARE percent of words changed; as many again are
distractors: other desks on the same event, with its names, numbers and one quotation, in sentences of their own. Dates are hidden in half.
With TEXT files (plain text, paragraphs apart), their paragraphs are origins as well: real prose beside the grammar's.
"""
import json, random, sys, os, re

FIRST = "Ada Bram Cora Dario Elke Finn Greta Hugo Ines Joren Kaya Lorn Mira Nils Oda Pavo Quin Rhea Sven Tilda Ugo Vera Wim Xenia Yara Zeno".split()
LAST = "Aldred Brask Cotter Dunmore Ebner Farrow Gault Hessel Ivory Jansk Kellen Lorrimer Maddox Norel Osk Pruitt Quist Rowan Stang Tarn Ulmer Varga Wexley Yost Zeller".split()
PLACE = [a + b for a in "Ard Bel Cal Dor Esk Fen Gar Hol Isk Kor Lum Mar Nor Ost Pel Rav Sel Tor Umb Vel".split() for b in "ane by dal eth fold ham ick mere ness ow port sund ton wick".split()]
OUTLET = [p + s for p in "Harbour Valley Northern Coastal Border River Capital Evening".split() for s in (" Post", " Courier", " Agency", " Radio", " Ledger", " Wire")]
ROLE = "envoy|foreign minister|union leader|chief negotiator|mediator|spokeswoman|deputy governor|harbour master|general|commissioner".split("|")
NOUN = "truce|ceasefire|withdrawal|convoy|prisoner|corridor|checkpoint|blockade|shipment|contract|overtime|wage|pension|tariff|quota|patrol|bridge|garrison|ferry|refinery|election|mandate|inspection|compensation|warehouse|pipeline|airfield|village|ration|generator|ballot|strike|picket|arbitration|roster|apprentice|dredger|silo|aquifer|reservoir|terrace|pasture|glacier|turbine|grid|clinic|vaccine|school|border|ford".split("|")
VERB = "announced|rejected|delayed|offered|demanded|suspended|described|questioned|welcomed|criticised|postponed|inspected|discussed|reviewed|promised|cancelled|proposed|extended|reopened|guarded|counted|measured|repaired|abandoned|defended|ignored|praised|revised|funded|mapped".split("|")
ADJ = "fragile|costly|sudden|partial|formal|quiet|narrow|lengthy|disputed|temporary|unusual|hurried|careful|bitter|modest|secret|northern|western|damaged|flooded|empty|crowded|rusting|unfinished|frozen".split("|")
TIME = "on Monday|on Tuesday|late on Wednesday|before dawn|after midnight|over the weekend|in the afternoon|last month|earlier this week|at noon".split("|")
SYN = {}
for group in """truce,armistice,lull;ceasefire,cease-fire,stoppage;withdrawal,pullback,pullout;convoy,column,caravan;prisoner,captive,detainee;corridor,passage,route;checkpoint,post,barrier;blockade,siege,closure;shipment,cargo,consignment;contract,agreement,deal;overtime,extra hours,additional hours;wage,pay,salary;pension,annuity,retirement pay;tariff,levy,duty;quota,allotment,ceiling;patrol,watch,round;bridge,crossing,span;garrison,detachment,force;ferry,boat,vessel;refinery,plant,works;election,vote,poll;mandate,authority,brief;inspection,check,survey;compensation,redress,payment;announced,declared,made known;rejected,refused,turned down;delayed,held up,slowed;offered,tendered,put forward;demanded,insisted on,called for;suspended,halted,paused;described,portrayed,depicted;questioned,doubted,challenged;welcomed,hailed,greeted;criticised,faulted,attacked;postponed,put off,deferred;inspected,examined,checked;discussed,debated,talked over;reviewed,studied,went through;promised,pledged,vowed;cancelled,scrapped,called off;proposed,suggested,floated;extended,prolonged,lengthened;reopened,unsealed,opened again;fragile,brittle,shaky;costly,expensive,dear;sudden,abrupt,unexpected;partial,limited,incomplete;formal,official,ceremonial;quiet,calm,muted;narrow,slim,tight;lengthy,long,drawn-out;disputed,contested,challenged;temporary,interim,provisional;unusual,rare,odd;hurried,rushed,hasty;careful,cautious,wary;bitter,sour,harsh;modest,small,slight;secret,hidden,covert;damaged,broken,battered;flooded,waterlogged,submerged;empty,vacant,deserted;crowded,packed,full;said,stated,noted;told,informed,advised;officials,authorities,administrators;talks,negotiations,discussions;people,persons,residents;because,since,as;after,following,once;before,ahead of,prior to;would,was going to,was set to;also,in addition,too;large,big,sizeable;government,administration,cabinet;city,town,municipality;many,numerous,plenty of;workers,employees,staff;plan,scheme,project;start,begin,commence;end,close,conclude;help,aid,assist;country,nation,state;make,produce,create;use,employ,utilise;show,reveal,display;need,require,want;good,fine,sound;new,fresh,recent;old,former,aged""".split(";"):
    words = group.split(",")
    for w in words: SYN[w] = [x for x in words if x != w]

def person(r): return r.choice(FIRST) + " " + r.choice(LAST)

def event(r):
    return dict(place=r.choice(PLACE), other=r.choice(PLACE), who=[(person(r), r.choice(ROLE)) for _ in range(r.randint(2, 4))],
                nouns=r.sample(NOUN, 8), adj=r.sample(ADJ, 6), num=[str(r.randint(3, 900)) for _ in range(3)])

def sentence(r, e):
    name, role = r.choice(e["who"]); n = lambda: r.choice(e["nouns"]) if r.random() < .7 else r.choice(NOUN); a = lambda: r.choice(e["adj"] if r.random() < .5 else ADJ)
    v = lambda: r.choice(VERB); num = r.choice(e["num"]) if r.random() < .3 else str(r.randint(2, 99)); t = r.choice(TIME); last = name.split()[1]
    return r.choice([
        f"{name}, the {role} from {e['place']}, {v()} the {a()} {n()} and {v()} a {n()} near {e['other']} {t}.",
        f"The {a()} {n()} was {v()} {t} after {num} {n()}s had been {v()} by crews in {e['other']}.",
        f"{last} said the {n()} would need {num} days because the {a()} {n()} had been {v()} too early.",
        f"Officials in {e['place']} {v()} {num} {n()}s, and a {a()} {n()} remained {v()} behind the old {n()}.",
        f"Before the {n()}, {last} {v()} the {a()} {n()}; nobody {v()} the {n()} again.",
        f"It was the {a()} {n()} that {last} {v()} first, and the {n()} of {e['other']} that he {v()} last.",
        f"Talks about the {n()} {t} turned to the {a()} {n()}, which cost {num} million more than the {n()}.",
        f"In {e['other']}, where the {n()} is {a()}, people {v()} a {n()} and waited for the {a()} {n()}.",
        f"Neither the {n()} nor the {a()} {n()} had been {v()} when {name} reached {e['place']} {t}."])

def quotation(r, e):
    name, role = r.choice(e["who"])
    return f"“We have {r.choice(VERB)} the {r.choice(NOUN)}, and the {r.choice(ADJ)} {r.choice(NOUN)} can wait,” said {name}, the {role}."

def origin(r, e): 
    out = [sentence(r, e) for _ in range(r.choice([5, 7, 9, 12, 16, 24, 40, 60]))]
    q = quotation(r, e); out.insert(r.randint(1, len(out)), q)
    return out, q

def reword(r, text, share):
    words = text.split(" "); order = list(range(len(words))); r.shuffle(order); left = round(len(words) * share)
    done = set()
    for known in (True, False):
        for i in order:
            if left <= 0: break
            bare = words[i].strip(".,;“”"); low = bare.lower()
            if not bare or i in done: continue
            options = SYN.get(low) or SYN.get(low.rstrip("s"))
            if known and not options: continue
            if known: new = r.choice(options)
            elif bare[0].isupper() or bare.isdigit(): continue
            else: new = r.choice(["certain", "given", "such", "relevant", "various", r.choice(ADJ), r.choice(VERB), r.choice(NOUN)])
            if bare[0].isupper(): new = new[0].upper() + new[1:]
            words[i] = words[i].replace(bare, new); done.add(i); left -= 1
    return " ".join(words)

def copy(r, sents, share, e):
    kind = r.choice(["near", "reword", "cut", "order", "own", "mixed"]); out = list(sents)
    if kind in ("cut", "mixed"):
        keep = max(3, round(len(out) * r.uniform(.35, .7))); start = r.randint(0, len(out) - keep) if r.random() < .5 else 0
        out = out[start:start + keep] if r.random() < .6 else sorted(r.sample(out, keep), key=sents.index)
    if kind in ("order", "mixed"):
        for i in range(0, len(out) - 1, 2):
            if r.random() < .5: out[i], out[i + 1] = out[i + 1], out[i]
        out = [re.sub(r"^(.*), and (.*)\.$", lambda m: m[2][0].upper() + m[2][1:] + ", and " + m[1][0].lower() + m[1][1:] + ".", s) if r.random() < .3 else s for s in out]
        out = [s.replace(", and ", ". And ", 1) if r.random() < .2 else s for s in out]
    out = [reword(r, s, share) for s in out]
    if r.random() < .4: out = [s.replace("“", '"').replace("”", '"') for s in out]
    if kind in ("own", "mixed"):
        own = [sentence(r, {**event(r), "place": e["place"]}) for _ in range(r.randint(2, max(2, len(out) // 3)))]
        out = own + out if r.random() < .3 else out + own
    return kind, out

def text(sents, r):
    out, n = [], 0
    while n < len(sents):
        k = r.randint(1, 3); out.append(" ".join(sents[n:n + k])); n += k
    return "\n\n".join(out)

def main():
    seed, n, share, out, files = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) / 100, sys.argv[4], sys.argv[5:]
    r = random.Random(seed); os.makedirs(out, exist_ok=True); rows, truth = [], []
    real = [p.strip() for f in files for p in re.split(r"\n\s*\n", open(f, encoding="utf-8").read()) if len(p.split()) > 80]
    r.shuffle(real)
    def add(id, sents, day, outlet=None):
        hidden = r.random() < .5
        rows.append({"id": id, "text": text(sents, r), "outlet": outlet or r.choice(OUTLET), "published": None if hidden else f"2031-{day // 28 + 1:02}-{day % 28 + 1:02}"})
        return not hidden
    for i in range(n):
        e = event(r); day = r.randint(0, 300)
        sents, q = origin(r, e)
        if i < len(real): sents = re.findall(r".+?[.!?]['\"”]?(?:\s+|$)", real[i].replace("\n", " ")) or [real[i]]; sents = [s.strip() for s in sents]
        known = add(f"o{i}", sents, day); kind, words = copy(r, sents, share, e)
        both = add(f"c{i}", words, day + r.randint(1, 3)) and known
        truth.append({"origin": f"o{i}", "copy": f"c{i}", "kind": kind, "dated": both})
        other = [sentence(r, e) for _ in range(r.randint(5, 20))]
        if r.random() < .5: other.insert(1, q)
        add(f"d{i}", other, day + r.randint(0, 2))
    r.shuffle(rows)
    for name, list_ in (("reports", rows), ("truth", truth)):
        with open(f"{out}/{name}.jsonl", "w", encoding="utf-8") as f:
            for row in list_: f.write(json.dumps(row, ensure_ascii=False) + "\n")

main()

#!/usr/bin/env python3
"""Faults from outside: every n-th write, sync, truncation, link and removal of a scripted session fails; a small file system is full; a
folder is read-only. Each time the program must say so in clear words, what was there before must be there after, and the same command
must work when the fault is gone.

    .ci/faults.py BINARY [--every N]      one in N of the calls fails, in turn; 1 tries each of them

Needs strace (Debian's package); mounting small file systems needs root, and is left out with a word where that is not to be had.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path

CASE = """[case]
name = "The Selm ferry"
time_zone = "UTC"
[[actor]]
id = "port"
name = "Port of Selm"
kind = "organisation"
[[track]]
id = "ferry"
name = "The ferry"
"""
REPORT = "Outlet: Selm Courier\nDate: 2031-03-0{n}\n\nThe port's director, Ada Marsh, said on Monday that no ferry {n} would sail. {more}\n"
# A user must be told what went wrong: one of these stands in what the program says.
CLEAR = re.compile(r"disk is full|disk or its file system failed|read-only|cannot (write|read|open|remove|be written|be read|import)|No space left|Input/output error|another process|damaged|remains may still be")
CALLS = {"pwrite64": ["ENOSPC", "EIO"], "write": ["ENOSPC"], "fdatasync": ["EIO"], "fsync": ["EIO"], "ftruncate": ["EIO"],
         "rename": ["EIO"], "linkat": ["EIO"], "unlink": ["EIO"]}
ENV = {**{k: v for k, v in os.environ.items() if not k.startswith("ARMISTICE")}, "ARMISTICE_AUTHOR": "Ada Penn"}


def report_id(case):
    """The id of the entry that took the second report in."""
    out = run(BINARY[0], ["export", case, "--clearance", "top"]) if case else None
    rows = [json.loads(line) for line in out.stdout.splitlines()[1:]] if out and out.returncode == 0 else []
    taken = [row["id"] for row in rows if row["kind"] == "report taken in" and row["content"] is not None]
    return taken[1] if len(taken) > 1 else "e000000000000"


def steps(case, out):
    """The scripted session: a name, the command, and variables of its environment."""
    closing = {"ARMISTICE_NEW_PASSPHRASE": "four tall ships"}
    return [
        ("first", ["positions", case], {}),
        ("add", ["add", case, f"{out}/r8.txt", f"{out}/r9.txt", "--marking", "amber", "--clearance", "top"], {}),
        ("note", ["note", case, "case", "seen on the quay", "--clearance", "top"], {}),
        ("expunge", ["expunge", case, report_id(case), "--why", "asked for", "--yes", "--clearance", "top"], {}),
        ("backup", ["backup", case, f"{out}/backup.db", "--clearance", "top"], {}),
        ("export", ["export", case, "-o", f"{out}/out.jsonl", "--clearance", "top"], {}),
        ("import", ["import", f"{out}/other", f"{out}/whole.jsonl"], {}),
        ("close", ["passphrase", case, "--close", "--clearance", "top"], closing),
    ]


BINARY = []


class Wrong(Exception):
    pass


def run(binary, args, env=None, under=()):
    return subprocess.run([*under, binary, *args], env={**ENV, **(env or {})}, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def entries(binary, case):
    """Every entry of a ledger by id, with its content; none where there is no ledger yet."""
    if not (Path(case) / "armistice.db").exists():
        return {}
    for passphrase in ({}, {"ARMISTICE_PASSPHRASE": "four tall ships"}):
        out = run(binary, ["export", case, "--clearance", "top"], passphrase)
        if out.returncode == 0:
            rows = [json.loads(line) for line in out.stdout.splitlines()[1:]]
            return {row["id"]: row["content"] for row in rows}
    raise Wrong(f"the ledger cannot be read after the fault: {out.stderr}")


def whole(binary, case):
    for passphrase in ({}, {"ARMISTICE_PASSPHRASE": "four tall ships"}):
        # A command that writes does what a fault left owed.
        run(binary, ["positions", case, "--clearance", "top"], passphrase)
        out = run(binary, ["verify", case, "--clearance", "top"], passphrase)
        if out.returncode == 0:
            return
    raise Wrong(f"verify: {out.stdout}{out.stderr}")


def checked(binary, name, args, env, case, before, told, status):
    """What must hold after a fault that the program has told of, or got over."""
    if "panicked" in told or status not in (0, 1, 2):
        raise Wrong(f"status {status}: {told}")
    if status != 0 and not CLEAR.search(told):
        raise Wrong(f"no clear word: {told}")
    after = entries(binary, case) if name != "import" else {}
    for id, content in before.items():
        gone = name == "expunge" and id in after and after[id] is None
        if name != "import" and not gone and after.get(id) != content:
            raise Wrong(f"{id} is lost or changed")
    # The fault is gone: the same again works, unless it was done already.
    again = run(binary, args, env)
    done = status == 0 or re.search(r"there already|already|nothing of this is left|tombstone|closed by a passphrase|There is no report|there is no report|exists", again.stderr + again.stdout)
    if again.returncode != 0 and not done:
        raise Wrong(f"does not work again: {again.stderr}")
    if name != "import":
        whole(binary, case)


def fresh(name, base, work):
    """The state before a step, in a folder of its own; the case in it, and the step."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)
    case = str(work / "case")
    _, args, env = next(it for it in steps(case, str(work)) if it[0] == name)
    return case, args, env


def traced(binary, args, env, top, how):
    trace = top / "trace"
    out = run(binary, args, env, ["strace", "-f", "-qq", "-o", str(trace), *how])
    return out, trace.read_text(errors="replace").splitlines()


def counted(binary, name, base, top):
    """How many calls of each kind a step makes when none fails."""
    _, args, env = fresh(name, base, top / "work")
    out, lines = traced(binary, args, env, top, ["-e", "trace=" + ",".join(CALLS)])
    if out.returncode != 0:
        raise Wrong(f"{name} without a fault: {out.stderr}")
    return {call: sum(f" {call}(" in line for line in lines) for call in CALLS}


def injected(binary, top, every):
    """Each step from the state before it, with each of its calls failing in turn."""
    tried = 0
    base = top / "base"
    case = base / "case"
    (case / "reports").mkdir(parents=True)
    (case / "case.toml").write_text(CASE)
    for n in range(1, 4):
        (case / "reports" / f"r{n}.txt").write_text(REPORT.format(n=n, more=""))
    for n in (8, 9):
        (base / f"r{n}.txt").write_text(REPORT.format(n=n, more=""))
    work = top / "work"
    seen = 0
    for name, _, _ in steps("", ""):
        count = counted(binary, name, base, top)
        for call, error, n in ((call, error, n) for call, errors in CALLS.items() for error in errors for n in range(1, count[call] + 1)):
            seen += 1
            if seen % every:
                continue
            wcase, args, env = fresh(name, base, work)
            before = entries(binary, wcase)
            out, lines = traced(binary, args, env, top, ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}"])
            if not any("INJECTED" in line for line in lines):
                continue
            tried += 1
            try:
                checked(binary, name, args, env, wcase, before, out.stderr + out.stdout, out.returncode)
            except Wrong as wrong:
                raise Wrong(f"{name}: {call} number {n} gives {error}: {wrong}") from None
        # The step itself, whole, is where the next begins.
        _, args, env = next(it for it in steps(str(case), str(base)) if it[0] == name)
        done = run(binary, args, env)
        if done.returncode != 0:
            raise Wrong(f"{name} without a fault: {done.stderr}")
        if name == "export":
            (base / "out.jsonl").rename(base / "whole.jsonl")
        print(f"{name}: {dict(count)}", flush=True)
    return tried


def mounted(size, top):
    at = top / f"mount{size}"
    at.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], capture_output=True, text=True)
    return at if done.returncode == 0 else None


def full_and_read_only(binary, top):
    at = mounted("700k", top)
    if at is None:
        print("not run: a small full file system and a read-only one (mounting is not allowed here)")
        return
    try:
        case = at / "case"
        (case / "reports").mkdir(parents=True)
        (case / "case.toml").write_text(CASE)
        files = []
        for n in range(60):
            file = top / f"big{n}.txt"
            file.write_text(REPORT.format(n=n % 9 + 1, more=f"It was ferry number {n}. " * 200))
            files.append(str(file))
        known = {}
        for file in files:
            out = run(binary, ["add", str(case), file])
            if out.returncode != 0:
                break
            known = entries(binary, str(case))
        else:
            raise Wrong("the file system never filled up")
        if "disk is full" not in out.stderr:
            raise Wrong(f"full: {out.stderr}")
        if entries(binary, str(case)) != known:
            raise Wrong("full: entries are lost or changed")
        subprocess.run(["mount", "-o", "remount,size=60m", str(at)], check=True)
        again = run(binary, ["add", str(case), file])
        if again.returncode != 0:
            raise Wrong(f"with space again: {again.stderr}")
        whole(binary, str(case))
        print(f"full: told after {len(known)} entries, and went on with space")
        subprocess.run(["mount", "-o", "remount,ro", str(at)], check=True)
        out = run(binary, ["add", str(case), files[-1]])
        if out.returncode != 2 or "read-only" not in out.stderr:
            raise Wrong(f"read-only: {out.returncode} {out.stderr}")
        out = run(binary, ["positions", str(case), "--no-write"])
        if out.returncode != 0:
            raise Wrong(f"read-only with --no-write: {out.stderr}")
        print("read-only: told; --no-write works")
    finally:
        subprocess.run(["umount", str(at)], check=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--every", type=int, default=1)
    args = parser.parse_args()
    binary = str(args.binary.resolve())
    BINARY.append(binary)
    top = Path(tempfile.mkdtemp(prefix="faults"))
    try:
        if shutil.which("strace") is None:
            print("not run: failing calls (there is no strace here)")
        else:
            print(f"{injected(binary, top, args.every)} faults: each told in clear words, nothing lost, and the same worked again")
        full_and_read_only(binary, top)
    except Wrong as wrong:
        sys.exit(f"faults: {wrong}")
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()

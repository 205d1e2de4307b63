"""Checks the licences of all dependencies against deny.toml, from `cargo metadata`."""
import json
import re
import subprocess
import sys

allowed = set(re.findall(r'"([^"]+)"', re.search(r"allow = \[(.*?)\]", open("deny.toml").read(), re.S).group(1)))
metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
wrong = []
for package in metadata["packages"]:
    if package["source"] is None:
        continue
    expression = (package["license"] or "").replace("/", " OR ")
    choices = [re.sub(r"[()]", "", choice) for choice in re.split(r"\s+OR\s+", expression)]
    if not any(all(part.strip() in allowed for part in re.split(r"\s+AND\s+", choice)) for choice in choices):
        wrong.append(f"{package['name']} {package['version']}: {expression or 'no licence'}")
print("\n".join(wrong) if wrong else "licences: all allowed")
sys.exit(bool(wrong))

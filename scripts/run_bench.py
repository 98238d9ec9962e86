"""`make bench`: every bench, one after the other, and a closing table. Exit code 1 when a goal was missed.

`scripts/run_bench.py [--json FILE] [NAME ...]` writes all figures to a file too, or runs some benches only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCHES = ("decisions", "stored_decisions", "opened_cases", "pages", "memory", "fleet_import", "grown")


def main() -> int:
    """Run them all, also after a missed goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("names", nargs="*", default=BENCHES, help=f"some of {', '.join(BENCHES)}")
    chosen = parser.parse_args()
    told = [_run(name) for name in chosen.names]
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    goals = [goal for one in told for goal in one["goals"]]
    print("\n===== goals =====")
    for goal in goals:
        state = "met   " if goal["met"] else "MISSED"
        print(f"  {state}  {goal['name']:<62} {goal['measured']:>10,.4g}  ({goal['sense']} {goal['wanted']:,.4g})")
    broken = [one["bench"] for one in told if not one["goals"]]
    missed = [goal["name"] for goal in goals if not goal["met"]]
    print(f"\n[bench] {len(goals) - len(missed)} of {len(goals)} goals met", end="")
    print(f"; did not finish: {', '.join(broken)}" if broken else "")
    return 1 if missed or broken else 0


def _run(name: str) -> dict[str, Any]:
    print(f"\n===== {name.replace('_', ' ')} =====", flush=True)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run([sys.executable, "-m", f"bench.{name}", "--json", file.name], cwd=ROOT, check=False)
        text = Path(file.name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text) if text else {"bench": name, "figures": {}, "goals": []}
    return found


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: every file of bench/ that can be run, one after the other. Exit code 1 when a goal was missed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run them all, also after a missed goal."""
    missed = []
    for file in sorted((ROOT / "bench").glob("*.py")):
        if '__name__ == "__main__"' not in file.read_text(encoding="utf-8"):
            continue
        print(f"\n===== {file.stem} =====", flush=True)
        if subprocess.run([sys.executable, str(file), *sys.argv[1:]], cwd=ROOT, check=False).returncode != 0:
            missed.append(file.stem)
    print(f"\n[bench] {'goals missed: ' + ', '.join(missed) if missed else 'every goal was met'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

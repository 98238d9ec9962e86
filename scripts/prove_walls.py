"""`make prove-walls`: open each wall in turn and print what leaks. A wall whose fall shows nothing fails: blind there."""

import subprocess
import sys

TESTS = ("tests/walls/test_prove_walls.py", "tests/walls/matrix/test_blindness.py")

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", *TESTS, "-m", "not proof"]
    sys.exit(subprocess.run(command, check=False).returncode)

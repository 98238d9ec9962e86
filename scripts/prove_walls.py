"""`make prove-walls`: open each wall in turn and print what leaks. A wall whose fall shows nothing fails: blind there."""

import subprocess
import sys

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "tests/walls/test_prove_walls.py"]
    sys.exit(subprocess.run(command, check=False).returncode)

"""Heavy libraries belong to jobs and commands; the web process must not even import them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"vl_convert", "altair", "holidays", "polars", "pandas", "numpy", "playwright", "pytest", "hypothesis", "mypy"}


def test_no_heavy_library_is_imported(tmp_path: Path) -> None:
    program = (
        "import sys, voorrang.config.wsgi, voorrang.config.urls; print(*{name.split('.')[0] for name in sys.modules})"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VOORRANG_")}
    environment |= {"VOORRANG_DEMO": "1", "VOORRANG_VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert HEAVY & set(done.stdout.split()) == set()

"""Set-up finds a Python that runs, whatever lies on the PATH, and says what to do when there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "dirname", "cat", "rm", "env")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The script in a folder of its own, with a second half that only says that it was reached."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "scripts")
    (tmp_path / "scripts" / "setup.py").write_text(
        "import sys; print('reached', *sys.argv[1:], sys.prefix)", encoding="utf-8"
    )
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    # What a pyenv shim does when its version is not chosen.
    for name in ("python3", "python3.13"):
        shim = tmp_path / "bin" / name
        shim.write_text("#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n", encoding="utf-8")
        shim.chmod(0o755)
    return tmp_path


def set_up(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": str(project / "bin"), "HOME": str(project / "home")} | environment
    command = ["sh", str(project / "scripts" / "setup.sh"), "run"]
    return subprocess.run(command, env=clean, check=False, capture_output=True, text=True)


def test_without_a_python_the_cure_is_named(project: Path) -> None:
    done = set_up(project)
    assert done.returncode == 1
    assert "Python 3.12 or newer is needed" in done.stderr
    assert "apt-get install python3" in done.stderr
    assert "pyenv install" in done.stderr


def test_a_broken_shim_is_passed_over_for_pyenvs_own_folder(project: Path) -> None:
    folder = project / "pyenv" / "versions" / f"{sys.version_info.major}.{sys.version_info.minor}.0" / "bin"
    folder.mkdir(parents=True)
    (folder / "python3").symlink_to(os.path.realpath(sys.executable))
    done = set_up(project, PYENV_ROOT=str(project / "pyenv"))
    assert done.returncode == 0, done.stderr
    assert f"reached run {project / '.venv'}" in done.stdout
    again = set_up(project)
    assert again.returncode == 0, "a .venv that runs is used as it is"
    assert "[setup] Python" not in again.stdout


def test_a_project_that_is_set_up_is_left_alone() -> None:
    done = subprocess.run(["make", "setup"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    again = subprocess.run(["make", "setup"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert "[setup]" not in again.stdout

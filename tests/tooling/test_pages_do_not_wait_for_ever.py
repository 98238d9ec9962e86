"""A web process gives up on a lock after seconds; whoever asked is told that it is busy."""

import os
import subprocess
import sys

ASK = """
from voorrang.config.wsgi import application
from django.db import connections
for name in ("default", "migrator"):
    with connections[name].cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        print(cursor.fetchone()[0])
"""


def test_the_web_waits_five_seconds_and_the_migrator_as_long_as_it_takes() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK], env=os.environ.copy(), check=True, capture_output=True, text=True
    )
    assert asked.stdout.split() == ["5s", "0"]

"""`python -m voorrang.cli` is the command `voorrang`."""

import sys

from voorrang.cli.main import main

sys.exit(main())

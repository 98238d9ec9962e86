"""A token for each role that an API operation knows. `python -m tests.proof.tokens CUSTOMER` prints them as JSON."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from uuid import UUID

from tests.proof.world import Town
from tests.support.installation import ROOT, Installation

NOBODY, WHOLE = "nobody", "token of every scope"


def make(installation: Installation, town: Town) -> dict[str, str]:
    """Return the token of each role; empty for nobody."""
    command = [sys.executable, "-m", "tests.proof.tokens", town.id]
    done = subprocess.run(command, cwd=ROOT, env=installation.environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    made: dict[str, str] = json.loads(done.stdout)
    return {NOBODY: "", WHOLE: town.token} | made


def main() -> None:
    from voorrang.cli.context import application

    with application():
        from django.db import transaction

        from voorrang.accounts import actions as accounts
        from voorrang.accounts.models import Contact
        from voorrang.accounts.scopes import TokenScope
        from voorrang.audit.actor import SYSTEM
        from voorrang.lib.tenancy import customer_selected, on_side

        at = datetime.now(UTC)
        made = {}
        with transaction.atomic(), on_side("vendor"), customer_selected(UUID(sys.argv[1])):
            contact = Contact.objects.order_by("id")[0]
            for scope in TokenScope.values:
                secret = accounts.make_token(name=scope, contact=contact, scopes=[scope], by=SYSTEM, at=at)
                made[f"token: {scope}"] = secret.text
            for kind in ("telephony", "integration"):
                made[f"vendor: {kind}"] = accounts.make_vendor_token(name=kind, kind=kind, by=SYSTEM, at=at).text
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()

"""Two leads who are removed at the same moment cannot both go."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections, transaction

from tests.cast import AT, StandingCast
from tests.scim.directory import directory_of


def test_one_of_two_stays(real_commits: None, settings: Any) -> None:
    settings.VOORRANG_NOW = AT
    with transaction.atomic():
        directory = directory_of(StandingCast().access)
    emails = [directory.one.lead.user.email, "nina@nieuw.example"]
    leads = [directory.user(email, roles=[{"value": "helpdesk_lead"}]) for email in emails]
    starting_line = Barrier(2)

    def remove(lead: dict[str, Any]) -> int:
        starting_line.wait()
        try:
            return directory.call("DELETE", f"Users/{lead['id']}").status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, leads)) == [204, 409]
    with transaction.atomic():
        assert sorted(str(directory.role_of(email)) for email in emails) == ["None", "helpdesk_lead"]

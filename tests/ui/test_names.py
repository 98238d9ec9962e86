"""Every key that domain data may hold has a word; a key of tomorrow reads as itself."""

import pytest

from voorrang.accounts.models.people import CustomerRole, StaffRole
from voorrang.cases.models.cases import Impact
from voorrang.cases.models.queue import Status
from voorrang.installed_base.models.cover import Cover
from voorrang.ui.names import COVERS, IMPACTS, ROLES, STATUSES, name_of


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (ROLES, {*StaffRole.values, *CustomerRole.values}),
        (COVERS, set(Cover.Kind.values)),
        (IMPACTS, set(Impact.values)),
        (STATUSES, set(Status.values)),
    ],
)
def test_every_key_has_a_word(words: dict[str, str], keys: set[str]) -> None:
    assert keys - set(words) == set()


def test_a_key_of_tomorrow_reads_as_itself() -> None:
    assert name_of("kind", "smart_board") == "smart board"

"""A token calls what its scopes say, and nothing else."""

import pytest

from tests.api.systems import System, system_of
from tests.api.test_story import ASKED
from tests.cast import AT, StandingCast, serving
from tests.entitlements.claims import Scene
from voorrang.accounts.actions import revoke_token
from voorrang.accounts.models import ApiToken
from voorrang.accounts.scopes import TokenScope
from voorrang.audit.actor import SYSTEM

LISTS = {
    "cases": TokenScope.CASES_READ,
    "contracts": TokenScope.CONTRACTS_READ,
    "devices": TokenScope.DEVICES_READ,
    "decisions": TokenScope.DECISIONS_READ,
}


@pytest.mark.parametrize("scope", TokenScope.values)
def test_one_scope_opens_its_operations(rheinwerk: Scene, scope: str) -> None:
    system = system_of(rheinwerk.one, scopes=[scope])
    for path, needed in LISTS.items():
        answer = system.get(path)
        assert answer.status == (200 if needed == scope else 403), path
        if answer.status == 403:
            assert str(needed.value) in answer.body["detail"]
    assert system.post("cases", ASKED).status == (201 if scope == TokenScope.CASES_WRITE else 403)
    assert system.post("entitlement-checks", {}).status == (201 if scope == TokenScope.CHECKS else 403)
    assert system.get("customers").status == 200


def test_a_token_ends(rheinwerk: Scene, ours: System) -> None:
    assert ours.get("cases").status == 200
    with serving(rheinwerk.one):
        revoke_token(token=ApiToken.objects.get(), by=SYSTEM, at=AT)
    assert ours.get("cases").status == 401


def test_people_have_pages_not_the_api(cast: StandingCast, rheinwerk: Scene) -> None:
    system = System()
    system.client.force_login(rheinwerk.one.lead.user)
    assert system.get("cases").status == 403
    assert system.post("cases", ASKED).status == 403
    system.client.force_login(cast.agent.user)
    assert system.get("cases").status == 403

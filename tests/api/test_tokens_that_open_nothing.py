"""Forged, expired, ended and foreign tokens are refused alike, and so is a token in the wrong place."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.systems import System, system_of
from tests.cast import AT, StandingCast, serving
from tests.entitlements.claims import Scene
from voorrang.accounts.actions import revoke_token
from voorrang.accounts.models import ApiToken


def refused(token: str, **headers: str) -> bytes:
    answer = System(token).get("cases", **headers)
    assert answer.status == 401
    assert not any(name in str(answer.body) for name in (token,) if token)
    return bytes(answer.response.content)


def test_forged_ones(ours: System) -> None:
    good = ours.token
    forged = ["vrc_", "vrv_", "x", good[:-1], good + "x", good[:-1] + ("A" if good[-1] != "A" else "B"), good.upper()]
    answers = {refused(token) for token in forged}
    assert len(answers) == 1, "nothing tells one from the other"


def test_an_expired_one(rheinwerk: Scene, settings: Any) -> None:
    system = system_of(rheinwerk.one, expires_at=AT + timedelta(days=1))
    assert system.get("cases").status == 200
    settings.VOORRANG_NOW = AT + timedelta(days=1)
    assert system.get("cases").status == 401


def test_one_that_is_replayed_after_its_end(rheinwerk: Scene, ours: System) -> None:
    assert ours.get("cases").status == 200
    with serving(rheinwerk.one):
        revoke_token(token=ApiToken.objects.get(), by=rheinwerk.one.lead.actor, at=AT)
    assert refused(ours.token) == refused("vrc_forged")


def test_a_foreign_one_sees_nothing_of_ours(rheinwerk: Scene, ours: System, theirs: System) -> None:
    assert theirs.items("devices") == []
    device = ours.items("devices")[0]["id"]
    assert theirs.get(f"devices/{device}").status == 404
    assert theirs.get("devices", Voorrang_Customer="RHEIN").status == 422, "only the vendor's tokens name a customer"


@pytest.mark.parametrize("header", ["Basic {}", "Token {}", "{}", "Bearer", "Bearer  ", "bearer\t{}"])
def test_one_that_is_sent_otherwise(header: str, ours: System) -> None:
    client = ours.client
    answer = client.get("/api/v1/cases", headers={"Authorization": header.format(ours.token)})
    assert answer.status_code == 401


def test_an_invitation_or_a_scim_token_is_no_key_to_the_rest(cast: StandingCast) -> None:
    assert System("vri_something").get("cases").status == 401
    assert system_of(cast.access, scopes=["people.provision"]).get("cases").status == 403

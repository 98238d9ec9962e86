"""A process remembers where a token lies, never that it holds."""

from tests.api.systems import System, system_of
from tests.cast import AT, serving
from tests.entitlements.claims import Scene
from voorrang.accounts.actions import revoke_token
from voorrang.accounts.models import ApiToken
from voorrang.lib.tenancy import current_customer


def test_a_token_revoked_after_its_first_use_opens_nothing(rheinwerk: Scene, ours: System) -> None:
    assert ours.get("cases").status == 200
    with serving(rheinwerk.one):
        revoke_token(token=ApiToken.objects.get(), by=rheinwerk.one.lead.actor, at=AT)
    assert ours.get("cases").status == 401
    assert current_customer() is None


def test_a_changed_contact_counts_at_once(rheinwerk: Scene) -> None:
    system = system_of(rheinwerk.one, contact=rheinwerk.one.engineer.contact)
    asked = {"devices": [{"serial": "CZC0000001"}], "country": "DE", "language": "de"}
    assert system.post("entitlement-checks", asked).body["decision"]["outcome"] != "refused"
    with serving(rheinwerk.one):
        contact = rheinwerk.one.engineer.contact
        contact.standing = "end_user"
        contact.save()
    assert system.post("entitlement-checks", asked).body["decision"]["outcome"] == "refused"

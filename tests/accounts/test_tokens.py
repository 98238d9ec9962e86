"""A token is shown once, may do what its scopes say, and ends when it should."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.actions import ScopeUnknown
from voorrang.accounts.models import ApiToken, VendorToken
from voorrang.accounts.queries import tokens
from voorrang.accounts.scopes import TokenScope
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry


def test_only_a_hash_of_the_token_is_kept(cast: StandingCast) -> None:
    with serving(cast.access):
        secret = actions.make_token(name="Script", by=cast.access.lead.actor, at=AT)
        [token] = ApiToken.objects.all()
        assert token.token_hash == secret.hash
        assert secret.text.startswith(token.prefix)
        assert secret.text not in str(Entry.objects.values_list("data", flat=True))


def test_a_token_may_do_everything_unless_it_is_said_what(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="All", by=cast.access.lead.actor, at=AT)
        actions.make_token(name="Checks", scopes=[TokenScope.CHECKS], by=cast.access.lead.actor, at=AT)
        scopes = dict(ApiToken.objects.values_list("name", "scopes"))
    assert scopes == {"All": TokenScope.values, "Checks": ["checks"]}


def test_a_scope_that_does_not_exist_is_refused(cast: StandingCast) -> None:
    with serving(cast.access), pytest.raises(ScopeUnknown, match="everything"):
        actions.make_token(name="Odd", scopes=["everything"], by=cast.access.lead.actor, at=AT)


def test_a_token_expires(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="Trial", expires_at=AT + timedelta(days=1), by=cast.access.lead.actor, at=AT)
        assert tokens(AT).exists()
        assert not tokens(AT + timedelta(days=1)).exists()


def test_the_vendors_token_belongs_to_no_customer(cast: StandingCast) -> None:
    secret = actions.make_vendor_token(name="Telephony", kind="telephony", by=SYSTEM, at=AT)
    token = VendorToken.objects.get(token_hash=secret.hash)
    actions.revoke_vendor_token(token=token, by=SYSTEM, at=AT)
    assert VendorToken.objects.get(id=token.id).revoked_at == AT


def test_the_other_customer_sees_no_token(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="Script", by=cast.access.lead.actor, at=AT)
    with serving(cast.other):
        assert not tokens(AT).exists()

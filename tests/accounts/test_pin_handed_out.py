"""A PIN is made when the one-time link is opened, and shown once (T1.3)."""

import re
from datetime import timedelta

import pytest

from tests.accounts.pins import issue
from tests.cast import AT, StandingCast, serving
from tests.support.mails import delivered
from voorrang.accounts import actions
from voorrang.accounts.models import DirectoryEntry, Pin, PinGrant
from voorrang.accounts.queries import open_pin_grant
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry


def grant(cast: StandingCast) -> str:
    one = cast.access
    with serving(one):
        return actions.grant_pin(helpdesk=one.helpdesk, contact=one.lead.contact, by=SYSTEM, at=AT)


def test_no_pin_lies_about_before_the_link_is_opened(cast: StandingCast) -> None:
    grant(cast)
    with serving(cast.access):
        assert not Pin.objects.exists()


def test_the_pin_can_be_read_aloud_in_groups(cast: StandingCast) -> None:
    assert re.fullmatch(r"\d{5} \d{4} \d{5}", issue(cast.access))


def test_a_link_opens_once(cast: StandingCast) -> None:
    token = grant(cast)
    actions.redeem_pin_grant(token=token, by=cast.access.lead.actor, at=AT)
    with pytest.raises(PinGrant.DoesNotExist):
        actions.redeem_pin_grant(token=token, by=cast.access.lead.actor, at=AT)


def test_a_link_runs_out(cast: StandingCast) -> None:
    token = grant(cast)
    assert open_pin_grant(token, AT + timedelta(hours=71)).helpdesk == cast.access.helpdesk
    with pytest.raises(PinGrant.DoesNotExist):
        actions.redeem_pin_grant(token=token, by=SYSTEM, at=AT + timedelta(hours=72))


def test_a_made_up_link_opens_nothing(cast: StandingCast) -> None:
    with pytest.raises(PinGrant.DoesNotExist):
        actions.redeem_pin_grant(token="vrp_made-up", by=SYSTEM, at=AT)


def test_another_customers_person_does_not_open_the_link(cast: StandingCast) -> None:
    token = grant(cast)
    with serving(cast.other), pytest.raises(PinGrant.DoesNotExist):
        actions.redeem_pin_grant(token=token, by=cast.outsider.actor, at=AT)


def test_only_a_peppered_hash_of_the_secret_is_stored(cast: StandingCast) -> None:
    secret = issue(cast.access).replace(" ", "")[5:13]
    with serving(cast.access):
        [pin] = Pin.objects.all()
        assert pin.secret_hash.startswith("$argon2id$")
        assert secret not in pin.secret_hash
        assert not any(secret in str(entry.data) for entry in Entry.objects.all())


def test_the_selector_leads_to_the_customer(cast: StandingCast) -> None:
    selector = issue(cast.access)[:5]
    with serving(cast.access):
        assert DirectoryEntry.objects.filter(key=f"pin:{selector}").exists()


def test_the_mail_holds_the_link_and_never_the_pin(cast: StandingCast) -> None:
    token = grant(cast)
    [sent] = delivered()
    assert f"/pin/{token}" in sent.body
    assert sent.to == ["lea@nieuw.example"]
    assert not re.search(r"\d{5} \d{4} \d{5}", sent.body)

"""Leads hear in time of a partner whose authority ends and of a PIN that is due for a new one; each once."""

from datetime import timedelta

from tests.accounts.pins import check, issue
from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.mails import old_pin_mail, partner_mail
from voorrang.accounts.models import Partner, Pin
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry

END = AT + timedelta(days=60)


def warned(cast: StandingCast, days_before: int) -> int:
    with serving(cast.access):
        return actions.warn_of_partner_ends(by=SYSTEM, at=END - timedelta(days=days_before))


def test_thirty_and_seven_days_before_and_never_again(cast: StandingCast) -> None:
    with serving(cast.access):
        partner = actions.add_partner(name="Kabel & Co", starts_at=AT, ends_at=END, by=SYSTEM, at=AT)
    assert [warned(cast, days) for days in (40, 30, 29, 8, 7, 6, 1, 0)] == [0, 1, 0, 0, 1, 0, 0, 0]
    with serving(cast.access):
        assert Entry.objects.filter(type="partner.end_told", subject_id=partner.id).count() == 2
        message = partner_mail(cast.access.customer, cast.access.lead.contact, partner)
    assert "Kabel & Co" in message.subject


def test_an_extension_begins_anew(cast: StandingCast) -> None:
    with serving(cast.access):
        partner = actions.add_partner(name="Kabel & Co", starts_at=AT, ends_at=END, by=SYSTEM, at=AT)
    assert warned(cast, 7) == 1
    with serving(cast.access):
        actions.extend_partner(partner=partner, ends_at=END + timedelta(days=20), by=SYSTEM, at=END - timedelta(days=6))
        assert Partner.objects.get().warned_days is None
    assert warned(cast, 6) == 1, "26 days before the new end"
    assert warned(cast, 5) == 0


def test_a_pin_is_due_after_a_year_and_told_once(cast: StandingCast) -> None:
    issue(cast.access, at=AT)

    def told(days: int) -> int:
        with serving(cast.access):
            return actions.remind_of_old_pins(by=SYSTEM, at=AT + timedelta(days=days))

    assert [told(days) for days in (364, 365, 366)] == [0, 1, 0]
    with serving(cast.access):
        message = old_pin_mail(cast.access.customer, cast.access.lead.contact, Pin.objects.get())
    assert "/portal/helpdesk/" in message.text


def test_the_customer_chooses_how_often(cast: StandingCast) -> None:
    issue(cast.access, at=AT)
    with serving(cast.access):
        actions.plan_rotation(every_months=3, by=cast.access.lead.actor, at=AT)
        assert actions.remind_of_old_pins(by=SYSTEM, at=AT + timedelta(days=93)) == 1
        actions.plan_rotation(every_months=2, by=cast.access.lead.actor, at=AT + timedelta(days=94))
        assert actions.remind_of_old_pins(by=SYSTEM, at=AT + timedelta(days=94)) == 1, "a new plan tells anew"


def test_a_pin_that_ends_beside_a_newer_one_is_not_told_of(cast: StandingCast) -> None:
    issue(cast.access, at=AT)
    issue(cast.access, overlap_for=timedelta(days=14), at=AT + timedelta(days=370))
    with serving(cast.access):
        assert actions.remind_of_old_pins(by=SYSTEM, at=AT + timedelta(days=371)) == 0


def test_a_pin_notes_its_use_once_an_hour(cast: StandingCast) -> None:
    pin = issue(cast.access, at=AT)
    with serving(cast.access):
        assert Pin.objects.get().last_used_at is None
    for minutes in (0, 10, 70):
        check(pin, at=AT + timedelta(minutes=minutes))
    with serving(cast.access):
        assert Pin.objects.get().last_used_at == AT + timedelta(minutes=70)

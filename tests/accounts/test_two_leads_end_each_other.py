"""Two leads who end each other at the same moment cannot both succeed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections, transaction

from tests.cast import AT, Person, StandingCast, make_person, serving
from voorrang.accounts.actions import LastLead, end_contact
from voorrang.accounts.models import Contact
from voorrang.lib.tenancy import customer_selected


def test_one_of_two_stays(real_commits: None) -> None:
    with transaction.atomic():
        one = StandingCast().access
        with serving(one):
            second = make_person("Willem Tweede", "willem@nieuw.example", "+31201234777", "helpdesk_lead")
    starting_line = Barrier(2)

    def end(pair: tuple[Person, Person]) -> str:
        by, whom = pair
        starting_line.wait()
        try:
            with transaction.atomic(), customer_selected(one.customer.id):
                end_contact(contact=whom.contact, by=by.actor, at=AT)
        except LastLead:
            return "stays"
        finally:
            connections.close_all()
        return "ended"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, [(one.lead, second), (second, one.lead)])) == ["ended", "stays"]
    with transaction.atomic(), customer_selected(one.customer.id):
        leads = [one.lead.contact.id, second.contact.id]
        assert Contact.objects.filter(id__in=leads, ended_at=None).count() == 1

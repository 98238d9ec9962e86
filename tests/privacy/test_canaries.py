"""A person is put into every free text, file, job and session that the data map names, and into the log's way; then erased.

Before, each place sings; afterwards the whole database, the files and the log are silent.
"""

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, transaction

from tests.cast import AT, Person, StandingCast, make_person, serving
from tests.desk.door import scenery_of
from tests.privacy.canary import MAIL, NAME, PACKED, PHONE, SONG, Planter, files_that_sing, sightings, sings
from tests.support.database import migrator_connection
from voorrang.accounts.models import CustomerRole, User
from voorrang.config.access_log import AccessLog
from voorrang.config.logs import configure_logs
from voorrang.entitlements.replay import replay_all
from voorrang.gateways.mail import Message, send_after_commit
from voorrang.privacy.data_map import personal
from voorrang.privacy.erasure import carry_out, confirm_erasure, waiting_requests
from voorrang.privacy.jobs import erase
from voorrang.privacy.models import Hold
from voorrang.privacy.people import someone

Places = set[tuple[str, str]]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    stream = StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    before = logging.getLogger().handlers[:]
    configure_logs("debug", "json")
    yield stream
    logging.getLogger().handlers[:] = before
    structlog.reset_defaults()


@pytest.fixture
def cage(real_commits: None, tmp_path: Path) -> tuple[StandingCast, Person, Places]:
    """The person, planted everywhere, and the places."""
    cast = StandingCast()
    with transaction.atomic():
        scenery = scenery_of(cast)
    with transaction.atomic(), serving(scenery.one):
        person = make_person(NAME, MAIL, PHONE, CustomerRole.HELPDESK_ENGINEER)
        planter = Planter(person, cast.agent.user.id, scenery.one.customer, tmp_path / "files")
        who = someone(person.contact)
        places = {
            place
            for entry in personal()
            if entry.label != "procrastinate.ProcrastinateJob"
            for place in planter.plant(entry, who)
        }
        send_after_commit(Message(MAIL, "About your case", f"Hello,\n\n{SONG}"))
        send_after_commit(Message("lea@rhein.example", "A reply", f"{NAME} wrote: {SONG}"))
        erase.enqueue(customer_id=scenery.one.customer.id, by=cast.agent.actor, at=AT, note=f"{NAME}: {SONG}")
        for session in ({"_auth_user_id": str(person.user.id), "draft": SONG}, {"shown": f"{NAME} is on the list."}):
            _keep(session)
    return cast, person, places | PACKED


def _keep(content: dict[str, Any]) -> None:
    session = SessionStore()
    session.update(content)
    session.save()


def erased(cast: StandingCast, person: Person) -> None:
    """Confirm the request, which is planted too, as is a hold."""
    with transaction.atomic(), serving(cast.management):
        Hold.objects.update(lifted_at=AT)
        asked = waiting_requests().get(contact_id=person.contact.id)
        evidence = confirm_erasure(asked=asked, by=cast.operator.actor, at=AT)
    with transaction.atomic(), serving(cast.management):
        carry_out(erasure=evidence, by=cast.operator.actor, at=AT)


def go_wrong_before_the_log(person: Person) -> None:
    """Let the log meet the person where it could: in an address, and in what the database says of a failure."""
    wsgi = AccessLog(lambda _environ, start: [start("200 OK", []) or b""])
    wsgi({"REQUEST_METHOD": "GET", "PATH_INFO": "/portal/cases/", "QUERY_STRING": f"q={NAME}"}, lambda *_: None)
    try:
        with transaction.atomic():
            User.objects.create_user(MAIL, name=NAME)
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: /portal/helpdesk/contacts/new/")
    structlog.get_logger("voorrang.mail").warning("not sent", why=f"550 {MAIL} unknown; call {PHONE}")


def test_the_cage_is_silent(cage: tuple[StandingCast, Person, Places], tmp_path: Path, log: StringIO) -> None:
    cast, person, places = cage
    go_wrong_before_the_log(person)
    before, replayed = sightings(), replay_all()
    assert {place for place in places if not before.get(place)} == set()
    assert len(places) > 25
    assert len(files_that_sing(tmp_path)) == 2
    erased(cast, person)
    assert sightings() == {}
    assert files_that_sing(tmp_path) == []
    assert replay_all() == replayed
    assert replayed["checked"] > 0
    assert len(log.getvalue().splitlines()) == 3
    assert not sings(log.getvalue())
    structlog.get_logger("test").info("said", who=NAME)
    assert sings(log.getvalue())


def test_what_the_map_misses_is_found(cage: tuple[StandingCast, Person, Places]) -> None:
    cast, person, _ = cage
    with migrator_connection() as owner:
        owner.execute("UPDATE cases_caseevent SET data = data || jsonb_build_object('note', %s::text)", [SONG])
        owner.execute("UPDATE accounts_site SET code = %s", [NAME])
    erased(cast, person)
    assert set(sightings()) == {("cases_caseevent", "data"), ("accounts_site", "code")}

"""A picture or a log comes with a case: who sees it, what is taken, how long its link lasts, and where it goes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import AT, Staff, StandingCast, make_staff, serving
from tests.desk.door import Door, Page, Scenery
from voorrang.accounts.models import StaffRole
from voorrang.cases import actions
from voorrang.cases.kinds_of_file import MOST_FILES
from voorrang.cases.models import CaseFile
from voorrang.lib.files import path_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 600


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.VOORRANG_FILES = tmp_path / "files"
    return settings.VOORRANG_FILES


@pytest.fixture
def agent(cast: StandingCast) -> Door:
    staff: Staff = make_staff("Fenna Visser", StaffRole.AGENT)
    return Door(staff)


def send(
    door: Door, scenery: Scenery, name: str = "screen.png", content: bytes = PNG, *, side: str = "portal", **data: Any
) -> Page:
    return door.post(f"{side}:file-add", scenery.case.id, data={"file": SimpleUploadedFile(name, content), **data})


def files(scenery: Scenery) -> list[CaseFile]:
    with serving(scenery.one):
        return list(CaseFile.objects.order_by("id"))


def status(link: str) -> int:
    answer = Client().get(link)
    answer.close()
    return answer.status_code


def test_the_helpdesk_sends_a_picture_and_the_agent_saves_it(
    scenery: Scenery, engineer: Door, agent: Door, folder: Path
) -> None:
    assert "The file is with the case." in engineer.follow(send(engineer, scenery)).text
    (file,) = files(scenery)
    assert (file.name, file.media_type, file.size, file.internal) == ("screen.png", "image/png", len(PNG), False)
    assert path_of(folder, scenery.one.customer.id, file.id).read_bytes() == PNG
    assert "case.file_added" in scenery.events()

    page = agent.get("desk:case-detail", scenery.case.id)
    assert "screen.png" in page.part("files")
    link = agent.get("desk:case-file", scenery.case.id, file.id).to
    answer = Client().get(link)
    assert b"".join(answer) == PNG  # type: ignore[arg-type]  # streamed
    assert answer.headers["Content-Disposition"] == 'attachment; filename="screen.png"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_the_vendor_keeps_to_itself_is_not_there_for_the_customer(
    scenery: Scenery, engineer: Door, agent: Door
) -> None:
    agent.follow(send(agent, scenery, "board.pdf", b"%PDF-1.7 board", side="desk", internal="on"))
    agent.follow(send(agent, scenery, "steps.txt", b"1. Hold the power button.", side="desk"))
    page = engineer.get("portal:case-detail", scenery.case.id)
    assert "steps.txt" in page.part("files")
    assert "board.pdf" not in page.html
    assert engineer.get("portal:case-file", scenery.case.id, files(scenery)[0].id).status == 404


def test_nobody_else_is_led_to_a_file(scenery: Scenery, engineer: Door, outsider: Door) -> None:
    send(engineer, scenery)
    (file,) = files(scenery)
    assert outsider.get("portal:case-file", scenery.case.id, file.id).status == 404
    assert Client().get(reverse("portal:case-file", args=[scenery.case.id, file.id])).status_code == 302


def test_a_link_is_over_after_minutes_and_a_changed_one_leads_nowhere(
    scenery: Scenery, engineer: Door, settings: Any
) -> None:
    send(engineer, scenery)
    (file,) = files(scenery)
    link = engineer.get("portal:case-file", scenery.case.id, file.id).to
    assert status(link) == 200
    changed = link[:-1] + ("A" if link[-1] != "A" else "B")
    assert status(changed) == 404
    settings.VOORRANG_NOW = AT + timedelta(minutes=10)
    assert status(link) == 404


def test_a_removed_file_is_gone_and_the_story_says_so(
    scenery: Scenery, engineer: Door, agent: Door, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    send(engineer, scenery)
    (file,) = files(scenery)
    assert agent.post("desk:file-remove", scenery.case.id, file.id).status == 409, "the helpdesk's own"
    with django_capture_on_commit_callbacks(execute=True):
        engineer.post("portal:file-remove", scenery.case.id, file.id)
    assert files(scenery) == []
    assert not path_of(folder, scenery.one.customer.id, file.id).exists()
    assert "removed a file" in engineer.get("portal:case-detail", scenery.case.id).text


def test_a_log_that_was_waited_for_sets_the_clocks_going_again(
    scenery: Scenery, engineer: Door, cast: StandingCast
) -> None:
    with serving(scenery.one):
        actions.ask_back(case=scenery.case, text="Send us the log, please.", by=cast.agent.actor, at=AT)
    assert scenery.row().status == "waiting"
    send(engineer, scenery, "system.log", b"kernel: all is well")
    assert scenery.row().status == "open"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tool.exe", b"MZ", "Files of this kind are not taken"),
        ("page.html", b"<script>", "Files of this kind are not taken"),
        ("drawing.svg", b"<svg/>", "Files of this kind are not taken"),
        ("screen.png", b"<script>alert(1)</script>", "is not what its name says"),
        ("notes.txt", b"MZ\x00\x00", "is not what its name says"),
        ("empty.txt", b"", "The file is empty"),
    ],
)
def test_a_file_that_is_not_taken_says_why(
    scenery: Scenery, engineer: Door, folder: Path, name: str, content: bytes, says: str
) -> None:
    page = send(engineer, scenery, name, content)
    assert page.status == 422
    assert says in page.part("files")
    assert files(scenery) == []
    assert not list(folder.rglob("*-*"))


def test_a_case_takes_so_many_files_and_no_more(scenery: Scenery, engineer: Door) -> None:
    with serving(scenery.one):
        CaseFile.objects.bulk_create(
            CaseFile(customer=scenery.one.customer, case=scenery.case, name=f"{n}.txt", size=1, added_at=AT)
            for n in range(MOST_FILES)
        )
    page = send(engineer, scenery)
    assert page.status == 422
    assert "A case takes 30 files." in page.text


def test_a_name_is_only_a_name(scenery: Scenery, engineer: Door) -> None:
    send(engineer, scenery, "..\\..\\etc\\pass\u202egnp.png")
    assert files(scenery)[0].name == "passgnp.png"

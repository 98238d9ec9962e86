"""An operator settles a model once; the devices of every customer that has it follow."""

import pytest
from django.db import transaction

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door
from tests.installed_base.fleet import DESKTOP, take_in
from voorrang.installed_base.models import DeviceVersion
from voorrang.lib.jobs import run_pending

STRANGE = (
    DESKTOP.replace("EliteDesk 800 G9;desktop", "Frobnicator 9;unknown")
    .replace("CZC0000001", "CZC0000099")
    .replace("6A1B2EA", "9Z9Z9EA")
    .replace(";HQ;", ";;")
)


@pytest.mark.usefixtures("real_commits")
def test_from_the_list_to_the_devices() -> None:
    cast = StandingCast()
    with transaction.atomic():
        one = cast.management
        take_in(one, STRANGE, at=AT)
        operator = Door(cast.operator)
    page = operator.get("desk:model-list")
    assert "FROBNICATOR 9" in page.text
    form = {"maker": "HP", "number": "9Z9Z9EA", "model": "FROBNICATOR 9", "kind": "desktop", "commercial": "yes"}
    assert operator.post("desk:model-settle", data=form).status == 302
    run_pending()
    with transaction.atomic(), serving(one):
        found = DeviceVersion.objects.get(device__serial="CZC0000099", superseded_at=None)
    assert found.kind == "desktop"
    assert "Every model is settled" in operator.get("desk:model-list").text


def test_without_a_kind_the_form_says_so(cast: StandingCast) -> None:
    answer = Door(cast.operator).post("desk:model-settle", data={"maker": "HP", "model": "X", "kind": ""})
    assert answer.status == 422
    assert "Choose what it is." in answer.text


def test_without_a_model_there_is_nothing_to_settle(cast: StandingCast) -> None:
    assert Door(cast.operator).get("desk:model-settle").to == "/desk/models/"

"""An operator sends a ZIP, sees what it would do, and takes it in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cutover.files import EXAMPLE, example
from tests.desk.door import Door
from voorrang.accounts.models import Customer
from voorrang.cutover.models import CutoverFile


def sent(content: bytes, name: str = "move.zip") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.django_db
def test_a_zip_is_tried_and_taken_in(operator: Door) -> None:
    page = operator.follow(operator.post("desk:cutover", data=sent(example())))
    assert "customers 2 0 0 0 0" in page.part("dry-run")
    assert not Customer.objects.filter(code="ROOS").exists()
    kept = CutoverFile.objects.get()
    assert "ROOS" not in kept.content
    done = operator.follow(operator.post("desk:cutover-confirm", kept.id))
    assert "Nobody was mailed" in done.text
    assert Customer.objects.filter(code__in=["ROOS", "TIDE"]).count() == 2
    assert not CutoverFile.objects.exists()
    again = operator.follow(operator.post("desk:cutover", data=sent(example())))
    assert not again.has("confirm")
    assert "changes nothing" in again.text


@pytest.mark.django_db
def test_what_is_wrong_is_told_and_the_rest_may_come_in(operator: Door) -> None:
    sites = (EXAMPLE / "sites.csv").read_text(encoding="utf-8").replace("Europe/Brussels", "Europe/Brussel")
    page = operator.follow(operator.post("desk:cutover", data=sent(example(sites=sites))))
    assert "zone" in page.part("wrong")
    kept = CutoverFile.objects.get()
    sheet = operator.get("desk:cutover-detail", kept.id, sheet="sites").html
    assert "customer,affiliate,code,name,country,zone,result" in sheet
    assert "refused: zone" in sheet
    operator.post("desk:cutover-confirm", kept.id)
    assert list(Customer.objects.filter(code__in=["ROOS", "TIDE"]).values_list("code", flat=True)) == ["TIDE"]
    operator.post("desk:cutover-drop", kept.id)
    assert operator.get("desk:cutover-detail", kept.id).status == 404


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_what_is_no_zip_is_told(operator: Door, content: bytes) -> None:
    assert operator.post("desk:cutover", data=sent(content)).status == 422


@pytest.mark.django_db
def test_nobody_but_an_operator_moves_in(sales: Door) -> None:
    assert sales.get("desk:cutover").status == 403

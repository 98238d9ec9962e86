"""The onboarding pack as a PDF: searchable, with titles, page numbers and everything that the page has."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.cast import AT, Cast, StandingCast, give_contract, serving
from voorrang.contracts.onboarding import OnboardingPack, onboarding_pack
from voorrang.contracts.onboarding_pdf import onboarding_pdf


def pack_of(one: Cast, language: str) -> OnboardingPack:
    contract = give_contract(one)
    with serving(one):
        return onboarding_pack(contract, language=language, at=AT)


def read(pack: OnboardingPack) -> PdfReader:
    return PdfReader(io.BytesIO(onboarding_pdf(pack)))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_its_text_can_be_searched(cast: StandingCast) -> None:
    pack = pack_of(cast.management, "en")
    text = words_of(read(pack))
    for wanted in [
        "Rheinwerk",
        pack.contract,
        "Priority Management",
        "+800 0000 0276",
        "Japan",
        "round the clock",
        "one-time link",
        "Priority parts: available",
        "What is not included",
        *(one.text for one in pack.duties),
        *(one.text for one in pack.exclusions),
        *(one.name for one in pack.steps),
        *(one.number for one in pack.other_numbers),
        *(one.text for one in pack.settings),
    ]:
        assert wanted in text, wanted


def test_it_has_a_title_and_page_numbers(cast: StandingCast) -> None:
    reader = read(pack_of(cast.access, "en"))
    assert reader.metadata is not None
    assert reader.metadata.title == "Welcome to HP Priority Services: Gemeente Nieuwstad"
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {count}" in " ".join(page.extract_text().split())


def test_it_can_be_read_aloud(cast: StandingCast) -> None:
    reader = read(pack_of(cast.access, "nl"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"


def test_the_same_pack_gives_the_same_file(cast: StandingCast) -> None:
    pack = pack_of(cast.access, "en")
    assert onboarding_pdf(pack) == onboarding_pdf(pack)


def test_it_can_be_made_at_any_moment(cast: StandingCast) -> None:
    late = replace(pack_of(cast.access, "en"), issued_at=AT.replace(microsecond=123456))
    assert len(read(late).pages) > 0


def test_a_customers_name_is_text_and_never_markup(cast: StandingCast) -> None:
    from voorrang.accounts.models import Customer

    name = 'A*C_#read("/etc/passwd") $x$ & <b>'
    Customer.objects.filter(id=cast.access.customer.id).update(name=name)
    assert name in words_of(read(pack_of(cast.access, "en")))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_language_of_the_programme_works(cast: StandingCast, language: str) -> None:
    assert len(read(pack_of(cast.management_plus, language)).pages) >= 3

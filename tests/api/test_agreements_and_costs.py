"""A connected system reads what was agreed and what work would cost: never a draft, never somebody else's."""

from tests.api.systems import system_of, vendor_system
from tests.cast import StandingCast
from tests.contracts.agreements import NO_LAPTOPS, drafted, signed
from tests.desk.door import scenery_of


def test_an_agreement_is_read_whole_without_its_people(cast: StandingCast) -> None:
    agreement = signed(cast, cast.management, exclusions=(NO_LAPTOPS,))
    drafted(cast, cast.management, agreement.number, starts_at=agreement.starts_at.replace(year=2030))
    system = system_of(cast.management, scopes=["contracts.read"])
    (listed,) = system.call("GET", "agreements").body["items"]
    assert (listed["number"], listed["version"], listed["state"]) == (agreement.number, 1, "in_force")
    assert listed["promises"][0]["seconds"] == 4 * 3600
    assert listed["exclusions"][0]["kinds"] == ["laptop"]
    assert {rate["kind"]: rate["amount"] or rate["percent"] for rate in listed["rates"]} == {
        "labour": "95.00",
        "material": "12.50",
    }
    assert "Mara Manager" not in str(listed)
    assert len(vendor_system("RHEIN").call("GET", "agreements").body["items"]) == 2
    assert system_of(cast.access).call("GET", "agreements").body["items"] == []


def test_an_estimate_that_was_sent_is_read(cast: StandingCast) -> None:
    scenery = scenery_of(cast)
    [case_id, _] = scenery.cost()
    system = system_of(cast.management, scopes=["cases.read"])
    (listed,) = system.call("GET", f"cases/{case_id}/cost-estimates").body["items"]
    assert (listed["state"], listed["total"], listed["lines"][0]["charged"]) == ("waiting", "90.00", "0")
    assert system_of(cast.access).call("GET", f"cases/{case_id}/cost-estimates").status == 404

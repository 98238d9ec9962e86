"""The onboarding pack comes as a PDF in the customer's language (T1.5)."""

import pytest

from tests.cast import StandingCast, give_contract
from tests.desk.door import Door


@pytest.mark.parametrize("language", ["", "nl", "xx"])
def test_it_comes_as_a_file(cast: StandingCast, operator: Door, language: str) -> None:
    contract = give_contract(cast.access)
    query = {"language": language} if language else {}
    page = operator.get("desk:contract-onboarding", cast.access.customer.code, contract.number, **query)
    assert page.status == 200
    assert page.response.headers["Content-Type"] == "application/pdf"
    assert contract.number in page.response.headers["Content-Disposition"]
    assert page.html.startswith("%PDF-")

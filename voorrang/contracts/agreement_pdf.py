"""An agreement as a PDF: who, for how long, what it says section by section, and who signed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.utils.translation import gettext as _

from voorrang.accounts.queries import selected_customer
from voorrang.contracts.queries.agreement_versions import AgreementView
from voorrang.contracts.typesetting import locale_of, set_paper
from voorrang.editions.store import programme_at


def agreement_pdf(
    view: AgreementView,
    sections: Sequence[tuple[str, Sequence[str]]],
    signatures: Sequence[tuple[str, str, datetime]],
    language: str,
    at: datetime,
) -> bytes:
    """Return a version as a PDF in the language that is active: its sections with their lines, who signed and when."""
    customer = selected_customer()
    programme = programme_at(customer.programme, at)
    locale = locale_of(language)

    def day(moment: datetime) -> str:
        return str(format_date(moment.date(), "d MMMM y", locale=locale))

    number = str(view.agreement)
    data = {
        "agreement": {
            "number": number,
            "language": language,
            "vendor": programme.vendor,
            "programme": str(programme.name.get(language) or programme.name["en"]),
            "customer": customer.name,
            "country": str(Locale.parse(locale).territories.get(customer.head_office_country, "")),
            "issued": day(at),
            "sections": [{"title": title, "lines": list(lines)} for title, lines in sections],
            "signatures": [{"label": side, "value": f"{name}, {day(moment)}"} for side, name, moment in signatures],
        },
        "words": _words(number),
    }
    return set_paper("agreement.typ", data, at)


def _words(number: str) -> dict[str, Any]:
    return {
        "title": _("Agreement %(number)s") % {"number": number},
        "page": _("Page"),
        "of": _("of"),
        "issued": _("As of"),
        "signed": _("Signed"),
        "unsigned": _("Nobody has signed this yet."),
        "law": _("Your rights under local law remain as they are."),
    }

"""Checks of what is cited: clauses and assumptions."""

from collections.abc import Mapping

from voorrang.editions.shapes import KEY, Shape, anything, clock_time, list_of, string, table, text, whole
from voorrang.editions.validation.context import Context, ids

_AMOUNT = string(r"\d{1,6}(\.\d{2})?", like="an amount such as 75.00")
_SETTINGS: Mapping[str, Shape] = {
    "charge_rates": table(
        {
            "currency": string(r"[A-Z]{3}", like="a currency such as EUR"),
            "labour_per_hour": string(),
            "call_out": string(),
            "material": string(),
        }
    ),
    "pin_rules": table({"overlap_days": whole(), "tries": whole(1), "link_hours": whole(1)}),
    "caller_rules": table(
        {"admit_days": whole(1), "rotate_months": whole(1), "warn_days": list_of(whole(1), at_least=1)}
    ),
    "override_roles": table({"longest_days": whole(1)}, {"stands_in": string()}),
    "case_rules": table({"reopen_days": whole(), "reconcile_days": whole()}),
    "working_hours": table({"weekdays": list_of(whole(), at_least=1), "opens": clock_time, "closes": clock_time}),
    "quantity_tolerance": table({"percent": whole()}),
    "coverage_notice": table({"days": whole()}),
    "redress_credit": table(
        {"currency": string(r"[A-Z]{3}", like="a currency such as EUR")},
        dict.fromkeys(("refused", "base_warranty", "chargeable", "conditional"), _AMOUNT),
    ),
    "quote_rules": table({"valid_days": whole(1), "decline_reasons": list_of(KEY, at_least=1)}),
    "renewal_stages": table({"days": list_of(whole(1), at_least=1), "lost_reasons": list_of(KEY, at_least=1)}),
    "contract_changes": table({"notice_days": whole(), "cancel_reasons": list_of(KEY, at_least=1)}),
}
"""Settings that code reads, by key of the assumption. Others may hold anything."""
_NEEDED: Mapping[str, str] = {
    "override_roles": "{ longest_days = 90 }",
    "working_hours": '{ weekdays = [0, 1, 2, 3, 4], opens = "08:00", closes = "18:00" }',
}
"""Settings without which code cannot work, each with an example. The others have a default."""


def clauses(context: Context) -> None:
    shape = table({"id": string(r"\S+", like="an id without spaces"), "text": text(context.languages)})
    for _ in context.rows("clause", "id", shape):
        pass


def assumptions(context: Context) -> None:
    shape = table(
        {
            "id": string(r"\S+", like="an id without spaces"),
            "key": KEY,
            "name": text(context.languages),
            "value": anything,
            "why": text(context.languages),
        }
    )
    clauses = ids(context.terms, "clause", "id")
    keys: set[str] = set()
    for path, row in context.rows("assumption", "id", shape):
        if row["id"] in clauses:
            context.add("assumption", path, f"{row['id']!r} is a clause too.", "Give the assumption another id.")
        if row["key"] in keys:
            context.add("assumption", f"{path}.key", f"{row['key']!r} is taken.", "Give the assumption another key.")
        keys.add(row["key"])
        shape_of_value = _SETTINGS.get(row["key"])
        if shape_of_value is not None:
            shape_of_value(row["value"], f"{path}.value", context.note_in(context.file_of("assumption")))
    for key, example in _NEEDED.items():
        if key not in keys:
            cure = f'Add an [[assumption]] with key = "{key}" and a value such as {example}.'
            context.add("assumption", "assumption", f"The setting {key!r} is missing.", cure)

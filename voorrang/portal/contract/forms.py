"""The customer's own estimate of its units under cover (D.1)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.contracts.models import Estimate
from voorrang.ui.names import KINDS

MOST = 5_000_000


class EstimateForm(forms.Form):
    """One number for each kind that the programme counts, of commercial units; others need not be told."""

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind] = forms.IntegerField(
                label=str(KINDS.get(kind, kind)).capitalize(),
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Write a whole number, such as 1200. Leave it empty for none.")},
            )

    def clean(self) -> dict[str, Any]:
        """An estimate of nothing is none."""
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError(_("Give at least one number. A rough one helps more than none."))
        return said

    def counts(self) -> list[tuple[str, bool, int]]:
        """Return (kind, commercial, count) rows."""
        return [(kind, True, count) for kind, count in self.cleaned_data.items() if count]

    @staticmethod
    def first_guess(stated: Iterable[Estimate]) -> dict[str, int]:
        """Return what was stated last, to be corrected."""
        return {row.kind: row.count for row in stated if row.commercial}

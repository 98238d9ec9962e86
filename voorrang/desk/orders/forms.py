"""An order as it is typed: the start, lines of articles, and the customer's estimate of its devices."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voorrang.rules.articles import article_for
from voorrang.rules.explain import explain
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason
from voorrang.ui.days import DayField
from voorrang.ui.names import name_of
from voorrang.ui.people_forms import country_choices, offer
from voorrang.ui.reader import in_language

MOST_LINES = 20
MOST_UNITS = 2_000_000
FEWEST_LINES = 2


class OrderForm(forms.Form):
    """When the contract would begin, and where the order is placed."""

    starts_on = DayField(
        label=_("Starts on"),
        help_text=_("The contract runs from its activation, but not before this day."),
    )
    ends_on = DayField(
        label=_("Last day, where agreed"),
        required=False,
        help_text=_("To let it end together with something else. Empty: the whole term of each article."),
    )
    country = forms.ChoiceField(label=_("Ordered in"), help_text=_("By default where the head office is."))

    def __init__(self, *args: Any, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = country_choices(shown_in)[1:]


class LineForm(forms.Form):
    """One article, by its number or by tier, kind and term, and how many. An empty line is left out."""

    article = forms.CharField(
        label=_("Article number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "articles", "autocomplete": "off", "spellcheck": "false"}),
    )
    quantity = forms.IntegerField(
        label=_("Quantity"),
        required=False,
        min_value=0,
        max_value=MOST_UNITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
    )

    tier = forms.ChoiceField(label=_("Tier"), required=False)
    scope = forms.ChoiceField(label=pgettext_lazy("what is bought", "For"), required=False)
    years = forms.TypedChoiceField(label=_("Years"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, programme: Programme, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.shown_in = programme, shown_in
        tiers = sorted(programme.tiers.values(), key=lambda tier: tier.rank)
        offer(self, "tier", [("", "–"), *((tier.code, in_language(tier.name, shown_in)) for tier in tiers)])
        offer(
            self,
            "scope",
            [("", "–"), *((key, in_language(scope.name, shown_in)) for key, scope in programme.scopes.items())],
        )
        years = sorted({article.term_years for article in programme.articles.values()})
        offer(self, "years", [("", "–"), *((one, one) for one in years)])

    def clean(self) -> dict[str, Any]:
        """A line has both or neither; three choices stand for an article, where there is one."""
        said = super().clean() or {}
        if not said.get("article"):
            self._find_article(said)
        article, quantity = said.get("article", ""), said.get("quantity")
        if article and quantity is None and "quantity" not in self.errors:
            self.add_error("quantity", _("How many?"))
        if quantity is not None and not article and not self.errors:
            self.add_error("article", _("Of which article?"))
        return said

    def _find_article(self, said: dict[str, Any]) -> None:
        """Turn tier, kind and term into the article, or say why there is none and what helps (Q.15)."""
        chosen = [said.get(name) for name in ("tier", "scope", "years")]
        if not any(chosen):
            return
        if not all(chosen):
            if not self.errors:
                self.add_error("tier", _("Choose all three: tier, kind and years. Or type an article number."))
            return
        found = article_for(said["tier"], said["scope"], said["years"], self.programme)
        if isinstance(found, Reason):
            told = explain(found, self.programme, self.shown_in)
            self.add_error("years", f"{told.text} {told.cure or ''} ({', '.join(told.clauses)})")
        else:
            said["article"] = found.number

    @property
    def line(self) -> tuple[str, int] | None:
        """The article as typed with its quantity; None for an empty line."""
        article = self.cleaned_data.get("article", "")
        return (article, self.cleaned_data["quantity"]) if article else None


class _Lines(forms.BaseFormSet):  # type: ignore[type-arg]  # the class takes none at run time
    def clean(self) -> None:
        """At least one line is filled in."""
        if any(self.errors):
            return
        if not any(form.line for form in self.forms):
            raise ValidationError(_("The order has no line yet. Fill in an article number and a quantity."))

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The filled lines."""
        return [form.line for form in self.forms if form.line]


def line_forms(
    data: Any = None,
    typed: Iterable[tuple[str, int]] = (),
    *,
    programme: Programme,
    shown_in: str,
    kind: type[LineForm] = LineForm,
) -> Any:
    """Return the lines of an order: as sent, else those of an earlier order, with empty ones to fill."""
    first = [{"article": article, "quantity": quantity} for article, quantity in typed]
    blank = max(FEWEST_LINES - len(first), 0)
    made = forms.formset_factory(kind, formset=_Lines, extra=blank, max_num=MOST_LINES, absolute_max=MOST_LINES)
    words = {"programme": programme, "shown_in": shown_in}
    # Not beside what was sent: a line that equals its first value counts as untouched there, and would be left out.
    return made(data, initial=None if data is not None else first, prefix="line", form_kwargs=words)


class EstimateForm(forms.Form):
    """How many units under cover the customer says it has, by kind (D.1). Kinds are those that the programme takes."""

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds_of(programme):
            self.fields[f"count_{kind}"] = forms.IntegerField(
                label=name_of("kind", kind).capitalize(),
                required=False,
                min_value=0,
                max_value=MOST_UNITS,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def estimates(self) -> list[tuple[str, bool, int]]:
        """The counts that were stated, all of commercial models, as the minimums ask for."""
        return [
            (name.removeprefix("count_"), True, count)
            for name, count in self.cleaned_data.items()
            if count is not None and name.startswith("count_")
        ]


def kinds_of(programme: Programme) -> list[str]:
    """Return the kinds of device that the programme's scopes are bought for, in a stable order."""
    return [kind for scope in programme.scopes.values() for kind in sorted(scope.kinds)]

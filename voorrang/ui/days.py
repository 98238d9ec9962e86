"""Days as people choose them, and the instants that they stand for. Days of contracts and cover are counted in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class DayField(forms.DateField):
    """A day of our time: a slip such as the year 20206 is told, not computed with."""

    widget = forms.DateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(
            validators=[
                MinValueValidator(EARLIEST, _("Choose a day of this century.")),
                MaxValueValidator(LATEST, _("Choose a day of this century.")),
            ],
            **options,
        )


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins."""
    return datetime.combine(day, time(), UTC)


def after(last_day: date | None) -> datetime | None:
    """Return the end, exclusive, of a period whose last day is given; None for no end."""
    return None if last_day is None else midnight(last_day + timedelta(days=1))


def days_left(ends_at: datetime | None, at: datetime) -> int | None:
    """Return how many days, begun ones whole, are left until an end; None for no end."""
    return None if ends_at is None else -((at - ends_at) // timedelta(days=1))

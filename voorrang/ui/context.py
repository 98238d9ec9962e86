"""The context of every page: the present instant, so that a whole page speaks of one moment."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from voorrang.lib import clock


def page(_request: HttpRequest) -> dict[str, Any]:
    """Context processor: `now`, and whether it moves (`now_moves` is False where the clock is frozen)."""
    return {"now": clock.now(), "now_moves": settings.VOORRANG_NOW is None, "script_words": _script_words}


def _script_words() -> str:
    """Words that scripts need, as JSON; a callable, so that templates without scripts never build it."""
    return json.dumps(
        {
            "days": pgettext("days", "%(n)s d"),
            "hours": pgettext("hours", "%(n)s h"),
            "minutes": pgettext("minutes", "%(n)s min"),
            "soon": _("less than a minute"),
            "dueIn": _("due in %(length)s"),
            "overdue": _("overdue %(length)s"),
            "ago": _("%(length)s ago"),
            "ahead": _("in %(length)s"),
            "copied": _("Copied"),
            "sending": _("Sending …"),
            "draftKept": _("Your draft was kept."),
        }
    )

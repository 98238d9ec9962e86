"""API tokens of the customer's own systems: made with what they may do and until when, shown once, ended at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import ApiToken, Contact
from voorrang.accounts.queries import contacts, tokens
from voorrang.accounts.scopes import TokenScope
from voorrang.lib.clock import now
from voorrang.portal.door import form_page
from voorrang.ui.days import DayField, after
from voorrang.ui.export import csv_file
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.people_forms import offer, plain
from voorrang.ui.shapes import Confirm, Crumb

USUAL_TERM = timedelta(days=365)


class TokenForm(forms.Form):
    """What a token is for, what it may do, and until when."""

    name = forms.CharField(
        label=gettext_lazy("Which system is it for?"), max_length=80, help_text=gettext_lazy("As in: ticket system.")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=TokenScope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("As little as the system needs."),
        error_messages={"required": gettext_lazy("Choose at least one thing, or the token opens nothing.")},
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("In whose name it opens cases"),
        required=False,
        help_text=gettext_lazy("The token ends with this contact."),
    )
    last_day = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: no end. A year is a good habit."),
    )

    def __init__(self, *args: Any, people: list[Contact], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.id): one for one in people}
        self.today = today
        offer(
            self, "contact", [("", _("nobody in particular")), *((key, one.name) for key, one in self.people.items())]
        )

    def clean_name(self) -> str:
        """Refuse what no database keeps."""
        return plain(str(self.cleaned_data["name"]))

    def clean_last_day(self) -> Any:
        """A token that has ended before it is made helps nobody."""
        day = self.cleaned_data["last_day"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("This day is past. Choose a later one."))
        return day


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the tokens that open something, the newest first."""
    found = tokens(now())
    if wants_export(request):
        rows = (
            [one.name, one.prefix, " ".join(one.scopes), one.created_at, one.expires_at, one.last_used_at]
            for one in found
        )
        return csv_file("tokens", ["name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"], rows)
    sheet = sheet_of(request, found, "-created_at", ngettext_lazy("token", "tokens"))
    scopes = dict(TokenScope.choices)
    context = {
        "sheet": sheet,
        "rows": [
            {"token": one, "scopes": [scopes.get(scope, scope) for scope in one.scopes], "end": _revoke(one)}
            for one in sheet.rows
        ],
    }
    return render(request, "portal/helpdesk/tokens.html", context)


@sensitive_variables("secret")
@never_cache
def make(request: Any) -> HttpResponse:
    """Make a token and show it once; the answer is kept nowhere."""
    at = now()
    form = TokenForm(
        request.POST or None,
        people=list(contacts(at).exclude(standing=Contact.Standing.END_USER)),
        today=at.date(),
        initial={"last_day": (at + USUAL_TERM).date(), "contact": str(request.visitor.contact.id)},
    )
    back: dict[str, Any] = {"back": "portal:token-list", "back_label": _("API tokens")}
    if request.method != "POST" or not form.is_valid():
        lead = _("A token lets one of your systems speak with ours. It is shown once.")
        return form_page(request, form, heading=_("Make a token"), button=_("Make the token"), lead=lead, **back)
    said = form.cleaned_data
    secret = actions.make_token(
        name=said["name"],
        contact=form.people.get(said["contact"]),
        scopes=said["scopes"],
        expires_at=after(said["last_day"]),
        by=request.visitor.by,
        at=at,
    )
    crumbs = (Crumb(_("API tokens"), reverse("portal:token-list")), Crumb(said["name"]))
    context = {"name": said["name"], "token": secret.text, "crumbs": crumbs}
    answer = render(request, "portal/helpdesk/token_shown.html", context)
    answer.is_secret = True  # type: ignore[attr-defined]  # read by the middleware that keeps answers
    return answer


@require_POST
def revoke(request: Any, token_id: UUID) -> HttpResponse:
    """End a token at once."""
    token = ApiToken.objects.filter(id=token_id).first()
    if token is None:
        raise Http404
    actions.revoke_token(token=token, by=request.visitor.by, at=now())
    messages.success(request, _("The token of %(name)s opens nothing any more.") % {"name": token.name})
    return redirect("portal:token-list")


def _revoke(token: ApiToken) -> Confirm:
    return Confirm(
        id=f"end-{token.id}",
        button=_("End"),
        title=_("End the token of %(name)s?") % {"name": token.name},
        text=_("Its next request is refused. Put a new token into the system first."),
        url=reverse("portal:token-revoke", args=[token.id]),
        confirm=_("End the token"),
        dangerous=True,
    )

"""An invitation: opening the link says what will happen, sending the form makes it happen.

Mail scanners open links before people do, so a GET changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from voorrang.accounts.actions import PasswordDiffers, UserIsStaff, accept_invitation
from voorrang.accounts.models import Invitation, User
from voorrang.accounts.queries import OpenInvitation, open_invitation
from voorrang.accounts.rates import count_attempt, opaque
from voorrang.lib.clock import now

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOST_TRIES = 10
WINDOW = timedelta(minutes=15)


class PasswordForm(forms.Form):
    """The password that the person chooses, or has already."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        if has_account:
            field.label = _("Your password")
            field.help_text = _("The one that you have for this mail address already.")
            field.widget.attrs["autocomplete"] = "current-password"
        else:
            field.label = _("Choose a password")
            field.help_text = _("At least 12 characters. A short sentence is easy to keep in mind.")


@sensitive_post_parameters("password")
@never_cache
def accept(request: Any, token: str) -> HttpResponse:
    """Show who is invited to what; with the form sent, let the person in and go home."""
    at = now()
    with transaction.atomic():
        try:
            found = open_invitation(token, at)
        except Invitation.DoesNotExist:
            return render(request, "portal/entrance/gone.html", {"what": "invitation"}, status=404)
        form = PasswordForm(request.POST or None, has_account=found.has_account)
        if request.method != "POST":
            return _page(request, found, form)
        user = _admit(token, found, form, at) if form.is_valid() else None
        if user is None:
            return _page(request, found, form, status=422)
    if is_mfa_enabled(user):  # a password alone does not open what a second factor guards
        messages.success(request, _("You are a member now. Log in to go on."))
        return redirect("account_login")
    login(request, user, backend=BACKEND)
    request.session["customer"] = str(found.customer.id)
    messages.success(request, _("Welcome. You are in."))
    return redirect("home")


accept.own_transaction = True  # type: ignore[attr-defined]  # a wrong password is counted although nothing else is stored


def _admit(token: str, found: OpenInvitation, form: PasswordForm, at: datetime) -> User | None:
    """Accept the invitation and return the user; None with the reason beside the password."""
    if found.has_account and _too_many(found, at):
        form.add_error("password", _("Too many tries. Wait a quarter of an hour, then try again."))
        return None
    try:
        return accept_invitation(token=token, password=form.cleaned_data["password"], at=at)
    except Invitation.DoesNotExist:  # the form was sent twice at once, and the other one was first
        form.add_error(None, _("This invitation was accepted a moment ago. Log in with the password that was chosen."))
    except PasswordDiffers:
        text = _("This is not the password of %(email)s. Try again, or reset it first and come back to this link.")
        form.add_error("password", text % {"email": found.email})
    except UserIsStaff:
        form.add_error(
            None, _("This mail address belongs to one of the vendor's people. Ask to be invited by another one.")
        )
    except ValidationError as error:
        form.add_error("password", error)
    return None


def _too_many(found: OpenInvitation, at: datetime) -> bool:
    key = f"invitation:{opaque(str(found.invitation.id))}"
    return count_attempt(key, window=WINDOW, at=at) > MOST_TRIES


def _page(request: Any, found: OpenInvitation, form: PasswordForm, *, status: int = 200) -> HttpResponse:
    context = {"found": found, "form": form, "signed_in_as": request.visitor.user}
    return render(request, "portal/entrance/invitation.html", context, status=status)

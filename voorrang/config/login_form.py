"""The log-in form, with one way to a new password instead of the library's two."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from voorrang.accounts.queries import provider_of


class Form(LoginForm):  # type: ignore[misc]  # the library has no types
    """The page has a button for a forgotten password; the library's link below the field would say it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """Lead those whose company signs them in there: their password here opens nothing."""
        address = str(super().clean_login())
        with transaction.atomic():
            elsewhere = provider_of(address) is not None
        if elsewhere:
            raise ValidationError(_("Your company signs you in. Choose “Log in with your company” below."))
        return address

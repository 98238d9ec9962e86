"""The log-in form, with one way to a new password instead of the library's two."""

from typing import Any

from allauth.account.forms import LoginForm


class Form(LoginForm):  # type: ignore[misc]  # the library has no types
    """The page has a button for a forgotten password; the library's link below the field would say it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

"""Sentences of Django and its sign-in library that our pages show: named here, so that our catalogue has them and its words win.

The library's own Dutch says "je", everything else here says "u"; and Django's Dutch lags behind its English.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

SHOWN = (
    _("- Select an option -"),
    _("Be patient, you are sending too many requests."),
    _("Authenticator code"),
    _("Code"),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Please type your current password."),
    _("Successfully signed in as %(name)s."),
    _("The email address and/or password you specified are not correct."),
    _("The new value must be different from the current one."),
    _("The password reset token was invalid."),
    _("This account is currently inactive."),
    _("Too many failed login attempts. Try again later."),
    _("You are already logged in as %(user_display)s."),
    _("You have signed out."),
    _("You must type the same password each time."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)

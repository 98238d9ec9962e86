"""People with an authenticator app, and the code that it shows."""

from django.test import Client

from voorrang.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    """Return the code of the moment."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SECRET, counters[len(counters) // 2]))


def give_app(user: User) -> list[str]:
    """Set the app up as the pages do, and return the recovery codes."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(user, SECRET)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def log_in(client: Client, email: str, password: str) -> str:
    """Send the log-in form and return where it leads."""
    answer = client.post("/account/login/", {"login": email, "password": password})
    return str(answer.headers.get("Location", f"status {answer.status_code}"))

"""Second factors by allauth: what is stored of them is sealed, and the trail tells of each change."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext as _

from voorrang.lib.sealing import seal, unseal

PURPOSE = "second_factor"


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Seals secrets, and names keys as people do."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app, or a recovery code's seed."""
        return seal(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return unseal(PURPOSE, encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 -- allauth's signature
        """Suggest a name for a new key."""
        from allauth.mfa.models import Authenticator

        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("My key") if count == 0 else _("Key %(number)s") % {"number": count + 1}

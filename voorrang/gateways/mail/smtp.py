"""Real mail, through Django's mailers."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from voorrang.gateways.mail.gateway import Message


class DjangoMail:
    """Sends by the server of `VOORRANG_MAIL_URL`; under test into Django's outbox."""

    def send(self, message: Message) -> None:
        """Send now."""
        mail = EmailMessage(subject=message.subject, body=message.text, to=[message.to])
        mail.extra_headers["Content-Language"] = message.language
        mail.extra_headers["Auto-Submitted"] = "auto-generated"
        if message.id:
            mail.extra_headers["Message-ID"] = f"<{message.id}@{urlsplit(settings.VOORRANG_BASE_URL).hostname}>"
        mail.send()

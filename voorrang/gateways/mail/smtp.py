"""Real mail, through Django's mailers."""

from django.core.mail import EmailMessage

from voorrang.gateways.mail.gateway import Message


class DjangoMail:
    """Sends by the server of `VOORRANG_MAIL_URL`; under test into Django's outbox."""

    def send(self, message: Message) -> None:
        """Send now."""
        mail = EmailMessage(subject=message.subject, body=message.text, to=[message.to])
        mail.extra_headers["Content-Language"] = message.language
        mail.extra_headers["Auto-Submitted"] = "auto-generated"
        mail.send()

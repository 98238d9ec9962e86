"""The job that hands a mail over."""

from cryptography.fernet import InvalidToken

from voorrang.gateways.mail.gateway import mail_gateway
from voorrang.gateways.mail.sealing import unseal
from voorrang.lib.jobs import MAIL, JobContext, JobRefused, job


@job("mail.send", queue=MAIL, attempts=14)
def send_mail(context: JobContext, *, sealed: str) -> None:  # noqa: ARG001 -- a mail is for a person, whatever the customer
    """Send one mail. A server that is down is tried again for some hours; then the failure is logged and kept."""
    try:
        message = unseal(sealed)
    except InvalidToken as error:
        text = "the mail was sealed with another secret key"
        raise JobRefused(text) from error
    mail_gateway().send(message)

"""Mail to people: one message, a real way out and a console."""

from voorrang.gateways.mail.gateway import MailGateway, Message, mail_gateway, no_mail, send_after_commit

__all__ = ["MailGateway", "Message", "mail_gateway", "no_mail", "send_after_commit"]

"""Mail for a demonstration: printed so that a person can read it and follow its links."""

import sys

from voorrang.gateways.mail.gateway import Message

_RULE = "-" * 72


class ConsoleMail:
    """Prints on stderr. Unlike Django's console it leaves links whole, for nothing is encoded for transport."""

    def send(self, message: Message) -> None:
        """Print the mail between two rules."""
        lines = [_RULE, f"Mail to {message.to}", message.subject, "", message.text, _RULE, ""]
        sys.stderr.write("\n".join(lines))
        sys.stderr.flush()

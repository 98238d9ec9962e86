"""A mail server that takes the call and then says nothing holds no worker: after a while it counts as down."""

import socket
import time

import pytest
from django.test import override_settings

from voorrang.config.mail import mailers
from voorrang.gateways.mail import Message
from voorrang.gateways.mail.smtp import DjangoMail

PATIENCE = 0.2


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_never_answers_is_given_up(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with override_settings(MAILERS=mailers(url, PATIENCE)), pytest.raises(OSError, match="timed out"):
            DjangoMail().send(Message("hanna@rhein.example", "Hello", "Are you there?"))
    assert PATIENCE <= time.monotonic() - began < 20 * PATIENCE

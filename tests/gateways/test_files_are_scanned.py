"""ClamAV's daemon looks at each file before it is kept; nothing passes while it is away."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from voorrang.gateways.scanner.clamd import Clamd
from voorrang.gateways.scanner.gateway import FileHarmful


@contextmanager
def daemon(answer: bytes) -> Iterator[tuple[Clamd, list[bytes]]]:
    """A daemon that reads one stream, remembers it, and answers."""
    server = socket.create_server(("127.0.0.1", 0))
    seen: list[bytes] = []

    def serve() -> None:
        line, _address = server.accept()
        with line, line.makefile("rb") as read:
            assert read.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!L", read.read(4))[0]:
                seen.append(read.read(length))
            line.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Clamd("127.0.0.1", server.getsockname()[1]), seen
    finally:
        thread.join(5)
        server.close()


def test_a_clean_file_passes_whole() -> None:
    with daemon(b"stream: OK\0") as (clamd, seen):
        clamd.check("a.txt", [b"one", b"two" * 700_000])
    assert b"".join(seen) == b"one" + b"two" * 700_000


def test_a_harmful_file_is_named_by_what_was_found() -> None:
    with daemon(b"stream: Win.Test.EICAR FOUND\0") as (clamd, _seen), pytest.raises(FileHarmful, match="EICAR"):
        clamd.check("a.txt", [b"harm"])


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_any_other_answer_lets_nothing_pass(answer: bytes) -> None:
    with daemon(answer) as (clamd, _seen), pytest.raises(OSError, match="the scanner answered"):
        clamd.check("a.txt", [b"harm"])


def test_a_daemon_that_is_away_lets_nothing_pass() -> None:
    with pytest.raises(OSError, match="refused"):
        Clamd("127.0.0.1", 9).check("a.txt", [b"text"])

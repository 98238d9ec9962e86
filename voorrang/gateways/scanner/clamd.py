"""ClamAV's daemon, over its INSTREAM command."""

import socket
import struct
from collections.abc import Iterable

from voorrang.gateways.scanner.gateway import FileHarmful

PATIENCE = 20.0
"""Seconds until the daemon must have answered."""
_PIECE = 1 << 20
_LONGEST_ANSWER = 4096


class Clamd:
    """Sends each file to the daemon. Nothing passes unseen: a daemon that does not answer is an `OSError`."""

    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)

    def check(self, name: str, blocks: Iterable[bytes]) -> None:  # noqa: ARG002 -- the daemon needs no name
        """Ask. Raises `FileHarmful`, or `OSError` for a daemon that is away or answers something else."""
        with socket.create_connection(self.address, timeout=PATIENCE) as line:
            line.sendall(b"zINSTREAM\0")
            for block in blocks:
                for start in range(0, len(block), _PIECE):
                    piece = block[start : start + _PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = _whole(line).rstrip(b"\0\n").decode("ascii", "replace")
        if answer.endswith(" FOUND"):
            raise FileHarmful(answer.removeprefix("stream: ").removesuffix(" FOUND"))
        if not answer.endswith(": OK"):
            message = f"the scanner answered {answer!r}"
            raise OSError(message)


def _whole(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer

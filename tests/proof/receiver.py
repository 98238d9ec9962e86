"""A mail server that keeps what it is given: over TLS, with a certificate of its own, and an account of every delivery."""

import email
import email.policy
import re
import socketserver
import ssl
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Receiver:
    """Counts mails by their Message-ID and by the mark in their text, `[mark]`."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "receiver.pem"
        key = _certify(self.certificate)
        self.by_id: Counter[str] = Counter()
        self.marks: dict[str, set[str]] = {}
        """The ids of the mails that carried a mark."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.context, self._server.keep = context, self._keep
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _keep(self, data: bytes) -> None:
        mail = email.message_from_bytes(data, policy=email.policy.default)
        name = str(mail["Message-ID"])
        self.by_id[name] += 1
        for mark in re.findall(r"\[([\w-]+)\]", mail.get_content()):
            self.marks.setdefault(mark, set()).add(name)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    context: ssl.SSLContext
    keep: Any

    def get_request(self) -> Any:
        connection, address = super().get_request()
        return self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, *_: Any) -> None:
        """A worker that is killed in the middle of a mail is what we are here for."""


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                data = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    if not line:
                        return
                    data += line.removeprefix(b".") if line.startswith(b"..") else line
                # Kept before it is acknowledged: what comes twice is then seen twice.
                self.server.keep(data)
            self._say("250 fine" if word != b"QUIT" else "221 bye")
            if word == b"QUIT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def _certify(file: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = file.with_suffix(".key")
    form = serialization.PrivateFormat.PKCS8
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return secret

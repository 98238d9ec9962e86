"""A SAML provider that signs on this machine: each part of its answer can be made wrong."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ENTITY = "https://id.nieuw.example/saml"
SIGN_IN = "https://id.nieuw.example/sso"


@cache
def pair(number: int) -> tuple[str, str]:
    """Return a private key and its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Provider {number}")])
    at = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(number + 1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return plain.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


@dataclass(frozen=True)
class Answer:
    """What the provider says."""

    to: str
    """Our own address, which is our name too."""
    question: str
    email: str
    audience: str | None = ""
    issuer: str = ENTITY
    ends_in: timedelta = timedelta(minutes=5)
    signed_by: int | None = 0
    id: str = "_assertion1"
    before: str = ""

    def text(self) -> str:
        """Return it as a form carries it."""
        at = datetime.now(UTC)
        audience = self.to if self.audience == "" else self.audience
        restriction = (
            f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
            if audience
            else ""
        )
        begins, ends = stamp(min(at, at + self.ends_in) - timedelta(minutes=10)), stamp(at + self.ends_in)
        assertion = (
            f'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{self.id}" Version="2.0" '
            f'IssueInstant="{stamp(at)}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>'
            f'<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">{self.email}</saml:NameID>'
            f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData '
            f'InResponseTo="{self.question}" NotOnOrAfter="{ends}" Recipient="{self.to}"/></saml:SubjectConfirmation>'
            f'</saml:Subject><saml:Conditions NotBefore="{begins}" NotOnOrAfter="{ends}">{restriction}</saml:Conditions>'
            f'<saml:AuthnStatement AuthnInstant="{stamp(at)}"><saml:AuthnContext><saml:AuthnContextClassRef>'
            "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>"
            "</saml:AuthnStatement></saml:Assertion>"
        )
        if self.signed_by is not None:
            key, certificate = pair(self.signed_by)
            signed = OneLogin_Saml2_Utils.add_sign(
                assertion, key, certificate, sign_algorithm=Constants.RSA_SHA256, digest_algorithm=Constants.SHA256
            )
            assertion = signed.decode() if isinstance(signed, bytes) else signed
        response = (
            f'{self.before}<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
            f'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response{self.id}" Version="2.0" '
            f'IssueInstant="{stamp(at)}" Destination="{self.to}" InResponseTo="{self.question}">'
            f"<saml:Issuer>{self.issuer}</saml:Issuer><samlp:Status><samlp:StatusCode "
            f'Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>'
        )
        return base64.b64encode(response.encode()).decode()


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

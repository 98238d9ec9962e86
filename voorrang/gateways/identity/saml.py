"""SAML 2.0 by python3-saml. We ask, the provider answers what we asked: an answer that nobody asked for is refused.

Its clock is the machine's: signatures and their times are checked by the library as a whole.
"""

import base64
from typing import Any
from urllib.parse import urlencode, urlsplit

from voorrang.gateways.identity.shapes import IdentityRefused, Proof, Trip

MAIL = (
    "email",
    "mail",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
"""Attributes that carry the mail address, tried in this order; else the name id."""
_POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
_MAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
_CODES = {
    "WRONG_AUDIENCE": "audience",
    "NO_SIGNATURE_FOUND": "unsigned",
    "NO_SIGNED_ASSERTION": "unsigned",
    "INVALID_SIGNATURE": "signature",
    "WRONG_ISSUER": "issuer",
    "WRONG_INRESPONSETO": "replayed",
    "ASSERTION_TOO_EARLY": "expired",
    "ASSERTION_EXPIRED": "expired",
    "SESSION_EXPIRED": "expired",
    "WRONG_DESTINATION": "audience",
}


def settings_of(entity_id: str, sign_in_url: str, certificate: str, return_url: str) -> dict[str, Any]:
    """Return python3-saml's settings: strict, assertions signed, no old algorithms."""
    return {
        "strict": True,
        "debug": False,
        "sp": {
            "entityId": return_url,
            "assertionConsumerService": {"url": return_url, "binding": _POST},
            "NameIDFormat": _MAIL_FORMAT,
        },
        "idp": {
            "entityId": entity_id,
            "singleSignOnService": {"url": sign_in_url, "binding": _REDIRECT},
            "x509cert": certificate,
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": True,
            "wantAttributeStatement": False,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
        },
    }


def ask_url(configured: dict[str, Any], trip: Trip) -> str:
    """Return the address at the provider, with our question in it."""
    from onelogin.saml2.auth import OneLogin_Saml2_Auth
    from onelogin.saml2.utils import OneLogin_Saml2_Utils

    auth = OneLogin_Saml2_Auth(_request(trip.return_url, {}), old_settings=configured)
    auth.login(return_to=trip.state)
    # The question's id is the trip's own, so that the answer names the trip.
    question = auth.get_last_request_xml().replace(auth.get_last_request_id(), trip.state)
    asked = urlencode(
        {"SAMLRequest": OneLogin_Saml2_Utils.deflate_and_base64_encode(question), "RelayState": trip.state}
    )
    where = configured["idp"]["singleSignOnService"]["url"]
    return f"{where}{'&' if '?' in where else '?'}{asked}"


def metadata(configured: dict[str, Any]) -> str:
    """Return what the provider's administrator loads to know us."""
    from onelogin.saml2.settings import OneLogin_Saml2_Settings

    text = OneLogin_Saml2_Settings(configured, sp_validation_only=True).get_sp_metadata()
    return text.decode() if isinstance(text, bytes) else str(text)


def asked_by(answer: str) -> str:
    """Return which question an answer says to answer, before anything in it is believed. Raises `IdentityRefused`."""
    return str(_document(answer).get("InResponseTo") or "")


def read_answer(configured: dict[str, Any], trip: Trip, answer: str) -> Proof:
    """Return what a signed answer to our question proves. Raises `IdentityRefused`."""
    from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
    from onelogin.saml2.response import OneLogin_Saml2_Response
    from onelogin.saml2.settings import OneLogin_Saml2_Settings

    if asked_by(answer) != trip.state:
        raise IdentityRefused("replayed")
    try:
        settings = OneLogin_Saml2_Settings(configured)
        response = OneLogin_Saml2_Response(settings, answer)
        request = _request(trip.return_url, {"SAMLResponse": answer})
        response.is_valid(request, request_id=trip.state, raise_exceptions=True)
        # The library lets an assertion without an audience pass.
        if trip.return_url not in response.get_audiences():
            raise IdentityRefused("audience")
        attributes = response.get_attributes()
        message_id = str(response.get_assertion_id())
        name = str(response.get_nameid() or "")
    except OneLogin_Saml2_ValidationError as error:
        names = {value: key for key, value in vars(OneLogin_Saml2_ValidationError).items() if key.isupper()}
        raise IdentityRefused(_CODES.get(names.get(error.code, ""), "broken")) from error
    except (OneLogin_Saml2_Error, ValueError, TypeError, KeyError) as error:
        raise IdentityRefused("broken") from error
    values = (value for key in MAIL for value in attributes.get(key, []))
    email = str(next(values, name)).strip().lower()
    if "@" not in email:
        raise IdentityRefused("unverified")
    return Proof(email, message_id)


def _document(answer: str) -> Any:
    from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

    try:
        text = base64.b64decode(answer)
    except ValueError as error:
        raise IdentityRefused("broken") from error
    if b"<!DOCTYPE" in text.upper() or b"<!ENTITY" in text.upper():
        raise IdentityRefused("entities")
    try:
        return OneLogin_Saml2_XML.to_etree(text)  # forbids entities and document types by itself, too
    except Exception as error:  # the parser's errors are many, and all say the same
        raise IdentityRefused("broken") from error


def _request(return_url: str, post: dict[str, str]) -> dict[str, Any]:
    """What python3-saml wants to know of the request: from our configuration, never from the request's own Host."""
    parts = urlsplit(return_url)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": post,
    }

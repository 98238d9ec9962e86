"""OpenID Connect: the code flow with PKCE, state and nonce; the token is checked against the provider's published keys."""

import base64
import hashlib
import secrets
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import jwt

from voorrang.gateways.identity.shapes import IdentityRefused, Proof, Trip
from voorrang.gateways.identity.web import fetch_json

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
"""Signed by a key that only the provider holds; `none` and shared secrets are not among them."""
LEEWAY = 60
"""Seconds that two clocks may differ."""


def new_secret() -> str:
    """Return a value that nobody guesses, for state, nonce and verifier."""
    return secrets.token_urlsafe(32)


def sign_in_url(issuer: str, client_id: str, trip: Trip) -> str:
    """Return the address at the provider where the person signs in. Raises `IdentityRefused`."""
    digest = hashlib.sha256(trip.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": trip.return_url,
        "scope": "openid email",
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    where = str(_discovered(issuer)["authorization_endpoint"])
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"


def read_answer(issuer: str, client_id: str, secret: str, trip: Trip, code: str, at: datetime) -> Proof:
    """Change the code for a token and return what it proves. Raises `IdentityRefused`."""
    found = _discovered(issuer)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": trip.return_url,
        "client_id": client_id,
        "client_secret": secret,
        "code_verifier": trip.verifier,
    }
    answer = fetch_json(str(found["token_endpoint"]), form=form)
    claims = _claims(str(answer.get("id_token", "")), str(found["jwks_uri"]), issuer, client_id)
    if not claims["iat"] - LEEWAY <= at.timestamp() < claims["exp"] + LEEWAY:
        raise IdentityRefused("expired")
    if not secrets.compare_digest(str(claims.get("nonce", "")), trip.nonce):
        raise IdentityRefused("replayed")
    if claims.get("azp", client_id) != client_id:
        raise IdentityRefused("audience")
    email = str(claims.get("email") or "").strip().lower()
    if not email or str(claims.get("email_verified", True)).lower() != "true":
        raise IdentityRefused("unverified")
    return Proof(email, trip.nonce)


def _discovered(issuer: str) -> dict[str, Any]:
    found = fetch_json(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != issuer or not all(
        isinstance(found.get(name), str) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    ):
        raise IdentityRefused("issuer")
    return found


def _claims(token: str, keys_url: str, issuer: str, client_id: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        keys = jwt.PyJWKSet.from_dict(fetch_json(keys_url))
        key = next(key for key in keys.keys if key.key_id == header.get("kid") or len(keys.keys) == 1)
        # The time is checked by the caller, against the clock of the request.
        options: Any = {"verify_exp": False, "verify_iat": False, "require": ["exp", "iat", "aud", "iss", "sub"]}
        claims = jwt.decode(token, key, list(ALGORITHMS), audience=client_id, issuer=issuer, options=options)
    except jwt.InvalidAudienceError as error:
        raise IdentityRefused("audience") from error
    except jwt.InvalidIssuerError as error:
        raise IdentityRefused("issuer") from error
    except (jwt.PyJWTError, StopIteration) as error:
        raise IdentityRefused("signature") from error
    if not isinstance(claims["exp"], int | float) or not isinstance(claims["iat"], int | float):
        raise IdentityRefused("expired")
    return claims

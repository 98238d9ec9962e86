"""What a trip to an identity provider needs, and what it proves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip there and back. `state` names it in both protocols; `nonce` and `verifier` are OpenID Connect's."""

    state: str
    nonce: str
    verifier: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the provider says: whose mail address it is, and the one message that says so."""

    email: str
    message_id: str


class IdentityRefused(Exception):
    """The provider's answer proves nothing. `code` says why, for the page and the trail; never what was in it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

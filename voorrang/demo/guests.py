"""Who can come into the demo, written down beside the database: with passwords, tokens and PINs, for a demo has no secrets."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

_FILE = "demo-world.json"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody, or some system, that can come in. `rank` is the customer's tier, 0 for the vendor's own."""

    role: str
    name: str
    hint: str = ""
    customer: str | None = None
    email: str | None = None
    password: str | None = None
    token: str | None = None
    pin: str | None = None
    phone: str = ""
    about: str = ""
    rank: int = 0

    def credential(self) -> dict[str, str | None]:
        """Return what lets this guest in."""
        return {
            "role": self.role,
            "customer": self.customer,
            "email": self.email,
            "password": self.password,
            "token": self.token,
            "pin": self.pin,
        }


@dataclass(frozen=True, slots=True)
class World:
    """What was laid: from which seed, relative to which anchor, when, and for whom."""

    seed: int = 0
    anchor: str = ""
    laid_at: str = ""
    guests: list[Guest] = field(default_factory=list)


def read_world() -> World:
    """Return what was laid; an empty world before."""
    file = _path()
    if not file.exists():
        return World()
    read = json.loads(file.read_text(encoding="utf-8"))
    return World(**{**read, "guests": [Guest(**one) for one in read["guests"]]})


def write_world(world: World) -> None:
    """Keep it, readable for the owner only."""
    file = _path()
    half = file.with_suffix(".half")
    half.write_text(json.dumps(asdict(world), indent=1, ensure_ascii=False), encoding="utf-8")
    half.chmod(0o600)
    half.replace(file)


def _path() -> Path:
    return Path(settings.VOORRANG_VAR) / _FILE

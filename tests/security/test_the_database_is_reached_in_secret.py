"""A database on another machine is reached by TLS with a certificate that is looked at; in clear only when somebody wrote so."""

import pytest

from voorrang.config.databases import connection_settings


def mode(url: str) -> object:
    return connection_settings(url)["OPTIONS"].get("sslmode")


@pytest.mark.parametrize("host", ["db.example.com", "10.0.0.7", "[2001:db8::1]"])
def test_another_machine_has_to_show_who_it_is(host: str) -> None:
    assert mode(f"postgresql://app:x@{host}:5432/voorrang") == "verify-full"


def test_what_the_operator_wrote_holds() -> None:
    url = "postgresql://app:x@db.example.com/voorrang?sslmode=require&sslrootcert=/etc/ca.pem"
    assert connection_settings(url)["OPTIONS"] == {"sslmode": "require", "sslrootcert": "/etc/ca.pem"}


@pytest.mark.parametrize(
    "place", ["app:x@127.0.0.1:5432/v", "app:x@localhost/v", "app:x@[::1]/v", "app@/v?host=/run/x"]
)
def test_this_machine_needs_none(place: str) -> None:
    assert mode(f"postgresql://{place}") is None

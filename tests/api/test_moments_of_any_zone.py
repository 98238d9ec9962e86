"""An instant may be written with any offset that RFC 3339 knows, up to the edges of time."""

from urllib.parse import quote

import pytest

from tests.api.systems import System

LISTS = ("cases", "decisions", "devices")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("at", ["0104-10-26T08:50:14.1+21:05", "6028-02-03T18:59:11-18:07", "2026-03-02T09:00:00Z"])
def test_any_offset_is_taken(ours: System, path: str, at: str) -> None:
    assert ours.get(f"{path}?updated_since={quote(at)}").status == 200


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("at", "shows"), [("0001-01-01T00:00:00+23:59", True), ("9999-12-31T23:59:59-23:59", False)])
def test_beyond_the_edges_of_time_lies_everything_or_nothing(ours: System, path: str, at: str, shows: bool) -> None:
    if path == "devices" or not shows:
        assert bool(ours.items(f"{path}?updated_since={quote(at)}")) is shows
    assert ours.get(f"{path}?updated_since={quote(at)}").status == 200

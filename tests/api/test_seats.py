"""Who finds no seat is told to come back at once; what programs are told is made once."""

from collections.abc import Callable, Iterable
from typing import Any

from voorrang.config.seats import FULL, Seats

ROOM = ("200 OK", [("Content-Length", "0")])
AWAY = ("503 Service Unavailable", [("Retry-After", "2"), ("Content-Length", "4")])


class House:
    """Stands for the application inside: it answers, and may ask for something while it still holds its seat."""

    def __init__(self) -> None:
        self.full = 0
        self.meanwhile: Callable[[], Any] = lambda: None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if FULL in environ:
            self.full += 1
            start_response(*AWAY)
            return [b"away"]
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        start_response(*ROOM)
        return [b""]


def ask(seats: Seats, path: str, method: str = "GET") -> tuple[str, bytes]:
    told: list[str] = []
    body = b"".join(seats({"PATH_INFO": path, "REQUEST_METHOD": method}, lambda status, _headers: told.append(status)))
    return told[-1], body


def test_programs_are_refused_with_the_same_bytes_and_people_each_by_a_page_of_their_own() -> None:
    house = House()
    seats = Seats(house, 1, clock=lambda: 0.0)
    answers: list[tuple[str, bytes]] = []

    def others() -> None:
        answers.extend(ask(seats, "/api/v1/cases", "POST") for _ in range(3))
        assert house.full == 1
        answers.extend(ask(seats, "/portal/") for _ in range(2))
        assert house.full == 3

    house.meanwhile = others
    assert ask(seats, "/portal/") == ("200 OK", b"")
    assert answers == [(AWAY[0], b"away")] * 5


def test_health_needs_no_seat_and_a_seat_is_given_back() -> None:
    house = House()
    seats = Seats(house, 1, clock=lambda: 0.0)
    answers: list[tuple[str, bytes]] = []
    house.meanwhile = lambda: answers.append(ask(seats, "/readyz"))
    assert ask(seats, "/desk/") == ("200 OK", b"")
    assert answers == [("200 OK", b"")]
    assert ask(seats, "/api/v1/cases") == ("200 OK", b"")
    assert house.full == 0

"""Every case of a customer has the next number, also when two are opened in the same instant."""

from threading import Barrier, Thread

from django.db import connection, transaction

from tests.cases.factories import opened
from tests.cast import Cast, StandingCast, serving
from voorrang.cases.numbers import take_number, take_numbers
from voorrang.lib.numbers import compose_number, parse_number
from voorrang.lib.tenancy import customer_selected


def test_numbers_count_for_each_customer(town: Cast, cast: StandingCast) -> None:
    assert [parse_number(opened(town).number)[1] for _ in range(3)] == [1, 2, 3]


def test_a_bulk_takes_its_numbers_at_once(town: Cast) -> None:
    take_number(town.customer.id)
    assert take_numbers(town.customer.id, 3) == [compose_number("NIEUW", n) for n in (2, 3, 4)]
    assert take_numbers(town.customer.id, 0) == []
    assert take_number(town.customer.id) == compose_number("NIEUW", 5)


def test_no_number_is_given_twice(real_commits: None) -> None:
    with transaction.atomic():
        customer = StandingCast().access.customer
    taken: list[str] = []
    start = Barrier(6)

    def take() -> None:
        start.wait()
        for _ in range(10):
            with transaction.atomic(), customer_selected(customer.id):
                taken.append(take_number(customer.id))
        connection.close()

    threads = [Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(compose_number("NIEUW", n) for n in range(1, 61))


def test_customers_do_not_share_a_counter(cast: StandingCast) -> None:
    for one in (cast.access, cast.management):
        with serving(one):
            assert parse_number(opened(one).number) == (one.customer.code, 1)

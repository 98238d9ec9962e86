"""Who is how large, and what devices are called: sums are exact, and no serial comes twice."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.support.database import migrator_connection
from voorrang.demo.growth.keys import SERIAL_SQL, id_of, id_sql, serial_number, serial_of, stem_of, stem_sql
from voorrang.demo.growth.sizes import Size, sizes_of

AT = datetime(2026, 3, 4, 10, 20, 30, tzinfo=UTC)


@given(st.integers(1, 400), st.integers(0, 3_000_000), st.integers(0, 1_000_000))
def test_sizes_add_up_and_fall(customers: int, devices: int, cases: int) -> None:
    least = Size(313, 12)

    found = sizes_of(customers, customers * 313 + devices, customers * 12 + cases, least)

    assert sum(one.devices for one in found) == customers * 313 + devices
    assert sum(one.cases for one in found) == customers * 12 + cases
    assert min(one.devices for one in found) >= 313
    assert found[0].devices >= found[-1].devices


@given(st.sets(st.tuples(st.integers(0, 449), st.integers(0, 9_999_999)), max_size=50))
def test_no_serial_comes_twice(places: set[tuple[int, int]]) -> None:
    assert len({serial_of(*one) for one in places}) == len(places)


def test_the_database_says_the_same(django_db_setup: None) -> None:
    with migrator_connection() as owner:
        serial = owner.execute(f"SELECT {SERIAL_SQL.format(serial_number(3, 77))}").fetchone()
        made = owner.execute(f"SELECT {id_sql("'some key'", stem_sql(f"'{AT.isoformat()}'::timestamptz"))}").fetchone()

    assert serial == (serial_of(3, 77),)
    assert made == (id_of("some key", AT),)
    assert str(made[0]).replace("-", "").startswith(stem_of(AT))  # type: ignore[index]

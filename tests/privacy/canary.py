"""A person who sings: put into every place of the data map, and looked for everywhere, packed or sealed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, models, transaction
from psycopg import sql

from tests.cast import AT, Person
from tests.support.database import migrator_connection
from voorrang.accounts.models import Contact, Customer, User
from voorrang.gateways.mail.sealing import unseal
from voorrang.lib.files import keep
from voorrang.privacy.data_map import IDENTIFYING, LABEL, PERSONAL, WORDS, Mapped
from voorrang.privacy.people import Someone
from voorrang.privacy.rows import rows_of

NAME, MAIL, PHONE, SONG = "Kanarie Vogelaar", "kanarie@vogelaar.example", "+4922199887766", "geelgorsgezang"
ADDRESS = "198.51.100.77"
SUNG = (NAME, MAIL, PHONE, PHONE.removeprefix("+49"), SONG, ADDRESS)
PACKED = {("django_session", "session_data"), ("procrastinate_jobs", "args")}
_numbers = count(1000)


@dataclass(frozen=True)
class Planter:
    """Puts the person into rows of its own, and names it in rows of others."""

    person: Person
    other: UUID
    """Whoever of the vendor writes the rows that only name the person."""
    customer: Customer
    folder: Path

    def plant(self, entry: Mapped, someone: Someone) -> Iterator[tuple[str, str]]:
        """Fill every personal field of a model and return the columns, as (table, column)."""
        rows = []
        if entry.about or entry.by:
            own = rows_of(entry, someone).first() or self.make(entry.model, self._own(entry))
            rows.append((own, True))
        if entry.of(WORDS, LABEL):
            others = entry.model.objects.exclude(pk__in=[row.pk for row, _ in rows]).order_by("pk").first()
            others = others or self._second(entry, needed=not rows)
            rows += [(others, False)] if others else []
        for row, is_own in rows:
            names = entry.of(*PERSONAL) if is_own else entry.of(WORDS, LABEL)
            values = {name: self._sing(entry, name, is_own=is_own) for name in names}
            entry.model.objects.filter(pk=row.pk).update(**values)
            if entry.gone == "file":
                words = SONG if is_own else f"Dear {NAME}: {SONG}"
                keep(self.folder, row.customer_id, row.pk, [words.encode()])
            for name in names:
                yield (entry.model._meta.db_table, entry.model._meta.get_field(name).column)

    def make(self, model: Any, given: Mapping[str, Any]) -> Any:
        """Store a row of any model: what is given by path, else the first row of what it refers to, else something small."""
        values = {
            one.name: self._value(one, given) for one in model._meta.local_fields if not self._fills_itself(one, given)
        }
        return model.objects.create(**values)

    def _second(self, entry: Mapped, *, needed: bool) -> Any:
        """Make a row of others; None for a table that has room for one row only, which is the person's own."""
        try:
            with transaction.atomic():
                return self.make(entry.model, self._of_others(entry))
        except IntegrityError:
            if needed:
                raise
            return None

    def _own(self, entry: Mapped) -> dict[str, Any]:
        ids = {"contact": self.person.contact.id, "user": self.person.user.id}
        return {column: ids[whose] for whose, column in entry.about} | dict.fromkeys(entry.by, self.person.user.id)

    def _of_others(self, entry: Mapped) -> dict[str, Any]:
        return dict.fromkeys(entry.by, self.other)

    def _sing(self, entry: Mapped, name: str, *, is_own: bool) -> Any:
        field = entry.model._meta.get_field(name)
        if entry.fields[name] == IDENTIFYING:
            if isinstance(field, models.EmailField):
                return MAIL
            return {"phone": PHONE, "ip": ADDRESS}.get(name, NAME)
        words = NAME if entry.fields[name] == LABEL else SONG if is_own else f"{SONG} for {NAME}"
        if isinstance(field, models.JSONField):
            return {"said": [{"inside": words}]}
        if isinstance(field, models.BinaryField):
            return words.encode()
        return words

    def _fills_itself(self, one: Any, given: Mapping[str, Any]) -> bool:
        is_given = any(path.split("__")[0] in {one.name, one.attname} for path in given)
        return not is_given and (one.has_default() or one.null or isinstance(one, models.AutoField))

    def _value(self, one: Any, given: Mapping[str, Any]) -> Any:
        for path, value in given.items():
            head, _, rest = path.partition("__")
            if head in {one.name, one.attname}:
                if rest:
                    return self.make(one.related_model, {rest: value})
                return one.related_model.objects.get(pk=value) if one.is_relation else value
        if one.is_relation:
            return self._related(one.related_model)
        if one.choices:
            return one.choices[0][0]
        return self._something(one)

    def _related(self, model: Any) -> Any:
        if model is Customer:
            return self.customer
        if model is Contact:
            return Contact.objects.exclude(id=self.person.contact.id).first()
        if model is User:
            return User.objects.get(id=self.other)
        return model.objects.first() or self.make(model, {})

    def _something(self, one: Any) -> Any:
        if one.attname == "customer_id":
            return self.customer.id
        number = next(_numbers)
        kinds: tuple[tuple[Any, Any], ...] = (
            (models.JSONField, {}),
            (ArrayField, []),
            (models.BinaryField, b"x"),
            (models.UUIDField, uuid4()),
            (models.DateTimeField, AT + timedelta(minutes=number)),
            (models.DateField, AT.date()),
            (models.DecimalField, number % 9),
            (models.IntegerField, number),
            (models.BooleanField, False),
        )
        found = next((value for kind, value in kinds if isinstance(one, kind)), None)
        return f"x{number}"[: one.max_length or 20] if found is None else found


def sightings() -> dict[tuple[str, str], int]:
    """Return where in the whole database the person is found, as (table, column) -> rows. Looks as the tables' owner."""
    found: dict[tuple[str, str], int] = {}
    with migrator_connection() as owner:
        columns = owner.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns c"
            " JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = 'public'"
            " WHERE c.table_schema = 'public' AND data_type IN"
            " ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'inet', 'USER-DEFINED')"
        ).fetchall()
        tables: dict[str, list[tuple[str, str]]] = {}
        for table, column, kind in columns:
            tables.setdefault(table, []).append((column, kind))
        for table, names in tables.items():
            counts = [
                sql.SQL("count(*) FILTER (WHERE {} ~* {})").format(
                    sql.SQL("encode({}, 'escape')" if kind == "bytea" else "{}::text").format(sql.Identifier(column)),
                    sql.Literal(_pattern()),
                )
                for column, kind in names
            ]
            row = owner.execute(sql.SQL("SELECT {} FROM {}").format(sql.SQL(", ").join(counts), sql.Identifier(table)))
            found |= {(table, column): n for (column, _), n in zip(names, row.fetchone() or (), strict=True) if n}
        packed = {
            ("django_session", "session_data"): [
                repr(SessionStore().decode(data))
                for (data,) in owner.execute("SELECT session_data FROM django_session")
            ],
            ("procrastinate_jobs", "args"): [
                _opened(args) for (args,) in owner.execute("SELECT args FROM procrastinate_jobs")
            ],
        }
    for place, texts in packed.items():
        if n := sum(sings(text) for text in texts):
            found[place] = n
    return found


def sings(text: str) -> bool:
    """Whether a text gives the person away."""
    return any(one.lower() in text.lower() for one in SUNG)


def files_that_sing(folder: Path) -> list[Path]:
    """Return the files below a folder that give the person away, by content or by name."""
    return [
        path for path in folder.rglob("*") if path.is_file() and sings(path.read_bytes().decode("latin-1") + path.name)
    ]


def _opened(args: Mapping[str, Any]) -> str:
    facts = dict(args.get("facts") or {})
    sealed = facts.pop("sealed", "")
    return json.dumps(facts) + (repr(unseal(sealed)) if sealed else "")


def _pattern() -> str:
    return "|".join(one.replace("+", r"\+").replace(".", r"\.") for one in SUNG)

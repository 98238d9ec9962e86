"""The roles that the software runs under, and the database they share."""

from collections.abc import Mapping
from typing import LiteralString

import psycopg
from psycopg import sql

from voorrang.lib.postgres.connections import APP, BACKUP, DATABASE, MIGRATOR

VERSION = "voorrang roles 1"
"""Kept as the database's comment; raise it when the statements below change, and every cluster follows at its next start."""

ROLE_STATEMENTS: Mapping[str, LiteralString] = {
    # CREATEDB: tests clone databases. A server found by URL is given its roles by its own administrator, without it.
    MIGRATOR: "ALTER ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE PASSWORD {password}",
    APP: "ALTER ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {password}",
    BACKUP: "ALTER ROLE {role} LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {password}",
}

IN_EVERY_DATABASE: tuple[LiteralString, ...] = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT USAGE, CREATE ON SCHEMA public TO {migrator}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {migrator} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)
"""Run in `template1` too, so that each database made later, a test's for one, starts with them."""


def bootstrap(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Make roles and database where they are missing. `admin_url` is the superuser's, of the database `postgres`."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if _comment(connection) == VERSION:
            return
        for role, statement in ROLE_STATEMENTS.items():
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            connection.execute(
                sql.SQL(statement).format(role=sql.Identifier(role), password=sql.Literal(passwords[role]))
            )
        connection.execute(sql.SQL("GRANT pg_read_all_data TO {}").format(sql.Identifier(BACKUP)))
        connection.execute(
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(sql.Identifier(BACKUP))
        )
    _prepare(psycopg.conninfo.make_conninfo(admin_url, dbname="template1"))
    with psycopg.connect(admin_url, autocommit=True) as connection:
        names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(MIGRATOR)}
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
        connection.execute(sql.SQL("REVOKE CONNECT ON DATABASE {database} FROM PUBLIC").format(**names))
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}, {}").format(
                sql.Identifier(DATABASE), sql.Identifier(APP), sql.Identifier(BACKUP)
            )
        )
    _prepare(psycopg.conninfo.make_conninfo(admin_url, dbname=DATABASE))
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(DATABASE), sql.Literal(VERSION))
        )


def roles_script(passwords: Mapping[str, str]) -> str:
    """Return what the administrator of a server of your own feeds to psql, once: the roles and the database, empty.

    The migrator is made without CREATEDB: only tests clone databases.
    """

    def told(statement: LiteralString, **names: sql.Composable) -> str:
        return sql.SQL(statement).format(**names).as_string(None)

    lines = []
    for role, statement in ROLE_STATEMENTS.items():
        name = sql.Identifier(role)
        lines.append(told("CREATE ROLE {role}", role=name))
        lines.append(
            told(statement, role=name, password=sql.Literal(passwords[role])).replace(" CREATEDB", " NOCREATEDB")
        )
    names = {role: sql.Identifier(role) for role in (APP, MIGRATOR, BACKUP)}
    database = sql.Identifier(DATABASE)
    lines += [
        told("GRANT pg_read_all_data TO {backup}", backup=names[BACKUP]),
        told("ALTER ROLE {backup} SET default_transaction_read_only = on", backup=names[BACKUP]),
        told("CREATE DATABASE {database} OWNER {owner}", database=database, owner=names[MIGRATOR]),
        told("REVOKE CONNECT ON DATABASE {database} FROM PUBLIC", database=database),
        told(
            "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}, {backup}",
            database=database,
            app=names[APP],
            backup=names[BACKUP],
        ),
    ]
    inside = [told(statement, app=names[APP], migrator=names[MIGRATOR]) for statement in IN_EVERY_DATABASE]
    return "\n".join([*(f"{line};" for line in lines), f"\\connect {DATABASE}", *(f"{line};" for line in inside), ""])


def _prepare(url: str) -> None:
    names = {"app": sql.Identifier(APP), "migrator": sql.Identifier(MIGRATOR)}
    with psycopg.connect(url) as connection:
        for statement in IN_EVERY_DATABASE:
            connection.execute(sql.SQL(statement).format(**names))


def _comment(connection: psycopg.Connection[tuple[object, ...]]) -> object:
    found = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [DATABASE]
    ).fetchone()
    return found[0] if found else None

"""`voorrang api`: what the API says of itself."""

import argparse
import sys

from voorrang.cli.parser import FINE, Commands, command, group

SCHEMA = """The document that /api/v1/openapi.json serves, sorted and indented. After a change of the API:
    voorrang api schema > docs/openapi.json"""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "api", "print the API's schema (OpenAPI 3.1)")
    command(topic, "schema", _schema, "print the OpenAPI document; needs no database", more=SCHEMA)


def _schema(_arguments: argparse.Namespace) -> int:
    from voorrang.cli.context import django, environment

    environment()
    django()
    from voorrang.api.openapi import schema_text

    sys.stdout.write(schema_text())
    return FINE

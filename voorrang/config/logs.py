"""Structured logs that never hold a PIN, a token, a password or what people wrote."""

import logging.config
import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

import structlog

MASK = "***"
PRIVATE_WORDS = ("pin", "token", "secret", "password", "passwd", "body", "authorization", "cookie", "pepper", "url")
"""A field is masked when one of these is a word of its name: `pin`, `old_pin`, `api_token`; not `shipping`."""
PIN_DIGITS = re.compile(r"(?<!\d)(?:\d[ .-]?){13}\d(?!\d)")
"""Fourteen digits, as one reads a PIN aloud, with or without gaps."""
URL_PASSWORD = re.compile(r"(\w+://[^\s:/@]+:)[^\s@]+@")
QUERY = re.compile(r"\?[^\s'\"<>?=]+=[^\s'\"<>]*")
"""The query of an address: searches hold names and serials, one-time links hold secrets."""
OWN_TOKEN = re.compile(r"\bvr[a-z]_[\w-]{8,}")
"""Our tokens and one-time links by their prefix, wherever they stand: a failure is logged with the path it came from."""
MAIL_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+\d[\d .-]{6,}\d")
DETAIL = re.compile(r"(?m)\bDETAIL:.*$")
"""What the database adds to an error quotes the row: `Key (email)=(...) already exists.`"""
BEARER = re.compile(r"(?i)\b(bearer|token|basic)\s+[\w.~+/=-]{8,}")


def mask(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: masks private fields at any depth, and PINs and passwords inside any text."""
    for key in list(event):
        event[key] = _clean(key, event[key])
    return event


def mask_text(text: str) -> str:
    """The text without PINs, passwords and queries in addresses, tokens, and what tells who somebody is."""
    text = PIN_DIGITS.sub(MASK, text)
    text = OWN_TOKEN.sub(MASK, text)
    text = QUERY.sub(f"?{MASK}", text)
    text = URL_PASSWORD.sub(rf"\1{MASK}@", text)
    text = DETAIL.sub(f"DETAIL: {MASK}", text)
    text = MAIL_ADDRESS.sub(MASK, text)
    text = PHONE.sub(MASK, text)
    return BEARER.sub(rf"\1 {MASK}", text)


def _clean(key: str, value: Any) -> Any:
    if _is_private(key):
        return MASK
    if isinstance(value, Mapping):
        return {inner: _clean(str(inner), item) for inner, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean("", item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return MASK if PIN_DIGITS.fullmatch(str(value)) else value
    return mask_text(str(value))


@lru_cache(maxsize=1024)
def _is_private(key: str) -> bool:
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower())
    return any(word in PRIVATE_WORDS or word.removesuffix("s") in PRIVATE_WORDS for word in words)


def _common() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,  # before masking: an exception's text may quote what it choked on
        mask,
    ]


def logging_settings(level: str, style: str) -> dict[str, Any]:
    """The `dictConfig` for `level` and `style` (json | console): everything on stderr, one line a record in json."""
    renderer = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        "foreign_pre_chain": [*_common()[:3], structlog.stdlib.ExtraAdder(), *_common()[4:]],
    }
    quiet = {"level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"voorrang": formatter},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "voorrang", "stream": "ext://sys.stderr"}
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # These would print SQL with values, mails, or a line for each poll of the queue.
            "django.db.backends": quiet,
            "django.request": {"level": "ERROR"},
            "django.server": quiet,
            "procrastinate": quiet,
            "psycopg": quiet,
            "psycopg.pool": quiet,
            "fontTools": quiet,
        },
    }


def configure_logs(level: str = "info", style: str = "json") -> None:
    """Send structlog's and the standard library's records through the same masking to stderr."""
    logging.config.dictConfig(logging_settings(level, style))
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )

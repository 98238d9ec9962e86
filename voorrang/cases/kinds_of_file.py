"""Which files a case takes: by ending and by how the content begins. Nothing is ever run, unpacked or shown in a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 20_000_000
MOST_FILES = 30
LONGEST_NAME = 120
HEAD = 512
"""As many bytes of the beginning as `media_type_of` wants to see."""

_PDF, _ZIP, _TEXT = (b"%PDF-",), (b"PK\x03\x04",), ()
_KINDS: Mapping[str, tuple[str, tuple[bytes, ...]]] = {
    # Ending: media type, and how the content begins; none means plain text.
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "pdf": ("application/pdf", _PDF),
    "zip": ("application/zip", _ZIP),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "evtx": ("application/octet-stream", (b"ElfFile\x00",)),
    "dmp": ("application/octet-stream", (b"PAGEDU", b"PAGEDUMP", b"PAGEDU64", b"MDMP")),
    "txt": ("text/plain", _TEXT),
    "log": ("text/plain", _TEXT),
    "csv": ("text/csv", _TEXT),
    "json": ("application/json", _TEXT),
    "xml": ("application/xml", _TEXT),
}
ENDINGS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class SentFile:
    """What somebody sends: the name as they have it, the size in bytes, and the content."""

    name: str
    size: int
    content: Iterable[bytes]


@dataclass
class FileNotUsable(Exception):
    """A file is not taken. `code` is for programs, the text says why and what to do."""

    message: Any
    code: str

    def __str__(self) -> str:
        return str(self.message)


def tidy_name(name: str) -> str:
    """Return a file's name without folders, control and direction marks; too long ones keep their ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = " ".join("".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').split()).strip(". ")
    if len(clean) > LONGEST_NAME:
        stem, dot, ending = clean.rpartition(".")
        clean = stem[: LONGEST_NAME - len(ending) - 1] + dot + ending if dot else clean[:LONGEST_NAME]
    return clean or "file"


def media_type_of(name: str, head: bytes) -> str:
    """Return what a file is, by its ending and its first bytes. Raises `FileNotUsable`."""
    ending = name.rpartition(".")[2].lower()
    if ending not in _KINDS:
        message = _("Files of this kind are not taken: %(name)s. Send a picture, PDF, log or text, or pack it as ZIP.")
        raise FileNotUsable(message % {"name": name}, "kind_not_taken")
    media_type, beginnings = _KINDS[ending]
    fits = (
        head.startswith(beginnings)
        if beginnings
        else b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    )
    if not fits:
        message = _("%(name)s is not what its name says. Save it again as .%(ending)s, or send the original.")
        raise FileNotUsable(message % {"name": name, "ending": ending}, "content_differs")
    return media_type

"""Which column of a list is which of ours: by our own names, else by those that inventory tools and people write.

Capitals, accents, spaces, hyphens and underscores do not matter. A list with our own needed columns is ours, and a column
that we do not know is then a slip; of any other list what we do not know is left aside, and named.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

NAMES: dict[str, tuple[str, ...]] = {
    "maker": (
        *("manufacturer", "device manufacturer", "vendor", "brand", "make", "system manufacturer", "oem"),
        *("fabrikant", "merk", "leverancier", "hersteller", "fabricant", "marque", "fabricante", "marca"),
    ),
    "serial": (
        *(
            "serial number",
            "serialnumber",
            "serial no",
            "serial nr",
            "device serial number",
            "asset serial",
            "s/n",
            "sn",
        ),
        *("bios serial number", "system serial number", "service tag", "serienummer", "seriennummer", "serien nr"),
        *("numero de serie", "n de serie", "no de serie", "no serie", "numero serie", "nr de serie"),
    ),
    "product_number": (
        *(
            "product no",
            "product nr",
            "part number",
            "sku",
            "sku number",
            "system sku",
            "system sku number",
            "productnumber",
        ),
        *("model number", "model no", "material number", "productnummer", "artikelnummer", "produktnummer"),
        *("numero de produit", "reference produit", "numero de producto", "numero de articulo"),
    ),
    "model": (
        *(
            "model name",
            "device model",
            "product name",
            "product",
            "computer model",
            "system product name",
            "asset model",
        ),
        *("model id", "modelnaam", "modell", "modellbezeichnung", "modele", "nom du modele", "modelo"),
    ),
    "kind": (
        *("type", "device type", "category", "asset type", "chassis", "chassis type", "chassistype", "form factor"),
        *("class", "asset category", "computer type", "soort", "categorie", "geratetyp", "gerateart", "kategorie"),
        *("typ", "type de materiel", "tipo", "categoria"),
    ),
    "country": ("country code", "country/region", "land", "landcode", "pays", "pais"),
    "site": ("site code", "location code"),
    "affiliate": ("company code", "entity code", "subsidiary", "dochter", "gesellschaft", "filiale", "filial"),
    "purchased_on": (
        *("purchase date", "purchased", "date of purchase", "acquisition date", "order date", "invoice date"),
        *(
            "aankoopdatum",
            "aanschafdatum",
            "kaufdatum",
            "anschaffungsdatum",
            "date d'achat",
            "date achat",
            "fecha de compra",
        ),
    ),
    "cover_starts_on": (
        *("warranty start", "warranty start date", "start date", "service start date", "coverage start date"),
        *("garantie start", "begin garantie", "garantiebeginn", "debut de garantie", "inicio de garantia"),
    ),
    "cover_ends_on": (
        *("warranty end", "warranty end date", "warranty expiration", "warranty expiration date", "warranty expires"),
        *("end date", "service end date", "coverage end date", "einde garantie", "garantie tot", "garantieende"),
        *("fin de garantie", "fin de garantia"),
    ),
    "cover_level": (
        *("warranty", "warranty type", "warranty level", "service level", "offer", "offer description", "coverage"),
        *("garantie", "garantieart", "type de garantie", "garantia"),
    ),
    "cover_kind": (),
    "commercial": (),
    "host_serial": ("parent serial", "connected to", "computer serial number"),
    "sold_by_vendor": (),
    "last_seen_on": (
        *(
            "last seen",
            "last check in",
            "last checkin",
            "last sync",
            "last sync date time",
            "lastsyncdatetime",
            "last contact",
        ),
        *("last inventory", "last inventory date", "last hardware scan", "last discovered", "last logon time"),
        *("laatst gezien", "zuletzt gesehen", "derniere connexion", "ultima conexion"),
    ),
    "bios_version": ("bios", "smbios bios version", "bios versie", "biosversion", "version du bios", "version de bios"),
}
"""Our column to what others call it; its own name counts too."""


def plain(name: str) -> str:
    """Return a name without capitals, accents and signs."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in letters if one.isalnum())


_OWN = {plain(column): column for column in NAMES}
_KNOWN = {plain(name): column for column, names in NAMES.items() for name in names} | _OWN


class _Known:
    """Whatever name one of our columns may have."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and plain(name) in _KNOWN


KNOWN = _Known()


class Columns(NamedTuple):
    """A header: our name of each column or None, and which names of the list are left aside."""

    names: tuple[str | None, ...]
    is_own: bool
    unused: tuple[str, ...]


def columns_of(header: Sequence[str], needed: Sequence[str]) -> Columns:
    """Read a header. `needed` are our columns that make a list one of our own."""
    own = [_OWN.get(plain(name)) for name in header]
    if set(needed) <= set(own):
        return Columns(tuple(own), is_own=True, unused=())
    names: list[str | None] = []
    for name in header:
        column = _KNOWN.get(plain(name))
        names.append(column if column not in names else None)
    unused = tuple(name for name, column in zip(header, names, strict=True) if column is None and name)
    return Columns(tuple(names), is_own=False, unused=unused)

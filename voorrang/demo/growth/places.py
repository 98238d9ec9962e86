"""Where the customers of a grown world sit, and what they are called: invented companies in real cities."""

from typing import NamedTuple


class City(NamedTuple):
    """A city with what is spoken there."""

    name: str
    country: str
    zone: str
    language: str


CITIES = (
    City("Utrecht", "NL", "Europe/Amsterdam", "nl"),
    City("Hannover", "DE", "Europe/Berlin", "de"),
    City("Leeds", "GB", "Europe/London", "en"),
    City("Valencia", "ES", "Europe/Madrid", "es"),
    City("Poznań", "PL", "Europe/Warsaw", "pl"),
    City("Brno", "CZ", "Europe/Prague", "cs"),
    City("Nagoya", "JP", "Asia/Tokyo", "ja"),
    City("Chiang Mai", "TH", "Asia/Bangkok", "th"),
    City("Wien", "AT", "Europe/Vienna", "de"),
    City("Gent", "BE", "Europe/Brussels", "nl"),
    City("Zürich", "CH", "Europe/Zurich", "de"),
    City("Cork", "IE", "Europe/Dublin", "en"),
    City("Malmö", "SE", "Europe/Stockholm", "en"),
    City("Aarhus", "DK", "Europe/Copenhagen", "en"),
    City("Bergen", "NO", "Europe/Oslo", "en"),
    City("Tampere", "FI", "Europe/Helsinki", "en"),
)
_NAMES = [
    "Adler",
    "Birke",
    "Cedar",
    "Delfin",
    "Esker",
    "Falke",
    "Granit",
    "Hasel",
    "Iris",
    "Jura",
    "Kestrel",
    "Linde",
    "Mistral",
    "Nadir",
    "Orion",
    "Pinto",
    "Quarz",
    "Robin",
    "Saphir",
    "Tilia",
    "Ulme",
    "Vega",
    "Wolfram",
    "Ystad",
    "Zephyr",
]
_TRADES = [
    "Logistik",
    "Bank",
    "Clinics",
    "Foods",
    "Energy",
    "Textiles",
    "Insurance",
    "Railways",
    "Chemicals",
    "Retail",
    "Press",
    "Airports",
    "Breweries",
    "Timber",
    "Shipping",
    "Pharma",
    "Motors",
    "Optics",
]
MOST = len(_NAMES) * len(_TRADES)
"""So many customers can be told apart by their names."""


def name_of_customer(index: int) -> str:
    """Return the name of the customer of that rank, the largest being 0."""
    return f"{_NAMES[index % len(_NAMES)]} {_TRADES[(index + index // len(_NAMES)) % len(_TRADES)]}"

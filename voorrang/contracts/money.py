"""Money of a quote: the currency of the customer's country, and amounts as people of a language write them."""

from decimal import Decimal

from babel.numbers import format_currency, get_territory_currencies


def currency_of(country: str) -> str:
    """Return the currency in use in a country today (ISO 4217); euros where none is known."""
    return next(iter(get_territory_currencies(country)), "EUR")


def money_text(amount: Decimal, currency: str, language: str) -> str:
    """Return an amount with its currency, never rounded to less than it says."""
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    return format_currency(amount, currency, locale=locale, decimal_quantization=False, currency_digits=True)

"""Phone numbers in one form, so that the number of a caller finds the contact that it belongs to."""

import phonenumbers


def e164(text: str, country: str = "") -> str:
    """Return a number as `+31201234567`; a national number is read in `country`.

    What no numbering plan knows keeps its digits and its plus: a wrong number in a list must not be lost.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        digits = "".join(character for character in text if character.isdigit())
        return f"+{digits}" if text.strip().startswith("+") else digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

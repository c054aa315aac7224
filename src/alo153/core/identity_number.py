"""Turkish identity numbers and foreigners' numbers (99...): one checksum for both. Pure."""

from typing import Final

LENGTH: Final = 11


def is_valid(text: str) -> bool:
    """Tell whether eleven digits carry their two check digits (rule of the population office)."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()) or text[0] == "0":
        return False
    digits = [int(each) for each in text]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and digits[10] == sum(digits[:10]) % 10

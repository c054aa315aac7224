"""Words in tables that a spreadsheet opens."""

from typing import Final

# What a spreadsheet takes for a formula, in full width too; OWASP calls it CSV injection
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; it opens files of strangers' words."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text

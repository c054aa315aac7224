"""The colleagues that a note names: ``@elif`` is the one with that user name. Pure."""

import re
from typing import Final

_NAMED: Final = re.compile(r"(?<![\w@.+-])@(\w[\w.+-]*)")


def names_in(text: str) -> list[str]:
    """Return the names of the colleagues that a text names, each once, in their order.

    What follows the name in a sentence is no part of it, and an address of e-mail names nobody.
    """
    found = (name.rstrip(".+-").lower() for name in _NAMED.findall(text))
    return list(dict.fromkeys(found))

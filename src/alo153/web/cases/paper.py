"""The data that a page needs to write a PDF."""

from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders

_FONT: Final = "alo153/fonts/DejaVuSans.ttf"


def fonts() -> Path:
    """Return the folder of the letters, which the front end's build brings.

    Raises:
        FileNotFoundError: the front end was not built.
    """
    found = finders.find(_FONT)
    if not isinstance(found, str):
        raise FileNotFoundError(f"{_FONT}: run ./alo153 build")
    return Path(found).parent

"""The open-source contact center of a city."""

from typing import Final

VERSION: Final = "0.2.0"
"""The one of pyproject.toml, which an installed program does not have."""

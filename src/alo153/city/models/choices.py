"""Words of the rules as choices of columns. No screen shows these names: each says its own."""

from enum import StrEnum

from alo153.city.rules.calendar import StandardUnit
from alo153.city.rules.routing import PlaceLayer


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value.replace("_", " ").title()) for word in words]


STANDARD_UNITS = _choices(StandardUnit)
PLACE_LAYERS = _choices(PlaceLayer)

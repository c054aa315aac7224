"""The deadlines that a city's files would give."""

from alo153.city.citypack.parts import CityPack
from alo153.city.rules.calendar import from_data
from alo153.city.rules.promises import Promises


def promises_of(pack: CityPack) -> Promises:
    """Return the standards and the calendar of a city's files."""
    return Promises(
        by_kind={each.slug: each.standard for each in pack.kinds.kinds if each.standard},
        by_topic={each.slug: each.standard for each in pack.topics if each.standard},
        calendar=from_data(pack.city.working_time, pack.city.timezone, pack.city.country),
    )

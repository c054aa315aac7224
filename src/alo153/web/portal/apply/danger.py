"""The number to call at once, if a citizen's own words may mean danger."""

from alo153.city import queries
from alo153.city.rules import alarms


def numbers_for(text: str) -> list[str]:
    """Return the short numbers the city names for what is heard in a text, each once; no query."""
    heard = alarms.heard(text, queries.alarms())
    return list(dict.fromkeys(each.call for each in heard if each.call))

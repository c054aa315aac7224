"""Look at the words for one citizen, with the lists of the city in their language."""

from alo153.cases.life import plain
from alo153.cases.models import Case
from alo153.city import queries as unit_queries


def hard_words(case: Case, text: str) -> list[plain.Found]:
    """Return what the citizen of a case would stumble over, by the words of their language."""
    here = unit_queries.city()
    language = case.reporter.language if case.reporter else here.language
    return plain.find(
        text,
        officialese=unit_queries.text("office_words", language).split("\n"),
        known=[*unit_queries.text("known_abbreviations", language).split(), here.short_name],
    )

"""Check the words of an answer by the city's lists, in the language of the citizen."""

from alo153.cases.life import plain
from alo153.cases.models import Case
from alo153.city import queries as unit_queries


def hard_words(case: Case, text: str) -> list[plain.Found]:
    """Return the words that the citizen of a case may not understand."""
    here = unit_queries.city()
    language = case.reporter.language if case.reporter else here.language
    return plain.find(
        text,
        officialese=unit_queries.text("office_words", language).split("\n"),
        known=[*unit_queries.text("known_abbreviations", language).split(), here.short_name],
    )

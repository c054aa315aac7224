"""Find cases among a million, of those the asker may see: nothing is counted, pages go by key.

Keys are given as cases are opened, so the newest come first by the primary key alone. PostgreSQL
reads from the newest on where many fit, and the index of words or names where few do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice, pairwise
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case, KnownWord, RegisterEntry
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.cases.rules import codes
from alo153.cases.search import typed
from alo153.cases.search.sought import Sought
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as unit_queries
from alo153.city.queries import Mark
from alo153.city.rules.phone import PhoneError
from alo153.core.database import known_words
from alo153.core.database.query_planning import custom_plans

PAGE = 25
_SHORTEST_NAME = 3
# What another body may call an application: one word with a digit in it
_NUMBER_THERE = re.compile(r"(?=.*\d)\S{3,40}")
# The tier behind those that fit as it was typed
_SPELLED = 2
# A tier's digit, a dash, and a key of PostgreSQL's bigint
_LONGEST_PLACE = 20

type _Tier = list[QuerySet[Case]]
"""Cases that fit equally well: the cases of each set."""


@dataclass(frozen=True)
class Found:
    """One page of cases, the best fitting first; `more` begins the next one, empty at the end.

    ``spelled``: nothing fits as it was typed, and these fit words that are near.
    """

    cases: list[Case]
    more: str = ""
    spelled: bool = False


def find(asker: User, sought: Sought, *, after: str = "", at: datetime) -> Found:
    """Return the cases that fit: first with every word as typed, then by other forms of it.

    Among equals the newest come first. A code, or a number of a known form, means just that. Four
    statements; with words five, and a sixth where the first tier does not fill the page. Where
    nothing fits, words near the typed ones are tried: two queries, and two more if there are any.

    Args:
        after: `Found.more` of the page before; one that was made up begins at the first.
    """
    seen = queries.visible_to(asker).filter(sought.filters(at))
    if sought.is_empty or seen.query.is_empty():
        return Found([])
    with custom_plans():
        return _find(asker, sought, seen, after)


def _find(asker: User, sought: Sought, seen: QuerySet[Case], after: str) -> Found:
    first, below = _place(after)
    keys: list[tuple[int, int]] = []
    for number, tier in enumerate(_tiers(asker, sought.text, seen)):
        if number >= first and len(keys) <= PAGE:
            most = below if number == first else None
            keys += [(number, key) for key in _newest(tier, most, PAGE + 1 - len(keys))]
    spelled = not keys and first in {0, _SPELLED}
    if spelled:
        near = _near(asker, sought.text, seen)
        keys = [(_SPELLED, key) for key in (_newest(near, below, PAGE + 1) if near else ())]
    more = "{}-{}".format(*keys[PAGE - 1]) if len(keys) > PAGE else ""
    return Found(queries.by_keys([key for _, key in keys[:PAGE]]), more, bool(keys) and spelled)


def _tiers(asker: User, text: str, seen: QuerySet[Case]) -> list[_Tier]:
    if not text.strip():
        return [[seen]]
    meant = _one_thing(asker, text)
    if meant is not None:
        return [[seen.filter(meant)]]
    words = typed.words_of(text)
    if not words:
        return []
    marks = _called(words)
    exact = Q(_Has(typed.exactly(words, marks)))
    loose = Q(_Has(typed.loosely(words, marks, _language())))
    best, others = [seen.filter(exact)], [seen.filter(loose).exclude(exact)]
    if sum(map(len, words)) >= _SHORTEST_NAME:
        best.append(seen.filter(_named(words, r"\m{}\M")))
        others.append(seen.filter(_named(words, "{}")).exclude(_named(words, r"\m{}\M")))
    return [best, others]


def _near(asker: User, text: str, seen: QuerySet[Case]) -> _Tier | None:
    """Return the cases that have words near the typed ones; None if there is no such word."""
    words = typed.words_of(text)
    if not words or _one_thing(asker, text) is not None:
        return None
    near = known_words.near(words, KnownWord)
    if not near:
        return None
    marks = _called([*words, *chain.from_iterable(near.values())])
    return [seen.filter(Q(_Has(typed.widely(words, near, marks, _language()))))]


def _called(words: Sequence[str]) -> list[Mark]:
    """Return what the words call, also two that are one in the city's files: "yahya kaptan"."""
    pairs = {one + other: (one, other) for one, other in pairwise(words)}
    begins = {word: typed.begins(word, _language()) for word in words} | dict.fromkeys(pairs, ())
    found = unit_queries.called(begins)
    return [
        replace(mark, word=word) for mark in found for word in pairs.get(mark.word, (mark.word,))
    ]


def _language() -> str:
    return unit_queries.city().language


def _one_thing(asker: User, text: str) -> Q | None:
    """Return what a code, a number or an e-mail address means; None for words."""
    there = _registered(text)
    try:
        return Q(tracking_code=codes.normalize(text)) | Q(pk__in=there)
    except codes.CodeError:
        pass
    if there:
        return Q(pk__in=there)
    # A unit is not told who stands behind a number
    if not asker.may(SEE_EVERY_CASE):
        return None
    if "@" in text:
        return queries.of_identity(Channel.EMAIL, text.strip().lower())
    try:
        number = numbers.parse(text)
    except PhoneError:
        return None
    return None if number.is_short else queries.of_identity(Channel.PHONE, number.value)


def _registered(text: str) -> list[int]:
    """Return the cases that another body calls by this number; one query, by its unique index."""
    number = text.strip()
    bodies = {kind.register for kind in unit_queries.kinds_now().values()} - {""}
    if not bodies or not _NUMBER_THERE.fullmatch(number):
        return []
    found = RegisterEntry.objects.filter(register__in=bodies, number=number)
    return list(found.values_list("pk", flat=True))


class _Has(Func):
    """The words of a case fit a tsquery, which is written as one and not parsed."""

    output_field = BooleanField()

    def __init__(self, query: str) -> None:
        super().__init__(F("pk"))
        self._query = query

    def as_sql(
        self,
        compiler: SQLCompiler,  # noqa: ARG002 - Django passes it
        connection: BaseDatabaseWrapper,
        *_: Any,
        **__: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        """Name the column that only the database knows, of the case that is meant."""
        (case,) = self.get_source_expressions()
        name = connection.ops.quote_name(case.alias)
        return f"{name}.words @@ %s::tsquery", (self._query,)


def _named(words: Sequence[str], pattern: str) -> Q:
    """Return the condition that the reporter's name has every word, by the index of trigrams."""
    those = [Q(reporter__person__name_key__regex=pattern.format(word)) for word in words]
    return Q(*those)


def _newest(tier: _Tier, below: int | None, most: int) -> list[int]:
    """Return the keys of the newest cases of a tier; one query."""
    within = [each.filter(pk__lt=below) if below else each for each in tier]
    parts = [each.order_by("-pk").values_list("pk", flat=True)[:most] for each in within]
    both = parts[0].union(*parts[1:]).order_by("-pk") if len(parts) > 1 else parts[0]
    return list(islice(both, most))


def _place(after: str) -> tuple[int, int | None]:
    """Return the tier and the key behind which a page begins."""
    tier, _, key = after.partition("-")
    if not (tier.isdecimal() and key.isdecimal() and len(after) <= _LONGEST_PLACE):
        return 0, None
    return int(tier), int(key)

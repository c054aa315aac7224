"""Find the center's ready answers that fit a conversation, best first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from alo153.cases.models import AnswerTemplate, Case
from alo153.cases.telling.ready_answers.filling import fill_for_talk
from alo153.city import queries as city_queries
from alo153.contacts.conversations.ways import Way
from alo153.contacts.models import Conversation
from alo153.core.text import fold


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """A ready answer, and its words as far as they are known here."""

    template: AnswerTemplate
    text: str


def language_of(conversation: Conversation) -> str:
    """Return the language in which a citizen is written to: theirs if the city writes it."""
    city = city_queries.city()
    wished = conversation.citizen.language if conversation.citizen else city.language
    return wished if wished in city.texts else city.language


def fitting(
    conversation: Conversation, case: Case | None, way: Way, *, typed: str, most: int
) -> list[Fitting]:
    """Return the ready answers for a conversation in whose short key, name or words all is found.

    Args:
        case: what the conversation is about, if that is one application; without one the answers
            of every topic fit.
        typed: words of the search, or a short key, which comes first.
        most: how many at most. One query.
    """
    language = language_of(conversation)
    fits = Q(unit=None, channel__in=["", way.channel], language__in=["", language])
    if case:
        fits &= Q(topic=None) | Q(topic=case.topic_id)
        fits &= Q(kind=None) | Q(kind=case.kind_id)
        fits &= Q(state__in=["", case.state])
    found = _ranked(AnswerTemplate.objects.filter(fits), typed)[:most]
    texts = fill_for_talk([each.text for each in found], conversation, case, language=language)
    return [Fitting(template=each, text=text) for each, text in zip(found, texts, strict=True)]


def _ranked(those: Iterable[AnswerTemplate], typed: str) -> list[AnswerTemplate]:
    words = fold(typed).split()
    ranks = [(_rank(each, words), each) for each in those]
    # Sorting is stable: those of one rank stay in the order of their names
    fits = sorted((rank, number) for number, (rank, _) in enumerate(ranks) if rank is not None)
    return [ranks[number][1] for _, number in fits]


def _rank(template: AnswerTemplate, words: list[str]) -> int | None:
    """Return 0 for the short key itself, 1 for its beginning or the name, 2 for the text."""
    key, name = fold(template.shortcut), fold(template.name)
    if words == [key]:
        return 0
    if all(word in name or key.startswith(word) for word in words):
        return 1
    everywhere = f"{key} {name} {fold(template.text)}"
    return 2 if all(word in everywhere for word in words) else None

"""The cases that a citizen sees after signing in.

A proved telephone number opens the cases of its only owner. If several citizens share the number,
if its owner also gave another number or address, or if a provider vouches for the owner, the reader
is uncertain. Then only cases whose messages go to this number are shown, because each of these
messages opens its case anyway. Confidential cases are never shown: the household may read along
(ADR 17).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.cases.models import Case, Closing, Question
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Outcome
from alo153.citizens.channel import Channel
from alo153.citizens.signed_in import SignedIn, known_by

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST: Final = 50
"""Cases on the page; the newest."""

_OPEN: Final[Mapping[str, "StrPromise"]] = {
    State.AT_CENTER: gettext_lazy("We received it and look for the right unit."),
    State.FORWARDED: gettext_lazy("We passed it on: %(unit)s."),
    State.ACCEPTED: gettext_lazy("The unit is working on it: %(unit)s."),
    State.ANSWERED: gettext_lazy("The unit's answer arrived; we are checking it."),
    State.RELAYING: gettext_lazy("Your answer is ready."),
}
_SAID: Final[Mapping[str, "StrPromise"]] = {
    Closing.Confirmation.SOLVED: gettext_lazy("You told us that it is solved. Thank you."),
    Closing.Confirmation.NOT_SOLVED: gettext_lazy("You told us that it is not solved."),
}


@dataclass(frozen=True)
class OwnCase:
    """A case in the list of its citizen: its state, and whether it has a question for them."""

    case: Case
    words: str
    question: str = ""
    asks_whether_solved: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether the case waits for an answer of its citizen."""
        return bool(self.question) or self.asks_whether_solved


def of(asker: SignedIn) -> list[OwnCase]:
    """Return the cases of the signed-in citizen: cases with a question first, then the newest.

    Four queries: the number's owner, the cases, open questions, last closings.
    """
    those = list(shown(asker).select_related("lead").order_by("-opened_at", "-pk")[:MOST])
    keys = [case.pk for case in those]
    asked = Question.objects.filter(case__in=keys, state=Question.State.OPEN)
    questions = {each.case_id: each.text for each in asked}
    closings = _last_closings(keys)
    told = [_told(case, questions.get(case.pk, ""), closings.get(case.pk)) for case in those]
    return sorted(told, key=lambda own: not own.asks)


def one(asker: SignedIn, key: int) -> Case | None:
    """Return one of these cases; None if it is not one of this citizen. Two queries.

    Args:
        key: of the case.
    """
    named = shown(asker).select_related("reporter__person", "contact", "lead")
    return named.filter(pk=key).first()


def shown(asker: SignedIn) -> QuerySet[Case]:
    """Return the cases that this citizen may see; one query, and the query of the cases."""
    known = known_by(asker)
    theirs = Case.objects.filter(reporter__in=known.citizens, confidential=False)
    if known.surely:
        return theirs
    goes_there = Q(contact__kind=Channel.PHONE, contact__value=asker.phone)
    return theirs.filter(goes_there, contact_wish=Channel.SMS)


def _last_closings(keys: Iterable[int]) -> dict[int, Closing]:
    found = Closing.objects.filter(case__in=keys).select_related("answer")
    return {each.case_id: each for each in found.order_by("case", "-id").distinct("case")}


def _told(case: Case, question: str, closing: Closing | None) -> OwnCase:
    if closing is None or case.is_open:
        return OwnCase(case, words=_of_open(case, closing), question=question)
    said = _SAID.get(closing.confirmation)
    if closing.outcome == Outcome.PLANNED and not said:
        return OwnCase(case, words=_of_plan(closing))
    asks = closing.may_still_be_said
    words = str(said) if said else _("It is concluded.")
    return OwnCase(case, words=words, asks_whether_solved=asks)


def _of_open(case: Case, closing: Closing | None) -> str:
    """Return the state of an open case; a linked report has that of the other case."""
    if closing and closing.confirmation == Closing.Confirmation.NOT_SOLVED and not case.unit:
        return _("You told us that it is not solved. A different colleague looks at it again.")
    there = case.lead if case.lead and case.lead.is_open else case
    words = str(_OPEN[there.state]) % {"unit": there.unit.name if there.unit else ""}
    return f"{words} {_('It is on hold for now.')}" if there.is_on_hold else words


def _of_plan(closing: Closing) -> str:
    answer = closing.answer
    day = date_format(answer.planned_date, "DATE_FORMAT") if answer and answer.planned_date else ""
    return _("It is planned for %(date)s.") % {"date": day}

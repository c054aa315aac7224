"""The parties an agent can invite into a call or transfer it to: one field finds any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.call_words import AgentState
from alo153.calls.floor import city_queues
from alo153.calls.models import CallLeg
from alo153.calls.models.labels import AGENT_STATES
from alo153.city import numbers
from alo153.city import queries as city
from alo153.city.rules.phone import PhoneError, PhoneNumber
from alo153.core.text import fold
from alo153.web.kit.telephone.agent_badges import BADGES

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST = 8
LAST = 3


@dataclass(frozen=True, kw_only=True)
class Whom:
    """One who can be asked: a colleague, a queue, or a number; `key` comes back with the click."""

    key: str
    name: str
    detail: StrPromise | str
    icon: str
    tone: str = ""
    colleague: User | None = None
    is_ready: bool = False
    queue: str = ""
    number: PhoneNumber | None = None

    @property
    def can_be_asked(self) -> bool:
        """Tell whether somebody can be asked aside: a queue can only be given a call."""
        return not self.queue


def find(asker: User, text: str) -> list[Whom]:
    """List who fits what was typed, a number as itself.

    Names with a word that begins so come first, and among them the parties that Enter can ask.
    """
    words = fold(text)
    typed = _typed(text)
    found = list(_everybody(asker))
    if words:
        found = [one for one in found if words in fold(f"{one.name} {one.detail}")]
        found.sort(key=lambda one: (f" {words}" not in f" {fold(one.name)}", not one.can_be_asked))
    return [*([typed] if typed else []), *found][:MOST]


def near(asker: User) -> list[Whom]:
    """List whom an agent may want without a word typed: the last ones, ready colleagues, queues."""
    everybody = list(_everybody(asker))
    lately = [one for key in _lately(asker) if (one := _of_key(key, everybody))]
    ready = [one for one in everybody if one.is_ready]
    queues = [one for one in everybody if one.queue]
    listed = [*lately[:LAST], *ready[:MOST], *queues[:MOST]]
    return list({one.key: one for one in listed}.values())


def _lately(asker: User) -> Iterator[str]:
    for asked in telephone.asked_lately(asker):
        target, queue = asked.target, getattr(asked, "queue", "")
        if queue:
            yield f"queue:{queue}"
        elif target is not None:
            yield target.number or f"agent:{target.agent}"


def _of_key(key: str, everybody: list[Whom]) -> Whom | None:
    known = (one for one in everybody if key in (one.key, one.number and one.number.value))
    return next(known, None) or _typed(key)


def choose(asker: User, key: str, text: str) -> Whom | None:
    """Return who was chosen; without a choice the number typed, or the only one who fits."""
    if not key:
        fitting = find(asker, text) if text.strip() else []
        return _typed(text) or (fitting[0] if len(fitting) == 1 else None)
    return next((one for one in _everybody(asker) if one.key == key), None) or _typed(key)


def name_of(leg: CallLeg) -> str:
    """Name the party of a leg: a colleague, somebody in the city's files, or a number."""
    return next(names_of([leg]))


def names_of(legs: Iterable[CallLeg], *, masked: bool = False) -> Iterator[str]:
    """Name the parties of legs; two queries, none where all are colleagues."""
    written = numbers.masked if masked else numbers.display
    known: dict[str, str] | None = None
    for leg in legs:
        if leg.agent is not None:
            yield leg.agent.full_name
            continue
        if known is None:
            # The first of one number, as it is listed
            listed = reversed(list(_by_number()))
            known = {one.number.value: one.name for one in listed if one.number}
        yield known.get(leg.number) or written(leg.number)


def _everybody(asker: User) -> Iterator[Whom]:
    yield from _colleagues(asker)
    for key, queue in city_queues.of_city().items():
        named = queue.name or key
        yield Whom(key=f"queue:{key}", name=named, detail=_("queue"), icon="list", queue=key)
    yield from _by_number()


def _colleagues(asker: User) -> Iterator[Whom]:
    for session in telephone.agents_now():
        if session.user_id != asker.pk:
            state = AgentState(session.state)
            yield Whom(
                key=f"agent:{session.user_id}",
                name=session.user.full_name,
                detail=AGENT_STATES[state],
                icon=BADGES[state][0],
                tone=BADGES[state][1],
                colleague=session.user,
                is_ready=state is AgentState.READY and session.reachable,
            )


def _by_number() -> Iterator[Whom]:
    for contact in city.contacts():
        yield _outside(f"contact:{contact.slug}", contact.name, contact.role, contact.phone)
    for unit in city.units_to_call():
        yield _outside(f"unit:{unit.slug}", unit.name, _("unit"), unit.phone)


def _outside(key: str, name: str, kind: str, number: str) -> Whom:
    detail = f"{kind} · {numbers.display(number)}"
    return Whom(
        key=key, name=name, detail=detail, icon="phone-outgoing", number=numbers.parse(number)
    )


def _typed(text: str) -> Whom | None:
    try:
        number = numbers.parse(text)
    except PhoneError:
        return None
    shown = numbers.display(number.value)
    return Whom(
        key=number.value,
        name=shown,
        detail=_("telephone number"),
        icon="phone-outgoing",
        number=number,
    )

"""Put topic, kind or place of an open case right; its time and its unit follow by rule."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import CaseDueMoved, CaseForwarded, CaseReclassified, CaseUnrouted
from alo153.cases.life.actions.alarming import has_alarm
from alo153.cases.life.actions.handing_over import hand_over, reasoned, sent_at
from alo153.cases.life.actions.objecting import let_decide
from alo153.cases.life.actions.opening import NeedsMissing
from alo153.cases.models import Case, Clock, HandBack, Particulars, Reclassification
from alo153.cases.permissions import FORWARD_CASE
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import NotOfThisKind
from alo153.cases.rules.clocks import State as ClockState
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, refresh, tell
from alo153.cases.verbs.timing import clock_of, count_anew
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind, Topic
from alo153.city.place import Place
from alo153.city.queries import UnitRoute
from alo153.city.rules.kinds import Need
from alo153.core import live
from alo153.core.actor import Actor

_OF_PLACE = ("district", "neighborhood", "address", "place_layer")


class NothingChanged(ValueError):
    """Topic, kind and place are what they were."""


class TopicConfidential(ValueError):
    """The topic is confidential, and what was written of this case is in the open."""


@transaction.atomic
def reclassify(
    *, case: Case, kind: CaseKind, topic: Topic, place: Place, reason: str, by: User, at: datetime
) -> Reclassification:
    """Change topic, kind or place of a case.

    The deadline follows the standard of the new kind and topic, from the same receipt; a clock that
    ran out does not start again. If the rules now name another unit, the case is forwarded to it. A
    confidential case keeps address and pin: they are sealed with its words.

    Records ``case.reclassified``; ``case.due_moved`` if the deadline changes; and
    ``case.forwarded``, or ``case.unrouted``, if another unit, or the center, gets it.

    Raises:
        NotTheirs: this person may not reclassify this case.
        ReasonMissing: no reason was given.
        NotPossible: the case has an answer already, or is linked to another case.
        NotYourObjection: it would leave the center, but the citizen objects, and another person
            must decide.
        NothingChanged: all values are the same.
        TopicConfidential: an open case cannot become confidential.
        NotOfThisKind: another body registers this kind, or other cases are linked to this one
            although the law demands a separate answer, or costs are unpaid.
        NeedsMissing: data that the kind demands is missing.
        ClockRefused: the deadline would change while the clock is paused.
    """
    current = locked(case)
    permit(Verb.RECLASSIFY, current, by=by)
    if Verb.FORWARD not in current.verbs:
        raise NotPossible(Verb.FORWARD, State(current.state))
    why, actor = reasoned(reason), Actor.staff(by.pk)
    changes = _changes(current, kind, topic, place)
    _check(current, kind, topic)
    before, row = _route(current), _kept(current, why, by, at)
    for name, value in changes.items():
        setattr(current, name, value)
    current.save(update_fields=list(changes))
    tell(
        current,
        CaseReclassified(
            reclassification=row.pk, kind=kind.slug, topic=topic.slug, changed=sorted(changes)
        ),
        by=actor,
        at=at,
    )
    _count_time(current, why, actor, at)
    _send_on(current, before, why, by, at)
    refresh(case, current)
    return row


def _changes(case: Case, kind: CaseKind, topic: Topic, place: Place) -> Mapping[str, Any]:
    pin = place.point
    wanted: dict[str, Any] = {
        "kind": kind,
        "topic": topic,
        "district": place.district,
        "neighborhood": place.neighborhood,
        "place_layer": place.layer,
    }
    if not case.confidential:
        wanted |= {"address": place.address.strip(), "lat": pin and pin.lat, "lon": pin and pin.lon}
    found = {name: value for name, value in wanted.items() if getattr(case, name) != value}
    if not found:
        raise NothingChanged
    return found


def _check(case: Case, kind: CaseKind, topic: Topic) -> None:
    if topic.confidential and not case.confidential:
        raise TopicConfidential
    if kind == case.kind:
        return
    payments = case.clocks.filter(purpose=Clock.Purpose.PAYMENT)
    if kind.register != case.kind.register or payments.exclude(state=ClockState.STOPPED).exists():
        raise NotOfThisKind
    if kind.law and Case.objects.filter(lead=case).exists():
        raise NotOfThisKind
    missing = frozenset(Need(need) for need in kind.needs) - _brought(case)
    if missing:
        raise NeedsMissing(missing)


def _brought(case: Case) -> frozenset[Need]:
    """Return what the citizen has brought; of a confidential case the name is sealed, and known."""
    brought = Particulars.objects.filter(case=case).first() or Particulars()
    named = case.reporter is not None and (case.confidential or bool(case.reporter.name))
    has = {
        Need.FULL_NAME: named,
        Need.ADDRESS: bool(brought.address),
        Need.SIGNATURE: bool(brought.signature),
        Need.IDENTITY_NUMBER: bool(brought.identity_number),
        Need.SIGNATURE_OR_IDENTITY: bool(brought.signature or brought.identity_number),
    }
    return frozenset(need for need, there in has.items() if there)


def _route(case: Case) -> UnitRoute:
    return unit_queries.find_route(topic=case.topic, place=case.place)


def _kept(case: Case, reason: str, by: User, at: datetime) -> Reclassification:
    place = {name: getattr(case, name) for name in _OF_PLACE}
    if case.confidential:
        # It stays, and is sealed for the row of the case
        place["address"] = ""
    return Reclassification.objects.create(
        case=case,
        kind=case.kind,
        topic=case.topic,
        reason=reason,
        by_user=by,
        at=at,
        **place,
    )


def _count_time(case: Case, reason: str, by: Actor, at: datetime) -> None:
    words = case.text if has_alarm(case) else ""
    standard = unit_queries.standard_for(case.kind, case.topic, words)
    was = case.due_at
    clock = count_anew(clock_of(case), standard, reason=reason, by=by, at=at)
    if clock and case.due_at != was:
        entry = clock.entries.latest("id")
        tell(case, CaseDueMoved(clock=clock.pk, entry=entry.pk), by=by, at=at)


def _send_on(case: Case, before: UnitRoute, reason: str, by: User, at: datetime) -> None:
    """Let the case go where the rules name another unit than before; a person's choice stays."""
    after, had = _route(case), case.unit
    if after.unit in {before.unit, had}:
        return
    let_decide(case, by=by, at=at)
    came = sent_at(case, had) if had else None
    verb = Verb.FORWARD if after.unit else Verb.RETURN
    ledger = hand_over(case, verb, after.unit, reason, by, at, route=after)
    if after.unit:
        case.hand_backs.filter(went_to=None).update(went_to=after.unit, went_on_at=at)
    if had and came and not by.may(FORWARD_CASE):
        # Its own people say that it is not theirs
        went = {"went_to": after.unit, "went_on_at": at} if after.unit else {}
        HandBack.objects.create(
            case=case, returned=ledger, unit=had, sent_at=came, returned_at=at, **went
        )
    what = CaseForwarded if after.unit else CaseUnrouted
    tell(case, what(forwarding=ledger.pk), by=Actor.staff(by.pk), at=at)
    if had:
        live.publish(f"unit:{had.pk}")

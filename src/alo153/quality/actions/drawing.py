"""Draw the contacts of a day by chance and for reasons, and deal them among the evaluators."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.quality.actions import closings, coaching, sharing_out
from alo153.quality.events import ContactsDrawn
from alo153.quality.models import Draw, Evaluation, Plan, Reason
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import candidates, facts, sampling_plan, unit_answers
from alo153.quality.queries import closings as done_closings
from alo153.quality.queries.candidates import Contact
from alo153.quality.queries.closings import DoneClosing
from alo153.quality.queries.unit_answers import UnitAnswer
from alo153.quality.rules import candidate_lists, targeting
from alo153.quality.rules.candidate_lists import CandidateList, Kind

type Subject = Contact | UnitAnswer


@transaction.atomic
def set_plan(
    *,
    each: int,
    each_unit: int = 0,
    each_reason: int = 0,
    each_closing: int = 0,
    twice_percent: int,
    appeal_days: int,
    asks_low_ratings: bool = True,
    asks_conversations: bool = True,
    by: User,
    at: datetime,
) -> Plan:
    """Set how contacts are sampled from the next draw on, and whether citizens are asked.

    Args:
        asks_low_ratings: ask callers who rate a call low by a key for the reason, by SMS.
        asks_conversations: ask for a rating when a written conversation is closed.

    Raises:
        NotPermitted: they do not manage quality.
    """
    permit(MANAGE_QUALITY, by=by)
    return Plan.objects.create(
        each=each,
        each_unit=each_unit,
        each_reason=each_reason,
        each_closing=each_closing,
        twice_percent=twice_percent,
        appeal_days=appeal_days,
        asks_low_ratings=asks_low_ratings,
        asks_conversations=asks_conversations,
        made_by=by,
        made_at=at,
    )


def draw_due(*, yesterday: date, at: datetime) -> list[Draw]:
    """Draw each day that is over and was not drawn yet, each in a transaction of its own.

    The open work of evaluators who left is dealt again.
    """
    draws = [draw_day(day=day, at=at) for day in sampling_plan.undrawn(yesterday)]
    with transaction.atomic():
        sharing_out.deal_again(seed=f"153-{yesterday}", at=at)
    return draws


@transaction.atomic
def draw_day(*, day: date, at: datetime) -> Draw:
    """Draw the contacts of a day that is over, once; a second call returns the first draw.

    The seed is the day. It is stored with the list of candidates, so that anybody can repeat the
    draw (`rules.candidate_lists`). Answers of units are drawn by the seed with "-answers" behind
    it, closings with "-closings".
    """
    plan = sampling_plan.current()
    draw, is_new = Draw.objects.get_or_create(
        day=day, defaults={"seed": f"153-{day}", "each": plan.each, "candidates": 0, "made_at": at}
    )
    if not is_new:
        return draw
    contacts, answers = candidates.of_day(day), unit_answers.of_day(day)
    closed = done_closings.of_day(day)
    lists = {
        Kind.CONTACTS: _list(contacts, plan.each, draw.seed),
        Kind.ANSWERS: _list(answers, plan.each_unit, f"{draw.seed}-answers"),
        Kind.CLOSINGS: _list(closed, plan.each_closing, f"{draw.seed}-closings"),
    }
    draw.candidates, draw.unheard = len(contacts), candidates.unheard_of_day(day)
    draw.lists = candidate_lists.to_json(lists)
    draw.save(update_fields=["candidates", "unheard", "lists"])
    share = plan.twice_percent / 100
    drawn = _by_chance(contacts, lists[Kind.CONTACTS], draw, at)
    of_units = _by_chance(answers, lists[Kind.ANSWERS], draw, at)
    keys = {row.subject_id for row in drawn}
    chosen = _for_reasons(contacts, keys, plan.each_reason, f"{draw.seed}-reasons", at)
    keys |= {row.subject_id for row in chosen}
    seed = f"{draw.seed}-steps"
    chosen += coaching.follow_up(contacts, drawn=keys, day=day, seed=seed, at=at)
    sharing_out.share_out(drawn, contacts, twice=share, seed=draw.seed, at=at)
    sharing_out.share_out(of_units, answers, twice=share, seed=f"{draw.seed}-answers", at=at)
    sharing_out.share_out(chosen, contacts, twice=0, seed=f"{draw.seed}-reasons", at=at)
    what = ContactsDrawn(
        day=day.isoformat(),
        contacts=len(drawn),
        answers=len(of_units),
        for_reasons=len(chosen),
        closings=closings.draw_closings(closed, lists[Kind.CLOSINGS].draw(), draw=draw),
    )
    events.record(what, subject=draw, by=SYSTEM, at=at)
    return draw


def _list(found: Iterable[Subject | DoneClosing], each: int, seed: str) -> CandidateList:
    return CandidateList(seed, each, tuple(one.candidate for one in found))


def _by_chance(
    found: Iterable[Subject], listed: CandidateList, draw: Draw, at: datetime
) -> list[Evaluation]:
    subjects = {one.key: one for one in found}
    return [
        Evaluation(
            **subjects[one.key].columns,
            reason=Reason.CHANCE,
            draw=draw,
            of=one.of,
            drawn=one.drawn,
            begun_at=at,
        )
        for one in listed.draw()
    ]


def _for_reasons(
    found: Iterable[Contact], drawn: Collection[int], each: int, seed: str, at: datetime
) -> list[Evaluation]:
    """Choose contacts for a reason; without a draw they enter no estimate."""
    if not each:
        return []
    contacts = {one.key: one for one in found}
    chosen = targeting.choose(facts.of(contacts), drawn=drawn, each=each, seed=seed)
    return [
        Evaluation(**contacts[key].columns, reason=Reason(sign.value), begun_at=at)
        for key, sign in chosen.items()
    ]

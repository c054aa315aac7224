"""Draw the contacts of a day by chance, and deal them among the evaluators."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.quality.events import ContactsDrawn
from alo153.quality.models import Draw, Evaluation, Plan, Reason, State
from alo153.quality.permissions import EVALUATE_CONTACTS, MANAGE_QUALITY
from alo153.quality.queries import candidates, sampling_plan
from alo153.quality.queries.candidates import Contact
from alo153.quality.rules import sampling
from alo153.quality.rules.dealing import Work, deal


@transaction.atomic
def set_plan(*, each: int, twice_percent: int, appeal_days: int, by: User, at: datetime) -> Plan:
    """Say how contacts are sampled from the next draw on. Raises NotPermitted."""
    permit(MANAGE_QUALITY, by=by)
    return Plan.objects.create(
        each=each, twice_percent=twice_percent, appeal_days=appeal_days, made_by=by, made_at=at
    )


@transaction.atomic
def draw_day(*, day: date, at: datetime) -> Draw:
    """Draw the contacts of a day that is over, once; a second call returns the first draw.

    The seed is the day and the key of the draw, written down with it: whoever has the day's
    contacts draws the same ones again (`rules.sampling`).
    """
    plan = sampling_plan.current()
    draw, is_new = Draw.objects.get_or_create(
        day=day, defaults={"seed": f"153-{day}", "each": plan.each, "candidates": 0, "made_at": at}
    )
    if not is_new:
        return draw
    contacts = {contact.key: contact for contact in candidates.of_day(day)}
    drawn = sampling.draw(
        (contact.candidate for contact in contacts.values()), each=draw.each, seed=draw.seed
    )
    draw.candidates = len(contacts)
    draw.save(update_fields=["candidates"])
    rows = [
        row
        for each in drawn
        for row in _rows(contacts[each.key], each, draw, plan.twice_percent / 100, at)
    ]
    _deal(rows, draw.seed)
    Evaluation.objects.bulk_create(rows, ignore_conflicts=True)
    events.record(
        ContactsDrawn(day=day.isoformat(), contacts=len(drawn)), subject=draw, by=SYSTEM, at=at
    )
    return draw


def _rows(
    contact: Contact, drawn: sampling.Drawn, draw: Draw, twice: float, at: datetime
) -> Iterable[Evaluation]:
    both = sampling.is_scored_twice(contact.key, seed=draw.seed, share=twice)
    for second in (False, True) if both else (False,):
        yield Evaluation(
            interaction_id=contact.key,
            agent_id=contact.agent,
            medium=contact.medium,
            contact_at=contact.at,
            reason=Reason.CHANCE,
            draw=draw,
            of=drawn.of,
            drawn=drawn.drawn,
            second=second,
            begun_at=at,
        )


def _deal(rows: list[Evaluation], seed: str) -> None:
    """Give each row an evaluator; of a contact that is scored twice, two of them."""
    people = [user.pk for user in accounts.holding(EVALUATE_CONTACTS)]
    open_now = Evaluation.objects.filter(state=State.OPEN, evaluator__in=people)
    loads = {
        row["evaluator"]: row["count"]
        for row in open_now.values("evaluator").annotate(count=Count("pk"))
    }
    firsts = {row.interaction_id: row for row in rows if not row.second}
    dealt = _dealt(firsts.values(), {}, people, loads, seed)
    for key in dealt.values():
        if key is not None:
            loads[key] = loads.get(key, 0) + 1
    seconds = [row for row in rows if row.second]
    _dealt(seconds, dealt, people, loads, f"{seed}-second")


def _dealt(
    rows: Iterable[Evaluation],
    before: dict[int, int | None],
    people: list[int],
    loads: dict[int, int],
    seed: str,
) -> dict[int, int | None]:
    rows = list(rows)
    works = [
        Work(row.interaction_id, row.agent_id, _taken(before.get(row.interaction_id)))
        for row in rows
    ]
    dealt = deal(works, evaluators=people, loads=loads, seed=seed)
    for row in rows:
        row.evaluator_id = dealt[row.interaction_id]
    return dealt


def _taken(key: int | None) -> tuple[int, ...]:
    return () if key is None else (key,)

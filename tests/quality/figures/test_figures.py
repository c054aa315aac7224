"""The figures of a team rest on chance alone, and say how sure they are."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests import cast
from tests.quality import made

from alo153.accounts.models import User
from alo153.contacts.models import Interaction
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.models import Appeal, Draw, Evaluation, Reason, State
from alo153.quality.queries import figures
from alo153.quality.rules.estimates import Estimate, Stratum, stratified_mean, weighted_share
from alo153.quality.rules.scorecards import Critical

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)
TODAY, TOMORROW = cast.AT.date(), LATER.date()


def staffed(first: date = TODAY, last: date = TOMORROW) -> figures.Staffed:
    """Return what the page of a supervisor shows, once all is counted."""
    count_all()
    return figures.staffed(cast.staff("derya"), first, last)


def scored(each: int = 2) -> None:
    actions.set_plan(each=each, twice_percent=0, appeal_days=7, by=cast.staff("derya"), at=cast.AT)
    made.card()
    made.day()
    actions.draw_day(day=cast.AT.date(), at=LATER)
    for row in Evaluation.objects.order_by("pk"):
        made.given(row, made.GOOD if row.agent.username == "elif" else made.POOR, at=LATER)


def test_a_contact_that_was_chosen_enters_no_estimate() -> None:
    scored()
    before = staffed().whole
    made.given(made.asked(reason=Reason.LOW_RATING), made.POOR)
    found = staffed()
    after, agents = found.whole, found.agents
    assert before.score == after.score
    assert (before.critical, after.critical) == ({"compliance": 2}, {"compliance": 2})
    assert [(row.name, row.targeted) for row in agents] == [("Elif Yıldız", 1), ("Murat Kaya", 0)]


def invented(seed: int) -> None:
    """Write days of evaluations: drawn and chosen, with appeals and second scores."""
    chance, agents = random.Random(seed), [cast.staff(each) for each in ("elif", "murat", "zeynep")]
    derya, card = cast.staff("derya"), made.card()
    for after in range(4):
        at = cast.AT + timedelta(days=after, hours=1)
        draw = Draw.objects.create(day=at.date(), seed="x", each=2, candidates=9, made_at=at)
        for agent in agents:
            of = chance.randint(3, 9)
            for second in [False] * chance.randint(0, 3) + [True]:
                reason = chance.choice([Reason.CHANCE, Reason.CHANCE, Reason.LOW_RATING])
                drawn = reason == Reason.CHANCE
                row = Evaluation.objects.create(
                    interaction=made.contact(agent.username, at=at),
                    agent=agent,
                    medium=card.medium,
                    contact_at=at,
                    reason=reason,
                    draw=draw if drawn else None,
                    of=of if drawn else None,
                    second=second,
                    evaluator=derya,
                    state=State.GIVEN,
                    card=card,
                    percent=chance.choice([None, *map(float, range(0, 101, 10))]),
                    critical=chance.choice([{}, {"citizen": 1}, {"citizen": 2, "business": 1}]),
                    begun_at=at,
                    given_at=at,
                )
                if chance.random() < 0.3:
                    appealed(row, upheld=chance.random() < 0.5)


def appealed(row: Evaluation, *, upheld: bool) -> None:
    Appeal.objects.create(
        evaluation=row,
        reason="x",
        appealed_at=row.contact_at,
        decided_by=cast.staff("hakan"),
        decided_at=row.contact_at,
        upheld=upheld,
        percent=100.0,
        critical={"compliance": 1},
    )


def slowly(rows: Iterable[Evaluation]) -> tuple[Estimate | None, dict[str, int], int]:
    """Work the figures out by hand: what was chosen for a reason is counted and enters nothing."""
    strata: dict[tuple[int, int], tuple[int, list[float]]] = {}
    errors: Counter[str] = Counter()
    targeted = 0
    for row in rows:
        if row.reason != Reason.CHANCE:
            targeted += 1
            continue
        appeal = getattr(row, "appeal", None)
        counts = appeal if appeal and appeal.upheld else row
        errors.update(counts.critical)
        if counts.percent is not None:
            stratum = strata.setdefault((row.agent_id, row.draw_id or 0), (row.of or 0, []))
            stratum[1].append(counts.percent)
    score = stratified_mean(Stratum(of, scores) for of, scores in strata.values())
    return score, dict(errors), targeted


def harmed(rows: Iterable[Evaluation]) -> dict[str, list[float]]:
    """Work out by hand the share of contacts with an error of each class."""
    drawn = [row for row in rows if row.reason == Reason.CHANCE]
    sizes = Counter((row.agent_id, row.draw_id) for row in drawn)
    weights = [(row.of or 0) / sizes[row.agent_id, row.draw_id] for row in drawn]
    found = {}
    for kind in Critical if drawn else ():
        ones = 0.0
        for row, weight in zip(drawn, weights, strict=True):
            appeal = getattr(row, "appeal", None)
            counts = appeal if appeal and appeal.upheld else row
            ones += weight * (kind.value in counts.critical)
        spread = sum(weight**2 * (1 - 1 / weight) for weight in weights)
        share = weighted_share(ones, sum(weights), spread, len(drawn))
        found[kind.value] = _numbers(share) or []
    return found


def shares(row: figures.Row) -> dict[str, list[float]]:
    return {kind: _numbers(share) or [] for kind, share in row.harmed.items()}


def told(row: figures.Row) -> tuple[list[float] | None, dict[str, int], int]:
    return _numbers(row.score), dict(row.critical), row.targeted


def _numbers(score: Estimate | None) -> list[float] | None:
    known = [each for each in astuple(score) if each is not None] if score else None
    return known and [round(each, 6) for each in known]


@pytest.mark.parametrize("seed", range(8))
def test_the_database_adds_up_what_the_formula_says(seed: int) -> None:
    """And whatever was chosen for a reason, or scored a second time, changes no figure."""
    invented(seed)
    end = cast.AT + timedelta(days=3)
    found = staffed(TODAY, TODAY + timedelta(days=2))
    whole, agents = found.whole, found.agents
    first = Evaluation.objects.filter(second=False, contact_at__lt=end)
    rows = list(first.select_related("agent", "appeal"))
    score, errors, targeted = slowly(rows)
    assert told(whole) == (_numbers(score), errors, targeted)
    assert shares(whole) == harmed(rows)
    assert [row.name for row in agents] == sorted({row.agent.full_name for row in rows})
    for shown in agents:
        own = [row for row in rows if row.agent.full_name == shown.name]
        score, errors, targeted = slowly(own)
        assert told(shown) == (_numbers(score), errors, targeted)
        assert shares(shown) == harmed(own)
        by_chance = [row for row in own if row.reason == Reason.CHANCE]
        assert slowly(by_chance)[:2] == (score, errors)


def test_a_month_is_its_days_by_the_clock_of_the_city() -> None:
    invented(153)
    last = datetime(2026, 11, 30, 21, 30, tzinfo=UTC)  # in Kocaeli it is December
    moved = Evaluation.objects.filter(contact_at__date=(cast.AT + timedelta(days=3)).date())
    moved.update(contact_at=last)
    found = staffed(TODAY - timedelta(days=9), TODAY + timedelta(days=9))
    (december, of_december), (november, of_november) = found.months
    assert (december.isoformat(), november.isoformat()) == ("2026-12-01", "2026-11-01")
    first = Evaluation.objects.filter(second=False).select_related("appeal")
    for shown, rows in (
        (of_december, first.filter(contact_at=last)),
        (of_november, first.exclude(contact_at=last)),
    ):
        score, errors, targeted = slowly(rows)
        assert told(shown) == (_numbers(score), errors, targeted)


@pytest.mark.parametrize("seed", range(3))
def test_whole_months_say_the_same_as_their_days(seed: int) -> None:
    invented(seed)
    end = TODAY + timedelta(days=9)
    as_days, as_a_month = staffed(date(2026, 11, 2), end), staffed(date(2026, 10, 20), end)
    assert [row.name for row in as_a_month.agents] == [row.name for row in as_days.agents]
    pairs = zip(
        (as_a_month.whole, *as_a_month.agents), (as_days.whole, *as_days.agents), strict=True
    )
    for month, days in pairs:
        assert (told(month), shares(month)) == (told(days), shares(days))
    before = staffed(date(2026, 10, 1), date(2026, 10, 31))
    assert (before.agents, before.months, before.whole.score) == ([], [], None)


def by_group(rows: Iterable[Evaluation]) -> list[float] | None:
    """Work out by hand what contacts of a queue or topic say: each stands for of / drawn."""
    scored = [(row, getattr(row, "appeal", None)) for row in rows if row.reason == Reason.CHANCE]
    counted = [
        (
            (row.of or 0) / (row.drawn or 1),
            appeal.percent if appeal and appeal.upheld else row.percent,
        )
        for row, appeal in scored
    ]
    found = [Stratum(of, [score]) for of, score in counted if score is not None]
    return _numbers(stratified_mean(found))


@pytest.mark.parametrize("seed", range(4))
def test_a_queue_and_a_topic_are_what_their_contacts_stand_for(seed: int) -> None:
    invented(seed)
    Evaluation.objects.filter(reason=Reason.CHANCE).update(drawn=2)
    contacts = list(Interaction.objects.order_by("pk"))
    water, roads = cast.topic("su-kesintisi"), cast.topic("yol-cukuru")
    for place, contact in enumerate(contacts):
        contact.queue = ["", "general", "water"][place % 3]
        contact.topic = [None, water, roads][place % 3]
        contact.save(update_fields=["queue", "topic"])
    derya, end = cast.staff("derya"), TODAY + timedelta(days=9)
    count_all()
    first = Evaluation.objects.filter(second=False).select_related("appeal")
    queues = dict(figures.queues(derya, TODAY, end))
    assert set(queues) == {"", "general", "water"}
    for key, row in queues.items():
        assert _numbers(row.score) == by_group(first.filter(interaction__queue=key))
    topics = figures.topics(derya, TODAY, end)
    assert [row.name for row in topics] == [
        *(each.name for each in sorted([water, roads], key=lambda each: each.position)),
        "",
    ]
    for row in topics:
        named = first.filter(interaction__topic__name=row.name)
        of_topic = named if row.name else first.filter(interaction__topic=None)
        assert _numbers(row.score) == by_group(of_topic)
    whole = figures.staffed(derya, TODAY, end).whole
    assert sum(row.targeted for row in topics) == whole.targeted


def test_two_agents_of_one_name_are_two() -> None:
    scored()
    User.objects.filter(username__in=["elif", "murat"]).update(full_name="Deniz Ak")
    agents = staffed().agents
    assert [(row.name, row.score.value) for row in agents if row.score] == [
        ("Deniz Ak", 100),
        ("Deniz Ak", 30),
    ]


def test_the_mean_weighs_agents_by_their_contacts() -> None:
    scored()
    found = staffed()
    whole, agents = found.whole, found.agents
    assert whole.score is not None
    # Both had five contacts: the middle of 100 and 30
    assert (whole.score.value, whole.score.n, whole.score.may_be_ranked) == (65, 4, False)
    assert [row.score.value for row in agents if row.score] == [100, 30]


def test_agents_do_not_see_the_figures() -> None:
    for asked in (figures.staffed, figures.queues, figures.topics):
        with pytest.raises(PermissionDenied):
            asked(cast.staff("elif"), TODAY, TODAY)

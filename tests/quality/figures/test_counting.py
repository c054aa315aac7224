"""Days are counted again after each change, to what a slow count of their rows says."""

import importlib
import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from tests import cast
from tests.cases.at_once import at_once
from tests.parts.events.consuming import consume
from tests.quality import made

from alo153.citizens.channel import Channel
from alo153.city import actions as city
from alo153.city.queries import local_time
from alo153.contacts import actions as contacts
from alo153.contacts.models import Disposition, Interaction
from alo153.core.actor import SYSTEM
from alo153.core.models import Event, EventCursor
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.management.commands import rebuild_quality
from alo153.quality.models import Appeal, Evaluation, RatingSums, ScoreSums, State
from alo153.quality.queries import figures, voice
from alo153.quality.queries.voice import Voice

pytestmark = pytest.mark.django_db
AT, DAY = cast.AT, timedelta(days=1)
TODAY = AT.date()
LAST = TODAY + 9 * DAY
"""In December: the range has days of two months."""


def lived_in(seed: int) -> None:
    """Let citizens talk with agents for nine days, and let the worker count now and then."""
    chance = random.Random(seed)
    topics = [cast.topic("su-kesintisi"), cast.topic("yol-cukuru")]
    rows: list[Interaction] = []
    for hour in range(0, 24 * 9, 6):
        at = AT + timedelta(hours=hour, minutes=chance.randint(0, 300))
        channel = chance.choice([Channel.COUNTER, Channel.CHAT])
        rows.append(made.contact(chance.choice(["elif", "murat"]), at=at, channel=channel))
        # What is said of a contact is often said later
        row = chance.choice(rows)
        if chance.random() < 0.5:
            row = Interaction.objects.get(pk=row.pk)
            agent = cast.staff("murat" if row.agent == cast.staff("elif") else "elif")
            contacts.hand_over_interaction(
                interaction=row, agent=agent, queue=chance.choice(["water", ""]), by=SYSTEM, at=at
            )
        if chance.random() < 0.5:
            row, topic = Interaction.objects.get(pk=row.pk), chance.choice(topics)
            contacts.dispose(
                interaction=row, disposition=Disposition.CASE, topic=topic, by=SYSTEM, at=at
            )
        if chance.random() < 0.6:
            row = Interaction.objects.get(pk=row.pk)
            rating = chance.randint(1, 5)
            contacts.rate_interaction(interaction=row, rating=rating, by=SYSTEM, at=at)
        if chance.random() < 0.2:
            consume()
    consume()


def slowly(by: str) -> dict[tuple[str, str], tuple[int, list[int]]]:
    """Count the rows themselves: contacts and ratings by channel and queue, topic or hour."""
    found: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for row in Interaction.objects.exclude(answered_at=None):
        began = local_time.local(row.started_at)
        keys = {"queue": row.queue, "topic": str(row.topic_id or 0), "hour": str(began.hour)}
        found[row.channel, keys[by]].append(row.rating)
    return {
        key: (len(ratings), [Counter(ratings)[value] for value in range(1, 6)])
        for key, ratings in found.items()
    }


def counted(by: str) -> dict[tuple[str, str], tuple[int, list[int]]]:
    """Return what the sums of all these days say."""
    rows = RatingSums.objects.filter(division=by, is_month=False)
    found: dict[tuple[str, str], Any] = defaultdict(lambda: (0, [0] * 5))
    for row in rows:
        ratings = [row.rated_1, row.rated_2, row.rated_3, row.rated_4, row.rated_5]
        contacts_before, before = found[row.channel, row.key]
        found[row.channel, row.key] = (
            contacts_before + row.contacts,
            [each + more for each, more in zip(before, ratings, strict=True)],
        )
    return dict(found)


@pytest.mark.parametrize("seed", range(2))
def test_the_worker_counts_what_a_slow_count_of_the_contacts_says(seed: int) -> None:
    lived_in(seed)
    for by in ("queue", "topic", "hour"):
        assert counted(by) == slowly(by)
    derya = cast.staff("derya")
    whole, rows = voice.heard(derya, TODAY, LAST)
    said = {(each.channel, each.key): (each.contacts, list(each.ratings)) for each in rows}
    assert said == slowly("queue"), "there are ratings on both channels"
    hours = [each for _, each in voice.by_hour(derya, TODAY, LAST)]
    topics = [each for _, each in voice.by_topic(derya, TODAY, LAST)]
    for parts in (hours, topics):
        assert sum(each.contacts for each in parts) == whole.contacts
        assert sum(each.rated for each in parts) == whole.rated
    # November as a whole month, and the days of December
    assert voice.heard(derya, TODAY.replace(day=1), LAST) == (whole, rows)


def day_of(channel: str = "counter") -> Voice:
    consume()
    [row] = voice.heard(cast.staff("derya"), TODAY, TODAY)[1]
    assert row.channel == channel
    return row


def test_a_late_rating_counts_on_the_day_of_its_contact() -> None:
    contact, other = made.contact(), made.contact()
    contacts.rate_interaction(interaction=other, rating=5, by=SYSTEM, at=AT)
    assert day_of().ratings == (0, 0, 0, 0, 1)
    contacts.rate_interaction(interaction=contact, rating=1, by=SYSTEM, at=AT + 8 * DAY)
    assert day_of().ratings == (1, 0, 0, 0, 1)
    contacts.rate_interaction(interaction=contact, rating=2, by=SYSTEM, at=AT + 9 * DAY)
    assert (day_of().contacts, day_of().ratings) == (2, (0, 1, 0, 0, 1)), "the last one counts"
    assert voice.heard(cast.staff("derya"), TODAY + 8 * DAY, LAST)[1] == []


def test_a_contact_changes_its_topic_and_counts_once() -> None:
    contact = made.contact()
    contacts.rate_interaction(interaction=contact, rating=4, by=SYSTEM, at=AT)
    consume()
    for slug in ("su-kesintisi", "yol-cukuru"):
        topic = cast.topic(slug)
        contacts.dispose(
            interaction=contact, disposition=Disposition.CASE, topic=topic, by=SYSTEM, at=AT
        )
        consume()
        found = voice.by_topic(cast.staff("derya"), TODAY, TODAY)
        assert [(name, row.contacts) for name, row in found] == [(topic.name, 1)]


def scores() -> tuple[float | None, list[tuple[str, int]]]:
    """Return the mean of the center, and what each team has, once the worker counted."""
    consume()
    found = figures.staffed(cast.staff("derya"), TODAY, TODAY)
    score = found.whole.score
    return score and score.value, [(row.name, row.score.n) for row in found.teams if row.score]


def test_a_decided_appeal_and_a_move_to_a_team_count_on_their_day() -> None:
    derya = cast.staff("derya")
    actions.set_plan(each=1, twice_percent=0, appeal_days=7, by=derya, at=AT)
    made.card()
    made.day(agents=("elif",), each=3)
    actions.draw_day(day=TODAY, at=AT + DAY)
    row = made.given(Evaluation.objects.get(), made.POOR, at=AT + DAY)
    assert scores() == (30, [])
    appeal = actions.appeal(
        evaluation=row, reason="Adımı söyledim.", by=cast.staff("elif"), at=AT + DAY
    )
    hakan = cast.staff("hakan")
    actions.decide(appeal=appeal, answers=made.GOOD, decision="Evet.", by=hakan, at=AT + 2 * DAY)
    assert scores() == (100, [])
    yasin = cast.staff("yasin")
    blue = city.form_team(name="Mavi", lead=hakan, by=yasin, at=AT)
    city.move_to_team(user=cast.staff("elif"), team=blue, by=yasin, at=AT)
    assert scores() == (100, [("Mavi", 1)])


def judged(seed: int) -> None:
    """Let evaluators score nine days, early or late, while agents, topics and teams change."""
    chance = random.Random(seed)
    derya, yasin, agents = cast.staff("derya"), cast.staff("yasin"), ("elif", "murat")
    actions.set_plan(each=2, twice_percent=0, appeal_days=7, by=derya, at=AT)
    made.card()
    teams = [
        city.form_team(name=name, lead=cast.staff("zeynep"), by=yasin, at=AT)
        for name in ("Mavi", "Yeşil")
    ]
    for number in range(9):
        at = AT + number * DAY
        for hour in range(6):
            made.contact(chance.choice(agents), at=at + timedelta(hours=hour))
        team = chance.choice([*teams, None])
        city.move_to_team(user=cast.staff(chance.choice(agents)), team=team, by=yasin, at=at)
        actions.draw_day(day=TODAY + number * DAY, at=at + DAY)
        score_some(chance, at + DAY)
        change_some(chance, at + DAY)
        if chance.random() < 0.5:
            consume()
    consume()


def score_some(chance: random.Random, at: datetime) -> None:
    for row in Evaluation.objects.filter(state=State.OPEN):
        if chance.random() < 0.5:
            made.given(row, chance.choice([made.GOOD, made.POOR]), at=at)
    for row in Evaluation.objects.filter(state=State.GIVEN, appeal=None):
        if chance.random() < 0.3:
            actions.appeal(evaluation=row, reason="Adımı söyledim.", by=row.agent, at=at)
    for appeal in Appeal.objects.filter(decided_at=None).select_related("evaluation"):
        if chance.random() < 0.5:
            is_hakans = appeal.evaluation.evaluator == cast.staff("hakan")
            by = cast.staff("derya" if is_hakans else "hakan")
            answers = chance.choice([made.GOOD, None])
            actions.decide(appeal=appeal, answers=answers, decision="Dinledim.", by=by, at=at)


def change_some(chance: random.Random, at: datetime) -> None:
    """Give some contacts to the other agent in another queue, or say what they were about."""
    for row in Interaction.objects.order_by("pk"):
        if chance.random() < 0.1:
            agent = cast.staff("murat" if row.agent == cast.staff("elif") else "elif")
            queue = chance.choice(["water", "roads"])
            contacts.hand_over_interaction(
                interaction=row, agent=agent, queue=queue, by=SYSTEM, at=at
            )
        if chance.random() < 0.1:
            topic = cast.topic(chance.choice(["su-kesintisi", "yol-cukuru"]))
            contacts.dispose(
                interaction=row, disposition=Disposition.CASE, topic=topic, by=SYSTEM, at=at
            )


def sums_of_scores() -> dict[tuple[Any, ...], dict[str, float]]:
    measures = ScoreSums.measures()
    return {
        (row.division, row.is_month, row.begins_date, row.key, row.team): {
            name: getattr(row, name) for name in measures
        }
        for row in ScoreSums.objects.all()
    }


@pytest.mark.parametrize("seed", range(2))
def test_scores_of_changed_days_are_those_of_a_count_of_all(seed: int) -> None:
    judged(seed)
    step_by_step = sums_of_scores()
    count_all()
    anew = sums_of_scores()
    assert step_by_step.keys() == anew.keys()
    for key, sums in anew.items():
        assert step_by_step[key] == pytest.approx(sums), key
    months = {(division, begins.month) for division, is_month, begins, *_ in anew if is_month}
    assert months == {(of, month) for of in ("agent", "queue", "topic") for month in (11, 12)}
    assert {key for division, *_, key, _team in anew if division == "queue"} >= {"water", "roads"}
    assert len({team for *_, team in anew}) > 1


def counted_on(day: date) -> int:
    """Return how many contacts the sums of a day have."""
    rows = RatingSums.objects.filter(division="queue", is_month=False, begins_date=day)
    return sum(row.contacts for row in rows)


def test_another_time_zone_of_the_city_counts_all_days_anew() -> None:
    # One in the morning of Wednesday in Kocaeli, Tuesday afternoon in New York
    made.contact(at=datetime(2026, 11, 24, 22, tzinfo=UTC))
    consume()
    assert counted_on(TODAY) == 0
    pack = cast.pack()
    moved = replace(pack, city=replace(pack.city, timezone="America/New_York"))
    city.load_city(pack=moved, by=SYSTEM, at=AT + DAY)
    consume()
    assert (counted_on(TODAY), counted_on(TODAY + DAY)) == (1, 0)


def test_an_upgrade_begins_behind_its_events_and_the_next_one_counts_what_was_before() -> None:
    made.contact()
    EventCursor.objects.filter(consumer="quality.sums").delete()
    upgrade = importlib.import_module("alo153.quality.migrations.0019_sums")
    upgrade.begin_at_the_end(apps, connection.schema_editor())
    cursor = EventCursor.objects.get(consumer="quality.sums")
    assert cursor.after == Event.objects.latest("id").pk
    consume()
    assert not RatingSums.objects.exists()
    made.contact(at=AT + DAY)
    consume()
    assert (counted_on(TODAY), counted_on(TODAY + DAY)) == (1, 1)


def test_an_operator_lets_all_days_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    # It would last for the tests that follow
    monkeypatch.setattr(rebuild_quality, "lower_priority", lambda: None)
    made.contact()
    call_command("rebuild_quality")
    assert counted_on(TODAY) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_count_all_days_at_once_count_each_contact_once() -> None:
    made.contact()
    at_once(count_all, count_all)
    assert counted_on(TODAY) == 1

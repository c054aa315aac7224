"""Alarms of live figures: they ring once, are told, acknowledged, escalate and clear."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests import cast
from tests.alarms.watching import call, gave_up, rule, words

from alo153.accounts.policy import NotPermitted
from alo153.alarms import actions, notices
from alo153.alarms.actions import evaluating
from alo153.alarms.models import Alarm, AlarmRule
from alo153.alarms.queries import standing
from alo153.alarms.queries.live import matters
from alo153.alarms.queries.live.values import Reading
from alo153.alarms.queries.simulation import simulate
from alo153.alarms.rules.refusing import Fault
from alo153.calls.call_words import AgentState
from alo153.calls.models import Call
from alo153.contacts.models import Message
from alo153.core.clock import now
from alo153.core.models import Event
from alo153.notices.models import NoticeSettings, StaffNotice
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def told() -> list[str]:
    return list(
        Event.objects.filter(name__startswith="alarm.")
        .order_by("id")
        .values_list("name", flat=True)
    )


def test_it_rings_once_and_clears_after_minutes_of_calm() -> None:
    rule(rings_at=1, clears_at=1)
    at = now()
    first, second = call(at), call(at)
    actions.evaluate(at=at)
    actions.evaluate(at=at + MINUTE / 4)
    alarm = Alarm.objects.get()
    assert (alarm.value, alarm.worst, alarm.cleared_at) == (2, 2, None)
    Call.objects.filter(pk=second.pk).update(answered_at=at)
    actions.evaluate(at=at + MINUTE)
    call(at)
    actions.evaluate(at=at + 2 * MINUTE)
    assert Alarm.objects.get().calm_since is None
    Call.objects.exclude(pk=first.pk).update(answered_at=at)
    actions.evaluate(at=at + 3 * MINUTE)
    actions.evaluate(at=at + 5 * MINUTE)
    assert Alarm.objects.get().cleared_at == at + 5 * MINUTE
    assert told() == ["alarm.raised", "alarm.cleared"]


def test_it_concerns_those_of_the_rule_and_nobody_else() -> None:
    rule(rings_at=0, clears_at=0)
    call(now())
    actions.evaluate(at=now())
    assert standing.ringing(cast.staff("hakan")).count() == 1
    assert standing.ringing(cast.staff("elif")).count() == 0
    readers = StaffNotice.objects.values_list("reader__username", flat=True)
    assert "hakan" in set(readers)
    assert "elif" not in set(readers)


@pytest.mark.parametrize(
    ("audience", "who", "not_who"),
    [("role:quality", "derya", "hakan"), ("unit:park-ve-bahceler", "selin", "elif")],
)
def test_it_may_concern_a_role_or_a_unit(audience: str, who: str, not_who: str) -> None:
    cast.staff(who)
    rule(rings_at=0, clears_at=0, audience=audience)
    call(now())
    actions.evaluate(at=now())
    assert standing.ringing(cast.staff(who)).count() == 1
    assert standing.ringing(cast.staff(not_who)).count() == 0
    assert StaffNotice.objects.filter(reader__username=who).exists()


def test_people_hear_by_the_ways_of_the_rule_or_by_their_own() -> None:
    hakan = cast.staff("hakan")
    hakan.email = "hakan@belediye.example"
    hakan.save()
    NoticeSettings.objects.create(user=hakan, mobile="+905320000199")
    rule(rings_at=0, clears_at=0, ways=["sms"])
    call(now())
    actions.evaluate(at=now())
    assert set(Message.objects.values_list("channel", flat=True)) == {"sms"}
    Alarm.objects.all().delete()
    Message.objects.all().delete()
    NoticeSettings.objects.filter(user=hakan).update(ways={"live_alarm": ["email"]})
    actions.evaluate(at=now())
    mine = Message.objects.filter(about_id=str(Alarm.objects.get().pk))
    assert set(mine.values_list("channel", flat=True)) == {"email"}


def test_acknowledging_stops_the_count_and_the_escalation() -> None:
    cast.staff("derya")
    rule(rings_at=0, clears_at=0, escalate_minutes=5, escalate_to="role:quality")
    at, hakan = now(), cast.staff("hakan")
    call(at)
    actions.evaluate(at=at)
    alarm = Alarm.objects.get()
    assert standing.unanswered(hakan).count() == 1
    assert actions.acknowledge(alarm=alarm, by=hakan, at=at)
    assert not actions.acknowledge(alarm=alarm, by=hakan, at=at)
    assert standing.unanswered(hakan).count() == 0
    actions.evaluate(at=at + 6 * MINUTE)
    assert "alarm.escalated" not in told()


def test_nobody_whom_it_does_not_concern_acknowledges_it() -> None:
    rule(rings_at=0, clears_at=0)
    call(now())
    actions.evaluate(at=now())
    with pytest.raises(NotPermitted):
        actions.acknowledge(alarm=Alarm.objects.get(), by=cast.staff("elif"), at=now())


def test_it_escalates_once_after_its_term() -> None:
    derya = cast.staff("derya")
    rule(rings_at=0, clears_at=0, escalate_minutes=5, escalate_to="role:quality")
    call(now())
    at = now()
    for minute in (0, 4, 5, 6):
        assert standing.ringing(derya).count() == (1 if minute > 5 else 0)
        actions.evaluate(at=at + minute * MINUTE)
    assert told() == ["alarm.raised", "alarm.escalated"]
    assert StaffNotice.objects.filter(reader=derya).count() == 1


def test_a_rule_that_cannot_be_read_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, _ = rule("disk_free"), rule(rings_at=0, clears_at=0)
    failing = {**evaluating.READERS, "disk_free": lambda of, at: 1 / 0}
    monkeypatch.setattr(evaluating, "READERS", failing)
    call(now())
    actions.evaluate(at=now())
    assert Alarm.objects.count() == 1
    assert AlarmRule.objects.get(pk=broken.pk).failing == "ZeroDivisionError"
    monkeypatch.undo()
    actions.evaluate(at=now())
    assert AlarmRule.objects.get(pk=broken.pk).failing == ""


def test_an_escalation_that_fails_holds_up_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    cast.staff("derya")
    rule(rings_at=0, clears_at=0, escalate_minutes=5, escalate_to="role:quality")
    call(now())
    at = now()
    actions.evaluate(at=at)
    rule("disk_free", rings_at=100, clears_at=100)
    monkeypatch.setattr(notices, "escalated", lambda _: 1 / 0)
    actions.evaluate(at=at + 6 * MINUTE)
    assert Alarm.objects.filter(escalated_at=None).count() == 2
    monkeypatch.undo()
    actions.evaluate(at=at + 7 * MINUTE)
    assert Alarm.objects.filter(escalated_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_process_evaluates_at_a_time() -> None:
    holds, done = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [evaluating.LOCK])
            holds.set()
            done.wait(20)
            cursor.execute("SELECT pg_advisory_unlock(%s)", [evaluating.LOCK])
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert holds.wait(20)
        assert not actions.evaluate(at=now())
    finally:
        done.set()
        other.join()
    assert actions.evaluate(at=now())


@pytest.mark.django_db(transaction=True)
def test_no_rule_is_retired_while_its_figure_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    retiring: list[bool] = []

    def retire() -> None:
        try:
            with transaction.atomic():
                retiring.extend(map(bool, AlarmRule.objects.select_for_update(nowait=True)))
        except OperationalError:
            retiring.append(False)
        connections.close_all()

    def read(of: str, _: datetime) -> list[Reading]:
        other = threading.Thread(target=retire)
        other.start()
        other.join()
        return [Reading(5.0, of)]

    rule(rings_at=0, clears_at=0)
    monkeypatch.setattr(evaluating, "READERS", {**evaluating.READERS, "waiting": read})
    actions.evaluate(at=now())
    assert retiring == [False]
    assert Alarm.objects.count() == 1


def test_a_rule_that_is_changed_is_followed_by_another_and_its_alarm_clears() -> None:
    first = rule(rings_at=0, clears_at=0)
    call(now())
    actions.evaluate(at=now())
    hakan = cast.staff("hakan")
    actions.write_rule(words=words(rings_at=30, clears_at=20), by=hakan, at=now(), instead_of=first)
    assert list(standing.rules(hakan).values_list("rings_at", flat=True)) == [30]
    assert Alarm.objects.get().cleared_at
    assert Alarm.objects.get().rule.rings_at == 0


def test_what_could_never_ring_is_not_saved() -> None:
    with pytest.raises(actions.Refused) as refused:
        rule("backup_age")
    assert refused.value.faults == {"figure": Fault.NOT_MEASURED}
    with pytest.raises(actions.Refused) as refused:
        rule(of="unknown-queue", audience="role:nothing")
    assert refused.value.faults == {"of": Fault.UNKNOWN, "audience": Fault.NOBODY}
    assert not AlarmRule.objects.exists()


def test_agents_write_no_rules() -> None:
    with pytest.raises(NotPermitted):
        actions.write_rule(words=words(), by=cast.staff("elif"), at=now())


def test_a_simulation_says_when_it_would_have_rung() -> None:
    at = now()
    yesterday = at - timedelta(days=1)
    for second in range(3):
        gave_up(yesterday + timedelta(seconds=second), 60)
    before = at - timedelta(days=2)
    gave_up(before, 400)
    many = words(rings_at=2, clears_at=1)
    found = simulate(many.figure, "", many.limits, at=at)
    assert found
    [once] = found.rang
    assert once.since == yesterday + timedelta(seconds=2)
    long = words("longest_wait", rings_at=180, clears_at=60)
    found = simulate(long.figure, "general", long.limits, at=at)
    assert found
    assert [round((each.since - before).total_seconds()) for each in found.rang] == [180]
    disk = words("disk_free")
    assert simulate(disk.figure, "", disk.limits, at=at) is None


def test_a_topic_rings_at_three_times_its_usual() -> None:
    rule("topic_times")
    at = now()
    for minute in range(5):
        cast.open_case("Ağaç yolun üstüne devrildi.", at=at - minute * MINUTE)
    actions.evaluate(at=at)
    alarm = Alarm.objects.get()
    assert alarm.value == 5
    assert alarm.label
    found = simulate(alarm.rule.watched, "", alarm.rule.limits, at=at + MINUTE)
    assert found
    assert [each.subject for each in found.rang] == [alarm.subject]


def test_a_neighborhood_rings_at_three_times_its_usual() -> None:
    rule("neighborhood_times")
    at = now()
    for minute in range(4):
        cast.open_case("Ağaç yolun üstüne devrildi.", at=at - minute * MINUTE)
    actions.evaluate(at=at)
    assert not Alarm.objects.exists(), "four reports are no news"
    cast.open_case("Ağaç yolun üstüne devrildi.", at=at)
    actions.evaluate(at=at)
    alarm = Alarm.objects.get()
    place = cast.neighborhood("izmit/yahyakaptan")
    assert (alarm.value, alarm.subject) == (5, str(place.pk))
    assert alarm.label == f"{place.name} ({place.district.name})"


def test_a_provider_that_takes_no_message_rings() -> None:
    rule("provider_failures", of="sms", rings_at=0, clears_at=0)
    at = now()
    cast.open_case(at=at)
    actions.evaluate(at=at)
    assert not Alarm.objects.exists(), "a message that waits for the provider is no failure"
    Message.objects.filter(channel="sms").update(state=Message.State.FAILED, last_error="sms 30")
    actions.evaluate(at=at + 14 * MINUTE)
    assert (Alarm.objects.get().value, Alarm.objects.get().label) == (1, "SMS")
    actions.evaluate(at=at + 16 * MINUTE)
    actions.evaluate(at=at + 18 * MINUTE)
    assert told() == ["alarm.raised", "alarm.cleared"]


def test_a_skill_that_nobody_ready_has_rings() -> None:
    at = now()
    stands("murat", AgentState.READY, at)
    stands("elif", AgentState.READY, at)
    rule("ready_with_skill", of="english")
    actions.evaluate(at=at)
    assert not Alarm.objects.exists(), "Elif speaks English"
    stands("elif", AgentState.PAUSED, at + MINUTE)
    actions.evaluate(at=at + MINUTE)
    assert (Alarm.objects.get().value, Alarm.objects.get().label) == (0, "İngilizce")


def stands(name: str, presence: AgentState, at: datetime) -> None:
    """Write what the switchboard writes of an agent."""
    stood = facts.AgentChanged(
        at=at.timestamp(),
        agent=cast.staff(name).pk,
        since=at.timestamp(),
        presence=presence,
        reason="",
        reachable=True,
        call=None,
    )
    records.write(stood)


def test_a_service_level_below_its_limit_rings() -> None:
    rule("service_level", of="general")
    at = now()
    for _ in range(4):
        call(at - 5 * MINUTE)
    actions.evaluate(at=at)
    assert not Alarm.objects.exists(), "of four calls no level is told"
    call(at - 5 * MINUTE, answered_at=at - 5 * MINUTE, waited_seconds=3.0)
    actions.evaluate(at=at)
    assert (Alarm.objects.get().value, Alarm.objects.get().label) == (20, "Genel")


def test_a_quiet_hour_asks_for_no_facts_of_weeks(django_assert_num_queries: Any) -> None:
    at = now()
    cast.open_case("Ağaç yolun üstüne devrildi.", at=at)
    matters.topic_times("", at)  # the city is at hand from here on
    with django_assert_num_queries(1):
        assert matters.topic_times("", at) == []


@pytest.mark.parametrize(
    "figure",
    [
        "longest_wait",
        "service_level",
        "abandoned",
        "kept_places",
        "calls_times",
        "visitors",
        "waiting_written",
        "overdue",
        "opened_today",
        "open_incidents",
        "provider_failures",
    ],
)
def test_every_figure_can_be_read_in_a_quiet_center(figure: str) -> None:
    rule(figure)
    actions.evaluate(at=now())
    assert AlarmRule.objects.get().failing == ""
    assert not Alarm.objects.exists()


@pytest.mark.parametrize(("figure", "of"), [("ready_agents", "general"), ("consumer_lag", "")])
def test_figures_of_one_can_be_read(figure: str, of: str) -> None:
    rule(figure, of=of)
    actions.evaluate(at=now())
    assert AlarmRule.objects.get().failing == ""

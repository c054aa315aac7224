"""What an agent's telephone measured of its line, and who sees it."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import Ring, talks

from alo153.calls.media.line_quality import actions, queries
from alo153.calls.media.line_quality.actions import Measured
from alo153.calls.models import Call, CallLeg
from alo153.calls.models.line_quality import LineQuality
from alo153.core import events

pytestmark = pytest.mark.django_db

FIGURES = {
    "seconds": "65",
    "bad_seconds": "15",
    "loss_in": "4.2",
    "loss_out": "0.3",
    "jitter_mean": "12",
    "jitter_max": "61.5",
    "round_trip": "38",
}


@pytest.fixture
def call(ring: Ring) -> Call:
    """Return a call in which Elif talks."""
    call = ring()
    talks(call)
    return call


def posts(browser: Client, call: Call, **changed: str) -> int:
    return browser.post(f"/desk/calls/{call.pk}/line/", FIGURES | changed).status_code


def signed_in(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def test_the_figures_of_ones_own_leg_are_kept_once_and_the_longer_ones_count(
    agent: Client, call: Call
) -> None:
    assert posts(agent, call, seconds="30", bad_seconds="0", loss_out="") == 204
    row = LineQuality.objects.get()
    assert (row.leg.call, row.leg.agent, row.is_bad) == (call, cast.staff("elif"), False)
    assert (row.seconds, row.loss_in, row.loss_out) == (30, 4.2, None)
    for _ in range(2):
        assert posts(agent, call) == 204
    assert posts(agent, call, seconds="35", bad_seconds="35") == 204, "late, and changes nothing"
    row = LineQuality.objects.get()
    assert (row.seconds, row.bad_seconds, row.jitter_max, row.round_trip) == (65, 15, 61.5, 38)
    assert [event.name for event in events.history(call)].count("call.line_bad") == 1


def test_each_leg_of_an_agent_has_its_own(agent: Client, call: Call) -> None:
    posts(agent, call)
    first = CallLeg.objects.get(call=call)
    later = (first.joined_at or cast.AT) + timedelta(minutes=2)
    again = CallLeg.objects.create(
        pk=f"offer-{call.pk}.2",
        call=call,
        kind=first.kind,
        role=first.role,
        agent=first.agent,
        asked_at=later,
        joined_at=later,
    )
    posts(agent, call, seconds="10", bad_seconds="0")
    assert [line.leg for line in queries.of_call(call.pk)] == [first, again]


@pytest.mark.parametrize(
    "wrong",
    [
        {"loss_in": "101"},
        {"loss_out": "-1"},
        {"jitter_max": "60001"},
        {"round_trip": "nan"},
        {"seconds": ""},
        {"seconds": "14401"},
        {"bad_seconds": "66"},
        {"jitter_mean": "1e400"},
    ],
)
def test_impossible_figures_are_refused_and_named(
    agent: Client, call: Call, wrong: dict[str, str]
) -> None:
    answer = agent.post(f"/desk/calls/{call.pk}/line/", FIGURES | wrong)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(wrong)
    assert not LineQuality.objects.exists()


def test_nobody_measures_for_others(agent: Client, call: Call) -> None:
    assert agent.get(f"/desk/calls/{call.pk}/line/").status_code == 405
    assert posts(signed_in("murat"), call) == 404, "has no leg in it"
    assert posts(signed_in("okan"), call) == 403, "has no telephone"
    unknown = f"/desk/calls/{uuid.uuid4()}/line/"
    assert agent.post(unknown, FIGURES).status_code == 404
    assert Client().post(f"/desk/calls/{call.pk}/line/", FIGURES).status_code == 302
    assert not LineQuality.objects.exists()


def test_a_supervisor_sees_bad_lines_on_the_wall_and_in_the_call(call: Call) -> None:
    figures = Measured(seconds=65, bad_seconds=15, loss_in=4.2, jitter_mean=12, jitter_max=61.5)
    actions.keep(call=call.pk, measured=figures, user=cast.staff("elif"), at=cast.AT)
    supervisor = signed_in("hakan")
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    assert "hat 65 sn içinde 15 sn kötüydü" in page
    assert "temsilciye gelen sesin %4,2 kadarı kayıp" in page
    assert "temsilciden giden" not in page, "not measured"
    assert queries.since(cast.AT) == queries.Lines(measured=1, bad=1)
    assert queries.since(cast.AT + timedelta(seconds=1)) == queries.Lines(measured=0, bad=0)
    assert "bugün hattı kötü görüşme" in supervisor.get("/live/").content.decode()


def test_the_page_of_a_recording_shows_the_line(agent: Client, call: Call) -> None:
    posts(agent, call, bad_seconds="0")
    page = signed_in("derya").get(f"/recordings/{call.pk}/").content.decode()
    assert "Temsilcinin hattı" in page
    assert "hat iyiydi, 65 sn" in page

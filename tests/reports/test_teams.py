"""Reports by team: a contact and an agent's time belong to the team that the agent was in that day.

The worked example of the reference, with its sums by hand.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import cast
from tests.parts.events.consuming import consume
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import write

from alo153.city import actions as city
from alo153.city.models import Team
from alo153.reports.actions.rollup.rebuilding import rebuild
from alo153.reports.figures.catalog import Subject, figures_of
from alo153.reports.models import ContactSums
from alo153.reports.queries.asked import Asked, Grain
from alo153.reports.queries.counted import rows
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.turn import events as ev

pytestmark = pytest.mark.django_db
# 09:58 of a Tuesday in Kocaeli
START = datetime(2026, 11, 24, 6, 58, tzinfo=UTC)
TUESDAY, DAY = START.date(), timedelta(days=1)
ASKED = Asked(
    subject=Subject.CONTACTS,
    since=TUESDAY,
    until=TUESDAY + DAY,
    dimension="team",
    figures=figures_of(("answered", "speed_of_answer", "handling_time", "occupancy")),
)
NOBODY = 0


def call(story: Story, agent: int, at: datetime, *, wait: int, talk: int, work: int) -> None:
    """Let an agent be ready for 100 seconds and then have one call, all in seconds."""
    began, number = at.timestamp() + 100, str(uuid.uuid4())
    story.ready(agent, at.timestamp())
    story.waiting(number, began)
    story.tell(ev.OfferAnswered(at=began + wait, offer=f"{number}.1"))
    story.tell(ev.CallerHungUp(at=began + wait + talk, call=number))
    story.tell(AgentNotReady(at=began + wait + talk + work, agent=agent, reason="meal"))


def team(name: str) -> Team:
    return city.form_team(
        name=name, lead=cast.staff("hakan"), by=cast.staff("yasin"), at=START - 9 * DAY
    )


def move(username: str, to: Team, at: datetime) -> None:
    city.move_to_team(user=cast.staff(username), team=to, by=cast.staff("yasin"), at=at)


@pytest.fixture
def teams() -> tuple[Team, Team]:
    """Elif is in Mavi on Tuesday and in Yeşil from Wednesday on; Murat is in Yeşil.

    Tuesday: a call of Elif and one of Murat, and one that gives up. Wednesday: a call of Elif.
    """
    blue, green = team("Mavi"), team("Yeşil")
    move("elif", blue, START - 9 * DAY)
    move("murat", green, START - 9 * DAY)
    elif_, murat, story = cast.staff("elif").pk, cast.staff("murat").pk, Story()
    call(story, elif_, START, wait=7, talk=100, work=30)
    call(story, murat, START + timedelta(hours=1), wait=5, talk=200, work=40)
    given_up, late = str(uuid.uuid4()), START + timedelta(hours=2)
    story.waiting(given_up, late.timestamp())
    story.tell(ev.CallerHungUp(at=late.timestamp() + 9, call=given_up))
    call(story, elif_, START + DAY, wait=9, talk=300, work=20)
    write(story)
    move("elif", green, START + DAY)
    consume()
    return blue, green


def told(asked: Asked) -> dict[object, list[float | None]]:
    """Return the figures of each row, whole."""
    found = {row.key: [row.value(each) for each in asked.figures] for row in rows(asked)}
    return {
        key: [value if value is None else round(value) for value in values]
        for key, values in found.items()
    }


def test_a_team_has_the_calls_and_the_time_of_its_members_while_they_were_in_it(
    teams: tuple[Team, Team],
) -> None:
    """Mavi: 1 call, 7 s, 100 + 30 s. Yeşil: 2 calls, (5 + 9) / 2 s, (200 + 40 + 300 + 20) / 2 s."""
    blue, green = teams
    found = told(ASKED)
    assert found[blue.pk][:3] == [1, 7, 130]
    assert found[green.pk][:3] == [2, 7, 280]
    assert found[NOBODY][0] == 0
    # Busy: talk and work. Idle: ready and ringing, 100 s and the wait before each call
    assert found[blue.pk][3] == round(100 * 130 / (130 + 107))
    assert found[green.pk][3] == round(100 * 560 / (560 + 105 + 109))
    rebuild()
    assert told(ASKED) == found


def test_every_contact_is_in_one_row_and_the_one_that_gave_up_is_of_no_team(
    teams: tuple[Team, Team],
) -> None:
    blue, green = teams
    asked = replace(ASKED, figures=figures_of(("offered", "abandoned")))
    assert told(asked) == {NOBODY: [1, 1], blue.pk: [1, 0], green.pk: [2, 0]}


def test_a_report_of_one_team_has_days_queues_agents_and_half_hours(
    teams: tuple[Team, Team],
) -> None:
    _blue, green = teams
    elif_, murat = cast.staff("elif").pk, cast.staff("murat").pk
    asked = replace(ASKED, filters={"team": green.pk}, figures=figures_of(("answered",)))
    by_day = told(replace(asked, dimension=""))
    assert by_day == {TUESDAY: [1], date(2026, 11, 25): [1]}
    in_queue = told(replace(asked, dimension="queue"))
    assert in_queue["general"] == [2]
    assert told(replace(asked, dimension="agent")) == {elif_: [1], murat: [1]}
    hers: dict[str, str | int] = {"team": green.pk, "agent": elif_, "queue": "general"}
    assert told(replace(asked, dimension="", filters=hers)) == {date(2026, 11, 25): [1]}
    by_hour = told(replace(asked, dimension="", grain=Grain.HALF_HOUR))
    assert {key: count for key, count in by_hour.items() if count != [0]} == {
        datetime(2026, 11, 24, 7, 30, tzinfo=UTC): [1],
        datetime(2026, 11, 25, 6, 30, tzinfo=UTC): [1],
    }


@pytest.mark.usefixtures("teams")
def test_before_the_first_event_after_an_upgrade_days_say_the_same() -> None:
    found = told(ASKED)
    ContactSums.objects.all().delete()
    assert told(ASKED) == found

"""An incident: opened once, reported by many, answered once for all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cases.together.incidents import answer, burst, report
from tests.cases.together.linked_reports import work_off

from alo153.cases import actions
from alo153.cases.models import Case, Relay
from alo153.cases.together import incidents, linked_reports
from alo153.cases.together.incidents import Spot
from alo153.city.place import Place
from alo153.contacts.about import About
from alo153.contacts.queries import about
from alo153.core import clock, events
from alo153.core.geo import Point
from alo153.core.models import Event
from alo153.core.payloads import Dimensions, dimensions_of
from alo153.knowledge import queries as announcements

pytestmark = pytest.mark.django_db
HERE = (40.76911, 29.97525)


def test_the_municipality_opens_it_and_nobody_has_reported_it_yet() -> None:
    incident = burst()
    assert incident.lead.unit == cast.unit("park-ve-bahceler")
    assert (incident.lead.channel, incident.lead.reporter) == ("internal", None)
    assert linked_reports.people(incident.lead) == 0
    report(incident, 1)
    report(incident, 1)
    report(incident, 2)
    assert linked_reports.people(incident.lead) == 2
    (shown,) = incidents.open_now()
    assert shown.lead.people == 2  # type: ignore[attr-defined]


def test_callers_of_the_district_hear_of_it_until_it_ends() -> None:
    incident = burst(announced="İzmit'te ana boru patladı, üç saat su yok.")
    now, izmit = clock.now(), cast.district("izmit")
    assert [each.text for each in announcements.concerning(izmit, now)] == [
        "İzmit'te ana boru patladı, üç saat su yok."
    ]
    assert announcements.concerning(cast.district("gebze"), now) == []
    actions.end_incident(incident=incident, by=cast.staff("hakan"), at=now)
    actions.end_incident(incident=incident, by=cast.staff("hakan"), at=now)
    assert announcements.concerning(izmit, now) == []
    assert list(incidents.open_now()) == []
    assert Event.objects.filter(name="incident.ended").count() == 1
    told = [dimensions_of(event.data) for event in events.history(incident)]
    lead = incident.lead
    assert told == 2 * [
        Dimensions(
            unit=lead.unit_id,
            topic=lead.topic_id,
            kind=lead.kind_id,
            channel="internal",
            district=izmit.pk,
        )
    ]


def test_the_answer_ends_it_and_reaches_everybody_on_their_own_channel() -> None:
    incident = burst(announced="Ana boru patladı.")
    wishes = ["sms", "email", "phone", "none"]
    cases = [report(incident, number, wish) for number, wish in enumerate(wishes, 1)]
    answer(incident)
    work_off()
    incident.refresh_from_db()
    assert incident.ended_at is not None
    assert incident.ended_by is None
    assert announcements.concerning(incident.district, clock.now()) == []
    channels = dict(Relay.objects.filter(case__in=cases).values_list("case", "channel"))
    assert [channels[case.pk] for case in cases] == wishes
    letters = about(*map(About.row, cases)).filter(purpose="answer")
    assert {letter.channel for letter in letters} == {"sms", "email"}
    told = linked_reports.told_of(incident.lead)
    assert (told.told, told.waiting, told.failed) == (1, 3, 0)


def test_who_joins_late_is_taken_in_until_the_answer() -> None:
    incident = burst()
    case = report(incident, 1)
    actions.end_incident(incident=incident, by=cast.staff("hakan"), at=clock.now())
    answer(incident)
    work_off()
    case.refresh_from_db()
    assert case.state == "relaying"


def test_three_hundred_are_answered_in_batches() -> None:
    incident = burst()
    report(incident, 1)
    cases = [Case.objects.latest("id")] + [report(incident, number) for number in range(2, 61)]
    answer(incident)
    with CaptureQueriesContext(connection) as queries:
        ran = work_off()
    assert ran == 4  # 25, 25, 10, and one that finds nobody left
    assert Relay.objects.filter(case__in=cases).count() == 60
    assert len(queries) <= 60 * 10 + ran * 12  # one asks whether its citizen writes with us


# what is offered


@pytest.mark.parametrize(
    ("area", "spot", "offered"),
    [
        ({}, {}, True),
        ({}, {"district": "izmit"}, True),
        ({}, {"district": "gebze"}, False),
        ({"district": None}, {"district": "gebze"}, True),
        ({"neighborhoods": ["izmit/yahyakaptan"]}, {"neighborhood": "izmit/yahyakaptan"}, True),
        ({"neighborhoods": ["izmit/yahyakaptan"]}, {"neighborhood": "izmit/kozluk"}, False),
        ({"neighborhoods": ["izmit/yahyakaptan"]}, {"district": "izmit"}, True),
        ({"lat": HERE[0], "lon": HERE[1], "radius_m": 500}, {"point": Point(40.77, 29.975)}, True),
        (
            {"lat": HERE[0], "lon": HERE[1], "radius_m": 500},
            {"point": Point(40.79, 29.975)},
            False,
        ),
        ({"lat": HERE[0], "lon": HERE[1], "radius_m": 500}, {"neighborhood": "gebze/baris"}, False),
        ({}, {"topic": "agac-budama"}, True),
        ({}, {"topic": "su-kesintisi"}, False),
    ],
)
def test_it_is_offered_where_it_may_be_meant(
    area: dict[str, object], spot: dict[str, object], offered: bool
) -> None:
    names = area.get("neighborhoods", [])
    if names:
        area = area | {"neighborhoods": [cast.neighborhood(name) for name in names]}  # type: ignore[attr-defined]
    burst(**area)
    assert bool(incidents.offered(_spot(**spot))) is offered


def _spot(**known: object) -> Spot:
    read = {"district": cast.district, "neighborhood": cast.neighborhood}
    topic = known.pop("topic", None)
    place = {name: read.get(name, lambda same: same)(value) for name, value in known.items()}  # type: ignore[operator]
    return Spot(topic=cast.topic(str(topic)) if topic else None, place=Place(**place))

"""The wall by mouse and keyboard: listen, set states, move waiting calls, look into a call."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.contacts.conversations.chat.chats import begun
from tests.web.desk.calls.ringing import NOW, Ring, talks

from alo153.accounts.models import Role
from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    LegKind,
    LegRole,
    MonitoringMode,
)
from alo153.calls.menu.moves import Step
from alo153.calls.models import AgentSession, Call, Command
from alo153.core import clock
from alo153.switchboard.acd.supervision import facts as told
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def supervisor(db: None) -> Client:
    """Return a browser in which Hakan is signed in."""
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    return browser


def asked() -> list[tuple[str, dict[str, Any]]]:
    return list(Command.objects.order_by("id").values_list("name", "payload"))


def waits(number: str = "+905320000102") -> Call:
    """Write what the switchboard writes while a call waits."""
    call = str(uuid.uuid4())
    records.write(
        facts.CallEntered(
            at=NOW, call=call, channel=f"c-{call}", direction=CallDirection.IN, number=number
        )
    )
    records.write(facts.CallQueued(at=NOW + 4, call=call))
    return Call.objects.get(pk=call)


def hears(call: Call, mode: MonitoringMode = MonitoringMode.LISTEN) -> None:
    """Write that Hakan listens to Elif's call."""
    hakan, elif_ = cast.staff("hakan").pk, cast.staff("elif").pk
    records.write(
        facts.AgentChanged(
            at=NOW + 9,
            agent=hakan,
            since=NOW + 9,
            presence=AgentState.SUPERVISING,
            reason="",
            reachable=True,
            call=None,
        )
    )
    records.write(
        told.MonitoringBegan(
            at=NOW + 9, call=str(call.pk), monitor="e", supervisor=hakan, agent=elif_, mode=mode
        )
    )


def test_a_click_asks_to_listen_and_the_page_knows_its_ringing(
    supervisor: Client, ring: Ring
) -> None:
    talks(ring())
    elif_, hakan = cast.staff("elif").pk, cast.staff("hakan").pk
    answer = supervisor.post(f"/live/agents/{elif_}/listen/", headers=HTMX)
    ((name, payload),) = asked()
    assert (answer.status_code, name) == (204, "supervise")
    assert payload["monitor"] in answer["HX-Trigger"]
    assert (payload["supervisor"], payload["agent"], payload["mode"]) == (hakan, elif_, "listen")


def test_without_script_a_click_comes_back_to_the_wall(supervisor: Client, ring: Ring) -> None:
    talks(ring())
    answer = supervisor.post(f"/live/agents/{cast.staff('elif').pk}/whisper/")
    assert answer["Location"] == "/live/"
    assert supervisor.post("/live/monitoring/take-over/")["Location"] == "/desk/"
    supervisor.post("/live/monitoring/stop/")
    assert [name for name, _ in asked()] == ["supervise", "take_over", "stop_supervising"]


def test_anybodys_state_is_set_with_the_supervisor_named(supervisor: Client, ring: Ring) -> None:
    ring()
    elif_ = cast.staff("elif").pk
    for verb, reason in [("pause", "training"), ("pause", "nonsense"), ("ready", "")]:
        supervisor.post(f"/live/agents/{elif_}/{verb}/", {"reason": reason})
    supervisor.post(f"/live/agents/{elif_}/sign-out/")
    asks = [(payload["state"], payload["reason"]) for _, payload in asked()]
    assert asks == [("paused", "training"), ("paused", "record"), ("ready", ""), ("offline", "")]
    assert set(Command.objects.values_list("by__username", flat=True)) == {"hakan"}
    assert supervisor.post(f"/live/agents/{elif_}/dance/").status_code == 404


def test_a_waiting_call_is_moved(supervisor: Client, ring: Ring) -> None:
    ring()
    call, elif_ = waits(), cast.staff("elif").pk
    page = supervisor.get("/live/").content.decode()
    assert "0532 000 01 02" in page
    assert "Sıranın başına" in page
    for given in ({}, {"queue": "water"}, {"agent": str(elif_)}):
        supervisor.post(f"/live/calls/{call.pk}/direct/", given)
    assert [(p["queue"], p["agent"]) for _, p in asked()] == [
        ("", None),
        ("water", None),
        ("", elif_),
    ]


def test_a_call_is_seen_in_full(supervisor: Client, ring: Ring) -> None:
    call = ring()
    talks(call)
    hears(call)
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    assert "Kim dinledi" in page
    assert "Hakan" in page
    assert "en uzun süredir boşta" in page
    assert supervisor.get(f"/live/calls/{uuid.uuid4()}/").status_code == 404


def test_a_waiting_call_is_moved_on_its_page(supervisor: Client) -> None:
    call = waits()
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    assert f'action="/live/calls/{call.pk}/direct/"' in page
    assert "Sıranın başına" in page
    assert "/listen/" not in page, "nobody talks"
    supervisor.post(f"/live/calls/{call.pk}/direct/", {"queue": "water"})
    assert [(name, payload["queue"]) for name, payload in asked()] == [("direct", "water")]


def test_a_talk_is_listened_to_on_its_page_until_it_ends(supervisor: Client, ring: Ring) -> None:
    call = ring()
    talks(call)
    other = waits()
    listen = f'hx-post="/live/agents/{cast.staff("elif").pk}/listen/"'
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    assert listen in page
    assert "/direct/" not in page, "it waits no more"
    assert listen not in supervisor.get(f"/live/calls/{other.pk}/").content.decode()
    ended = facts.CallEnded(
        at=NOW + 60,
        call=str(call.pk),
        outcome=CallOutcome.ANSWERED,
        by=CallParty.CITIZEN,
        waited_seconds=4,
        agent=cast.staff("elif").pk,
    )
    records.write(ended)
    # The switchboard tells of the end before it tells of the agent
    AgentSession.objects.update(call=None, state=AgentState.WRAP_UP)
    part = supervisor.get(f"/live/calls/{call.pk}/", headers=HTMX).content.decode()
    assert listen not in part
    assert "<html" not in part


def test_nobody_listens_to_their_own_talk(supervisor: Client, ring: Ring) -> None:
    call = ring(to="hakan")
    talks(call, "hakan")
    assert "/listen/" not in supervisor.get(f"/live/calls/{call.pk}/").content.decode()


def test_a_refusal_is_said_on_the_page_of_the_call(supervisor: Client) -> None:
    call = waits()
    supervisor.post(f"/live/calls/{call.pk}/direct/", {"queue": "water"}, headers=HTMX)
    command = Command.objects.get()
    now = clock.now().timestamp()
    records.write(facts.CommandDone(at=now, command=command.pk, error="rings"))
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    assert "O çağrı şu anda bir temsilcide çalıyor." in page


@pytest.mark.parametrize("who", ["derya", "elif", "selin"])
def test_others_neither_open_a_call_nor_move_it(client: Client, who: str) -> None:
    call = waits()
    client.force_login(cast.staff(who))
    assert client.get(f"/live/calls/{call.pk}/").status_code == 403
    assert client.post(f"/live/calls/{call.pk}/direct/", {"queue": "water"}).status_code == 403
    assert asked() == []


def test_the_parties_of_a_call_are_named_in_the_order_of_time(
    supervisor: Client, ring: Ring
) -> None:
    call = ring()
    # Told in another order than they came
    for seconds, number in ((70, "+905320000177"), (50, "+902623310003"), (60, "112")):
        invites(call, number, seconds)
    talks(call)
    page = supervisor.get(f"/live/calls/{call.pk}/").content.decode()
    parties = page[page.index("Görüşmede kimler vardı") :]
    names = ("Elif Yıldız", "Nöbetçi psikolog", "112 Acil Çağrı Merkezi", "0532 000 01 77")
    places = [parties.index(f"<strong>{name}</strong>") for name in names]
    assert places == sorted(places)
    assert "dış taraf" not in page


def test_a_call_costs_the_same_however_many_outside_numbers_are_in_it(
    supervisor: Client, ring: Ring
) -> None:
    call = ring()
    talks(call)
    invites(call, "+905320000177", 50)
    supervisor.get(f"/live/calls/{call.pk}/")
    with CaptureQueriesContext(connection) as one:
        supervisor.get(f"/live/calls/{call.pk}/", headers=HTMX)
    for seconds, number in ((60, "+902623310003"), (70, "112")):
        invites(call, number, seconds)
    with CaptureQueriesContext(connection) as three:
        page = supervisor.get(f"/live/calls/{call.pk}/", headers=HTMX).content.decode()
    assert "Nöbetçi psikolog" in page
    assert len(three) == len(one)


def invites(call: Call, number: str, seconds: int) -> None:
    """Write that Elif invites a number into the call."""
    invited = facts.MemberInvited(
        at=NOW + seconds,
        call=str(call.pk),
        member=f"member-{call.pk}.{seconds}",
        kind=LegKind.OUTSIDE,
        role=LegRole.CONFERENCE,
        agent=None,
        number=number,
        by=cast.staff("elif").pk,
    )
    records.write(invited)


def test_a_supervisor_who_sees_no_citizens_reads_masked_numbers(client: Client, ring: Ring) -> None:
    role = Role.objects.get(key="supervisor")
    role.permissions = [each for each in role.permissions if each != "see_citizen"]
    role.save()
    call = ring()
    invites(call, "+905320000177", 50)
    invites(call, "+902623310003", 60)
    client.force_login(cast.staff("hakan"))
    page = client.get(f"/live/calls/{call.pk}/").content.decode()
    assert "<strong>05** *** ** 77</strong>" in page
    assert "<strong>Nöbetçi psikolog</strong>" in page, "a contact of the city is no citizen"
    assert "0532 000 01" not in page


@pytest.mark.parametrize(
    ("direction", "said", "unsaid"),
    [(CallDirection.OUT, "Arandı", "Geldi"), (CallDirection.IN, "Geldi", "Arandı")],
)
def test_a_call_came_in_or_was_made(
    supervisor: Client, direction: CallDirection, said: str, unsaid: str
) -> None:
    call = str(uuid.uuid4())
    entered = facts.CallEntered(
        at=NOW, call=call, channel=f"c-{call}", direction=direction, number="+905320000102"
    )
    records.write(entered)
    page = supervisor.get(f"/live/calls/{call}/").content.decode()
    assert said in page
    assert unsaid not in page


def test_who_listens_has_the_ways_to_speak_in_the_bar(supervisor: Client, ring: Ring) -> None:
    call = ring()
    talks(call)
    hears(call)
    bar = supervisor.get("/desk/phone/").content.decode()
    for verb in ("whisper", "barge"):
        assert f'hx-post="/live/monitoring/{verb}/"' in bar
    assert 'data-key="Ctrl+F6"' in bar
    hears(call, MonitoringMode.WHISPER)
    assert 'hx-post="/live/monitoring/listen/"' in supervisor.get("/desk/phone/").content.decode()


@pytest.mark.parametrize("shown", [True, False])
def test_the_agent_sees_that_somebody_listens_if_the_city_wants_it(
    agent: Client, ring: Ring, settings: Any, shown: bool
) -> None:
    settings.SHOW_MONITORING = shown
    call = ring()
    talks(call)
    assert "Bir süpervizör dinliyor" not in agent.get("/desk/phone/").content.decode()
    hears(call)
    assert ("Bir süpervizör dinliyor" in agent.get("/desk/phone/").content.decode()) is shown


def test_a_refusal_is_said_in_words(supervisor: Client, ring: Ring) -> None:
    talks(ring())
    supervisor.post(f"/live/agents/{cast.staff('elif').pk}/listen/")
    command = Command.objects.get()
    now = clock.now().timestamp()
    records.write(facts.CommandDone(at=now, command=command.pk, error="unreachable"))
    assert "Telefonunuz bağlı değil" in supervisor.get("/live/", headers=HTMX).content.decode()


def test_who_only_looks_has_no_controls(client: Client, ring: Ring) -> None:
    talks(ring())
    client.force_login(cast.staff("derya"))
    page = client.get("/live/").content.decode()
    assert "Elif Yıldız" in page
    assert "Dinle" not in page
    assert "alo-softphone" not in page


def test_the_lines_are_closed_with_a_reason_which_the_wall_shows(supervisor: Client) -> None:
    refused = supervisor.post("/live/closing/", {"reason": ""})
    assert refused.status_code == 422
    assert "Hatların neden kapatıldığını yazın." in refused.content.decode()
    supervisor.post("/live/closing/", {"reason": "Binada yangın var."})
    assert "Binada yangın var." in supervisor.get("/live/").content.decode()
    page = supervisor.post("/live/closing/end/", follow=True).content.decode()
    assert "Hatlar açıldı." in page
    assert "Binada yangın var." not in supervisor.get("/live/").content.decode()


def test_the_line_shows_language_and_way(supervisor: Client) -> None:
    call = waits()
    step = Step(key="5", node="english", word="İngilizce (English)")
    for fact in (
        facts.LanguageChosen(at=NOW + 5, call=str(call.pk), language="en"),
        facts.MenuWalked(at=NOW + 5, call=str(call.pk), node="operator", path=(step,)),
    ):
        records.write(fact)
    page = supervisor.get("/live/").content.decode()
    assert "İngilizce · 5 İngilizce (English) </div>" in " ".join(page.split())


def test_a_second_tab_follows_the_switch_and_a_second_reason_is_not_lost_unsaid(
    supervisor: Client,
) -> None:
    assert supervisor.get("/live/closing/?seen=open").status_code == 204
    supervisor.post("/live/closing/", {"reason": "Binada yangın var."})
    followed = supervisor.get("/live/closing/?seen=open")
    assert "Binada yangın var." in followed.content.decode()
    seen = followed.context["seen"]
    assert supervisor.get(f"/live/closing/?seen={seen}").status_code == 204
    late = supervisor.post("/live/closing/", {"reason": "Santral bozuk."}, follow=True)
    page = late.content.decode()
    assert "Yazdığınız neden kaydedilmedi: Santral bozuk." in page
    assert "Binada yangın var." in page
    assert "Hatlar kapatıldı" not in page


def test_the_wall_costs_the_same_however_many_wait(
    supervisor: Client, ring: Ring, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    talks(ring())
    waits()
    supervisor.get("/live/")
    for number in ("+905320000103", "+905320000104"):
        waits(number)
    # session, user, roles, three for the line, self-served, listening, agents, visitors at their
    # desks, shifts, what was agreed otherwise, waiting, seats, refusal, two for the recordings,
    # four for the figures of day, menu, queues and numbers, incidents, alarms, lines, closing,
    # counters; levels, two for the drawing, alarms that ring, two for applications, call-backs
    # that are offered first
    with django_assert_num_queries(34):
        supervisor.get("/live/", headers=HTMX)


def test_the_wall_shows_what_waits_in_writing(supervisor: Client) -> None:
    begun(at=clock.now())
    wall = supervisor.get("/live/").content.decode()
    assert "Bugün zamanında" in wall
    row = wall[wall.index("canlı yazışma") :]
    assert '<td class="digits" data-label="Bekleyen">1</td>' in row[: row.index("</tr>")]

"""Pages of the forecast, its price, its history and events, the curve, and the day's steps."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.facts import calls, contacts
from tests.workforce.pages import signed_in, text

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.planning.templatetags.planning import per_cent
from alo153.workforce import queries
from alo153.workforce.models import (
    Deviation,
    ForecastLine,
    ForecastVersion,
    HistoryDay,
    PlannedEvent,
)
from alo153.workforce.queries import holds

pytestmark = pytest.mark.django_db
TODAY = AT.date()
DAY = timedelta(days=1)
QUERIES_OF_CALLS, QUERIES_OF_A_LINE = 13, 18


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def table(days: int, *, leave_out: str = "", extra: str = "") -> SimpleUploadedFile:
    """Return a file of days up to yesterday with 20 calls in every hour."""
    lines = ["saat;çağrı"]
    for number in range(days, 0, -1):
        day = TODAY - number * DAY
        lines += [f"{day} {hour:02}:00;20" for hour in range(24)]
    kept = [each for each in lines if not leave_out or leave_out not in each]
    body = "\n".join([*kept, *([extra] if extra else [])])
    return SimpleUploadedFile("calls.csv", b"\xef\xbb\xbf" + body.encode(), "text/csv")


def test_a_history_is_imported_with_its_holes_and_doubled_hours_named(hakan: Client) -> None:
    yesterday = TODAY - DAY
    sent = {"file": table(30, leave_out=f"{yesterday} 03:00", extra=f"{yesterday} 05:00;99")}
    page = text(hakan.post("/planning/history/", sent))
    assert "30 gün yüklendi" in page
    assert "1 saat iki kez geçiyor" in page
    assert f"{yesterday:%d.%m.%Y} 05:00" in page
    assert "1 saat eksik" in page
    assert f"{yesterday:%d.%m.%Y} 03:00" in page
    counts = HistoryDay.objects.get(day=yesterday).counts
    assert (counts[3], counts[5]) == (None, 99)


@pytest.mark.parametrize("body", [b"", b"saat;sayi\nx;y", b"\xff\xfe", b"h,c\n2026-01-01 00:00,-3"])
def test_a_file_that_is_no_history_is_refused_in_words(hakan: Client, body: bytes) -> None:
    sent = {"file": SimpleUploadedFile("calls.csv", body, "text/csv")}
    answer = hakan.post("/planning/history/", sent)
    assert answer.status_code == 422
    assert not HistoryDay.objects.exists()


def test_a_forecast_is_renewed_and_an_event_changes_it(hakan: Client) -> None:
    assert "Henüz tahmin yok" in text(hakan.get("/planning/forecast/"))
    assert "Geçmişi yükleyin" in text(hakan.post("/planning/forecast/", follow=True))
    hakan.post("/planning/history/", {"file": table(30)})
    event: dict[str, Any] = {"name": "konser", "kind": "event", "percent": "50"}
    wrong = {**event, "first": TODAY.isoformat(), "last": (TODAY - DAY).isoformat()}
    assert hakan.post("/planning/events/", wrong).status_code == 422
    days = {"first": (TODAY + DAY).isoformat(), "last": (TODAY + DAY).isoformat()}
    assert hakan.post("/planning/events/", {**event, **days}).status_code == 302
    page = text(hakan.post("/planning/forecast/", follow=True))
    assert "konser" in page
    assert "720" in page
    assert "480" in page
    found = PlannedEvent.objects.get()
    hakan.post(f"/planning/events/{found.pk}/remove/")
    assert "Henüz etkinlik yok" in text(hakan.get("/planning/events/"))


def forecast(an_hour: float = 20.0, *, made_days_ago: int = 0, line: str = "") -> None:
    hours = [an_hour] * 24 * 42
    version = ForecastVersion.objects.create(
        made_at=city.day_begins(TODAY - made_days_ago * DAY),
        first_date=TODAY - made_days_ago * DAY,
        days=42,
        mean=hours,
        low=hours,
        high=hours,
        handling_seconds=240,
    )
    if line:
        queue, channel = line.split(":")
        halves = [an_hour / 2] * 48 * 42
        facts: dict[str, Any] = dict.fromkeys(("mean", "low", "high"), halves)
        version.lines.create(queue=queue, channel=channel, handling_seconds=240, **facts)


@pytest.mark.parametrize("line", ["", "english:phone"])
def test_a_month_of_forecasts_asks_no_more_than_a_week(
    hakan: Client, django_assert_num_queries: DjangoAssertNumQueries, line: str
) -> None:
    for number in range(8):
        forecast(made_days_ago=number, line=line)
        calls(city.day_begins(TODAY - number * DAY), 5)
        contacts(city.day_begins(TODAY - number * DAY), 5, queue="english")
    address = f"/planning/forecast/?line={line}"
    hakan.get(address)
    with django_assert_num_queries(QUERIES_OF_A_LINE if line else QUERIES_OF_CALLS):
        hakan.get(address)
    for number in range(8, 50):
        forecast(made_days_ago=number, line=line)
        calls(city.day_begins(TODAY - number * DAY), 5)
    with django_assert_num_queries(QUERIES_OF_A_LINE if line else QUERIES_OF_CALLS):
        page = text(hakan.get(address))
    assert "Geçen hafta" in page


def test_a_better_goal_costs_more_while_one_moves_the_slider(hakan: Client) -> None:
    assert "Henüz tahmin yok" in text(hakan.get("/planning/cost/"))
    forecast(100.0)
    usual = text(hakan.get("/planning/cost/"))
    assert "%80, 20 saniye içinde" in usual
    assert "90 / 10" in usual
    assert "1.848 planlı saat" in usual
    assert "Hiçbir arayan kapatmazsa 2.016 saat" in usual
    better = text(hakan.get("/planning/cost/", {"share": "95", "seconds": "10"}))
    assert "%95, 10 saniye içinde" in better
    assert hakan.get("/planning/cost/", {"share": "x"}).status_code == 422


def line(channel: str, halves: list[float], seconds: float) -> None:
    """Add contacts of a medium to the forecast, by half hour."""
    ForecastLine.objects.create(
        version=ForecastVersion.objects.get(),
        queue="general",
        channel=channel,
        mean=halves,
        low=halves,
        high=halves,
        handling_seconds=seconds,
    )


def test_the_price_of_a_goal_counts_chats_as_well(hakan: Client) -> None:
    forecast(100.0)
    # Three chats take one person: ninety an hour of six minutes keep three busy
    line("chat", [45.0] * 2 * len(ForecastVersion.objects.get().mean), 360)
    page = hakan.get("/planning/cost/")
    # Of calls alone it is 1,848 hours
    more = page.context["chosen"].hours - 11 * 24 * 7
    assert 3 * 24 * 7 <= more <= 4 * 24 * 7
    assert "15.120 canlı yazışma" in text(page)


def test_the_price_of_a_goal_counts_mail_that_the_people_of_the_calls_have_no_time_for(
    hakan: Client,
) -> None:
    forecast(100.0)
    days = len(ForecastVersion.objects.get().mean) // 24
    # A mail at ten o'clock of ten minutes finds its time between the calls
    few = [float(half == 20) for half in range(48)] * days
    line("email", few, 600)
    page = hakan.get("/planning/cost/")
    assert page.context["chosen"].hours == 11 * 24 * 7
    assert "1 saatlik yazılı işi" in text(page)
    # Six hundred are a hundred hours a day, for each of four hours about twenty-five people
    ForecastLine.objects.all().delete()
    line("email", [600 * each for each in few], 600)
    page = hakan.get("/planning/cost/")
    more = page.context["chosen"].hours - 11 * 24 * 7
    assert 95 * 7 <= more <= 120 * 7
    assert page.context["chosen"].cautious > 12 * 24 * 7
    assert "700 saatlik yazılı işi" in text(page)


@pytest.mark.parametrize("seconds", [3, 22, 180])
def test_the_page_of_costs_opens_with_the_goal_of_the_city(
    hakan: Client, settings: Settings, seconds: int
) -> None:
    settings.ANSWER_WITHIN_SECONDS = seconds
    forecast(100.0)
    page = hakan.get("/planning/cost/")
    assert page.status_code == 200
    assert f"%80, {seconds} saniye içinde" in text(page)
    # The slider can be moved to each whole second, so a first touch changes no goal
    assert page.context["form"].fields["seconds"].widget.attrs["step"] == 1


def test_the_curve_of_a_day_has_a_line_a_band_and_a_table(hakan: Client) -> None:
    (elif_,) = center.people("elif")
    hakan.post("/planning/history/", {"file": table(30)})
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    goal = {"share": 80, "seconds": 20, "handling": 240, "shrinkage": 12, "others": 0}
    facts = {f"forecast-{key}": value for key, value in goal.items()}
    assert hakan.post(f"/planning/rosters/{roster.pk}/demand/", facts).status_code == 302
    address = f"/planning/rosters/{roster.pk}/curve"
    page = hakan.get(f"{address}/{MONDAY.isoformat()}/").content.decode()
    for drawn in ("roster-band", "roster-present", "roster-wanted"):
        assert f'class="{drawn}" d="M' in page
    assert hakan.get(f"{address}/{(MONDAY - DAY).isoformat()}/").status_code == 404
    assert hakan.get(f"{address}/x/").status_code == 404


def test_fewer_calls_have_their_minus_before_the_sign(hakan: Client) -> None:
    event = {"name": "bayram", "kind": "event", "percent": "-55"}
    day = f"{MONDAY:%d.%m.%Y}"
    hakan.post("/planning/events/", {**event, "first": day, "last": day})
    assert "-%55 çağrı" in text(hakan.get("/planning/events/"))
    assert [per_cent(-0.04, 1), per_cent(-2.25, 1), per_cent(30)] == ["%0,0", "-%2,2", "%30"]


def staffed(name: str = "gündüz") -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7, first=TODAY)
    center.give(roster, elif_, name, TODAY)
    center.publish(roster)


def test_the_day_says_what_could_be_done_and_does_it_at_a_press(hakan: Client) -> None:
    staffed()
    assert "Bugünün tahmini yok" in text(hakan.get("/planning/day/"))
    forecast(0.0)
    page = text(hakan.get("/planning/day/"))
    assert "Günün kalanı" in page
    assert "Ne yapılabilir" in page
    for far in ("0001-01-01", "9999-12-31"):
        assert hakan.get("/planning/day/", {"day": far}).status_code == 200
    hakan.post("/planning/day/written/")
    assert holds.standing(AT)
    assert "yazılı iş dağıtılmıyor" in text(hakan.get("/planning/day/"))
    hakan.post("/planning/day/written/", {"release": "1"})
    assert holds.standing(AT) is None
    shift = queries.published_on(TODAY, TODAY).get()
    told = hakan.post(f"/planning/day/free/{shift.pk}/", {"to": "15:00"}, follow=True)
    assert "bildirildi" in text(told)
    wrong = hakan.post(f"/planning/day/free/{shift.pk}/", {"to": "x"}, follow=True)
    assert "vardiyası içinde değil" in text(wrong)


def test_a_deviation_is_explained_on_one_s_own_page_and_accepted(hakan: Client) -> None:
    staffed()
    shift = queries.published_on(TODAY, TODAY).get()
    browser = signed_in("elif")
    assert "Sapmayı açıkla" in text(browser.get("/shifts/"))
    sent = {"begins": "09:00", "ends": "09:30", "kind": "technical", "words": "ağ yoktu"}
    wrong = browser.post(f"/shifts/explain/{shift.pk}/", {**sent, "ends": "08:00"})
    assert wrong.status_code == 422
    assert "ağ yoktu" in wrong.content.decode()
    assert browser.post(f"/shifts/explain/{shift.pk}/", sent).status_code == 302
    assert signed_in("murat").get(f"/shifts/explain/{shift.pk}/").status_code == 404
    told = Deviation.objects.get()
    assert told.accepted is None
    assert "ağ yoktu" in text(hakan.get("/planning/day/"))
    hakan.post(f"/planning/deviations/{told.pk}/", {"accept": "1"})
    told.refresh_from_db()
    assert told.accepted
    assert told.answered_by == cast.staff("hakan")
    # A planner's own word counts at once
    hakan.post(f"/planning/day/explain/{shift.pk}/", {**sent, "begins": "10:00", "ends": "10:15"})
    assert Deviation.objects.filter(accepted=True).count() == 2

"""What others publish is asked in time, shown with its age, and never replaced by a fault."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from procrastinate.contrib.django import app
from tests import cast
from tests.channels.contract.http_server import HttpServer, Request, http_server, retry_after

from alo153.city import actions as documents
from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.city.citypack.documents import document
from alo153.city.models import Topic
from alo153.core import clock, events
from alo153.core.jobs import Queue
from alo153.core.ttl_cache import forget_cached
from alo153.knowledge import tasks
from alo153.knowledge.articles import queries as articles
from alo153.knowledge.feeds import actions, city_file, fetching, forms, queries
from alo153.knowledge.feeds.contract import FeedError, FeedLine
from alo153.knowledge.feeds.forms import FORMS
from alo153.knowledge.models import Article, Feed

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
PHARMACIES = [
    {"ad": "Şifa Eczanesi", "ilce": "İZMİT", "tel": "0262 000 00 01", "adres": "Cumhuriyet Cad."},
    {"ad": "Deniz Eczanesi", "ilce": "Gebze", "tel": "0262 000 00 02"},
]
FIELDS = {"title": "ad", "district": "ilce", "phone": "tel", "address": "adres"}
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:1
SUMMARY:Halk konseri
LOCATION:İzmit Sahil
DTSTART;TZID=Europe/Istanbul:{day}T200000
DTEND;TZID=Europe/Istanbul:{day}T220000
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
END:VCALENDAR
"""


def line(source: str | Path, form: str = "json", **changes: Any) -> FeedLine:
    facts: dict[str, Any] = {
        "slug": "eczane",
        "name": "Nöbetçi eczaneler",
        "topic": "nobetci-eczane",
        "fields": FIELDS,
        "every_minutes": 30,
        "stale_minutes": 120,
    }
    return FeedLine(source=str(source), form=form, **facts | changes)


def ask(feed: FeedLine, at: datetime = cast.AT) -> Feed:
    actions.load_feeds(feeds=[feed])
    actions.fetch_due_feeds(feeds=[feed], now=lambda: at)
    forget_cached()
    return Feed.objects.get()


def titles(district: str = "", at: datetime = cast.AT) -> list[str]:
    topic = cast.topic("nobetci-eczane").pk
    where = cast.district(district) if district else None
    (news,) = queries.about(topic, at=at, district=where)
    return [each.title for each in news.items]


@pytest.fixture
def file(tmp_path: Path, db: None) -> Path:
    path = tmp_path / "eczane.json"
    path.write_text(json.dumps(PHARMACIES), "utf-8")
    return path


def test_a_file_is_read_and_the_asker_s_district_comes_first(file: Path) -> None:
    ask(line(file))
    assert titles() == ["Şifa Eczanesi", "Deniz Eczanesi"]
    assert titles("gebze") == ["Deniz Eczanesi"]
    assert titles("kandira") == ["Şifa Eczanesi", "Deniz Eczanesi"]


def test_a_table_is_read_with_the_separator_of_a_turkish_spreadsheet(
    tmp_path: Path, db: None
) -> None:
    path = tmp_path / "eczane.csv"
    path.write_text("\ufeffad;ilce;tel\nŞifa Eczanesi;izmit;1\n", "utf-8")
    ask(line(path, "csv"))
    assert titles("izmit") == ["Şifa Eczanesi"]


def test_a_calendar_gives_each_day_of_an_event_and_drops_those_that_are_over(
    tmp_path: Path, db: None
) -> None:
    path = tmp_path / "events.ics"
    path.write_text(CALENDAR.format(day=f"{cast.AT + timedelta(days=1):%Y%m%d}"), "utf-8")
    ask(line(path, "ics"))
    assert titles() == ["Halk konseri"] * 3
    assert titles(at=cast.AT + timedelta(days=9)) == ["Halk konseri"]


def test_an_address_is_asked_and_a_list_within_is_found(db: None) -> None:
    def answers(_: Request) -> tuple[int, bytes]:
        return 200, json.dumps({"data": PHARMACIES}).encode()

    server = HttpServer(answers, retry_after)
    try:
        ask(line(f"http://{server.origin}/eczane", within="data"))
    finally:
        server.stop()
    assert titles("gebze") == ["Deniz Eczanesi"]


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ("json", "{", "no json"),
        ("json", '{"data": 1}', "no list"),
        ("json", '[{"ilce": "x"}]', "no title"),
        ("csv", "name\nx\n", "no column ad"),
        ("ics", "x", "no ics"),
        ("json", json.dumps([{"ad": "x"}] * 501), "more than 500"),
        ("json", "[" * 100_000, "no json"),
        ("csv", f'ad\n"{"x" * 200_000}"\n', "no csv"),
        ("ics", "BEGIN:VEVENT\r\nRRULE:FREQ=SECO\r\n NDLY\r\n", "repeats more often"),
    ],
)
def test_what_cannot_be_read_leaves_the_last_answer_and_says_why(
    file: Path, tmp_path: Path, form: str, content: str, said: str
) -> None:
    ask(line(file))
    broken = tmp_path / "broken"
    broken.write_text(content)
    row = ask(line(broken, form), cast.AT + 30 * MINUTE)
    assert said in row.failure
    assert titles() == ["Şifa Eczanesi", "Deniz Eczanesi"]
    assert row.fetched_at == cast.AT
    assert [each.name for each in events.history(row)] == ["feed.failed"]


def test_letters_and_dates_that_nothing_can_hold_are_left_out(tmp_path: Path, db: None) -> None:
    path = tmp_path / "eczane.json"
    item = {"ad": "Şifa\0 \ud800Eczanesi", "begins_at": "0001-01-01T00:00:00"}
    path.write_text(json.dumps([item]))
    row = ask(line(path))
    assert row.failure == ""
    assert [(each["title"], each["begins_at"]) for each in row.items] == [("Şifa Eczanesi", None)]


def test_a_provider_that_fails_is_asked_again_each_minute_until_it_answers(file: Path) -> None:
    gone = line(file.with_name("gone"))
    ask(gone)
    row = ask(gone, cast.AT + MINUTE)
    assert row.tried_at == cast.AT + MINUTE
    assert "No such file" in row.failure
    row = ask(line(file), cast.AT + 2 * MINUTE)
    assert row.failure == ""
    assert [each.name for each in events.history(row)] == ["feed.failed", "feed.recovered"]
    assert ask(line(file), cast.AT + 3 * MINUTE).tried_at == cast.AT + 2 * MINUTE, "well for now"


@pytest.mark.parametrize("status", [404, 500, 302])
def test_a_server_that_refuses_is_named(status: int) -> None:
    server = HttpServer(lambda _: (status, b"x"), retry_after)
    try:
        with pytest.raises(FeedError, match=f"status {status}"):
            fetching.fetch(f"http://{server.origin}/")
    finally:
        server.stop()


def test_a_server_that_hangs_or_cuts_the_line_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    server = HttpServer(lambda _: None, retry_after)
    try:
        with pytest.raises(FeedError, match="did not answer"):
            fetching.fetch(f"http://{server.origin}/")
    finally:
        server.stop()
    monkeypatch.setattr(fetching, "MOST_BYTES", 3)
    server = HttpServer(lambda _: (200, b"more than three"), retry_after)
    try:
        with pytest.raises(FeedError, match="more than 5 MB"):
            fetching.fetch(f"http://{server.origin}/")
    finally:
        server.stop()


def test_an_old_answer_is_called_old(file: Path) -> None:
    ask(line(file))
    topic = cast.topic("nobetci-eczane").pk
    stale = [
        queries.about(topic, at=cast.AT + age)[0].is_stale for age in (119 * MINUTE, 121 * MINUTE)
    ]
    assert stale == [False, True]


def test_the_article_of_the_topic_brings_it_along(file: Path) -> None:
    call_command("load_answers")
    ask(line(file))
    found = articles.search("nöbetçi eczane", language="tr", at=cast.AT)
    assert [each.title for each in found[0].news[0].items] == ["Şifa Eczanesi", "Deniz Eczanesi"]


def test_a_mistake_in_the_file_is_named_with_its_remedy(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "kocaeli"
    folder.mkdir()
    (folder / "feeds.toml").write_text(
        '[[feed]]\nslug = "x"\nname = "X"\ntopic = "nobetci-eczane"\nsource = "ftp://x"\n'
        'form = "xml"\nevery_minutes = 30\nstale_minutes = 60\n[feed.fields]\nbaslik = "ad"\n'
    )
    settings.CITIES_DIR = tmp_path
    with pytest.raises(CommandError) as refused:
        call_command("load_answers", "--check")
    said = str(refused.value)
    assert "feeds.toml:" in said
    assert "https://" in said
    assert "is no field" in said
    assert all(form in said for form in FORMS)


PROVIDER = """[[feed]]
slug = "{slug}"
name = "{slug}"
topic = "{topic}"
source = "{source}"
form = "json"
every_minutes = 30
stale_minutes = 60
[feed.fields]
title = "ad"
"""


def fetch(folder: Path, at: datetime = cast.AT) -> dict[str, Feed]:
    """Ask the providers of a folder's file, as the worker does."""
    lines, faults = city_file.read_each(folder)
    actions.fetch_due_feeds(feeds=lines, faults=faults, now=lambda: at)
    forget_cached()
    return {each.slug: each for each in Feed.objects.all()}


def two_providers(file: Path) -> Path:
    """Load two providers of one city, and return its folder."""
    said = [
        PROVIDER.format(slug="etkinlik", topic="su-kesintisi", source=file),
        PROVIDER.format(slug="eczane", topic="nobetci-eczane", source=file),
    ]
    (file.parent / "feeds.toml").write_text("\n".join(said))
    actions.load_feeds(feeds=city_file.read(file.parent))
    return file.parent


def test_a_retired_topic_stops_its_own_provider_alone_and_the_fault_is_shown(file: Path) -> None:
    folder = two_providers(file)
    Topic.objects.filter(slug="su-kesintisi").update(retired_at=cast.AT)
    forget_cached()
    found = fetch(folder)
    assert "su-kesintisi" in found["etkinlik"].failure
    assert [each.slug for each in queries.failing()] == ["etkinlik"]
    assert found["eczane"].fetched_at == cast.AT
    assert titles() == ["Şifa Eczanesi", "Deniz Eczanesi"]


def test_a_file_that_cannot_be_read_is_the_fault_of_each(file: Path) -> None:
    folder = two_providers(file)
    (folder / "feeds.toml").write_text("[[feed")
    assert all("feeds.toml" in each.failure for each in fetch(folder).values())


def test_a_document_at_which_the_program_fails_stops_no_other(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read = two_providers(file), forms.read

    def broken(line: FeedLine, *rest: Any) -> Any:
        if line.slug == "eczane":
            raise ZeroDivisionError
        return read(line, *rest)

    monkeypatch.setattr(forms, "read", broken)
    found = fetch(folder)
    assert "ZeroDivisionError" in found["eczane"].failure
    assert found["etkinlik"].fetched_at == cast.AT


def test_a_provider_that_hangs_holds_up_no_message_to_a_citizen() -> None:
    assert app.tasks["knowledge.fetch_feeds"].queue == Queue.WEBHOOKS


def publish(text: str) -> None:
    """Put another text of the document in force, as Yasin does on its page."""
    documents.publish_document(
        kind="feeds",
        text=text,
        reason="Kaynak değişti.",
        onto=city.document_in_force(document("feeds")).number,
        by=cast.staff("yasin"),
        at=cast.AT,
    )
    forget_cached()


def test_a_provider_put_in_force_on_a_page_is_asked_and_one_taken_out_is_forgotten(
    file: Path, settings: Any, tmp_path: Path
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    publish(PROVIDER.format(slug="eczane", topic="nobetci-eczane", source=file))
    tasks.fetch_feeds()
    forget_cached()
    assert titles(at=clock.now()) == ["Şifa Eczanesi", "Deniz Eczanesi"]
    publish("")
    tasks.fetch_feeds()
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    ("former", "now", "where"),
    [
        ('topic = "nobetci-eczane"', 'topic = "nobetci"', "feed eczane, topic"),
        ('form = "json"', 'form = "xml"', "feed eczane, form"),
        ("every_minutes = 30", "every_minutes = 0", "feed eczane, every_minutes"),
        ("https://", "https://u:geheim@", "feed eczane, source"),
    ],
)
def test_what_could_not_be_asked_is_refused_with_its_place(
    db: None, former: str, now: str, where: str
) -> None:
    source = "https://eczane.example/liste"
    said = PROVIDER.format(slug="eczane", topic="nobetci-eczane", source=source)
    with pytest.raises(PackError) as refused:
        publish(said.replace(former, now))
    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.where) == ("feeds.toml", where)
    assert mistake.line > 0


def test_a_key_comes_from_the_environment_and_one_that_is_missing_is_named(
    settings: Any, db: None
) -> None:
    asked: list[str] = []

    def answers(request: Request) -> tuple[int, bytes]:
        asked.append(request.path)
        return 200, b"[]"

    with http_server(answers) as server:
        feed = line(f"http://{server.origin}/liste?key={{key}}")
        settings.FEED_KEYS = "etkinlik=baska eczane=geheim"
        assert ask(feed).failure == ""
        settings.FEED_KEYS = "etkinlik=baska"
        assert "no key of eczane" in ask(feed, cast.AT + 30 * MINUTE).failure
    assert asked == ["/liste?key=geheim"]


def test_the_examples_of_kocaeli_are_off_and_fit_once_they_are_switched_on(tmp_path: Path) -> None:
    call_command("load_answers")
    kocaeli = cast.CITIES / "kocaeli"
    assert city_file.read(kocaeli) == []
    said = (kocaeli / "feeds.toml").read_text("utf-8")
    (tmp_path / "feeds.toml").write_text(re.sub(r"^#(?=\S)", "", said, flags=re.MULTILINE))
    found = city_file.read(tmp_path)
    assert {each.form for each in found} == FORMS
    topics = {each.topic for each in found}
    assert topics == {"nobetci-eczane", "planli-su-kesintisi", "etkinlik-programi"}
    answered = Article.objects.filter(topic__slug__in=topics)
    assert set(answered.values_list("topic__slug", flat=True)) == topics, "an answer shows each"

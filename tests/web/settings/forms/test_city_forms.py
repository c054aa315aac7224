"""The city, its partners, its queues' windows and media, and the law of working time have forms."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.parts.roles import Role

from alo153.city import queries
from alo153.city.citypack.documents import document, read_overlaid
from alo153.city.citypack.parts import CityPack
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
HOME = "/settings/documents"
type Sent = dict[str, str | list[str]]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client.force_login(cast.staff("yasin"))
    return client


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def draft(kind: str) -> str:
    return queries.document_drafts(cast.staff("yasin"))[kind].text


def differing(kind: str) -> tuple[set[str], set[str]]:
    """Return the lines that only the draft has, and the lines that it lacks."""
    new, old = draft(kind).splitlines(), in_force(kind).splitlines()
    return set(new) - set(old), set(old) - set(new)


def read(kind: str) -> CityPack:
    return read_overlaid(queries.city_folder(), {document(kind).file: draft(kind)})


def sent_as_shown(client: Client, address: str, **other: str) -> Sent:
    """Return what a browser sends if somebody opens a form and changes only these fields."""
    page = client.get(f"{HOME}/{address}/")
    assert page.status_code == 200
    found: dict[str, Any] = {each.html_name: each.value() for each in page.context["form"]}
    shown = {
        name: "on"
        if value is True
        else list(value)
        if isinstance(value, list | tuple)
        else str(value)
        for name, value in found.items()
        if value not in (None, False)
    }
    return {**shown, **other}


EVERY_FORM = [
    *(
        f"city/entries/table--{name}"
        for name in ("facts", "colors", "map", "sms_keywords", "closing", "duplicates")
    ),
    *(f"queues/entries/{name}" for name in ("table--written", "table--lists", "window--morning")),
    "queues/entries/medium--chat",
    "queues/entries/medium--counter",
    "topics/entries/table--promises",
    "partners/entries/cimer",
    "law/entries/rule--week_most--2003-06-10",
    "law/entries/rule--day_most--pregnant--2013-07-24",
]


@pytest.mark.parametrize("address", EVERY_FORM)
def test_a_form_that_is_sent_as_it_was_shown_changes_no_line(yasin: Client, address: str) -> None:
    assert yasin.post(f"{HOME}/{address}/", sent_as_shown(yasin, address)).status_code == 302
    kind = address.partition("/")[0]
    assert draft(kind) == in_force(kind)


@pytest.mark.parametrize(
    ("address", "changed", "line"),
    [
        ("city/entries/table--facts", {"number": "185"}, 'number = "185"  '),
        ("city/entries/table--colors", {"accent": "#0b5a6b"}, 'accent = "#0b5a6b"  '),
        ("city/entries/table--map", {"north": "41.5"}, "bounds = [29.3, 40.5, 30.4, 41.5] "),
        ("city/entries/table--sms_keywords", {"stop": "RET"}, 'stop = ["RET"] '),
        ("city/entries/table--closing", {"reminders": "0"}, "reminders = 0  "),
        ("city/entries/table--duplicates", {"offer_at": "0.7"}, "offer_at = 0.7  "),
        ("queues/entries/table--written", {"rest_seconds": "90"}, "rest_seconds = 90"),
        ("queues/entries/table--lists", {"reserve_agents": "0"}, "reserve_agents = 0"),
        ("queues/entries/window--morning", {"capacity": "80"}, "capacity = 80"),
        ("queues/entries/medium--chat", {"kept_for": "150"}, "kept_for = 150"),
        ("queues/entries/medium--counter", {"priority": "15"}, "priority = 15"),
        ("topics/entries/table--promises", {"days": "en geç {n} gün"}, 'days = "en geç {n} gün"'),
        ("law/entries/rule--night_most--2003-06-10", {"verified": "on"}, "verified = true"),
        ("partners/entries/cimer", {"columns_topic": "Konu"}, 'topic = ["Konu"]'),
        ("partners/entries/cimer", {"kinds": "Ret = cimer"}, 'Ret = "cimer"'),
    ],
)
def test_one_field_changes_one_line(
    yasin: Client, address: str, changed: dict[str, str], line: str
) -> None:
    sent = sent_as_shown(yasin, address, **changed)
    assert yasin.post(f"{HOME}/{address}/", sent).status_code == 302
    new, _old = differing(address.partition("/")[0])
    assert [each.startswith(line.rstrip()) for each in new] == [True]
    read(address.partition("/")[0])


@pytest.mark.parametrize(
    ("address", "wrong", "field"),
    [
        ("city/entries/table--facts", {"timezone": "Kocaeli"}, "timezone"),
        ("city/entries/table--facts", {"country": "XX"}, "country"),
        ("city/entries/table--facts", {"sms_sender": "belediye"}, "sms_sender"),
        ("city/entries/table--facts", {"emergency_number": "yok"}, "emergency_number"),
        ("city/entries/table--colors", {"accent": "yeşil"}, "accent"),
        ("city/entries/table--colors", {"accent": "#ffff00"}, "accent"),
        ("city/entries/table--map", {"east": "29.1"}, "east"),
        ("city/entries/table--sms_keywords", {"stop": "iki söz"}, "stop"),
        ("city/entries/table--closing", {"remind_hour": "23"}, "remind_hour"),
        ("city/entries/table--duplicates", {"far_m": "10"}, "far_m"),
        ("queues/entries/table--lists", {"reserve_lines": "30"}, "reserve_lines"),
        ("queues/entries/window--afternoon", {"begins": "11:00"}, "begins"),
        ("queues/entries/window--morning", {"ends": "08:00"}, "ends"),
        ("queues/entries/window--morning", {"said_en_tomorrow": ""}, "said_en_tomorrow"),
        ("queues/entries/medium--chat", {"at_once": "99"}, "at_once"),
        ("partners/entries/cimer", {"name": "Valilik"}, "name"),
        ("partners/entries/cimer", {"columns_number": ""}, "columns_number"),
        ("partners/entries/cimer", {"kind": "complaint"}, "kind"),
        ("partners/entries/cimer", {"kinds": "Şikâyet = yok"}, "kinds"),
        ("partners/entries/cimer", {"kinds": "Şikâyet = complaint"}, "kinds"),
        ("partners/entries/cimer", {"topics": "Su"}, "topics"),
        ("partners/entries/cimer", {"reply_columns": "Cevap = answer"}, "reply_columns"),
        ("partners/entries/cimer", {"reply_outcomes": "bitti = Olumlu"}, "reply_outcomes"),
        ("law/entries/rule--night_most--2003-06-10", {"valid_to": "2001-01-01"}, "valid_to"),
        ("law/entries/rule--night_most--2003-06-10", {"value": "çok"}, "value"),
    ],
)
def test_a_wrong_value_is_said_at_its_field_and_stays_in_the_form(
    yasin: Client, address: str, wrong: dict[str, str], field: str
) -> None:
    refused = yasin.post(f"{HOME}/{address}/", sent_as_shown(yasin, address, **wrong))
    assert refused.status_code == 422
    form = refused.context["form"]
    assert form.errors.keys() == {field}
    assert form[field].value() == wrong[field]
    assert not queries.document_drafts(cast.staff("yasin"))


NEW_PARTNER: Sent = {
    "slug": "valilik",
    "name": "CİMER",
    "kind": "cimer",
    "columns_number": "Sayı\r\nEvrak No",
    "columns_arrived": "Tarih",
    "columns_text": "Metin",
    "topics": "Su = su-kesintisi",
    "reply_columns": "Sayı = number\r\nCevap = answer",
    "reply_outcomes": "done = Olumlu",
    "reply_encoding": "windows-1254",
    "reply_separator": ",",
}


def test_a_partner_comes_with_its_tables_and_goes(yasin: Client) -> None:
    assert yasin.post(f"{HOME}/partners/new/", NEW_PARTNER).status_code == 302
    new = read("partners").partners[-1]
    assert new.columns["number"] == ["Sayı", "Evrak No"]
    assert dict(new.topics) == {"su": "su-kesintisi"}
    assert [each for each, _said in new.reply.columns] == ["Sayı", "Cevap"]
    assert new.reply.outcomes == {"done": "Olumlu"}
    assert "# kinds.toml'daki register" in draft("partners"), "comments stay"
    assert yasin.post(f"{HOME}/partners/entries/valilik/remove/").status_code == 302
    assert differing("partners") == (set(), set())


def test_a_window_and_a_medium_come_and_go(yasin: Client) -> None:
    night: Sent = {
        "key": "late",
        "name": "Gece",
        "begins": "21:00",
        "ends": "23:00",
        "capacity": "10",
        "said_tr_today": "Bu gece için",
        "said_tr_tomorrow": "Yarın gece için",
        "said_en_today": "Tonight, press",
        "said_en_tomorrow": "Tomorrow night, press",
        "said_ar_today": "لهذه الليلة اضغط",
        "said_ar_tomorrow": "لليلة الغد اضغط",
    }
    assert yasin.post(f"{HOME}/queues/new/?group=window", night).status_code == 302
    heard = read("queues").queues.windows[-1].said
    assert heard["tr"] == ("Bu gece için", "Yarın gece için")
    silent = {name: said for name, said in night.items() if "_ar_" not in name}
    refused = yasin.post(f"{HOME}/queues/new/?group=window", silent | {"key": "later"})
    assert refused.context["form"].errors.keys() == {"said_ar_today", "said_ar_tomorrow"}
    taken = yasin.post(f"{HOME}/queues/new/?group=window", night)
    assert taken.context["form"].errors.keys() == {"key"}
    assert yasin.post(f"{HOME}/queues/entries/medium--x/remove/").status_code == 302
    assert "x" not in {each.channel for each in read("queues").queues.media}
    back = yasin.post(f"{HOME}/queues/new/?group=medium", {"channel": "x", "at_once": "3"})
    assert back.status_code == 302
    assert {"x": 3}.items() <= {e.channel: e.at_once for e in read("queues").queues.media}.items()
    shown = yasin.get(f"{HOME}/queues/").content.decode()
    assert "Yanıtlara itirazlar</a>" in shown
    assert "Gece</a>" in shown


def test_a_changed_value_of_the_law_is_a_new_rule_and_the_former_ends(yasin: Client) -> None:
    shown = yasin.get(f"{HOME}/law/").content.decode()
    assert "Haftada en çok çalışma (dakika), 10 Haziran 2003</a>" in shown
    ends = sent_as_shown(yasin, "law/entries/rule--week_most--2003-06-10", valid_to="2026-12-31")
    address = f"{HOME}/law/entries/rule--week_most--2003-06-10/"
    assert yasin.post(address, ends).status_code == 302
    new: Sent = {
        "key": "week_most",
        "value": "2400",
        "citation": "4857 s. Kanun m. 63",
        "valid_from": "2027-01-01",
    }
    assert yasin.post(f"{HOME}/law/new/", new).status_code == 302
    rules = [
        each
        for each in tomllib.loads(draft("law"))["rule"]
        if each["key"] == "week_most" and "status" not in each
    ]
    assert [each["value"] for each in rules] == [2700, 2400]
    assert str(rules[0]["valid_to"]) == "2026-12-31"
    assert yasin.post(f"{HOME}/law/new/", new).status_code == 422, "it is there already"
    page = yasin.get(f"{HOME}/law/").content.decode()
    assert "1 Ocak 2027</a>" in page
    assert "Haftada en çok çalışma (dakika), 1 Ocak 2027 yeni" in page


def test_a_group_of_topics_comes_with_its_first_topic_and_goes_without_any(yasin: Client) -> None:
    group: Sent = {"slug": "kultur", "name": "Kültür", "kind": "complaint", "unit": "isu"}
    assert yasin.get(f"{HOME}/topics/new/?group=group").status_code == 200
    assert yasin.post(f"{HOME}/topics/new/?group=group", group).status_code == 302
    page = yasin.get(f"{HOME}/topics/").content.decode()
    assert "konusu yok" in page, "says what is missing"
    topic: Sent = {"group": "kultur", "slug": "konser", "name": "Konser", "promise": "yarına dek"}
    topic |= {"standard_amount": "2", "standard_unit": "days", "responsibility": "metropolitan"}
    assert yasin.post(f"{HOME}/topics/new/", topic).status_code == 302
    assert read("topics").groups[-1].topics[0].promise == "yarına dek"
    gone = f"{HOME}/topics/entries/group--kultur/remove/"
    assert yasin.post(gone).status_code == 404, "a topic belongs to it"
    assert yasin.post(f"{HOME}/topics/entries/konser/remove/").status_code == 302
    assert yasin.post(gone).status_code == 302
    assert differing("topics") == (set(), set())
    again = yasin.post(f"{HOME}/topics/new/?group=group", group | {"slug": "su-kanalizasyon"})
    assert again.context["form"].errors.keys() == {"slug"}


def put_in_force(client: Client, kind: str) -> None:
    """Publish what is in the draft, as the page of the document sends it."""
    shown = client.get(f"{HOME}/{kind}/").context["publishing"].initial
    sent = {"reason": "Kurul kararı", **{name: str(value) for name, value in shown.items()}}
    assert client.post(f"{HOME}/{kind}/publish/", sent).status_code == 302
    forget_cached()


def test_closing_is_changed_by_a_form_and_put_in_force(yasin: Client) -> None:
    sent = sent_as_shown(yasin, "city/entries/table--closing", reminders="2")
    assert yasin.post(f"{HOME}/city/entries/table--closing/", sent).status_code == 302
    put_in_force(yasin, "city")
    assert queries.city().closing["reminders"] == 2


def test_the_desk_reads_the_script_and_the_promise_that_the_form_wrote(yasin: Client) -> None:
    changed = {"say": "Sayaçtan sonra mı, önce mi?", "promise": "yarın akşama dek"}
    sent = sent_as_shown(yasin, "topics/entries/su-kesintisi", **changed)
    assert yasin.post(f"{HOME}/topics/entries/su-kesintisi/", sent).status_code == 302
    put_in_force(yasin, "topics")
    desk = Client()
    desk.force_login(cast.staff("elif"))
    shown = desk.get("/desk/help/", {"topic": "su-kesintisi"}).content.decode()
    assert "Sayaçtan sonra mı, önce mi?" in shown
    assert "yarın akşama dek" in shown


def test_two_administrators_have_a_draft_each(yasin: Client) -> None:
    address, other = "city/entries/table--closing", Client()
    other.force_login(cast.with_roles("derya", Role.ADMINISTRATOR))
    for client, reminders in ((yasin, "2"), (other, "3")):
        sent = sent_as_shown(client, address, reminders=reminders)
        assert client.post(f"{HOME}/{address}/", sent).status_code == 302
    assert "reminders = 2 " in draft("city")
    put_in_force(other, "city")
    shown = yasin.get(f"{HOME}/city/").context["publishing"].initial
    stale = {"reason": "Kurul kararı", **{name: str(value) for name, value in shown.items()}}
    refused = yasin.post(f"{HOME}/city/publish/", stale)
    assert refused.status_code == 422, "another version came in force since"
    assert queries.city().closing["reminders"] == 3


def test_what_follows_the_last_entry_of_a_list_keeps_its_comments(yasin: Client) -> None:
    comment = "# What is written is offered to agents who are ready"
    assert yasin.post(f"{HOME}/queues/entries/window--evening/remove/").status_code == 302
    below = draft("queues").partition(comment)[2]
    assert below
    assert "[[window]]" not in below
    assert below.count("\n[written]\n") == 1

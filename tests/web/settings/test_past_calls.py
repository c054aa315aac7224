"""A draft of queues or menu is tried on the calls of last week before it is in force."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.alarms.watching import call

from alo153.accounts.policy import NotPermitted
from alo153.calls.floor import past_calls
from alo153.calls.menu.replaying import leads_to
from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
HOME = "/settings/documents"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    client.force_login(cast.staff("yasin"))
    return client


def pressed(*keys: str) -> dict[str, Any]:
    return {"menu_path": [{"key": key, "node": "x", "word": "x", "about": ""} for key in keys]}


def asked_for_own_case() -> dict[str, Any]:
    """The caller pressed the key of the offer in Kocaeli's menu."""
    return {"menu_path": [{"key": "7", "node": "status", "word": "x", "about": ""}]}


def on_monday(hour: int) -> datetime:
    """An hour of the day before the cast's own, by the clock of the city."""
    there = cast.AT.astimezone(cast.city_zone()) - timedelta(days=1)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0)


def draft(client: Client, kind: str, old: str, new: str) -> None:
    said = queries.document_in_force(document(kind)).text
    assert old in said
    sent = {"text": said.replace(old, new, 1)}
    assert client.post(f"{HOME}/{kind}/", sent).status_code == 302


def figures(page: str) -> list[str]:
    """Return tried, elsewhere, outside as it is, outside by the draft."""
    return [
        part.partition("</dd>")[0].replace("<strong>", "").replace("</strong>", "")
        for part in page.split('<dd class="digits">')[1:5]
    ]


def row(page: str, name: str) -> list[str]:
    _, _, rest = page.partition(f'<th scope="row">{name}</th>')
    cells = rest.partition("</tr>")[0].split("</td>")[:2]
    return [each.rpartition(">")[2] for each in cells]


def test_other_hours_of_a_queue_are_tried(yasin: Client) -> None:
    call(on_monday(16), **pressed("4"))
    call(on_monday(10), **pressed("4"))
    call(on_monday(10), **pressed())
    call(clock.now() - timedelta(days=30), **pressed("4"))
    draft(yasin, "queues", 'mon-fri = "08:30-17:30"', 'mon-fri = "08:30-12:00"')
    assert "Geçmiş çağrılarla dene" in yasin.get(f"{HOME}/queues/").content.decode()
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page) == ["3", "1", "0", "1"]
    assert row(page, "Sosyal hizmetler") == ["2", "1"]
    assert row(page, "Genel") == ["1", "2"]


def test_another_key_of_the_menu_is_tried(yasin: Client) -> None:
    call(on_monday(10), **pressed("3"))
    call(on_monday(10), **pressed("1"))
    draft(yasin, "menu", '3 = "water", 4 = "social"', '3 = "social", 4 = "water"')
    page = yasin.get(f"{HOME}/menu/simulation/").content.decode()
    assert figures(page) == ["2", "1", "0", "0"]
    assert row(page, "Su ve kanal") == ["1", "0"]
    assert row(page, "Takip kodu") == ["1", "1"]


def test_callers_of_a_language_come_to_those_who_speak_it(yasin: Client) -> None:
    call(on_monday(10), **pressed("5"))
    draft(yasin, "queues", 'name = "Genel"', 'name = "Genel hat"')
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page)[1] == "0", "another name is no other place"
    assert row(page, "İngilizce") == ["1", "1"]


def test_a_number_that_another_line_takes_over_is_tried(yasin: Client) -> None:
    call(on_monday(10), called="+902625550142", public_number="153")
    draft(yasin, "numbers", '"+902625550141"', '"+902625550141", "+902625550142"')
    page = yasin.get(f"{HOME}/numbers/simulation/").content.decode()
    assert figures(page) == ["1", "1", "0", "0"]
    assert row(page, "Sosyal hizmetler") == ["0", "1"]


def test_another_key_of_a_number_is_no_other_place(yasin: Client) -> None:
    call(on_monday(10), called="+902625550141", public_number="social-line")
    draft(yasin, "numbers", 'key = "social-line"', 'key = "social-support"')
    page = yasin.get(f"{HOME}/numbers/simulation/").content.decode()
    assert figures(page) == ["1", "0", "0", "0"]
    assert row(page, "Sosyal hizmetler") == ["1", "1"]


def test_callers_who_asked_for_their_own_case_are_in_no_queue(yasin: Client) -> None:
    call(on_monday(10), **asked_for_own_case())
    draft(yasin, "queues", 'name = "Genel"', 'name = "Genel hat"')
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert row(page, "Başvuru durumu") == ["1", "1"]
    assert "Genel" not in page.partition('<dl class="facts">')[2]


def test_a_video_call_hears_no_menu(yasin: Client) -> None:
    call(on_monday(10), video=True, queue="sign_language")
    draft(yasin, "queues", 'mon-sun = "08:00-24:00"', 'mon-sun = "12:00-24:00"')
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page) == ["1", "0", "0", "1"]
    assert row(page, "İşaret dili (görüntülü)") == ["1", "1"]


def test_a_week_of_too_many_calls_says_so(yasin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        call(on_monday(10), **pressed("3"))
    draft(yasin, "queues", 'name = "Genel"', 'name = "Genel hat"')
    whole = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert "en eskileri dışarıda bırakıldı" not in whole
    monkeypatch.setattr(past_calls, "MOST", 1)
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page)[0] == "1"
    assert "en eskileri dışarıda bırakıldı" in page


def test_the_same_keys_are_pressed_once_in_a_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[object] = []

    def counted(*told: Any, **more: Any) -> Any:
        walked.append(told)
        return leads_to(*told, **more)

    monkeypatch.setattr(past_calls, "leads_to", counted)
    for _ in range(5):
        call(on_monday(10), **pressed("3"))
    city = queries.city_folder()
    found = past_calls.simulate_calls(
        cast.staff("yasin"), city, city, within=timedelta(days=7), at=clock.now()
    )
    assert found.tried == 5
    assert len(walked) == 2, "once for each of the two cities"


def test_only_editors_of_the_city_try_past_calls() -> None:
    city = queries.city_folder()
    with pytest.raises(NotPermitted):
        past_calls.simulate_calls(
            cast.staff("elif"), city, city, within=timedelta(days=7), at=clock.now()
        )


def test_a_draft_that_repairs_what_is_in_force_cannot_be_compared(
    yasin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(yasin, "queues", 'name = "Genel"', 'name = "Genel hat"')
    monkeypatch.setattr(queries, "texts_in_force", lambda: {"queues.toml": "[[queue]"})
    answer = yasin.get(f"{HOME}/queues/simulation/")
    assert answer.headers["Location"] == f"{HOME}/queues/"
    assert "Geçmiş çağrılarla dene" not in yasin.get(f"{HOME}/queues/").content.decode()


def test_a_draft_with_mistakes_is_not_tried(yasin: Client) -> None:
    draft(yasin, "queues", 'key = "general"', 'key = "genel"')
    answer = yasin.get(f"{HOME}/queues/simulation/")
    assert answer.status_code == 302

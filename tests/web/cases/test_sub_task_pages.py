"""Selin asks Roads for a sub-task; Okan finds it in his inbox, and does it or gives it back."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.together.sub_tasks import ROAD, asked

from alo153.cases import actions
from alo153.cases.models import Case, SubTask
from alo153.city import queries
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Return a case that Parks leads and Selin took."""
    opened = stories.pruning()
    actions.accept(case=opened, by=cast.staff("selin"), at=now())
    return opened


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def typed(**changes: str) -> dict[str, str]:
    tomorrow = queries.local(now() + timedelta(days=1))
    return {
        "unit": "yol-ve-bakim",
        "text": ROAD,
        "due_at": tomorrow.strftime("%Y-%m-%dT%H:%M"),
        **changes,
    }


def test_selin_asks_roads_and_okan_does_it(case: Case) -> None:
    selin, address = browser("selin"), f"/sub-tasks/of/{case.tracking_code}/"
    beside = selin.get(f"/unit/cases/{case.tracking_code}/").content.decode()
    assert "Başka birimden alt iş iste" in beside
    page = selin.post(address, typed(), follow=True).content.decode()
    assert "Alt iş istendi" in page
    task = SubTask.objects.get()
    okan = browser("okan")
    assert ROAD in okan.get("/unit/").content.decode()
    shown = okan.get(f"/sub-tasks/{task.pk}/").content.decode()
    assert case.text in shown
    assert "Ayşe" not in shown
    answer = okan.post(f"/sub-tasks/{task.pk}/done/", {"words": ""})
    assert answer.status_code == 422
    assert "Bir cümleyle yazın" in answer.content.decode()
    okan.post(f"/sub-tasks/{task.pk}/done/", {"words": "Yol kapatıldı."})
    assert "Yol kapatıldı." in selin.get(address).content.decode()
    assert (
        "Yol kapatıldı."
        in browser("elif").get(f"/center/cases/{case.tracking_code}/").content.decode()
    )


def test_what_is_wrong_stands_beside_and_nothing_typed_is_lost(case: Case) -> None:
    selin, address = browser("selin"), f"/sub-tasks/of/{case.tracking_code}/"
    page = selin.post(address, typed(unit="", due_at="2020-01-01T10:00")).content.decode()
    assert "Bir birim seçin" in page
    assert ROAD in page
    answer = selin.post(address, typed(due_at="2020-01-01T10:00"))
    assert answer.status_code == 422
    assert "Bu zaman geçti." in answer.content.decode()
    answer = selin.post(address, typed(due_at="morgen"))
    assert "Gün ve saat yazın" in answer.content.decode()
    assert not SubTask.objects.exists()


def test_an_answer_waits_and_says_so(case: Case) -> None:
    asked(case)
    answer = browser("selin").post(
        f"/unit/cases/{case.tracking_code}/answer/",
        {"outcome": "done", "text": "Dallar budandı."},
    )
    assert "alt işinde hâlâ çalışıyor" in answer.content.decode()
    assert "Dallar budandı." in answer.content.decode()


def test_a_sub_task_is_withdrawn_with_its_reason(case: Case) -> None:
    task, elif_ = asked(case), browser("elif")
    answer = elif_.post(f"/sub-tasks/{task.pk}/withdraw/", {})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    elif_.post(f"/sub-tasks/{task.pk}/withdraw/", {f"sub_task{task.pk}-reason": "Gerek kalmadı."})
    task.refresh_from_db()
    assert (task.state, task.words) == ("withdrawn", "Gerek kalmadı.")
    page = browser("okan").post(f"/sub-tasks/{task.pk}/done/", {"words": "Yaptık."}, follow=True)
    assert "bu arada sona erdi" in page.content.decode()


def test_a_sub_task_is_given_back(case: Case) -> None:
    task, okan = asked(case), browser("okan")
    page = okan.post(f"/sub-tasks/{task.pk}/return/", {"reason": "Zabıta."}, follow=True)
    assert "sizin işiniz olmadığı için iade edildi" in page.content.decode()
    assert okan.post(f"/sub-tasks/{task.pk}/burn/", {}).status_code == 404


def test_the_addresses_of_before_0_2_lead_there(case: Case) -> None:
    task, okan = asked(case), browser("okan")
    assert okan.get(f"/parts/{task.pk}/").headers["Location"] == f"/sub-tasks/{task.pk}/"
    sent = okan.post(f"/parts/{task.pk}/done/", {"words": "Yol kapatıldı."}, follow=True)
    assert [status for _, status in sent.redirect_chain][:1] == [308]
    task.refresh_from_db()
    assert task.state == "done"


def test_a_foreign_sub_task_and_a_missing_one_give_the_same_answer(case: Case) -> None:
    task = asked(case)
    for username, path in (
        ("selin", f"/sub-tasks/{task.pk}/"),
        ("okan", "/sub-tasks/999999/"),
        ("okan", f"/sub-tasks/of/{case.tracking_code}/"),
        ("okan", f"/sub-tasks/{task.pk}/files/1/"),
    ):
        assert browser(username).get(path).status_code == 404
    assert browser("okan").post(f"/sub-tasks/{task.pk}/withdraw/", {}).status_code == 404
    assert browser("okan").get(f"/unit/cases/{case.tracking_code}/").status_code == 404

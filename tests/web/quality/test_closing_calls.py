"""A checker of a closing calls the citizen, if they may see and call citizens."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.cases.life import confirmations
from tests.parts.events.consuming import consume

from alo153.calls.models import Command
from alo153.cases.models import Case
from alo153.citizens.models import AccessLog
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import ClosingCheck

pytestmark = pytest.mark.django_db
NUMBER = "0532 000 01 01"


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


@pytest.fixture
def check() -> ClosingCheck:
    derya = cast.staff("derya")
    actions.set_plan(each=0, each_closing=1, twice_percent=0, appeal_days=7, by=derya, at=cast.AT)
    confirmations.closed()
    actions.draw_day(day=local_time.today(clock.now()), at=clock.now())
    return ClosingCheck.objects.get()


def page(check: ClosingCheck) -> str:
    return reverse("quality:check", args=[check.pk])


def call(check: ClosingCheck) -> str:
    return reverse("quality:call_reporter", args=[check.pk])


def phone(full_name: str = "Ayşe Işık") -> int:
    return cast.citizen(full_name).identities.get(kind="phone").pk


def test_a_supervisor_calls_the_citizen_and_the_looks_are_written_down(
    check: ClosingCheck,
) -> None:
    hakan = as_("hakan")
    shown = hakan.get(page(check)).content.decode()
    assert "Ayşe Işık" in shown
    assert NUMBER in shown
    assert hakan.post(call(check), {"identity": phone()}).url == page(check)
    asked = Command.objects.get().payload
    assert (asked["number"], asked["reference"]) == (
        cast.phone_of("Ayşe Işık"),
        f"closing:{check.pk}",
    )
    looks = AccessLog.objects.filter(case_id=check.closing.case_id).order_by("pk")
    assert [each.what for each in looks] == ["evaluation-page", "desk-dial"]


def test_a_call_loses_nothing_that_was_typed(check: ClosingCheck) -> None:
    hakan = as_("hakan")
    assert f'formaction="{call(check)}"' in hakan.get(page(check)).content.decode()
    typed = {"identity": phone(), "result": "not_done", "words": "Yol hâlâ kapalı."}
    called = hakan.post(call(check), typed, follow=True)
    form = called.context["form"]
    assert (form["result"].value(), form["words"].value()) == ("not_done", "Yol hâlâ kapalı.")
    assert "Yol hâlâ kapalı." in called.content.decode()
    assert hakan.get(page(check), {"typed": "x"}).status_code == 200
    assert Command.objects.count() == 1


def test_a_checker_without_the_permission_sees_neither_name_nor_number(
    check: ClosingCheck,
) -> None:
    shown = as_("derya").get(page(check)).content.decode()
    assert "Ayşe Işık" not in shown
    assert "Vatandaşı görme yetkiniz yok." in shown
    assert as_("derya").post(call(check), {"identity": phone()}).status_code == 403
    assert as_("elif").post(call(check), {"identity": phone()}).status_code == 404
    assert not Command.objects.exists()


def test_no_other_number_is_called(check: ClosingCheck) -> None:
    for typed in (str(phone("Mehmet Öztürk")), "", "x"):
        assert as_("hakan").post(call(check), {"identity": typed}).status_code == 404
    assert not Command.objects.exists()


def test_an_anonymous_reporter_cannot_be_called(check: ClosingCheck) -> None:
    Case.objects.update(reporter=None)
    assert "isimsiz: aranacak kimse yok" in as_("hakan").get(page(check)).content.decode()


def test_the_estimate_stands_beside_the_own_figure_of_the_unit(check: ClosingCheck) -> None:
    actions.check_closing(
        check=check,
        result=ClosingCheck.Result.NOT_DONE,
        way=ClosingCheck.Way.CALL,
        words="",
        by=cast.staff("hakan"),
        at=clock.now(),
    )
    consume()
    shown = as_("derya").get(reverse("quality:closings")).content.decode()
    cells = re.search(rf'<th scope="row">{check.unit.name}</th>(.*?)</tr>', shown, re.DOTALL)
    assert cells
    found = re.findall(r"<td[^>]*data-label=\"([^\"]+)\">\s*(.*?)\s*</td>", cells[1], re.DOTALL)
    assert found[:3] == [
        ("“Yapıldı” diye kapatılan", "1"),
        ("Gerçekten yapılan", "%0"),
        ("%95 aralığı", "%0 – %0"),
    ]

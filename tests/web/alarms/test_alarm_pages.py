"""Alarms on the pages: the counter in the menu, the list, and a rule that is tried and saved."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.alarms.watching import SUPERVISORS, call, gave_up, rule, words

from alo153.alarms import actions
from alo153.alarms.models import Alarm, AlarmRule
from alo153.city import queries as city
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Çok bekleyen var",
    "of": "",
    "rings_at": "10",
    "clears_at": "7",
    "calm_minutes": "2",
    "severity": "warning",
    "audience": SUPERVISORS,
    "ways": ["desktop"],
}


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def ringing() -> Alarm:
    rule(rings_at=0, clears_at=0)
    call(now())
    actions.evaluate(at=now())
    return Alarm.objects.get()


def test_the_menu_counts_what_concerns_somebody_until_it_is_acknowledged() -> None:
    alarm = ringing()
    hakan = browser("hakan")
    shown = text(hakan.get("/alarms/count/"))
    assert "1 alarm" in shown
    assert 'href="/live-alarms/"' in shown
    assert f'data-newest-live="{alarm.pk}"' in shown
    assert "alarm-count" not in text(browser("elif").get("/alarms/count/"))
    page = text(hakan.post(f"/live-alarms/{alarm.pk}/acknowledgement/", follow=True))
    assert "Hakan" in page
    assert "alarm-count" not in text(hakan.get("/alarms/count/"))


def test_alarm_words_of_cases_are_counted_with_them_and_listed() -> None:
    case = cast.open_case("Apartmanda gaz kokuyor, çok korkuyoruz.")
    ringing()
    hakan = browser("hakan")
    assert "2 alarm" in text(hakan.get("/alarms/count/"))
    page = text(hakan.get("/live-alarms/"))
    assert "Gaz kokusu" in page
    assert f"/center/cases/{case.tracking_code}/" in page
    assert "Çok bekleyen var" in page
    assert "korkuyoruz" not in page


def test_an_open_gas_alarm_stands_at_the_desk_of_every_agent() -> None:
    case = cast.open_case("Apartmanda gaz kokuyor, çok korkuyoruz.")
    elif_ = browser("elif")
    assert 'hx-get="/live-alarms/strip/"' in text(elif_.get("/desk/"))
    strip = text(elif_.get("/live-alarms/strip/"))
    assert "Gaz kokusu" in strip
    assert f"/center/cases/{case.tracking_code}/" in strip
    assert "korkuyoruz" not in strip


def test_an_alarm_that_concerns_others_is_not_found() -> None:
    alarm = ringing()
    elif_ = browser("elif")
    assert "Çok bekleyen var" not in text(elif_.get("/live-alarms/"))
    assert elif_.post(f"/live-alarms/{alarm.pk}/acknowledgement/").status_code == 404


def test_the_second_who_presses_reads_who_was_faster() -> None:
    alarm = ringing()
    actions.acknowledge(alarm=alarm, by=cast.staff("hakan"), at=now())
    page = text(browser("hakan").post(f"/live-alarms/{alarm.pk}/acknowledgement/", follow=True))
    assert "daha önce" in page


def test_the_history_stays() -> None:
    alarm = ringing()
    actions.retire_rule(rule=alarm.rule, by=cast.staff("hakan"), at=now())
    page = text(browser("hakan").get("/live-alarms/"))
    assert "Çok bekleyen var" in page


def test_a_rule_is_tried_before_it_is_saved() -> None:
    for second in range(3):
        gave_up(now() - timedelta(days=3, seconds=second), 60)
    hakan = browser("hakan")
    new = "/live-alarms/rules/new/waiting/"
    assert 'name="rings_at"' in text(hakan.get(new))
    tried = text(hakan.post(new, {**FORM, "rings_at": "2", "clears_at": "1", "try": "1"}))
    assert "1 kez çalardı" in tried
    assert 'value="2"' in tried
    assert not AlarmRule.objects.exists()
    saved = text(hakan.post(new, FORM, follow=True))
    assert "Çok bekleyen var" in saved
    assert AlarmRule.objects.get().ways == ["desktop"]


def test_the_trial_of_a_service_level_says_how_finely_the_past_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times = replace(city.center_times(), answer_within_seconds=25)
    monkeypatch.setattr(city, "center_times", lambda: times)
    hakan, said = browser("hakan"), "yarım saatlere göre ve 20 saniye içinde"
    typed = {**FORM, "rings_at": "70", "clears_at": "80", "try": "1"}
    new = "/live-alarms/rules/new/"
    assert said in text(hakan.post(f"{new}service_level/", typed))
    assert said not in text(hakan.post(f"{new}waiting/", FORM | {"try": "1"}))


def test_a_rule_that_can_never_ring_is_refused_with_its_reason() -> None:
    page = browser("hakan").post(
        "/live-alarms/rules/new/service_level/", {**FORM, "rings_at": "0", "clears_at": "10"}
    )
    assert page.status_code == 422
    assert "hiç çalmaz" in text(page)
    assert not AlarmRule.objects.exists()


def test_a_rule_is_changed_and_ended() -> None:
    first = rule()
    hakan = browser("hakan")
    address = f"/live-alarms/rules/{first.pk}/"
    assert "Çok bekleyen var" in text(hakan.get(address))
    hakan.post(address, {**FORM, "rings_at": "20"})
    second = AlarmRule.objects.get(retired_at=None)
    assert second.rings_at == 20
    hakan.post(f"/live-alarms/rules/{second.pk}/end/")
    assert not AlarmRule.objects.filter(retired_at=None).exists()
    assert hakan.get(address).status_code == 404


def test_a_rule_on_a_queue_that_is_gone_says_that_it_rings_no_more() -> None:
    rule(of="general")
    hakan = browser("hakan")
    assert "Artık yok" not in text(hakan.get("/live-alarms/rules/"))
    AlarmRule.objects.update(of="eski-kuyruk")
    assert "Artık yok" in text(hakan.get("/live-alarms/rules/"))


@pytest.mark.parametrize("who", ["audience", "escalate_to"])
def test_a_rule_that_tells_a_role_that_is_gone_says_that_nobody_hears_it(who: str) -> None:
    cast.staff("derya")
    rule(escalate_minutes=5, escalate_to="role:quality")
    hakan = browser("hakan")
    assert "kimse duymaz" not in text(hakan.get("/live-alarms/rules/"))
    AlarmRule.objects.update(**{who: "role:eski"})
    assert "kimse duymaz" in text(hakan.get("/live-alarms/rules/"))


def test_of_two_who_change_a_rule_the_second_is_told_and_loses_nothing() -> None:
    first = rule()
    address = f"/live-alarms/rules/{first.pk}/"
    assert browser("hakan").post(address, {**FORM, "rings_at": "20"}).status_code == 302
    answer = browser("hakan").post(address, {**FORM, "rings_at": "30"})
    assert answer.status_code == 422
    assert "ikinci bir sekmede bakın" in text(answer)
    assert 'value="30"' in text(answer)
    assert [each.rings_at for each in AlarmRule.objects.filter(retired_at=None)] == [20]
    with pytest.raises(actions.RuleEnded):
        actions.write_rule(words=words(), by=cast.staff("hakan"), at=now(), instead_of=first)

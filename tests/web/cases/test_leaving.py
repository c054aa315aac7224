"""What leaves the municipality names its receiver, waits ten seconds and can be taken back."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.cases.time.deadlines import bring

from alo153.cases import actions
from alo153.cases.models import Case, DelayedSend, Question, Relay, RelayAttempt
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.city import queries
from alo153.contacts.models import Message
from alo153.core import clock, events
from alo153.core.ttl_cache import forget_cached
from alo153.web import tasks
from alo153.web.center.casework import outgoing

pytestmark = pytest.mark.django_db
RECEIVER = "SMS: 0532 000 01 01 (Ayşe Işık)"
WHICH = "Hangi ağaç?"
PLAIN = "Ekibimiz geldi, dalları kesti."


@pytest.fixture(autouse=True)
def ten_seconds(settings: Any) -> None:
    settings.SEND_DELAY_SECONDS = 10


@pytest.fixture
def selin() -> Client:
    browser = Client()
    browser.force_login(cast.staff("selin"))
    return browser


@pytest.fixture
def elif_() -> Client:
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser


def in_work() -> Case:
    case = cast.open_case()
    actions.accept(case=case, by=cast.staff("selin"), at=cast.AT)
    return case


def answered() -> Case:
    case = in_work()
    done = Finding(outcome=Outcome.DONE, text="Mahalline ekip sevk edilmiştir.")
    actions.answer(case=case, finding=done, by=cast.staff("selin"), at=cast.AT)
    return case


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def sent() -> int:
    return Message.objects.exclude(purpose="receipt").count()


def eleven_seconds_later(monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(seconds=11)
    monkeypatch.setattr(clock, "now", lambda: later)


def run_job() -> None:
    tasks.send_delayed(key=DelayedSend.objects.get().pk)


def ask(browser: Client, case: Case) -> Any:
    address = reverse("unit:ask", args=[case.tracking_code])
    assert f"Sor: {RECEIVER}" in words(browser.get(address))
    return browser.post(address, {"text": WHICH}, follow=True)


def approve(browser: Client, case: Case) -> Any:
    page = words(browser.get(reverse("center:case", args=[case.tracking_code])))
    assert f"Onayla ve gönder: {RECEIVER}" in " ".join(page.split())
    address = reverse("center:act", args=[case.tracking_code, "approve"])
    return browser.post(address, {"plain_text": PLAIN}, follow=True)


def unreached() -> Case:
    """Let the center call somebody whose number is wrong."""
    case = answered()
    Case.objects.filter(pk=case.pk).update(contact_wish=Channel.PHONE)
    case.refresh_from_db()
    actions.approve(case=case, plain_text=PLAIN, by=cast.staff("elif"), at=cast.AT)
    wrong, elif_ = RelayAttempt.Result.WRONG_NUMBER, cast.actor("elif")
    actions.record_attempt(relay=case.relays.get(), result=wrong, by=elif_, at=cast.AT)
    return case


def notice(case: Case) -> dict[str, str]:
    assert case.contact
    told = {"reason": "Arşive soruldu.", "text": PLAIN}
    return told | {"way": f"{case.contact.kind}:{case.contact.pk}"}


def passed_on(_case: Case) -> dict[str, str]:
    body = cast.outside_body().slug
    return {"unit": body, "reason": "Onların görevi.", "plain_text": PLAIN}


BY_MESSAGE: dict[str, tuple[Callable[[], Case], Callable[[Case], dict[str, str]]]] = {
    "approve": (answered, lambda _: {"plain_text": PLAIN}),
    "again": (unreached, lambda case: {"way": f"sms:{case.contact_id}"}),
    "extend": (lambda: bring("information", at=clock.now()), notice),
    "interim": (lambda: bring("petition", at=clock.now()), notice),
    "costs": (lambda: bring("information", at=clock.now()), notice),
    "pass-on": (lambda: bring("petition", at=clock.now()), passed_on),
}


def test_every_step_that_tells_the_citizen_something_is_tried() -> None:
    assert set(BY_MESSAGE) == set(outgoing.VERBS)


@pytest.mark.parametrize("verb", BY_MESSAGE)
def test_a_step_that_tells_the_citizen_something_waits_and_can_be_taken_back(
    verb: str, elif_: Client
) -> None:
    made, typed = BY_MESSAGE[verb]
    case = made()
    before, state = sent(), case.state
    page = words(elif_.get(reverse("center:case", args=[case.tracking_code])))
    form = page.split(f"/{verb}/", 1)[1].split("</form>", 1)[0]
    assert "Belediyenin dışına gider" in form
    address = reverse("center:act", args=[case.tracking_code, verb])
    leaving = words(elif_.post(address, typed(case), follow=True))
    waiting = DelayedSend.objects.get()
    assert waiting.receiver in leaving
    assert "Birazdan gidecek: " in leaving
    case.refresh_from_db()
    assert (sent(), case.state) == (before, state)
    back = reverse("leaving:take_back", args=[case.tracking_code, waiting.pk])
    assert "Geri alındı" in words(elif_.post(back, follow=True))
    assert not DelayedSend.objects.exists()


def test_a_question_waits_ten_seconds_and_then_leaves(
    selin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = in_work()
    page = words(ask(selin, case))
    assert f"Birazdan gidecek: {RECEIVER}" in page
    assert WHICH in page
    assert not Question.objects.exists()
    # Its job waits in the database: a killed worker loses nothing
    job = ProcrastinateJob.objects.get(task_name="web.send_delayed")
    assert job.args == {"key": DelayedSend.objects.get().pk}
    run_job()
    assert (sent(), Question.objects.count()) == (0, 0)
    eleven_seconds_later(monkeypatch)
    run_job_twice = DelayedSend.objects.get().pk
    tasks.send_delayed(key=run_job_twice)
    tasks.send_delayed(key=run_job_twice)
    assert Question.objects.get().text == WHICH
    assert sent() == 1


def test_a_question_is_taken_back_and_its_words_are_in_the_form_again(
    selin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = in_work()
    ask(selin, case)
    key = DelayedSend.objects.get().pk
    back = selin.post(reverse("leaving:take_back", args=[case.tracking_code, key]), follow=True)
    assert "Geri alındı" in words(back)
    assert f">\n{WHICH}</textarea>" in words(back)
    eleven_seconds_later(monkeypatch)
    tasks.send_delayed(key=key)
    assert (sent(), Question.objects.count()) == (0, 0)
    names = [event.name for event in events.history(case)]
    assert names[-2:] == ["case.send_delayed", "case.send_withdrawn"]
    # Too late, or twice: said in words
    late = selin.post(reverse("leaving:take_back", args=[case.tracking_code, key]), follow=True)
    assert "Geç kaldınız" in words(late)


def test_an_approved_answer_waits_and_can_be_taken_back(elif_: Client) -> None:
    case = answered()
    page = words(approve(elif_, case))
    assert f"Birazdan gidecek: {RECEIVER}" in page
    # Nothing that would send it a second time
    assert "Onayla ve gönder" not in page
    case.refresh_from_db()
    assert (case.state, sent(), Relay.objects.count()) == (State.ANSWERED, 0, 0)
    key = DelayedSend.objects.get().pk
    back = elif_.post(reverse("leaving:take_back", args=[case.tracking_code, key]), follow=True)
    assert PLAIN in words(back)
    assert "Onayla ve gönder" in words(back)
    assert not DelayedSend.objects.exists()


def test_an_approved_answer_leaves_after_ten_seconds(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = answered()
    approve(elif_, case)
    eleven_seconds_later(monkeypatch)
    run_job()
    case.refresh_from_db()
    assert case.state == State.RELAYING
    assert sent() == 1
    assert case.answers.get().approved_by == cast.staff("elif")


def test_what_cannot_leave_any_more_gives_its_words_back(
    selin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = in_work()
    ask(selin, case)
    actions.return_not_ours(case=case, reason="Bizim değil.", by=cast.staff("selin"), at=cast.AT)
    eleven_seconds_later(monkeypatch)
    run_job()
    assert (sent(), Question.objects.count()) == (0, 0)
    waiting = DelayedSend.objects.get()
    assert waiting.refused == "Bu arada başvuru ilerledi."
    shown = selin.get(reverse("leaving:waiting", args=[case.tracking_code, waiting.pk]))
    assert "Gitmedi" in words(shown)
    assert WHICH in words(shown)


def test_what_would_be_refused_then_is_refused_now(selin: Client) -> None:
    case = in_work()
    actions.ask(case=case, text="Nerede?", by=cast.staff("selin"), at=cast.AT)
    before = sent()
    address = reverse("unit:ask", args=[case.tracking_code])
    response = selin.post(address, {"text": WHICH})
    assert "Zaten vatandaşın yanıtı beklenen bir soru var." in words(response)
    assert not DelayedSend.objects.exists()
    assert sent() == before


def test_only_its_writer_takes_it_back(selin: Client) -> None:
    case = in_work()
    ask(selin, case)
    other = Client()
    other.force_login(cast.staff("nurten"))
    key = DelayedSend.objects.get().pk
    page = words(other.get(reverse("unit:case", args=[case.tracking_code])))
    assert "Selin" in page
    assert WHICH not in page
    other.post(reverse("leaving:take_back", args=[case.tracking_code, key]))
    assert DelayedSend.objects.filter(pk=key).exists()


def test_a_lost_job_is_queued_again(selin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(selin, in_work())
    ProcrastinateJob.objects.all().delete()
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    tasks.send_overdue()
    assert ProcrastinateJob.objects.filter(task_name="web.send_delayed").count() == 1


def test_what_was_approved_leaves_the_list_of_the_center_at_once(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = answered()
    waiting = reverse("center:list", args=["answers"])
    row = f'id="row-{case.tracking_code}"'
    assert row in words(elif_.get(waiting))
    page = words(approve(elif_, case))
    assert "gönderilmek üzere" in page
    assert row not in words(elif_.get(waiting))
    send = DelayedSend.objects.get()
    eleven_seconds_later(monkeypatch)
    run_job()
    left = words(elif_.get(reverse("leaving:waiting", args=[case.tracking_code, send.pk])))
    assert 'id="case-state" hx-swap-oob="true"' in left
    assert "yanıt iletiliyor" in left
    assert "Yola çıktı; artık geri alınamaz." in left


def test_what_was_taken_back_waits_in_the_list_again(elif_: Client) -> None:
    case = answered()
    approve(elif_, case)
    send = DelayedSend.objects.get()
    elif_.post(reverse("leaving:take_back", args=[case.tracking_code, send.pk]))
    listed = words(elif_.get(reverse("center:list", args=["answers"])))
    assert f'id="row-{case.tracking_code}"' in listed
    # Another window of hers asks what became of it
    ended = reverse("leaving:waiting", args=[case.tracking_code, send.pk])
    assert "Geri alındı; hiçbir şey gönderilmedi." in words(elif_.get(ended))
    approve(elif_, case)
    assert "Geri alındı; hiçbir şey gönderilmedi." in words(elif_.get(ended)), "the first words"


def at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be eleven in the evening: citizens hear nothing until eight."""
    here = cast.city()
    here.quiet_hours = {"begins": "21:00", "ends": "08:00"}
    here.save(update_fields=["quiet_hours"])
    forget_cached()
    late = queries.local(clock.now()).replace(hour=23, minute=0)
    monkeypatch.setattr(clock, "now", lambda: late)


MORNING = "Saat 08:00 olunca gönderilecek"


def test_an_answer_that_is_approved_at_night_says_when_it_is_sent(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = answered()
    at_night(monkeypatch)
    approve(elif_, case)
    send = DelayedSend.objects.get()
    eleven_seconds_later(monkeypatch)
    run_job()
    left = words(elif_.get(reverse("leaving:waiting", args=[case.tracking_code, send.pk])))
    assert MORNING in left
    assert "Yola çıktı" not in left
    assert MORNING in words(elif_.get(reverse("center:case", args=[case.tracking_code])))
    case.refresh_from_db()
    assert case.reporter
    told = words(elif_.get(reverse("center:citizen_messages", args=[case.reporter.pk])))
    assert "saat 08:00 olunca gönderilecek" in told
    link = reverse("portal:link", args=[case.link_key])
    assert "Saat 08:00 olunca seçtiğiniz yoldan da göndereceğiz" in words(Client().get(link))


def test_the_page_renews_what_is_no_longer_true_after_words_left(
    elif_: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = answered()
    page = words(approve(elif_, case))
    renewal = re.search(r'hx-get="([^"]+)"\s+hx-trigger="alo:left [^>]+select-oob="([^"]+)"', page)
    assert renewal
    # Nobody pressed anything: it keeps nobody signed in, and takes no message from the next page
    assert """hx-headers='{"X-Background": "1"}'""" in renewal[0]
    send = DelayedSend.objects.get()
    eleven_seconds_later(monkeypatch)
    run_job()
    left = elif_.get(reverse("leaving:waiting", args=[case.tracking_code, send.pk]))
    assert "alo:left" in left.headers["HX-Trigger"]
    fresh = words(elif_.get(renewal[1], headers={"HX-Request": "true"}))
    for part in renewal[2].split(","):
        assert f'id="{part[1:]}"' in page, part
        assert f'id="{part[1:]}"' in fresh, part
    answer = fresh[fresh.index('id="case-answer"') :]
    assert PLAIN in answer[: answer.index('id="case-objection"')]

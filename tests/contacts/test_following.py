"""A browser that follows an application is told that there is news, and never what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.cases import stories
from tests.channels.contract.stand_ins.webpush import PushService
from tests.contacts.following import browser_of, follow, notices, push_service

from alo153.cases import actions as cases
from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.cases.rules import codes
from alo153.channels.models import PushSubscription
from alo153.channels.push import vapid
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.about import About
from alo153.contacts.actions.following import MOST_FOLLOWED, MOST_FOLLOWERS
from alo153.contacts.models import Follower, Message
from alo153.contacts.queries import undelivered
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def case(service: PushService) -> Case:
    """Return a case of parks that one browser follows."""
    case = stories.pruning()
    cases.accept(case=case, by=cast.staff("selin"), at=now())
    follow(case, browser_of(service))
    return case


def send_all() -> None:
    for pk in Message.objects.filter(state="queued").values_list("pk", flat=True):
        actions.send(message_id=pk, now=now)


def test_a_question_is_told_by_a_page_alone(service: PushService, case: Case) -> None:
    cases.ask(case=case, text="Hangi pencereye değiyor?", by=cast.staff("selin"), at=now())
    send_all()
    (told,) = service.taken()
    code = codes.display(case.tracking_code)
    assert told.subject == "Kocaeli 153"
    words, link = told.body.split("\n")
    assert words == "Başvurunuzla ilgili yeni bilgi var."
    assert code not in told.body
    assert link.endswith(f"/t/{case.link_key}/")
    assert [message.state for message in notices()] == ["sent"]


def test_a_service_that_is_not_reached_holds_up_no_sms(case: Case) -> None:
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    queues = dict(
        ProcrastinateJob.objects.filter(task_name="contacts.send").values_list(
            "args__message_id", "queue_name"
        )
    )
    (notice,) = notices()
    assert queues.pop(str(notice.pk)) == "webhooks"
    assert set(queues.values()) == {"default"}


def test_an_answer_and_its_closing_are_one_notice(service: PushService, case: Case) -> None:
    cases.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    assert notices() == []  # the center has not approved it
    cases.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    send_all()
    case.refresh_from_db()
    assert case.state == "closed"
    assert len(service.taken()) == 1
    assert "Budadık" not in service.taken()[0].body


def test_news_while_a_notice_waits_is_the_same_notice(service: PushService, case: Case) -> None:
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    cases.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    cases.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    assert len(notices()) == 1


@pytest.mark.parametrize(("later", "told"), [(timedelta(minutes=9), 1), (timedelta(hours=1), 2)])
def test_a_closing_long_after_its_answer_is_news(
    service: PushService, case: Case, later: timedelta, told: int
) -> None:
    Case.objects.filter(pk=case.pk).update(contact_wish=Channel.PHONE)
    case.refresh_from_db()
    cases.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())
    cases.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    send_all()
    called = RelayAttempt.Result.TOLD
    by, at = cast.actor("elif"), now() + later
    relay = Relay.objects.get(case=case)
    cases.record_attempt(relay=relay, result=called, detail="", final=True, by=by, at=at)
    case.refresh_from_db()
    assert (case.state, len(notices())) == ("closed", told)


def test_each_browser_is_told_and_who_left_is_not(service: PushService, case: Case) -> None:
    follow(case, browser_of(service, "second"))
    actions.unfollow(about=About.row(case), endpoint=service.endpoint, by=SYSTEM, at=now())
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    second = PushSubscription.objects.get()
    assert [message.to for message in notices()] == [str(second.pk)]


def test_following_twice_is_once_and_new_keys_take_the_place_of_the_old(
    service: PushService, case: Case
) -> None:
    again = browser_of(service)
    follow(case, actions.Browser(again.endpoint, again.p256dh, "A" * 22))
    assert Follower.objects.count() == 1
    assert PushSubscription.objects.get().auth == "A" * 22
    named = [event.name for event in events.history(Follower.objects.get())]
    assert named == ["news.followed"]


def test_so_many_browsers_follow_one_application_and_no_more(
    service: PushService, case: Case
) -> None:
    for number in range(1, MOST_FOLLOWERS):
        follow(case, browser_of(service, str(number)))
    with pytest.raises(actions.TooManyFollowers):
        follow(case, browser_of(service, "one more"))
    assert PushSubscription.objects.count() == MOST_FOLLOWERS


def test_so_many_applications_one_browser_follows_and_no_more(service: PushService) -> None:
    browser = browser_of(service)
    for number in range(MOST_FOLLOWED):
        about = About("cases.case", f"-{number}")
        actions.follow(about=about, browser=browser, page="/track/", by=SYSTEM, at=now())
    with pytest.raises(actions.FollowsTooMany):
        follow(stories.pruning(), browser)


def test_a_browser_that_ended_it_follows_nothing(service: PushService, case: Case) -> None:
    service.moods.append((410, b""))
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    send_all()
    assert not Follower.objects.exists()
    (message,) = notices()
    assert (message.state, message.last_error) == ("failed", "push http 410")
    # Nobody at the center is asked to do anything about it
    assert not undelivered().filter(channel="push").exists()


def test_a_busy_service_is_asked_again_when_it_says(service: PushService, case: Case) -> None:
    service.moods.append((429, b""))
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    before = now()
    send_all()
    (message,) = notices()
    assert message.state == "queued"
    assert message.due_at - before >= timedelta(seconds=90)
    actions.send(message_id=message.pk, now=lambda: message.due_at)
    assert len(service.taken()) == 1


def test_without_a_key_nothing_is_asked_or_written(
    service: PushService, case: Case, settings: object
) -> None:
    settings.PUSH_KEY = ""  # type: ignore[attr-defined]
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    assert notices() == []


def test_who_is_erased_is_followed_no_more(service: PushService, case: Case) -> None:
    actions.erase_messages(about=[About.row(case)], values=[], word="silindi")
    assert not Follower.objects.exists()
    assert not PushSubscription.objects.exists()


def test_after_a_year_nobody_waits_for_news(service: PushService, case: Case) -> None:
    since = Follower.objects.get().since_at
    actions.forget_followers(before=since)
    assert Follower.objects.exists()
    actions.forget_followers(before=since + timedelta(seconds=1))
    assert not Follower.objects.exists()
    assert not PushSubscription.objects.exists()


def test_the_database_keeps_one_row_for_a_browser_and_an_application(
    service: PushService, case: Case
) -> None:
    row = Follower.objects.get()
    with pytest.raises(IntegrityError):
        Follower.objects.create(
            about_type=row.about_type, about_id=row.about_id, browser=row.browser, since_at=now()
        )


def test_devices_of_a_key_of_before_end_with_a_word_to_their_citizen(
    service: PushService, case: Case, settings: Any
) -> None:
    for name in ("2", "3"):
        follow(case, browser_of(service, name))
    settings.PUSH_KEY = vapid.make()
    follow(case, browser_of(service))  # It was let hear again, with the new key
    cases.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    assert len(notices()) == 3
    for message in notices():
        actions.send(message_id=message.pk, now=now)
    assert [message.last_error for message in notices()].count("push key changed") == 2
    assert [each.endpoint for each in PushSubscription.objects.all()] == [service.endpoint]
    [told] = Message.objects.filter(channel="sms", body__contains="haber veremiyoruz")
    assert (told.to, told.purpose) == ("+905320000101", "notice")
    assert f"/t/{case.link_key}/" in told.body

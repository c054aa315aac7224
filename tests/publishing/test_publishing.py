"""A post leaves once for each place, whatever the other side says, and whoever is killed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.contract.other_side import Mood
from tests.publishing import posts
from tests.publishing.posts import AT_X, FACEBOOK, INSTAGRAM, PORTAL, TELEGRAM

from alo153.channels.social.opening.actions import close_channel
from alo153.citizens.channel import Channel
from alo153.core import events
from alo153.knowledge import actions as announcing
from alo153.knowledge import queries as knowledge
from alo153.publishing import actions, queries
from alo153.publishing.models import Post, Publication
from alo153.publishing.states import NotNow, State

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
LATER = cast.AT + MINUTE


def publish(post: Post, channel: Channel, at: Any = cast.AT) -> Publication:
    """Let the job run once, and return how it stands there."""
    actions.publish(publication_id=posts.place(post, channel).pk, now=lambda: at)
    return posts.place(post, channel)


def told(place: Publication) -> list[tuple[str, Any]]:
    return [(event.name, event.data.get("code")) for event in events.history(place)]


def test_without_any_channel_the_portal_announces_it() -> None:
    post = posts.approved(portal_days=3)
    place = publish(post, PORTAL)
    [announced] = knowledge.on_portal(cast.AT)
    assert (announced.text, announced.announced_by) == (posts.TEXT, cast.staff("tuna"))
    assert announced.ends_at == cast.AT + timedelta(days=3)
    assert (place.state, place.announcement) == (State.PUBLISHED, announced)
    publish(post, PORTAL)
    assert len(knowledge.on_portal(cast.AT)) == 1


def test_each_channel_gets_its_own_words_and_the_picture() -> None:
    with posts.opened(TELEGRAM, FACEBOOK, INSTAGRAM, AT_X) as others:
        own = {INSTAGRAM: "Kısaca: su 18'de."}
        post = posts.approved(TELEGRAM, FACEBOOK, AT_X, picture=posts.picture(), own=own)
        # Two of them are given the picture first
        for channel in (TELEGRAM, FACEBOOK, INSTAGRAM, INSTAGRAM, AT_X, AT_X):
            publish(post, channel, cast.AT + 5 * MINUTE)
            Publication.objects.filter(state=State.WAITING).update(due_at=cast.AT)
        [at_telegram] = others[TELEGRAM].posts.values()
        [at_facebook] = others[FACEBOOK].public.posts.values()
        [at_instagram] = others[INSTAGRAM].public.posts.values()
        [at_x] = others[AT_X].posts.values()
    for there in (at_telegram, at_facebook, at_instagram):
        assert there["picture"].endswith(f"/pictures/{post.picture_key}.jpg")
    assert at_instagram["text"] == "Kısaca: su 18'de."
    with post.picture.open("rb") as picture:
        assert at_x["picture"] == picture.read()
    assert at_facebook["text"] == at_telegram["text"] == at_x["text"] == posts.TEXT
    assert at_facebook["alt"] == at_instagram["alt"] == at_x["alt"] == post.alt_text
    assert {each.state for each in post.publications.all()} == {State.PUBLISHED}


def test_before_its_moment_nothing_leaves() -> None:
    with posts.opened(TELEGRAM) as others:
        post = posts.approved(TELEGRAM, planned_at=cast.AT + MINUTE)
        assert publish(post, TELEGRAM).state == State.WAITING
        assert others[TELEGRAM].posts == {}


def test_a_busy_channel_is_tried_again_and_given_up_after_an_hour() -> None:
    with posts.opened(TELEGRAM) as others:
        post, at = posts.approved(TELEGRAM), cast.AT
        for number in range(5):
            others[TELEGRAM].be(Mood.LATER)
            place = publish(post, TELEGRAM, at)
            assert place.state == (State.WAITING if number < 4 else State.FAILED)
            at = place.due_at
        assert others[TELEGRAM].posts == {}
    assert [name for name, _ in told(place)] == ["publication.try_failed"] * 4 + [
        "publication.failed"
    ]


def test_what_is_refused_for_good_fails_at_once_and_goes_again_when_a_person_says_so() -> None:
    with posts.opened(FACEBOOK) as others:
        post = posts.approved(FACEBOOK)
        others[FACEBOOK].be(Mood.REFUSES)
        place = publish(post, FACEBOOK)
        assert (place.state, place.last_error) == (State.FAILED, "facebook code 10")
        actions.repeat(publication=place, by=cast.staff("tuna"), at=cast.AT)
        assert publish(post, FACEBOOK).state == State.PUBLISHED
        assert len(others[FACEBOOK].public.posts) == 1


def test_an_answer_that_is_lost_is_unclear_and_nothing_is_sent_twice_by_itself() -> None:
    with posts.opened(TELEGRAM) as others:
        post = posts.approved(TELEGRAM)
        others[TELEGRAM].be(Mood.CUT)
        place = publish(post, TELEGRAM)
        assert place.state == State.UNCLEAR
        actions.recover(at=cast.AT + 60 * MINUTE)
        assert publish(post, TELEGRAM, cast.AT + 60 * MINUTE).state == State.UNCLEAR
        assert others[TELEGRAM].posts == {}
    actions.confirm(publication=place, by=cast.staff("tuna"), at=cast.AT)
    assert posts.place(post, TELEGRAM).state == State.PUBLISHED
    with pytest.raises(NotNow):
        actions.repeat(publication=place, by=cast.staff("tuna"), at=cast.AT)


def lost(place: Publication) -> None:
    """Leave it as a run does that was killed after it had claimed it."""
    Publication.objects.filter(pk=place.pk).update(
        state=State.PUBLISHING,
        claimed_at=cast.AT,
        claimed_by=uuid4(),
    )


def test_of_a_killed_worker_a_person_looks() -> None:
    with posts.opened(TELEGRAM):
        post = posts.approved(TELEGRAM)
        lost(posts.place(post, TELEGRAM))
        actions.recover(at=cast.AT + MINUTE)
    place = posts.place(post, TELEGRAM)
    assert (place.state, place.last_error) == (State.UNCLEAR, "worker lost")


def test_of_a_worker_killed_where_words_alone_need_nothing_before_a_person_looks_as_well() -> None:
    with posts.opened(AT_X) as others:
        post = posts.approved(AT_X)
        lost(posts.place(post, AT_X))
        actions.recover(at=cast.AT + MINUTE)
        assert posts.place(post, AT_X).state == State.WAITING, "nothing was handed over yet"
        assert publish(post, AT_X, cast.AT + MINUTE).state == State.WAITING
        lost(posts.place(post, AT_X))
        actions.recover(at=cast.AT + 2 * MINUTE)
        assert posts.place(post, AT_X).state == State.UNCLEAR
        assert others[AT_X].posts == {}


def test_of_a_worker_killed_at_the_portal_or_while_it_prepared_the_program_tries_again() -> None:
    with posts.opened(INSTAGRAM):
        post = posts.approved(PORTAL, INSTAGRAM, picture=posts.picture())
        for channel in (PORTAL, INSTAGRAM):
            lost(posts.place(post, channel))
        actions.recover(at=cast.AT + MINUTE)
        assert {each.state for each in post.publications.all()} == {State.WAITING}
        assert publish(post, INSTAGRAM, cast.AT + MINUTE).prepared
        lost(posts.place(post, INSTAGRAM))
        actions.recover(at=cast.AT + 2 * MINUTE)
        assert posts.place(post, INSTAGRAM).state == State.UNCLEAR


def test_what_instagram_still_looks_at_is_published_from_the_same_container() -> None:
    with posts.opened(INSTAGRAM) as others:
        post = posts.approved(INSTAGRAM, picture=posts.picture())
        publish(post, INSTAGRAM)
        others[INSTAGRAM].public.not_ready = 1
        at = posts.place(post, INSTAGRAM).due_at
        assert at == cast.AT + timedelta(seconds=5)
        place = publish(post, INSTAGRAM, at)
        assert publish(post, INSTAGRAM, place.due_at).state == State.PUBLISHED
        assert len(others[INSTAGRAM].public.containers) == 1


def test_a_channel_that_was_closed_meanwhile_gets_nothing() -> None:
    with posts.opened(TELEGRAM) as others:
        post = posts.approved(TELEGRAM)
        close_channel(channel=TELEGRAM, by=cast.staff("yasin"), at=cast.AT)
        place = publish(post, TELEGRAM)
        assert (place.state, place.last_error) == (State.FAILED, "channel off")
        assert others[TELEGRAM].posts == {}


def waits_again(post: Post, others: Any) -> None:
    others[TELEGRAM].be(Mood.LATER)
    publish(post, TELEGRAM)


def fails(post: Post, others: Any) -> None:
    others[TELEGRAM].be(Mood.REFUSES)
    publish(post, TELEGRAM)


def is_unclear(post: Post, others: Any) -> None:
    others[TELEGRAM].be(Mood.CUT)
    publish(post, TELEGRAM)


@pytest.mark.parametrize("comes_to", [waits_again, fails, is_unclear])
def test_what_did_not_get_through_is_given_up_and_leaves_the_list(comes_to: Any) -> None:
    tuna = cast.staff("tuna")
    with posts.opened(TELEGRAM) as others:
        post = posts.approved(PORTAL, TELEGRAM)
        publish(post, PORTAL)
        comes_to(post, others)
        actions.give_up(publication=posts.place(post, TELEGRAM), by=tuna, at=cast.AT)
        place = publish(post, TELEGRAM, cast.AT + 60 * MINUTE)
        assert (place.state, place.last_error) == (State.WITHDRAWN, "")
        assert others[TELEGRAM].posts == {}
    assert list(queries.to_do(tuna)) == []
    with pytest.raises(NotNow):
        actions.give_up(publication=posts.place(post, PORTAL), by=tuna, at=cast.AT)


def test_a_post_whose_announcement_was_ended_elsewhere_is_removed_from_the_portal() -> None:
    post = posts.approved(PORTAL)
    place = publish(post, PORTAL)
    assert place.announcement
    for _ in range(2):
        announcing.end(announcement=place.announcement, by=cast.actor("hakan"), at=LATER)
    place = posts.place(post, PORTAL)
    assert (place.state, place.withdrawn_at) == (State.WITHDRAWN, LATER)
    assert [name for name, _ in told(place)].count("publication.withdrawn") == 1


def test_a_queue_that_stands_still_gets_one_more_job_and_no_more() -> None:
    with posts.opened(TELEGRAM):
        waits, stands = posts.approved(TELEGRAM), posts.approved(TELEGRAM)
        place = publish(stands, TELEGRAM)
        actions.withdraw(publication=place, by=cast.staff("tuna"), at=cast.AT)
    ProcrastinateJob.objects.all().delete()
    for minute in (1, 2, 3):
        actions.recover(at=cast.AT + minute * MINUTE)
    jobs = ProcrastinateJob.objects.values_list("task_name", "args")
    assert sorted(name for name, _ in jobs) == [queries.PUBLISH_JOB, queries.WITHDRAW_JOB]
    assert [args["publication_id"] for _, args in jobs.order_by("task_name")] == [
        posts.place(waits, TELEGRAM).pk,
        place.pk,
    ]


class TestRemoving:
    def test_the_portal_ends_its_announcement_at_once(self) -> None:
        post = posts.approved()
        place = publish(post, PORTAL)
        actions.withdraw(publication=place, by=cast.staff("tuna"), at=cast.AT)
        assert posts.place(post, PORTAL).state == State.WITHDRAWN
        assert knowledge.on_portal(cast.AT) == []

    def test_a_channel_is_asked_until_it_is_gone(self) -> None:
        with posts.opened(TELEGRAM) as others:
            post = posts.approved(TELEGRAM)
            place = publish(post, TELEGRAM)
            actions.withdraw(publication=place, by=cast.staff("tuna"), at=cast.AT)
            others[TELEGRAM].be(Mood.CUT)
            actions.remove(publication_id=place.pk, now=lambda: cast.AT)
            place = posts.place(post, TELEGRAM)
            assert (place.state, place.due_at) == (State.WITHDRAWING, cast.AT + MINUTE)
            actions.remove(publication_id=place.pk, now=lambda: cast.AT + MINUTE)
            assert posts.place(post, TELEGRAM).state == State.WITHDRAWN
            assert others[TELEGRAM].posts == {}

    def test_an_answer_that_nobody_expects_is_not_asked_for_each_minute(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with posts.opened(TELEGRAM):
            post = posts.approved(TELEGRAM)
            place = publish(post, TELEGRAM)
            actions.withdraw(publication=place, by=cast.staff("tuna"), at=cast.AT)
            monkeypatch.setattr("alo153.channels.adapters.publisher", lambda _: {}["odd"])
            actions.remove(publication_id=place.pk, now=lambda: cast.AT)
        place = posts.place(post, TELEGRAM)
        assert (place.state, place.last_error) == (State.PUBLISHED, "unexpected")

    def test_what_no_program_removes_a_person_does(self) -> None:
        with posts.opened(INSTAGRAM):
            post = posts.approved(INSTAGRAM, picture=posts.picture())
            publish(post, INSTAGRAM)
            place = publish(post, INSTAGRAM, cast.AT + MINUTE)
            actions.withdraw(publication=place, by=cast.staff("tuna"), at=cast.AT)
            actions.remove(publication_id=place.pk, now=lambda: cast.AT)
        place = posts.place(post, INSTAGRAM)
        assert (place.state, place.last_error) == (State.PUBLISHED, "by hand")
        actions.note_removed(publication=place, by=cast.staff("tuna"), at=cast.AT)
        assert posts.place(post, INSTAGRAM).state == State.WITHDRAWN

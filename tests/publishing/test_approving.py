"""A post is written by one and approved by another, who read these very words."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.publishing import posts
from tests.publishing.posts import FACEBOOK, INSTAGRAM, PORTAL, TELEGRAM

from alo153.core import events
from alo153.publishing import actions, queries
from alo153.publishing.actions import NotReady
from alo153.publishing.fitting import Problem
from alo153.publishing.models import Post
from alo153.publishing.policy import OwnWords
from alo153.publishing.states import ChangedMeanwhile, NotNow, PostState, State

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def told(post: Post) -> list[str]:
    return [event.name for event in events.history(post)]


def test_from_a_draft_to_a_planned_moment() -> None:
    post = posts.approved(planned_at=cast.AT + 3 * HOUR)
    place = posts.place(post, PORTAL)
    assert (post.state, post.approved_by) == (PostState.APPROVED, cast.staff("tuna"))
    assert (place.state, place.due_at) == (State.WAITING, cast.AT + 3 * HOUR)
    assert told(post) == ["post.written", "post.submitted", "post.approved"]


def test_nobody_approves_their_own_words() -> None:
    defne, tuna = cast.staff("defne"), cast.staff("tuna")
    post = posts.submitted()
    with pytest.raises(OwnWords):
        actions.approve(post=post, seen=post.version, by=defne, at=cast.AT)
    actions.take_back(post=post, by=tuna, at=cast.AT)
    changed = actions.change(
        post=post, content=posts.content(text="Su geldi."), seen=1, by=tuna, at=cast.AT
    )
    actions.submit(post=changed, by=defne, at=cast.AT)
    for each in (defne, tuna):
        with pytest.raises(OwnWords):
            actions.approve(post=changed, seen=2, by=each, at=cast.AT)
    actions.approve(post=changed, seen=2, by=cast.staff("hakan"), at=cast.AT)


def test_who_changed_an_earlier_version_does_not_approve_a_later_one() -> None:
    tuna, hakan = cast.staff("tuna"), cast.staff("hakan")
    post = posts.written()
    for version, by in enumerate((tuna, cast.staff("defne")), start=1):
        post = actions.change(
            post=post, content=posts.content(text="Su geldi."), seen=version, by=by, at=cast.AT
        )
    actions.submit(post=post, by=cast.staff("defne"), at=cast.AT)
    assert (list(queries.to_do(tuna)), list(queries.to_do(hakan))) == ([], [post])
    with pytest.raises(OwnWords):
        actions.approve(post=post, seen=3, by=tuna, at=cast.AT)
    actions.approve(post=post, seen=3, by=hakan, at=cast.AT)
    with pytest.raises(IntegrityError, match="post_approved_by_no_editor"), transaction.atomic():
        Post.objects.update(approved_by=tuna)


def test_the_table_itself_refuses_who_approves_their_own_words() -> None:
    post = posts.approved()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(approved_by=post.written_by)


def test_what_was_changed_meanwhile_is_not_approved_and_not_written_over() -> None:
    post = posts.written()
    first = actions.change(
        post=post,
        content=posts.content(text="Su geldi."),
        seen=1,
        by=cast.staff("defne"),
        at=cast.AT,
    )
    with pytest.raises(ChangedMeanwhile):
        actions.change(
            post=post,
            content=posts.content(text="Eski."),
            seen=1,
            by=cast.staff("tuna"),
            at=cast.AT,
        )
    actions.submit(post=first, by=cast.staff("defne"), at=cast.AT)
    with pytest.raises(ChangedMeanwhile):
        actions.approve(post=first, seen=1, by=cast.staff("tuna"), at=cast.AT)
    assert Post.objects.get().text == "Su geldi."


def test_what_a_place_would_not_take_is_not_submitted() -> None:
    with posts.opened(INSTAGRAM):
        post = posts.written(PORTAL, INSTAGRAM, text="u" * 401)
        with pytest.raises(NotReady) as refused:
            actions.submit(post=post, by=cast.staff("defne"), at=cast.AT)
    assert refused.value.problems == {
        PORTAL: Problem.TOO_LONG,
        INSTAGRAM: Problem.NO_PICTURE,
    }
    gone = posts.written(FACEBOOK)
    with pytest.raises(NotReady, match="messenger"):
        actions.submit(post=gone, by=cast.staff("defne"), at=cast.AT)


def test_words_of_its_own_fit_a_place_that_takes_fewer() -> None:
    post = posts.submitted(text="u" * 401, own={PORTAL: "Kısaca: su 18'de."})
    assert posts.place(post, PORTAL).text == "Kısaca: su 18'de."


def test_sent_back_it_is_a_draft_with_the_remark() -> None:
    post = posts.submitted()
    actions.send_back(post=post, remark="Saat yanlış.", seen=1, by=cast.staff("tuna"), at=cast.AT)
    post.refresh_from_db()
    assert (post.state, post.remark) == (PostState.DRAFT, "Saat yanlış.")
    actions.submit(post=post, by=cast.staff("defne"), at=cast.AT)
    assert Post.objects.get().remark == ""


def test_what_is_approved_is_taken_back_within_ten_seconds(settings: object) -> None:
    settings.SEND_DELAY_SECONDS = 10  # type: ignore[attr-defined]
    post = posts.approved()
    place = posts.place(post, PORTAL)
    assert place.due_at == cast.AT + timedelta(seconds=10)
    actions.publish(publication_id=place.pk, now=lambda: cast.AT + timedelta(seconds=9))
    actions.take_back(post=post, by=cast.staff("defne"), at=cast.AT)
    actions.publish(publication_id=place.pk, now=lambda: cast.AT + timedelta(seconds=10))
    assert posts.place(post, PORTAL).state == State.PLANNED
    assert Post.objects.get().state == PostState.DRAFT


def test_what_stands_somewhere_is_not_taken_back() -> None:
    post = posts.approved()
    actions.publish(publication_id=posts.place(post, PORTAL).pk, now=lambda: cast.AT)
    with pytest.raises(NotNow):
        actions.take_back(post=post, by=cast.staff("tuna"), at=cast.AT)


def test_a_draft_is_given_up_and_leaves_the_calendar() -> None:
    post = posts.written()
    actions.drop(post=post, by=cast.staff("defne"), at=cast.AT)
    assert queries.between(cast.AT - HOUR, cast.AT + HOUR) == []


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_replaced_is_deleted_and_its_address_opens_nothing(folder: Path) -> None:
    post = posts.written(picture=posts.picture())
    key = post.picture_key
    assert len(list(folder.glob("posts/*"))) == 1
    changed = actions.change(
        post=post,
        content=posts.content(picture=posts.picture(400, 100)),
        seen=1,
        by=cast.staff("defne"),
        at=cast.AT,
    )
    [file] = folder.glob("posts/*")
    assert file.name == f"{changed.picture_key}.jpg"
    assert (changed.width, changed.height) == (400, 100)
    assert changed.picture_key != key


def test_a_picture_is_shown_to_nobody_before_its_post_is_approved() -> None:
    post = posts.submitted(picture=posts.picture())
    assert queries.shown_picture(post.picture_key) is None
    actions.approve(post=post, seen=1, by=cast.staff("tuna"), at=cast.AT)
    assert queries.shown_picture(post.picture_key) == post


def test_what_waits_for_somebody_is_what_they_may_approve_and_what_failed() -> None:
    submitted = posts.submitted()
    assert list(queries.to_do(cast.staff("tuna"))) == [submitted]
    assert list(queries.to_do(cast.staff("defne"))) == []
    with posts.opened(TELEGRAM):
        failed = posts.approved(TELEGRAM)
    actions.publish(publication_id=posts.place(failed, TELEGRAM).pk, now=lambda: cast.AT)
    assert list(queries.to_do(cast.staff("defne"))) == [failed]

"""What is published keeps the shapes that the companies publish, and its failures their meaning."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from tests.channels.contract.other_side import Mood, stand_in_of

from alo153.channels.contract import (
    NotSent,
    PermanentFailure,
    PublicPost,
    TemporaryFailure,
    Unclear,
    units,
)
from alo153.channels.providers import http
from alo153.channels.social.instagram.transport import INSTAGRAM
from alo153.channels.social.messenger.transport import MESSENGER
from alo153.channels.social.telegram.transport import TELEGRAM
from alo153.channels.social.x.transport import X
from alo153.channels.transport import Publishing, Transport

PICTURE = "https://153.example.gov.tr/pictures/x7.jpg"
WORDS = PublicPost(text="Yahya Kaptan'da su saat 18'de gelecek. 💧")
SHOWN = "Ekip boruyu onarıyor."
CONTENT = b"\xff\xd8 a picture"
ALL = [TELEGRAM, MESSENGER, INSTAGRAM, X]


def pictured(text: str) -> PublicPost:
    return PublicPost(text=text, picture_url=PICTURE, alt_text=SHOWN, read_picture=lambda: CONTENT)


WITH_PICTURE = pictured(WORDS.text)
EACH = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
# What each mood of the other side means for what everybody would read
MEANING: dict[Mood, type[NotSent]] = {
    Mood.LATER: TemporaryFailure,
    Mood.ABSENT: TemporaryFailure,
    Mood.REFUSES: PermanentFailure,
    Mood.STRANGER: PermanentFailure,
    Mood.CUT: Unclear,
}


def how(kind: Transport) -> Publishing:
    assert kind.publishing
    return kind.publishing


@contextmanager
def provider(kind: Transport) -> Iterator[Any]:
    with stand_in_of(kind).running() as other:
        yield other


def publish(kind: Transport, other: Any, post: PublicPost = WITH_PICTURE) -> str:
    prepare = how(kind).prepare
    prepared = prepare(other.address, post) if prepare else ""
    return how(kind).publish(other.address, post, prepared).reference


def stands(other: Any) -> dict[Any, dict[str, str]]:
    return dict(other.posts if hasattr(other, "posts") else other.public.posts)


@EACH
def test_a_picture_stands_there_with_its_words(kind: Transport) -> None:
    with provider(kind) as other:
        reference = publish(kind, other)
        [(name, post)] = stands(other).items()
    assert str(name) == reference
    # X takes the picture itself, the others fetch it
    assert (post["text"], post["picture"]) == (WORDS.text, CONTENT if kind is X else PICTURE)
    assert post.get("alt", WITH_PICTURE.alt_text) == WITH_PICTURE.alt_text


@pytest.mark.parametrize("kind", [TELEGRAM, MESSENGER, X], ids=lambda kind: kind.name)
def test_words_alone_stand_there(kind: Transport) -> None:
    with provider(kind) as other:
        publish(kind, other, WORDS)
        assert [post["text"] for post in stands(other).values()] == [WORDS.text]
    assert not how(kind).needs_picture


@EACH
def test_the_longest_words_below_a_picture_are_taken_and_no_longer_ones(kind: Transport) -> None:
    longest = how(kind).longest_caption
    with provider(kind) as other:
        if longest < 50_000:
            publish(kind, other, pictured("ş" * longest))
            with pytest.raises(PermanentFailure):
                publish(kind, other, pictured("ş" * (longest + 1)))


def test_an_emoji_counts_twice() -> None:
    assert (units("su"), units("💧")) == (2, 2)


@EACH
@pytest.mark.parametrize("mood", MEANING, ids=lambda mood: mood.name.lower())
def test_a_bad_day_of_the_other_side_has_its_meaning(kind: Transport, mood: Mood) -> None:
    with provider(kind) as other:
        prepare = how(kind).prepare
        prepared = prepare(other.address, WITH_PICTURE) if prepare else ""
        other.be(mood)
        with pytest.raises(MEANING[mood]) as problem:
            how(kind).publish(other.address, WITH_PICTURE, prepared)
        assert stands(other) == {} or mood is Mood.CUT
    told = f"{problem.value!r} {problem.value.__cause__!r}"
    assert all(word not in told for word in (WORDS.text, "EAAG", "AAHdq", "GmHx"))


@EACH
def test_an_answer_that_never_comes_is_unclear(
    kind: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    with provider(kind) as other:
        prepare = how(kind).prepare
        prepared = prepare(other.address, WITH_PICTURE) if prepare else ""
        monkeypatch.setattr(http, "_TIMEOUT", httpx.Timeout(0.2))
        monkeypatch.setattr(other, "verdict", lambda _: (let_go.wait(10), (200, b"{}"))[1])
        with pytest.raises(Unclear):
            how(kind).publish(other.address, WITH_PICTURE, prepared)
        let_go.set()


def test_telegram_says_how_long_to_wait() -> None:
    with provider(TELEGRAM) as other:
        other.be(Mood.LATER)
        with pytest.raises(TemporaryFailure) as problem:
            publish(TELEGRAM, other)
    assert problem.value.wait_seconds == 35


def test_a_picture_that_instagram_still_looks_at_is_published_later() -> None:
    with provider(INSTAGRAM) as other:
        other.public.not_ready = 1
        with pytest.raises(TemporaryFailure) as problem:
            publish(INSTAGRAM, other)
        assert (problem.value.wait_seconds, stands(other)) == (10, {})
        prepared = next(iter(other.public.containers))
        how(INSTAGRAM).publish(other.address, WITH_PICTURE, prepared)
        assert len(stands(other)) == 1


@pytest.mark.parametrize("kind", [INSTAGRAM, X], ids=lambda kind: kind.name)
def test_to_prepare_shows_nothing_so_a_lost_answer_is_tried_again(kind: Transport) -> None:
    prepare = how(kind).prepare
    assert prepare
    with provider(kind) as other:
        other.be(Mood.CUT)
        with pytest.raises(TemporaryFailure):
            prepare(other.address, WITH_PICTURE)
        assert stands(other) == {}


def test_x_counts_a_link_as_23_and_takes_no_picture_that_is_too_large() -> None:
    long = "Ayrıntı: https://kocaeli.bel.tr/" + "a" * 300
    assert how(X).measure(long) == 32
    with provider(X) as other:
        publish(X, other, PublicPost(text=long))
        large = PublicPost(
            text="Su", picture_url=PICTURE, alt_text=SHOWN, read_picture=lambda: bytes(5_242_881)
        )
        with pytest.raises(PermanentFailure, match="picture too large"):
            publish(X, other, large)
        assert len(stands(other)) == 1


@pytest.mark.parametrize("kind", [TELEGRAM, MESSENGER, X], ids=lambda kind: kind.name)
def test_what_is_removed_is_gone_and_once_more_is_well(kind: Transport) -> None:
    withdraw = how(kind).withdraw
    assert withdraw
    with provider(kind) as other:
        reference = publish(kind, other)
        withdraw(other.address, reference)
        assert stands(other) == {}
        withdraw(other.address, reference)
        other.be(Mood.REFUSES)
        with pytest.raises(PermanentFailure):
            withdraw(other.address, reference)


def test_instagram_removes_nothing_for_us() -> None:
    assert how(INSTAGRAM).withdraw is None


@EACH
def test_an_account_publishes_only_where_its_address_says_so(kind: Transport) -> None:
    with provider(kind) as other:
        assert how(kind).place(other.address)
        assert how(kind).place(other.address.partition("&publish=")[0]) == ""


def test_everybody_finds_it_by_its_link() -> None:
    with provider(TELEGRAM) as other:
        assert how(TELEGRAM).link(other.address, "501") == "https://t.me/kocaeli_153/501"
    with provider(X) as other:
        assert how(X).link(other.address, "501") == "https://x.com/i/web/status/501"
    with provider(MESSENGER) as other:
        assert how(MESSENGER).link(other.address, "1_2") == "https://www.facebook.com/1_2"

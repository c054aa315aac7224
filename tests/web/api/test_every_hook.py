"""Every address to which providers post: signed, once, and its replay ignored."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.channels.contract.other_side import pushing_stand_in_of, stand_in_of
from tests.channels.social.opened import opened

from alo153.channels import registry
from alo153.channels.models import Arrival
from alo153.channels.transport import Transport
from alo153.citizens.channel import SOCIAL
from alo153.contacts.actions import take_push
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef0123456789abcdef"
DUPLICATES, MOST_POSTS = 10_000, 100
PUSHING = [kind for kind in registry.TRANSPORTS if kind.read_push]
BRINGING = [kind for kind in PUSHING if getattr(stand_in_of(kind), "MOST_IN_ONE", 1)]
# Of the others the proof is a secret, which says nothing of the body
SIGNING = [
    kind
    for kind in PUSHING
    if pushing_stand_in_of(kind).signed(b"a") != pushing_stand_in_of(kind).signed(b"b")
]
each_pushing = pytest.mark.parametrize("kind", PUSHING, ids=lambda kind: kind.name)
each_bringing = pytest.mark.parametrize("kind", BRINGING, ids=lambda kind: kind.name)


@pytest.fixture(autouse=True)
def _in_use(request: pytest.FixtureRequest, settings: Any) -> Iterator[None]:
    """Let a company's channel be open; a provider of SMS is known by the address that it has."""
    kind = request.node.callspec.params["kind"]
    settings.HOOK_SECRET = SECRET
    with ExitStack() as stack:
        if kind.channel in SOCIAL:
            stack.enter_context(opened(kind.channel))
        yield


def address_of(kind: Transport, secret: str = SECRET) -> str:
    social = kind.channel in SOCIAL
    return f"/hooks/social/{kind.channel}/" if social else f"/hooks/sms/{kind.name}/{secret}/"


def post(client: Client, kind: Transport, raw: bytes, **changed: Any) -> int:
    """Post as the provider does, or with headers or an address of somebody else."""
    headers = changed.get("headers", pushing_stand_in_of(kind).signed(raw))
    path = address_of(kind, changed.get("secret", SECRET))
    kept = {"content_type": "application/json", "headers": headers}
    return client.post(path, raw, **kept).status_code


@each_bringing
def test_a_message_comes_in_and_its_replay_is_ignored(client: Client, kind: Transport) -> None:
    raw = pushing_stand_in_of(kind).pushed("Su yok.")
    assert [post(client, kind, raw) for _ in range(3)] == [200, 200, 200]
    arrival = Arrival.objects.get()
    assert arrival.channel == kind.channel
    for _ in range(2):
        read_arrival(arrival_id=arrival.pk, now=clock.now)
    assert Message.objects.get(direction="in").body == "Su yok."


@each_pushing
def test_whoever_cannot_prove_themselves_is_refused(client: Client, kind: Transport) -> None:
    other = pushing_stand_in_of(kind)
    raw = other.pushed("Su yok.")
    forged = [{}, *({name: f"{value}x"} for name, value in other.signed(raw).items())]
    forged += [dict.fromkeys(other.signed(raw), wrong) for wrong in ("", "sha256=", "sha256=0")]
    if kind.channel in SOCIAL:
        assert {post(client, kind, raw, headers=each) for each in forged} == {403}
    else:
        assert {post(client, kind, raw, secret=each) for each in ("x", SECRET[:-1])} == {403}
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("kind", SIGNING, ids=lambda kind: kind.name)
def test_a_proof_of_one_body_is_none_of_another(client: Client, kind: Transport) -> None:
    other = pushing_stand_in_of(kind)
    raw, another = other.pushed("Su yok."), other.pushed("Su var.", name="2")
    assert post(client, kind, another, headers=other.signed(raw)) == 403
    assert post(client, kind, raw + b" ", headers=other.signed(raw)) == 403
    assert not Arrival.objects.exists()


@each_bringing
def test_ten_thousand_duplicates_are_one_message(client: Client, kind: Transport) -> None:
    other = pushing_stand_in_of(kind)
    raw = other.pushed("Su yok.", times=other.MOST_IN_ONE)
    posts = min(DUPLICATES // other.MOST_IN_ONE, MOST_POSTS)
    assert {post(client, kind, raw) for _ in range(posts)} == {200}
    # Of whom posts them one by one the rest does without our pages
    assert kind.read_push
    for _ in range(DUPLICATES - posts * other.MOST_IN_ONE):
        take_push(channel=kind.channel, push=kind.read_push(raw), at=cast.AT)
    assert Arrival.objects.count() == 1


@each_pushing
@pytest.mark.parametrize("raw", [b"", b"[" * 100_000, b"\xff", b"null", b'{"object": 1}'])
def test_what_is_no_post_is_refused_in_words(client: Client, kind: Transport, raw: bytes) -> None:
    assert post(client, kind, raw) == 400
    assert not Arrival.objects.exists()


@each_pushing
def test_one_larger_than_any_is_not_read(client: Client, kind: Transport) -> None:
    assert post(client, kind, b"x" * (3 * 1024 * 1024 + 1)) == 413

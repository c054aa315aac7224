"""Posts that Defne writes and Tuna approves, and the channels they go to."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.test import override_settings
from PIL import Image
from tests import cast
from tests.channels.contract.other_side import stand_in_of
from tests.channels.social.opened import kind_of

from alo153.channels.social.opening.actions import open_channel
from alo153.citizens.channel import Channel
from alo153.core.files.uploads import CheckedFile
from alo153.publishing import actions
from alo153.publishing.actions.writing import PostContent
from alo153.publishing.models import Post, Publication

TEXT = "Yahya Kaptan'da su saat 18'de gelecek."
PORTAL, TELEGRAM = Channel.WEB, Channel.TELEGRAM
FACEBOOK, INSTAGRAM, AT_X = Channel.MESSENGER, Channel.INSTAGRAM, Channel.X


def picture(width: int = 300, height: int = 200) -> CheckedFile:
    """Return a photo as the decoder leaves it."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, "JPEG")
    return CheckedFile(drawn.getvalue(), "image/jpeg")


def content(*channels: Channel, text: str = TEXT, **more: Any) -> PostContent:
    """Return a post's content for some channels; without any, for the portal alone."""
    if more.get("picture"):
        more = {"alt_text": "Ekip boruyu onarıyor."} | more
    own_texts = dict.fromkeys(channels or (PORTAL,), "") | more.pop("own", {})
    return PostContent(text=text, own_texts=own_texts, **more)


def written(*channels: Channel, **more: Any) -> Post:
    """Let Defne write a post."""
    return actions.write(content=content(*channels, **more), by=cast.staff("defne"), at=cast.AT)


def submitted(*channels: Channel, **more: Any) -> Post:
    """Let Defne submit a post."""
    post = written(*channels, **more)
    actions.submit(post=post, by=cast.staff("defne"), at=cast.AT)
    return Post.objects.get(pk=post.pk)


def approved(*channels: Channel, **more: Any) -> Post:
    """Let Tuna approve a post."""
    post = submitted(*channels, **more)
    actions.approve(post=post, seen=post.version, by=cast.staff("tuna"), at=cast.AT)
    return Post.objects.get(pk=post.pk)


def place(post: Post, channel: Channel) -> Publication:
    """Return how it stands there now."""
    return Publication.objects.get(post=post, channel=channel)


@contextmanager
def opened(*channels: Channel) -> Iterator[dict[Channel, Any]]:
    """Run the providers of some channels, which are open."""
    with ExitStack() as stack:
        others = {
            each: stack.enter_context(stand_in_of(kind_of(each)).running()) for each in channels
        }
        urls = {channel.value: other.address for channel, other in others.items()}
        stack.enter_context(override_settings(SOCIAL_URLS=urls))
        for channel in channels:
            open_channel(channel=channel, ground="Kurul 17", by=cast.staff("yasin"), at=cast.AT)
        yield others

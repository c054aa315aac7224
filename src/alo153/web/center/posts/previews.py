"""A post as it will be in each place, and what is in the way there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alo153.channels.contract import units
from alo153.citizens.channel import Channel
from alo153.publishing import queries
from alo153.publishing.fitting import Outlet, Picture, limit, problem_of
from alo153.publishing.models import Post, Publication
from alo153.publishing.outlets import LABELS, outlets
from alo153.web.center.posts.wording import PROBLEMS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The preview of a post in one place."""

    channel: Channel
    # Whose page it is there, as far as it is known
    place: str
    text: str
    # As the place counts it
    length: int
    limit: int
    limit_with_picture: int
    problem: "StrPromise | None"

    @property
    def label(self) -> "StrPromise":
        """Return the name of the place."""
        return LABELS[self.channel]

    @property
    def is_too_long(self) -> bool:
        """Say whether the place would cut it."""
        return self.length > self.limit


def of_post(post: Post) -> dict[str, Preview]:
    """Return the previews of a post in its places, by channel; what was published fits."""
    there = outlets()
    return {
        each.channel: _preview(
            each.place, each.text, post.shape, there.get(each.place), checked=_may_change(each)
        )
        for each in queries.in_order(post)
    }


def of_words(
    text: str, own: Mapping[str, str], channels: Iterable[str], picture: Picture | None
) -> list[Preview]:
    """Return the previews of words that are typed just now."""
    there, chosen = outlets(), set(channels)
    return [
        _preview(each, own.get(each, "") or text, picture, there.get(each), checked=True)
        for each in LABELS
        if each in chosen
    ]


def _may_change(place: Publication) -> bool:
    return place.published_at is None


def _preview(
    channel: Channel, text: str, picture: Picture | None, outlet: Outlet | None, *, checked: bool
) -> Preview:
    problem = problem_of(text, picture, outlet) if checked else None
    return Preview(
        channel=channel,
        place=outlet.place if outlet and outlet.place.startswith("@") else "",
        text=text,
        length=outlet.measure(text) if outlet else units(text),
        limit=limit(outlet, with_picture=picture is not None) if outlet else 0,
        limit_with_picture=outlet.longest_caption if outlet else 0,
        problem=PROBLEMS[problem] if problem else None,
    )

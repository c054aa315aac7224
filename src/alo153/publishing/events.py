"""Events of posts, and of their publications."""

from collections.abc import Sequence

from alo153.core.payloads import Dimensions, Payload
from alo153.publishing.models import Post, Publication


class OfPost(Payload[Post]):
    """An event of a post."""


class PostWritten(OfPost, name="post.written"):
    """Somebody writes a post for some channels."""

    channels: Sequence[str]


class PostChanged(OfPost, name="post.changed"):
    """The words, the picture, the places or the moment of a post are changed."""

    channels: Sequence[str]
    version: int


class PostSubmitted(OfPost, name="post.submitted"):
    """A post waits for somebody else's approval."""

    version: int


class PostSentBack(OfPost, name="post.sent_back"):
    """A post is not approved, and its writer is told why."""

    version: int


class PostTakenBack(OfPost, name="post.taken_back"):
    """A post is a draft again, before anything left."""


class PostApproved(OfPost, name="post.approved"):
    """Somebody else approves a post: it leaves at its moment."""

    version: int


class PostDropped(OfPost, name="post.dropped"):
    """A draft is given up."""


class OfPublication(Payload[Publication]):
    """An event of a publication; it contains its post."""

    post: int

    def dimensions(self, subject: Publication) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.channel)


class NotPublished(OfPublication):
    """Why a try ended so says its code, which holds no personal data."""

    code: str


class PublicationPublished(OfPublication, name="publication.published"):
    """A post was published on a channel."""


class PublicationTryFailed(NotPublished, name="publication.try_failed"):
    """A channel did not take a post now; it is tried again."""


class PublicationFailed(NotPublished, name="publication.failed"):
    """A channel does not take a post, or did not for an hour."""


class PublicationUnclear(NotPublished, name="publication.unclear"):
    """A post may be published on a channel: a person checks, and nothing is sent again."""


class PublicationConfirmed(OfPublication, name="publication.confirmed"):
    """A person checked: a post whose fate was unclear is published on the channel."""


class PublicationRepeated(OfPublication, name="publication.repeated"):
    """Somebody sends a post again to a channel where it was not published."""


class PublicationGivenUp(OfPublication, name="publication.given_up"):
    """Somebody stops the tries to publish a post on a channel where it was not published."""


class WithdrawalAsked(OfPublication, name="publication.withdrawal_asked"):
    """Somebody wants a post removed from a channel."""


class PublicationWithdrawn(OfPublication, name="publication.withdrawn"):
    """A post was removed from a channel."""

    by_hand: bool = False


class WithdrawalFailed(NotPublished, name="publication.withdrawal_failed"):
    """A channel does not remove a post: somebody has to do it there."""

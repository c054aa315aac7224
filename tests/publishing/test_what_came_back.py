"""A comment below a post of ours keeps which post it was, and is counted there."""

import pytest
from tests import cast
from tests.channels.social.shapes import instagram_comment, page_comment
from tests.contacts.conversations.social.talks import posted, talk_of

from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.queries import below_posts

pytestmark = pytest.mark.django_db
POST = "101530153015301_880"


def test_comments_of_one_person_below_one_post_are_one_conversation() -> None:
    talk = talk_of(posted(Channel.MESSENGER, page_comment("880_1")))
    posted(Channel.MESSENGER, page_comment("880_2"))
    posted(Channel.MESSENGER, page_comment("900_1", post_id="101530153015301_900"))
    assert below_posts.comments(Channel.MESSENGER, POST).count() == 2
    assert below_posts.how_many_talks(Channel.MESSENGER, POST) == 1
    hakan, defne = cast.staff("hakan"), cast.staff("defne")
    assert list(conversations.below_post(hakan, Channel.MESSENGER, POST)) == [talk]
    assert list(conversations.below_post(defne, Channel.MESSENGER, POST)) == []


def test_at_instagram_the_picture_names_it() -> None:
    posted(Channel.INSTAGRAM, instagram_comment())
    assert below_posts.how_many_talks(Channel.INSTAGRAM, "17") == 1
    assert below_posts.how_many_talks(Channel.MESSENGER, "17") == 0


@pytest.mark.parametrize("odd", [None, 7.5, ["17"], "x" * 500])
def test_a_post_that_cannot_be_read_keeps_no_comment_back(odd: object) -> None:
    talk_of(posted(Channel.MESSENGER, page_comment(post_id=odd)))
    talk_of(posted(Channel.INSTAGRAM, instagram_comment(media=odd)))


def test_what_has_no_name_has_no_comments() -> None:
    posted(Channel.MESSENGER, page_comment(post_id=None))
    assert below_posts.comments(Channel.MESSENGER, "").count() == 0

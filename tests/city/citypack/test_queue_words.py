"""Words of queues.toml that other rooms own: `city` lies below them and holds copies."""

from alo153.calls.queue import Closed
from alo153.citizens.channel import CONVERSING
from alo153.city.citypack.queues.lines import CLOSED
from alo153.city.citypack.queues.media import CHANNELS


def test_media_are_the_channels_in_which_people_write() -> None:
    assert sorted(CHANNELS) == sorted(each.value for each in CONVERSING)


def test_a_closed_queue_does_what_the_switchboard_knows() -> None:
    assert sorted(CLOSED) == sorted(each.value for each in Closed)

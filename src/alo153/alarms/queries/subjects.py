"""Of what a figure can be, in this city: keys and names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from alo153.alarms.rules.figures import Of
from alo153.calls.floor import city_queues
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.city import queries as city
from alo153.core.history.consumers.declaring import installed

_CHANNELS: Final = (Channel.SMS, Channel.EMAIL)


def _topics() -> dict[str, str]:
    """Return the topics that anybody may know of; groups hold no applications."""
    those = sorted(city.topics_now().values(), key=lambda each: each.position)
    return {each.slug: each.name for each in those if each.parent_id and not each.confidential}


def _neighborhoods() -> dict[str, str]:
    return {
        f"{each.pk}": f"{each.name} ({each.district.name})"
        for each in sorted(city.neighborhoods_now().values(), key=lambda one: one.sort_key)
    }


_KNOWN: Final[Mapping[Of, Callable[[], Mapping[str, str]]]] = {
    Of.NOTHING: dict,
    Of.QUEUE: city_queues.names,
    Of.SKILL: city_queues.skills,
    Of.MEDIUM: lambda: {
        key: str(CHANNEL_LABELS[Channel(key)]) for key in city_queues.media().written
    },
    Of.CHANNEL: lambda: {each.value: str(CHANNEL_LABELS[each]) for each in _CHANNELS},
    Of.TOPIC: _topics,
    Of.NEIGHBORHOOD: _neighborhoods,
    Of.UNIT: lambda: {each.slug: each.name for each in city.units_now().values()},
    Of.CONSUMER: lambda: {each.key: each.key for each in installed()},
    Of.OFFICE: lambda: {each.slug: each.name for each in city.offices_now().values()},
}


def known(of: Of) -> Mapping[str, str]:
    """Return the name of each, by its key; no query once the city is at hand."""
    return _KNOWN[of]()

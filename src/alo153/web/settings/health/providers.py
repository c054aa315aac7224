"""Checks that the servers of providers can be reached, and that their news can be read.

They are asked all at once and with a time limit; nothing is sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.channels import adapters
from alo153.channels.adapters.reachability import is_reachable
from alo153.citizens.channel import CHANNEL_LABELS, SOCIAL, Channel
from alo153.knowledge.feeds import queries as feeds
from alo153.web.settings.health.check import Area, Check

_SECONDS: Final = 4.0
"""A server that is silent for longer cannot be reached."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that a setting names, and what people notice while it cannot be reached."""

    key: str
    area: Area
    label: str
    address: str
    effect: str


def checks() -> Iterator[Check]:
    """Yield servers and news; up to 4 s, a query for the news and one a social channel."""
    servers = [*_messages(), *_services()]
    reached = _reached([each.address for each in servers])
    for each in servers:
        found = reached[each.address]
        if found is not None:
            yield _check(each, is_reached=found)
    yield from _news()


def _check(server: Server, *, is_reached: bool) -> Check:
    return Check(
        key=server.key,
        area=server.area,
        label=server.label,
        is_well=is_reached,
        words=_("can be reached") if is_reached else _("cannot be reached"),
        effect=server.effect,
    )


def _messages() -> Iterator[Server]:
    """Name the servers by which messages leave; a social channel that is closed has none."""
    effects = {
        Channel.EMAIL: _("E-mails wait and leave when the mail server can be reached."),
        Channel.SMS: _("SMS wait and leave when the provider can be reached."),
    }
    titles = {Channel.EMAIL: _("E-mail out"), Channel.SMS: "SMS"}
    social = _("Answers on this channel wait and leave when the provider can be reached.")
    for channel in (Channel.EMAIL, Channel.SMS, *SOCIAL):
        title = titles.get(channel) or str(CHANNEL_LABELS[channel])
        for number, (where, transport) in enumerate(adapters.in_use(channel), start=1):
            yield Server(
                key=f"{channel}_{number}",
                area=Area.MESSAGES,
                label=f"{title} ({transport.name})" if channel in titles else title,
                address=where,
                effect=effects.get(channel, social),
            )


def _services() -> Iterator[Server]:
    """Name the servers of everything else that the settings name."""
    named = (
        ("staff_oidc", _("Sign-in of staff"), settings.STAFF_OIDC_ISSUER, _no_staff()),
        ("oidc", _("Sign-in of citizens"), settings.OIDC_ISSUER, _no_citizen()),
        ("edevlet", _("Sign-in by e-Devlet"), settings.EDEVLET_URL, _no_citizen()),
        (
            "gtfs_realtime",
            _("Delays of public transport"),
            settings.GTFS_REALTIME_URL,
            _("Answers on the way say what the timetable says."),
        ),
        (
            "trip_planner",
            _("Journey planner"),
            settings.OPENTRIPPLANNER_URL,
            _("Our own search answers questions on the way."),
        ),
        (
            "transcription",
            _("Transcription of calls"),
            settings.TRANSCRIPTION,
            _("Recordings are written down later. They can be heard."),
        ),
    )
    for key, label, address, effect in named:
        if address:
            yield Server(key=key, area=Area.PROVIDERS, label=label, address=address, effect=effect)


def _no_staff() -> str:
    return _("Staff cannot sign in by this service. Emergency accounts can, by a password.")


def _no_citizen() -> str:
    return _("Citizens cannot sign in by this service. Every other way stays open.")


def _reached(addresses: Sequence[str]) -> Mapping[str, bool | None]:
    """Connect to all servers at once, and hang up; None where there is nothing to connect to."""
    if not addresses:
        return {}
    pool = ThreadPoolExecutor(max_workers=len(addresses), thread_name_prefix="health")
    asked = {each: pool.submit(is_reachable, each) for each in addresses}
    wait(asked.values(), timeout=_SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    return {address: _answer(found) for address, found in asked.items()}


def _answer(found: Future[bool | None]) -> bool | None:
    # An address that cannot be read is one that cannot be reached
    return found.result() if found.done() and not found.exception() else False


def _news() -> Iterator[Check]:
    """Tell which providers of news failed when they were last asked."""
    known = feeds.every()
    if not known:
        return
    failing = [each for each in known if each.failure]
    words = _("every provider answered")
    if failing:
        said = ngettext(
            "%(count)d provider cannot be read: %(names)s",
            "%(count)d providers cannot be read: %(names)s",
            len(failing),
        )
        names = ", ".join(each.name for each in failing)
        words = said % {"count": len(failing), "names": names}
    yield Check(
        key="feeds",
        area=Area.PROVIDERS,
        label=_("News that callers ask for"),
        is_well=not failing,
        words=words,
        effect=_("Agents and citizens read the last answer with its age."),
        detail="; ".join(f"{each.slug}: {each.failure}" for each in failing),
    )

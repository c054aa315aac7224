"""Checks that citizens can reach the center: telephone, numbers, what comes in, what is limited."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from alo153.calls.endpoints import pulse
from alo153.calls.floor import public_numbers
from alo153.channels import adapters
from alo153.channels import queries as channels
from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.trouble import WORDS, Trouble
from alo153.channels.sms.smpp.address import account_at
from alo153.citizens.channel import Channel
from alo153.contacts import machine_limits, purposes
from alo153.core import clock
from alo153.web.settings.health.check import Area, Check, ago

# Each server is asked every five minutes at least, and waited for two at most
_LATE: Final = timedelta(minutes=10)


def checks() -> Iterator[Check]:
    """Yield telephone and messages; up to 5 s where there is a telephone."""
    yield from _telephone()
    yield from _numbers()
    yield from _mailbox()
    yield from _operator()
    yield from _answers()


def _telephone() -> Iterator[Check]:
    if not settings.PHONE_SOCKET_URL:
        return
    heard = pulse.listen()
    words = {True: _("answers"), False: _("does not answer")}
    yield Check(
        key="asterisk",
        area=Area.TELEPHONE,
        label=_("Telephone exchange (Asterisk)"),
        is_well=heard.asterisk,
        words=words[heard.asterisk],
        effect=_("Nobody can call or be called. Start the Asterisk service."),
    )
    yield Check(
        key="switchboard",
        area=Area.TELEPHONE,
        label=_("Switchboard"),
        is_well=heard.switchboard,
        words=words[heard.switchboard],
        effect=_(
            "Callers wait in the fallback queue. Calls in progress continue."
            " Start the switchboard service."
        ),
    )
    yield _program(
        "watchdog",
        _("Watchdog of the switchboard"),
        heard.watchdog,
        effect=_(
            "If the switchboard fails now, callers who wait hear nothing until it is back."
            " Start the watchdog service."
        ),
    )
    yield _program(
        "standby",
        _("Standby of the switchboard"),
        heard.standby,
        effect=_(
            "If the switchboard fails now, no other takes over within seconds."
            " Start the standby service."
        ),
    )


def _program(key: str, label: str, lives: bool | None, *, effect: str) -> Check:
    """Tell whether a program of the telephone lives; one that never ran here is not missed."""
    words = {True: _("is running"), False: _("is not running any more"), None: _("has not run yet")}
    return Check(
        key=key,
        area=Area.TELEPHONE,
        label=label,
        is_well=lives is not False,
        words=words[lives],
        effect=effect,
        is_known=lives is not None,
    )


def _numbers() -> Iterator[Check]:
    """Tell of calls for numbers that the city's file does not name: they got the usual menu."""
    found = public_numbers.unknown(clock.now())
    if found is None:
        return
    words = _("every number called in the last day is one of ours")
    if found.calls:
        said = _("calls of the last day for numbers that are not set up: %(calls)d (%(numbers)s)")
        words = said % {"calls": found.calls, "numbers": ", ".join(found.numbers)}
    yield Check(
        key="public_numbers",
        area=Area.TELEPHONE,
        label=_("Public numbers"),
        is_well=not found.calls,
        words=words,
        effect=_("These callers heard the usual menu. Add their number to the city's numbers."),
        detail="numbers.toml" if found.calls else "",
    )


def _mailbox() -> Iterator[Check]:
    if not settings.IMAP_URL:
        return
    found = channels.fetched_mailbox(address.read(settings.IMAP_URL).name)
    words, well = _("has not run yet"), False
    if found:
        since = clock.now() - found.asked_at
        words = _("read %s") % ago(since.total_seconds())
        well = not found.trouble and since < _LATE
        if found.trouble:
            words = f"{_(WORDS[Trouble(found.trouble)])} ({words})"
    yield Check(
        key="mailbox",
        area=Area.MESSAGES,
        label=_("E-mail in"),
        is_well=well,
        words=words,
        effect=_("E-mails of citizens stay in the mailbox until it can be read."),
    )


def _operator() -> Iterator[Check]:
    """Tell how the line is on which the first operator of its kind hands over what comes in."""
    heard = (where for where, kind in adapters.in_use(Channel.SMS) if kind.is_heard)
    where = next(heard, None)
    if where is None:
        return
    found = channels.operator_line(account_at(where).name)
    words, well = _("has not run yet"), False
    if found:
        since = clock.now() - found.noted_at
        state = _("the line is broken") if found.trouble else _("the line holds")
        words = f"{state} ({ago(since.total_seconds())})"
        well = not found.trouble and since < _LATE
    yield Check(
        key="sms_in",
        area=Area.MESSAGES,
        label=_("SMS in"),
        is_well=well,
        words=words,
        effect=_("SMS of citizens and receipts stay with the operator until the line holds."),
        detail=found.trouble if found else "",
    )


def _answers() -> Iterator[Check]:
    """Tell how many answers left by themselves: at the limit somebody floods us, or a city asks."""
    for purpose, most in machine_limits.MOST.items():
        count = machine_limits.count(purpose, at=clock.now())
        words = _("%(count)d in the last hour, at most %(most)d") % {"count": count, "most": most}
        yield Check(
            key=f"answers_{purpose}",
            area=Area.MESSAGES,
            label=_("Automatic messages: %(purpose)s") % {"purpose": purposes.named(purpose).label},
            is_well=count < most,
            words=words
            if count < most
            else _("%(words)s: none is sent, and people answer") % {"words": words},
        )

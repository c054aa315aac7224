"""Limits of a visitor's actions: by their proof, else by their network address."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.web.kit.proof import proof
from alo153.web.kit.proof.waits import minutes_until

_TO_NUMBER: Final = "code_number"


class Admission(StrEnum):
    """The answer to a visitor."""

    IN = "in"
    PROVE = "prove"  # the address has had enough; this visitor may be another than the others
    LATER = "later"


def admit(request: HttpRequest, action: str) -> Admission:
    """Count an action; a visitor who proved something is counted alone.

    Of what all citizens share, an address has a part that no proof makes larger (`*_all`).

    Args:
        action: ``ask``, ``ask_typing``, ``apply``, ``draft``, ``upload``, ``address``, ``track``,
            ``code``, ``follow``, ``call``, ``chat`` or ``seat``.
    """
    visitor = proof.visitor_of(request)
    if visitor:
        if not _consume(request, f"{action}_all"):
            return Admission.LATER
        passed = _consume(request, f"{action}_visitor", visitor)
        return Admission.IN if passed else Admission.LATER
    return Admission.IN if _consume(request, action) else Admission.PROVE


def admit_to_number(request: HttpRequest, phone: str) -> bool:
    """Count a message that a visitor lets us send to any number, by visitor and by number."""
    return _consume(request, _TO_NUMBER, _number_here(request, phone))


def minutes_to_admission(request: HttpRequest, action: str) -> int:
    """Return after how many minutes a visitor who was not let IN may do it again."""
    visitor = proof.visitor_of(request)
    if visitor is None:
        return minutes_until(request, action)
    own = minutes_until(request, f"{action}_visitor", visitor)
    return max(own, minutes_until(request, f"{action}_all"))


def later_words(request: HttpRequest, action: str) -> str:
    """Say to a visitor who was not let IN when they may do it again."""
    minutes = minutes_to_admission(request, action)
    words = ngettext(
        "Too many tries. Try again in %(count)s minute.",
        "Too many tries. Try again in %(count)s minutes.",
        minutes,
    )
    return words % {"count": minutes}


def minutes_to_number(request: HttpRequest, phone: str) -> int:
    """Return after how many minutes this address may let us send to this number again."""
    return minutes_until(request, _TO_NUMBER, _number_here(request, phone))


def _number_here(request: HttpRequest, phone: str) -> str:
    return f"{phone}|{get_ip(request)}"


def _consume(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count it whatever the method: allauth's own door to this lets every GET through uncounted."""
    rates = {"app": "allauth.account", "action": action, "key": key}
    return ratelimit.consume(request, **rates, limit_get=True) is not None


def prove_words(back_to: str, why: str = "") -> SafeString:
    """Ask a visitor for a proof, with a link to where it is given.

    Args:
        why: a sentence; empty: very many use the page from this network.
    """
    page = f"{reverse('portal:prove')}?{urlencode({'next': back_to})}"
    words = why or _("Very many people use this page from your network at the moment.")
    link = _("Please answer a short question to go on.")
    return format_html('{} <a href="{}">{}</a>', words, page, link)

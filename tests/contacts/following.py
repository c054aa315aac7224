"""A browser that follows an application, and its push service."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings
from tests.channels.contract.stand_ins import webpush
from tests.channels.contract.stand_ins.webpush import AUTH, PushService

from alo153.cases.models import Case
from alo153.channels.push.vapid import encoded
from alo153.contacts import actions
from alo153.contacts.about import About
from alo153.contacts.actions import Browser
from alo153.contacts.models import Message
from alo153.core.actor import SYSTEM
from alo153.core.clock import now


@contextmanager
def push_service() -> Iterator[PushService]:
    """Run the service of a browser, and turn notices on."""
    with webpush.running() as service, override_settings(**service.settings):
        yield service


def browser_of(service: PushService, name: str = "") -> Browser:
    """Return the browser of a service, or another one there."""
    return Browser(service.endpoint + name, encoded(service.point), encoded(AUTH))


def follow(case: Case, browser: Browser) -> None:
    """Let a browser hear of news about a case."""
    page = f"/t/{case.link_key}/"
    actions.follow(about=About.row(case), browser=browser, page=page, by=SYSTEM, at=now())


def notices() -> list[Message]:
    """Return what was written to browsers, in order."""
    return list(Message.objects.filter(channel="push").order_by("created_at"))

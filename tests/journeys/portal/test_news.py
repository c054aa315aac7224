"""A citizen presses a button, the browser is told of news, and a click opens the application."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.cases import stories
from tests.channels.contract.stand_ins.webpush import AUTH, PushService
from tests.contacts.following import notices, push_service
from tests.journeys.opened import Opened, heard
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.channels.models import PushSubscription
from alo153.channels.push import vapid
from alo153.channels.push.vapid import encoded
from alo153.contacts.actions import send
from alo153.core.clock import now

# The engine alone shows no notices
pytestmark = [pytest.mark.journey, pytest.mark.windows]
# A push service lies outside; all else of the browser is real
SUBSCRIBES = """(() => {
  const made = { endpoint: "%s", keys: { p256dh: "%s", auth: "%s" } };
  const subscription = (key) => ({ options: { applicationServerKey: key }, toJSON: () => made });
  const proto = PushManager.prototype;
  proto.getSubscription = async () => {
    const key = sessionStorage.getItem("key");
    return key ? subscription(Uint8Array.from(JSON.parse(key)).buffer) : null;
  };
  proto.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly) throw new Error("not allowed");
    sessionStorage.setItem("key", JSON.stringify([...applicationServerKey]));
    return subscription(applicationServerKey.buffer);
  };
})();"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/apply/");
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag }) => ({ title, body, tag }));
}"""
# Before that Chromium drops what is handed on; a real push needs it to subscribe
ACTIVE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/apply/");
  return registration?.active?.state === "activated";
}"""
# Chromium lets a worker open a window in the moment of a real click only
CLICKED = """async () => {
  const [notification] = await self.registration.getNotifications();
  const opened = [];
  self.clients.openWindow = async (address) => void opened.push(address);
  const event = new NotificationEvent("notificationclick", { notification });
  self.dispatchEvent(event);
  return opened;
}"""


@pytest.fixture
def service(transactional_db: None) -> Iterator[PushService]:
    with push_service() as service:
        PushSubscription.objects.all().delete()
        yield service


@pytest.fixture
def case(service: PushService) -> Case:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    return case


@pytest.fixture
def page(opened: Opened, service: PushService, case: Case, settings: Settings) -> Page:
    """Open the page of the application in a browser that may show notices."""
    page = opened.page("/theme.css")
    settings.PUBLIC_URL = urljoin(page.url, "/").rstrip("/")
    page.add_init_script(SUBSCRIBES % (service.endpoint, encoded(service.point), encoded(AUTH)))
    page.context.grant_permissions(["notifications"])
    page.goto(f"/t/{case.link_key}/")
    return heard(page)


def deliver(page: Page, told: bytes) -> None:
    """Hand a notice on to the worker, as the browser does that got it from its push service."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(
            each["registrationId"]
            for each in event["registrations"]
            if urlsplit(each["scopeURL"]).path == "/apply/"
        ),
    )
    session.send("ServiceWorker.enable")
    until(lambda: page.evaluate("true") and found, what="no worker is registered")
    until(lambda: page.evaluate(ACTIVE), what="no worker is active")
    given = {"origin": site_of(page), "registrationId": found[-1], "data": told.decode()}
    session.send("ServiceWorker.deliverPushMessage", given)


def site_of(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def test_news_appears_on_the_screen_and_leads_to_the_page(
    page: Page, opened: Opened, service: PushService, case: Case, settings: Settings
) -> None:
    button = page.get_by_role("button", name="Bu cihaza haber ver")
    expect(button).to_be_visible()
    assert opened.looks.at(page, "news") == []
    button.click()
    expect(page.get_by_text("Tamam: Yeni bir şey olunca")).to_be_visible()
    actions.ask(case=case, text="Hangi pencere?", by=cast.staff("selin"), at=now())
    (message,) = notices()
    send(message_id=message.pk, now=now)
    (order,) = service.orders
    deliver(page, service.opened(order.body))
    until(lambda: page.evaluate(SHOWN), what="no notice is shown")
    (shown,) = page.evaluate(SHOWN)
    assert shown["title"] == "Kocaeli 153"
    assert shown["body"] == "Başvurunuzla ilgili yeni bilgi var."
    ours = [each for each in page.context.service_workers if each.url.endswith("/apply/worker.js")]
    worker = ours[-1]
    (leads_to,) = worker.evaluate(CLICKED)
    assert leads_to == f"{site_of(page)}/t/{case.link_key}/"
    until(lambda: page.evaluate(SHOWN) == [], what="the notice is still there")
    page.goto(leads_to)
    expect(page.get_by_text("Hangi pencere?").first).to_be_visible()
    # It is known here, and can be let go of
    page.get_by_role("button", name="Bu cihaza artık haber verme").click()
    expect(page.get_by_role("button", name="Bu cihaza haber ver", exact=True)).to_be_visible()
    assert not PushSubscription.objects.exists()
    # With another key of ours nobody could write to it: its citizen is told, and may press again
    button.click()
    expect(page.get_by_text("Tamam: Yeni bir şey olunca")).to_be_visible()
    settings.PUSH_KEY = vapid.make()
    page.reload()
    expect(page.get_by_text("Anahtarımız değiştiği için")).to_be_visible()
    expect(button).to_be_visible()
    assert opened.looks.at(page, "news-changed") == []


def test_a_notice_that_nobody_can_read_is_shown_all_the_same(page: Page) -> None:
    expect(page.get_by_role("button", name="Bu cihaza haber ver")).to_be_visible()
    deliver(page, json.dumps([1]).encode())
    until(lambda: page.evaluate(SHOWN), what="no notice is shown")
    assert page.evaluate(SHOWN)[0]["tag"] == "/"


def test_who_does_not_allow_it_and_who_has_no_line_reads_what_to_do(page: Page) -> None:
    button = page.get_by_role("button", name="Bu cihaza haber ver")
    expect(button).to_be_visible()
    go_offline(page.context)
    button.click()
    expect(page.get_by_text("Olmadı. Bağlantınızı kontrol edip yeniden basın.")).to_be_visible()
    go_online(page.context)
    page.context.clear_permissions()
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    button.click()
    expect(page.get_by_text("Tarayıcınız bu sitenin bildirimlerine izin vermiyor.")).to_be_visible()

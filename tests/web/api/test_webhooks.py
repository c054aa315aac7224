"""A system subscribes itself by the interface: at a public address, its secret told once."""

from typing import Any

import pytest
from tests import cast
from tests.cases import stories
from tests.integrations.keys import made
from tests.integrations.receiver import receiver
from tests.parts.events.consuming import consume
from tests.web.api.asking import System, fields

from alo153.core.clock import now
from alo153.core.events import history
from alo153.integrations.models import IdempotentRequest, WebhookSubscription
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions, signing

pytestmark = pytest.mark.django_db
WANTED = {"url": "https://systems.example/hook", "kinds": ["case.opened", "case.closed"]}


def connected(name: str, *scopes: KeyScope) -> System:
    return System(key=made(KeyScope.READ_UNIT_CASES, *scopes, system=name)[1])


@pytest.fixture(name="system")
def _system(db: None) -> System:
    return connected("Park iş emri", KeyScope.MANAGE_WEBHOOKS)


def test_it_is_made_listed_changed_and_ended(system: System) -> None:
    answer = system.post("/webhooks", WANTED)
    assert answer.status_code == 201
    told = answer.json()
    subscription = WebhookSubscription.objects.get()
    assert told.pop("secret") == signing.secret(subscription)
    assert told["kinds"] == ["case.closed", "case.opened"]
    [listed] = system.get("/webhooks").json()
    assert (listed["id"], listed["url"]) == (told["id"], WANTED["url"])
    assert "secret" not in listed
    here = f"/webhooks/{told['id']}"
    changed = system.patch(here, {"kinds": ["case.closed"]}).json()
    assert (changed["url"], changed["kinds"]) == (WANTED["url"], ["case.closed"])
    assert system.patch(here, {"url": "https://b.example/"}).json()["url"] == "https://b.example/"
    assert system.delete(here).status_code == 204
    assert system.get("/webhooks").json() == []
    assert system.delete(here).status_code == 404
    names = [each.name for each in history(subscription)]
    changes = ["webhook.changed"] * 2
    assert names == ["webhook.subscribed", *changes, "webhook.ended"]


def test_its_secret_is_told_once_and_kept_nowhere(system: System) -> None:
    first, again = (system.post("/webhooks", WANTED, once="1").json() for _ in "12")
    assert first["secret"].startswith("whsec_")
    assert again == first | {"secret": None} | {"made_at": again["made_at"]}
    new = system.post(f"/webhooks/{first['id']}/secret", {}, once="2").json()["secret"]
    assert new.startswith("whsec_")
    assert new != first["secret"]
    repeated = system.post(f"/webhooks/{first['id']}/secret", {}, once="2")
    assert repeated.json() == {"secret": None}
    assert "whsec_" not in str(list(IdempotentRequest.objects.values()))


@pytest.mark.parametrize(
    "url",
    [
        "http://systems.example/",
        "https://10.0.0.1/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/",
        "https://user:word@systems.example/",
        "ftp://systems.example/",
        "https://",
    ],
)
def test_an_address_of_ours_is_refused_when_made_and_when_changed(system: System, url: str) -> None:
    assert "https://" in fields(system.post("/webhooks", WANTED | {"url": url}))["/url"]
    assert not WebhookSubscription.objects.exists()
    number = system.post("/webhooks", WANTED).json()["id"]
    assert "https://" in fields(system.patch(f"/webhooks/{number}", {"url": url}))["/url"]
    assert WebhookSubscription.objects.get().url == WANTED["url"]


def test_what_cannot_be_heard_of_is_named(system: System) -> None:
    wrong = fields(system.post("/webhooks", WANTED | {"kinds": ["case.closed", "case.noted"]}))
    assert list(wrong) == ["/kinds/1"]
    assert system.post("/webhooks", WANTED | {"kinds": []}).status_code == 422


def test_a_key_has_so_many_and_no_more(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_OF_A_KEY", 1)
    number = system.post("/webhooks", WANTED).json()["id"]
    assert system.post("/webhooks", WANTED).status_code == 409
    system.delete(f"/webhooks/{number}")
    assert system.post("/webhooks", WANTED).status_code == 201


def test_nobody_touches_those_of_another_key(system: System) -> None:
    here = f"/webhooks/{system.post('/webhooks', WANTED).json()['id']}"
    other = connected("Başka", KeyScope.MANAGE_WEBHOOKS)
    reader = connected("Yalnız okur")
    assert other.get("/webhooks").json() == []
    for stranger, status in ((other, 404), (reader, 403)):
        asked: list[Any] = [
            stranger.patch(here, {"url": "https://b.example/"}),
            stranger.delete(here),
            stranger.post(f"{here}/secret", {}),
            stranger.get(f"{here}/deliveries"),
        ]
        assert {each.status_code for each in asked} == {status}
    assert len(system.get("/webhooks").json()) == 1


def test_its_latest_messages_are_listed_with_their_tries(system: System, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    with receiver() as there:
        there.statuses = [500]
        there.answers.set()
        number = system.post("/webhooks", WANTED | {"url": there.url}).json()["id"]
        stories.pruning()
        consume()
        for delivery in WebhookSubscription.objects.get().deliveries.all():
            actions.deliver(delivery=delivery.pk, at=now())
    [told] = system.get(f"/webhooks/{number}/deliveries").json()
    assert told["state"] == "waiting"
    assert [each["status"] for each in told["attempts"]] == [500]
    assert told["name"] == there.came[0].name


def test_an_administrator_is_held_to_the_same(db: None) -> None:
    key, _ = made(KeyScope.READ_UNIT_CASES)
    with pytest.raises(actions.addresses.AddressRefused):
        actions.subscribe(
            key=key,
            url="https://10.0.0.1/",
            kinds=["case.closed"],
            by=cast.staff("yasin"),
            at=now(),
        )

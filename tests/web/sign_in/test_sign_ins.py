"""Staff come in, are looked after, and leave: each step is an event with its address."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from tests import cast
from tests.parts.roles import Role

from alo153.accounts import actions
from alo153.accounts.actions import enroll
from alo153.accounts.models import Role as RoleRow
from alo153.accounts.models import SignIn, User
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.core import clock, keyring
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.web.sign_in.second_factor import SecondFactorAdapter
from alo153.web.sign_in.sessions import idle_minutes

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def forget_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def elif_(db: None) -> User:
    return cast.staff("elif")


def sign_in(
    client: Client, name: str = "elif", password: str = cast.PASSWORD, address: str = "10.0.0.1"
) -> bool:
    client.post(
        LOGIN,
        {"login": name, "password": password},
        REMOTE_ADDR=address,
        headers={"User-Agent": FIREFOX},
    )
    return "_auth_user_id" in client.session


def told(*names: str) -> list[tuple[str, dict[str, Any]]]:
    wanted = names or ("staff.",)
    rows = Event.objects.order_by("id").values_list("name", "data")
    return [(name, data) for name, data in rows if name.startswith(wanted)]


def test_who_asks_for_passkeys_without_end_makes_no_sessions_without_end(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"passkey": "2/5m/ip"}
    path, by_script = "/accounts/2fa/webauthn/login/", {"X-Requested-With": "XMLHttpRequest"}
    answers = [Client().get(path, headers=by_script) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert "request_options" in answers[0].json()
    assert Session.objects.count() == 2


class TestEvents:
    def test_coming_and_going_and_failing_are_written_down_with_the_address(
        self, client: Client, elif_: User
    ) -> None:
        assert not sign_in(client, password="yanlış", address="10.0.0.9")
        assert not sign_in(client, name="kimse", address="10.0.0.9")
        assert sign_in(client)
        client.post("/accounts/logout/", REMOTE_ADDR="10.0.0.1")
        failed, nobody, came, went = told("staff.sign", "staff.session")
        assert failed == ("staff.sign_in_failed", {"address": "10.0.0.9"})
        assert nobody[0] == "staff.sign_in_failed"
        assert came == ("staff.signed_in", {"address": "10.0.0.1", "methods": ["password"]})
        assert went == ("staff.session_ended", {"address": "10.0.0.1", "why": "signed_out"})
        about = Event.objects.filter(name__startswith="staff.sign_in_failed").order_by("id")
        assert [each.subject_id for each in about] == [str(elif_.pk), "0"]

    def test_a_lock_is_written_down_once(self, client: Client, elif_: User) -> None:
        for _ in range(8):
            sign_in(client, password="yanlış")
        assert told("staff.locked") == [("staff.locked_out", {"address": "10.0.0.1"})]
        assert len(told("staff.sign_in_failed")) == 5

    def test_a_new_password_is_an_event(self, client: Client, elif_: User) -> None:
        sign_in(client)
        words = {"oldpassword": cast.PASSWORD, "password1": "yeni bir parola 9"}
        client.post("/accounts/password/change/", {**words, "password2": words["password1"]})
        assert told("staff.password_changed") == [
            ("staff.password_changed", {"address": "127.0.0.1"})
        ]
        client.get("/sessions/")
        assert elif_.sign_ins.get().session_key == client.session.session_key

    def test_a_change_of_roles_says_what_they_were(self, elif_: User) -> None:
        enroll(
            username="elif",
            full_name=elif_.full_name,
            email="",
            roles=[Role.SUPERVISOR],
            password=cast.PASSWORD,
            by=SYSTEM,
            at=cast.AT,
        )
        assert told("staff.updated")[-1][1] == {"roles": ["supervisor"], "before": ["agent"]}

    def test_the_code_of_a_guest_seat_is_a_sign_in(self, client: Client) -> None:
        now = clock.now()
        invited = seats.Invited(
            full_name="Konuk",
            mentor=cast.staff("elif"),
            from_at=now,
            until=now + timedelta(hours=1),
        )
        seat, code = seats.open_seat(invited=invited, language="tr", by=cast.staff("hakan"), at=now)
        client.post("/guest/", {"code": code}, REMOTE_ADDR="10.0.0.7")
        assert ("staff.signed_in", {"address": "10.0.0.7", "methods": ["code"]}) in told()
        assert seat.guest.sign_ins.count() == 1


class TestLocks:
    def test_a_stranger_locks_nobody_out_elsewhere(self, client: Client, elif_: User) -> None:
        stranger = Client()
        for _ in range(20):
            sign_in(stranger, password="yanlış", address="203.0.113.9")
        assert not sign_in(stranger, address="203.0.113.9")
        assert sign_in(client)

    def test_a_known_browser_passes_even_behind_the_stranger_s_address(
        self, client: Client, elif_: User
    ) -> None:
        assert sign_in(client, address="198.51.100.1")
        client.post("/accounts/logout/")
        for _ in range(40):
            sign_in(Client(), password="yanlış", address="198.51.100.1")
        assert not sign_in(Client(), address="198.51.100.1")
        assert sign_in(client, address="198.51.100.1")

    def test_a_known_browser_has_its_own_lock_and_is_known_for_its_people_only(
        self, client: Client, elif_: User
    ) -> None:
        cast.staff("hakan")
        assert sign_in(client)
        client.post("/accounts/logout/")
        for _ in range(5):
            sign_in(client, password="yanlış")
        assert not sign_in(client)
        for _ in range(5):
            sign_in(Client(), name="hakan", password="yanlış")
        assert not sign_in(client, name="hakan")

    def test_one_account_is_not_tried_from_a_thousand_addresses(
        self, client: Client, elif_: User, settings: Any
    ) -> None:
        settings.ACCOUNT_RATE_LIMITS = {
            **django_settings.ACCOUNT_RATE_LIMITS,
            "login_failed_anywhere": "8/h/key",
        }
        assert sign_in(client)
        client.post("/accounts/logout/")
        for number in range(8):
            sign_in(Client(), password="yanlış", address=f"203.0.113.{number}")
        assert not sign_in(Client(), address="203.0.113.99")
        assert sign_in(client)

    def test_a_device_cookie_that_somebody_wrote_is_worth_nothing(self, elif_: User) -> None:
        client = Client()
        client.cookies[django_settings.DEVICE_COOKIE_NAME] = f'{{"id":"x","users":[{elif_.pk}]}}'
        for _ in range(5):
            sign_in(client, password="yanlış")
        assert not sign_in(client)


class TestSessions:
    def test_a_person_sees_where_they_are_signed_in_and_ends_it(
        self, client: Client, elif_: User
    ) -> None:
        other = Client()
        assert sign_in(other, address="10.0.0.2")
        assert sign_in(client)
        page = client.get("/sessions/").content.decode()
        assert page.count("Firefox, Windows") == 2
        assert "10.0.0.2" in page
        assert page.count("bu oturum") == 1
        there = elif_.sign_ins.get(address="10.0.0.2")
        client.post(f"/sessions/{there.pk}/end/")
        assert other.get("/desk/").status_code == 302
        assert client.get("/desk/").status_code == 200
        assert told("staff.session_ended")[0][1]["why"] == "ended"

    def test_all_others_end_at_once(self, client: Client, elif_: User) -> None:
        others = [Client(), Client()]
        for each in [*others, client]:
            sign_in(each)
        client.post("/sessions/end-others/")
        assert [each.get("/desk/").status_code for each in others] == [302, 302]
        assert client.get("/desk/").status_code == 200
        assert SignIn.objects.count() == 1

    def test_nobody_ends_a_session_of_somebody_else(self, client: Client, elif_: User) -> None:
        cast.staff("hakan")
        other = Client()
        sign_in(other, name="hakan")
        sign_in(client)
        theirs = SignIn.objects.get(user__username="hakan")
        assert client.post(f"/sessions/{theirs.pk}/end/").status_code == 404
        client.post("/sessions/end-others/")
        assert other.get("/live/").status_code == 200


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Let minutes pass."""
    start = clock.now()

    def pass_by(minutes: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=minutes))

    return pass_by  # type: ignore[return-value]


class TestIdle:
    def test_a_session_in_which_nothing_is_done_ends_by_role(
        self, client: Client, later: Any
    ) -> None:
        cast.staff("yasin")
        cast.staff("elif")
        agent = Client()
        sign_in(client, name="yasin")
        sign_in(agent)
        later(29)
        assert client.get("/live/").status_code == 200
        later(58)
        assert client.get("/live/").status_code == 200
        later(89)
        response = client.get("/live/")
        assert response.status_code == 302
        assert "30 dakika" in client.get(LOGIN).content.decode()
        assert told("staff.session_ended")[-1][1]["why"] == "idle"
        assert agent.get("/desk/").status_code == 200

    def test_what_a_page_fetches_by_itself_keeps_nobody_signed_in(
        self, client: Client, later: Any
    ) -> None:
        cast.staff("yasin")
        sign_in(client, name="yasin")
        for minutes in (10, 20, 29):
            later(minutes)
            assert client.get("/live/", headers={"X-Background": "1"}).status_code == 200
        later(31)
        assert client.get("/live/", headers={"HX-Request": "true"}).status_code == 401

    def test_of_several_roles_the_shortest_counts(self) -> None:
        assert idle_minutes(cast.staff("cemal")) == 240
        both = cast.staff("sevgi")
        assert both.roles == {Role.CONFIDENTIAL_CLERK, Role.UNIT_STAFF}
        assert idle_minutes(both) == 60
        RoleRow.objects.update(idle_minutes=None)
        assert idle_minutes(User.objects.get(pk=both.pk)) is None


class TestSecondFactors:
    def test_their_secrets_are_sealed_in_the_database(self, elif_: User) -> None:
        secret = totp.generate_totp_secret()
        added = totp.TOTP.activate(elif_, secret)
        row = Authenticator.objects.get(pk=added.instance.pk)
        assert row.data["secret"].startswith("sealed:")
        assert secret not in str(row.data)
        counter = next(iter(totp.yield_hotp_counters_from_time()))
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        assert row.wrap().validate_code(code)

    def test_a_new_key_takes_the_old_one_s_place(self, elif_: User, settings: Any) -> None:
        secret = totp.generate_totp_secret()
        added = totp.TOTP.activate(elif_, secret)
        settings.CONFIDENTIAL_KEYS = f"{keyring.new_key('new')},{settings.CONFIDENTIAL_KEYS}"
        assert actions.seal_second_factors_anew() == 1
        assert actions.seal_second_factors_anew() == 0
        row = Authenticator.objects.get(pk=added.instance.pk)
        settings.CONFIDENTIAL_KEYS = settings.CONFIDENTIAL_KEYS.split(",")[0]
        assert actions.unseal_secret(row.data["secret"]) == secret

    def test_adding_using_and_failing_are_events(self, client: Client, elif_: User) -> None:
        totp.TOTP.activate(elif_, totp.generate_totp_secret())
        assert not sign_in(client)  # the second step waits
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert told("staff.second_factor_failed")
        client.force_login(elif_)

    def test_a_role_may_ask_for_one(self, client: Client, elif_: User) -> None:
        RoleRow.objects.filter(key=Role.AGENT).update(second_factor=True)
        sign_in(client)
        response = client.get("/desk/")
        assert response.headers["Location"] == "/accounts/2fa/"
        page = client.get("/accounts/2fa/").content.decode()
        assert "Rolünüz iki adımlı doğrulama gerektiriyor." in page
        htmx = client.get("/desk/phone/", headers={"HX-Request": "true"})
        assert htmx.headers["HX-Redirect"] == "/accounts/2fa/"
        added = totp.TOTP.activate(elif_, totp.generate_totp_secret())
        assert client.get("/desk/").status_code == 200
        added.instance.user.forget_grants()
        assert not SecondFactorAdapter().can_delete_authenticator(added.instance)
        RoleRow.objects.update(second_factor=False)
        added.instance.user.forget_grants()
        assert SecondFactorAdapter().can_delete_authenticator(added.instance)


NAMES = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME", "SESSION_COOKIE_SECURE"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://153.example.org", "__Host-sessionid __Host-csrftoken __Host-device True"),
        ("http://localhost:8153", "sessionid csrftoken device False"),
    ],
)
def test_cookies_belong_to_the_host_alone_where_the_site_is_encrypted(url: str, said: str) -> None:
    code = f"from alo153.config import settings as s; print(*(getattr(s, n) for n in {NAMES!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "ALO153_PUBLIC_URL": url, "ALO153_DEVELOPMENT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == said

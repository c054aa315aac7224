"""What goes to X is signed, counted and bounded as X says; its errors keep their meaning."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from tests.channels.contract.stand_ins import x as stand_in
from tests.channels.contract.stand_ins.x import X as Provider
from tests.channels.social.shapes import AYSE_X

from alo153.channels.contract import (
    Letter,
    NotFetched,
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.providers import http
from alo153.channels.social.accounts import AccountError
from alo153.channels.social.x import orders
from alo153.channels.social.x.account import x_account_at
from alo153.channels.social.x.length import weighted
from alo153.channels.social.x.transport import X
from alo153.config import environment
from alo153.config.variables import SettingError

PHOTO = "https://ton.twitter.com/1.1/ton/data/dm/1034828552951160836/1034828533812486145/oP5p.jpg"


class TestSigning:
    @pytest.fixture
    def address(self) -> Iterator[str]:
        with stand_in.running() as other:
            yield other.address

    def test_a_body_is_proved_by_the_secret_of_the_program(self, address: str) -> None:
        hook = X.hook
        assert hook
        digest = hmac.new(stand_in.SECRET.encode(), b"{} ", hashlib.sha256).digest()
        header = {"x-twitter-webhooks-signature": "sha256=" + base64.b64encode(digest).decode()}
        assert hook.is_signed(address, header, b"{} ")
        assert not hook.is_signed(address, header, b"{}")
        assert not hook.is_signed(address, {}, b"{} ")

    def test_the_question_whether_it_is_ours_is_answered_as_documented(self, address: str) -> None:
        token = "9b4507b3-9040-4669-9ca3-6b94edb50553"
        digest = hmac.new(stand_in.SECRET.encode(), token.encode(), hashlib.sha256).digest()
        assert X.hook
        assert X.hook.challenge
        answer = X.hook.challenge(address, {"crc_token": token, "nonce": "x"})
        wanted = "sha256=" + base64.b64encode(digest).decode()
        assert json.loads(answer or "") == {"response_token": wanted}
        assert X.hook.challenge_type == "application/json"

    @pytest.mark.parametrize(
        "token", ["", '{"data": {}}', "[]", " {}", "a" * 201, "ş", '"a"', "a\nb", "{}"]
    )
    def test_nobody_gets_a_body_signed_by_asking(self, address: str, token: str) -> None:
        assert X.hook
        assert X.hook.challenge
        assert X.hook.challenge(address, {"crc_token": token}) is None


class TestSending:
    def letter(self, **more: Any) -> Letter:
        given = {"id": uuid4(), "to": AYSE_X, "subject": "", "body": "Ekip yolda."} | more
        return Letter(**given)

    def send(self, other: Provider, **more: Any) -> str:
        return X.open(other.address).send(self.letter(**more)).reference

    def test_each_order_is_signed_anew(self) -> None:
        with stand_in.running() as other:
            for _ in range(3):
                self.send(other)
            headers = {each.headers["Authorization"] for each in other.orders}
        assert len(headers) == len(other.signer.seen) == 3
        assert all('oauth_signature_method="HMAC-SHA1"' in each for each in headers)

    def test_a_wrong_secret_is_refused_there(self) -> None:
        with stand_in.running() as other:
            for name in (stand_in.SECRET, stand_in.TOKEN_SECRET, stand_in.KEY):
                address = other.address.replace(name, "w" * 40)
                with pytest.raises(PermanentFailure, match="x http 401"):
                    X.open(address).send(self.letter())
            assert list(other.taken()) == []

    def test_what_is_said_in_public_stands_below_the_post(self) -> None:
        with stand_in.running() as other:
            self.send(other, comment="2080765813578191303", is_public=True)
            assert other.said() == [("below 2080765813578191303", "Ekip yolda.")]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"to": "@ayse"},
            {"to": "1/../../tweets"},
            {"comment": "x", "is_public": True},
            {"comment": "1", "is_public": True, "body": "ş" * 281},
        ],
    )
    def test_what_x_would_refuse_does_not_leave(self, wrong: dict[str, Any]) -> None:
        with stand_in.running() as other:
            with pytest.raises(PermanentFailure):
                self.send(other, **wrong)
            assert other.asked == []

    def test_who_sends_too_much_waits_until_the_moment_that_x_names(self) -> None:
        with stand_in.running() as other:
            other.moods.append((429, b"{}"))
            with pytest.raises(TemporaryFailure) as problem:
                self.send(other)
        assert stand_in.WAIT_SECONDS - 5 <= problem.value.wait_seconds <= stand_in.WAIT_SECONDS

    @pytest.mark.parametrize(
        ("status", "body", "kind", "wrong"),
        [
            (402, b"{}", PermanentFailure, False),
            (
                403,
                b'{"type": "https://api.x.com/2/problems/client-forbidden"}',
                PermanentFailure,
                False,
            ),
            (
                404,
                b'{"type": "https://api.x.com/2/problems/resource-not-found"}',
                PermanentFailure,
                True,
            ),
            (500, b"", Unclear, False),
            (503, b"<html>", Unclear, False),
            (201, b"{}", Unclear, False),
            (201, b'{"data": []}', Unclear, False),
            (201, b'{"data": {"dm_event_id": ["1"]}}', Unclear, False),
        ],
    )
    def test_what_its_answers_mean(
        self, status: int, body: bytes, kind: type[NotSent], wrong: bool
    ) -> None:
        with stand_in.running() as other:
            other.moods.append((status, body))
            with pytest.raises(kind) as problem:
                self.send(other)
        assert getattr(problem.value, "wrong_address", False) is wrong


class TestFiles:
    def test_one_of_a_message_is_asked_for_with_our_name(self) -> None:
        assert X.fetch
        with stand_in.running() as other:
            other.files["/1.1/ton/data/dm/1/2/a.jpg"] = b"a photo"
            there = f"http://{other.server.origin}/1.1/ton/data/dm/1/2/a.jpg"
            assert X.fetch(other.address, there) == b"a photo"

    @pytest.mark.parametrize(
        ("url", "signed"),
        [
            (PHOTO, True),
            ("https://pbs.twimg.com/media/A2OXIUcCUAAXj9k.png", False),
            ("https://video.twimg.com/a.mp4", False),
        ],
    )
    def test_our_name_goes_to_whom_it_is_for_alone(
        self, url: str, signed: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Any] = []
        monkeypatch.setattr(http, "get", lambda url, **more: asked.append((url, more)) or b"x")
        with stand_in.running() as other:
            orders.fetch(x_account_at(other.address), url)
        [(there, more)] = asked
        assert there == url
        assert bool(more["headers"]) is signed

    @pytest.mark.parametrize(
        "strange",
        [
            "",
            "file:///etc/passwd",
            "http://pbs.twimg.com/media/a.png",
            "https://pbs.twimg.com.evil.example/a.png",
            "https://evil.example/ton.twitter.com",
            "https://ton.twitter.com@evil.example/a",
            "https://ton.twitter.com:8443/a",
            "https://[",
        ],
    )
    def test_nothing_is_fetched_from_elsewhere(self, strange: str) -> None:
        assert X.fetch
        with stand_in.running() as other, pytest.raises(NotFetched):
            X.fetch(other.address, strange)

    def test_one_larger_than_any_upload_is_left_there(self) -> None:
        assert X.fetch
        with stand_in.running() as other:
            other.files["/big"] = bytes(10 * 1024 * 1024 + 1)
            with pytest.raises(NotFetched) as problem:
                X.fetch(other.address, f"http://{other.server.origin}/big")
        assert problem.value.code == NotFetched.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("su", 2),
        ("ğüşıöçĞÜŞİÖÇ", 12),
        ("“su” – 18’de", 12),
        # Not among the signs that count once
        ("…", 2),
        ("💧", 2),
        ("€", 2),
        ("су", 2),
        ("水", 2),
        ("s\u0327u", 2),
        ("https://kocaeli.bel.tr", 23),
        ("Su yok. https://www.kocaeli.bel.tr/" + "a" * 200 + " Bakın.", 8 + 23 + 7),
        ("kocaeli.bel.tr", 23),
        ("Ayrıntı: kocaeli.bel.tr/su.", 9 + 23 + 1),
        ("18.30'da", 8),
    ],
)
def test_a_post_is_counted_as_x_counts_it(text: str, length: int) -> None:
    assert weighted(text) == length


def test_what_may_be_a_link_is_never_counted_for_less_than_its_letters() -> None:
    assert weighted("bu" * 40 + ".yok") == 84


class TestAccount:
    GOOD = (
        "x+https://1533:1533-token@api.x.com?key=abc&secret=kAcSOqF21Fu85e7zjz7ZN2U4ZR"
        "&token_secret=LswwdoUaIvS8lty"
    )

    def test_it_has_four_words_and_shows_none(self) -> None:
        account = x_account_at(self.GOOD)
        assert (account.url, account.of.name, account.key) == ("https://api.x.com", "1533", "abc")
        assert all(word not in repr(account) for word in ("token@", "1533-token", "kAcS", "Lsww"))

    @pytest.mark.parametrize(
        ("gone", "why"),
        [
            ("key=abc&", "key="),
            ("&token_secret=LswwdoUaIvS8lty", "token_secret="),
            ("secret=kAcSOqF21Fu85e7zjz7ZN2U4ZR&", "secret="),
            (":1533-token", "token"),
        ],
    )
    def test_what_it_lacks_is_named_at_the_start(self, gone: str, why: str) -> None:
        url = self.GOOD.replace(gone, "")
        with pytest.raises(AccountError, match=why):
            x_account_at(url)
        with pytest.raises(SettingError, match=f"ALO153_X_URL .*{why}"):
            environment.read({"ALO153_DEVELOPMENT": "1", "ALO153_X_URL": url})

    def test_an_at_name_is_no_number(self) -> None:
        with pytest.raises(AccountError, match="number"):
            x_account_at(self.GOOD.replace("//1533:", "//kocaeli153:"))

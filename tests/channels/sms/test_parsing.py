"""SMS that came in are read, and keywords in them are found."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.sms.pushed import INBOUND

from alo153.channels import readers
from alo153.channels.inbound import Inbound
from alo153.channels.sms import keywords, numbers
from alo153.channels.sms.keywords import Asked, Keyword
from alo153.channels.sms.verimor.pushes import read_push
from alo153.citizens.channel import Channel


def kept(**changes: Any) -> bytes:
    (message,) = read_push(json.dumps([INBOUND | changes]).encode()).messages
    return message.raw


class TestReading:
    def test_what_was_kept_is_read(self) -> None:
        assert readers.read(Channel.SMS, kept()) == Inbound(
            reference="verimor:1234",
            sender="+905320000101",
            to=("908501530153",),
            text="Sokağımızda su yok",
            new_text="Sokağımızda su yok",
            sent_at=datetime(2026, 11, 28, 6, tzinfo=UTC),
        )

    def test_a_sender_without_a_number_cannot_be_answered(self) -> None:
        found = readers.read(Channel.SMS, kept(source_addr="BANKA"))
        assert found
        assert (found.sender, found.sender_name) == ("", "BANKA")

    def test_no_text_holds_what_a_database_refuses(self) -> None:
        found = readers.read(Channel.SMS, kept(content="su\0 yok \ud83d🌳"))
        assert found
        assert found.text == "su yok ?🌳"

    @pytest.mark.parametrize(
        "raw", [b"", b"{}", b"[]", b'{"provider": "pigeon"}', b'{"provider": [], "message": {}}']
    )
    def test_what_cannot_be_read_is_nothing(self, raw: bytes) -> None:
        assert readers.read(Channel.SMS, raw) is None

    def test_a_message_of_another_shape_is_nothing(self) -> None:
        assert readers.read(Channel.SMS, kept(content={})) is None
        assert readers.read(Channel.SMS, kept(content="x" * 20_000)) is None

    @given(st.dictionaries(st.sampled_from(list(INBOUND)), st.none() | st.integers() | st.text()))
    def test_any_values_are_read_or_nothing(self, changes: dict[str, Any]) -> None:
        message = INBOUND | changes
        raw = json.dumps({"provider": "verimor", "message": message}).encode()
        found = readers.read(Channel.SMS, raw)
        if found:
            found.text.encode()
            assert "\0" not in found.text


@pytest.mark.parametrize(
    ("given_as", "phone"),
    [
        ("905320000101", "+905320000101"),
        ("+905320000101", "+905320000101"),
        ("5320000101", "+905320000101"),
        ("05320000101", "+905320000101"),
        ("004915112345678", "+4915112345678"),
        ("4915112345678", "+4915112345678"),
        ("153", ""),
        ("BANKA", ""),
        ("٥٣٢٠٠٠٠١٠١", ""),
        ("", ""),
    ],
)
def test_numbers_in_any_form_of_providers(given_as: str, phone: str) -> None:
    assert numbers.e164(given_as) == phone


WORDS = [
    Keyword(name="status", spellings=frozenset({"DURUM", "STATUS"}), with_number=True),
    Keyword(name="stop", spellings=frozenset({"RET", "İPTAL", "STOP"})),
]


class TestKeywords:
    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("DURUM 482-109-373", Asked("status", "482109373")),
            ("durum:482109373", Asked("status", "482109373")),
            (" Durum\n482109373 ", Asked("status", "482109373")),
            ("Durum 12 34 56", Asked("status", "123456")),
            ("DURUM482109373", Asked("status", "482109373")),
            ("DURUM 482 109 373.", Asked("status", "482109373")),
            ("ret", Asked("stop")),
            ("Ret.", Asked("stop")),
            ("iptal", Asked("stop")),
            ("IPTAL", Asked("stop")),
            ("İPTAL!", Asked("stop")),
            ("I\u0307PTAL", Asked("stop")),
            ("DURUM", None),
            ("DURUM çok kötü", None),
            ("DURUM 3 gündür aynı", None),
            ("DURUM 3 ş", None),
            ("DURUM ٤٨٢١٠٩٣٧٣", None),
            ("RET 3153", None),
            ("iptal edilen seferler için yazıyorum", None),
            ("Durumu nedir 482109373", None),
            ("Sokağımızda su yok", None),
            ("", None),
            ("DURUM " + "4" * 200, None),
        ],
    )
    def test_what_is_asked(self, text: str, asked: Asked | None) -> None:
        assert keywords.read(text, WORDS) == asked

    @given(st.text(max_size=200))
    def test_any_text_is_looked_at(self, text: str) -> None:
        asked = keywords.read(text, WORDS)
        assert asked is None or asked.name in {"status", "stop"}

    @given(
        st.sampled_from(["DURUM", "durum", "Durum", "dUrUm"]),
        st.text(" .:-\n\u00a0!", max_size=5),
        st.from_regex(r"[0-9]{1,12}", fullmatch=True),
        st.text(" .-\n", max_size=5),
    )
    def test_a_word_and_a_number_are_found_in_any_dress(
        self, word: str, between: str, digits: str, behind: str
    ) -> None:
        asked = keywords.read(word + between + digits + behind, WORDS)
        assert asked == Asked("status", digits)

    @given(st.sampled_from(["DURUM 482109373", "RET"]), st.text("aşğİü", min_size=1, max_size=9))
    def test_one_word_more_and_people_read_it(self, asked: str, more: str) -> None:
        assert keywords.read(f"{asked} {more}", WORDS) is None

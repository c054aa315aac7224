"""Whatever bytes come, something is read out of them; what a citizen wrote is read whole."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.email.reading.mails import CITIZEN, OURS, mail_of, multipart, part
from tests.channels.email.reading.mails import mail as a_mail

from alo153.channels.email.reading import files, mail, references
from alo153.channels.email.reading.mail import read
from alo153.channels.inbound import Inbound


def test_what_a_citizen_wrote() -> None:
    raw = a_mail(
        "Sokağımızda üç gündür su yok.\r\n\r\nElif\r\n",
        "From: =?utf-8?q?Elif_Y=C4=B1ld=C4=B1z?= <Elif.Yildiz@posta.example>",
        "Message-ID: <1@posta.example>",
        "In-Reply-To: <2@kocaeli.example>",
        "References: <3@kocaeli.example> <2@kocaeli.example>",
        "Date: Sat, 28 Nov 2026 10:15:00 +0300",
        "Cc: muhtar@mahalle.example",
    )
    assert read(raw) == Inbound(
        reference="<1@posta.example>",
        sender=CITIZEN,
        sender_name="Elif Yıldız",
        to=(OURS, "muhtar@mahalle.example"),
        subject="Su kesintisi",
        text="Sokağımızda üç gündür su yok.\n\nElif",
        new_text="Sokağımızda üç gündür su yok.\n\nElif",
        answers=("<2@kocaeli.example>", "<3@kocaeli.example>"),
        sent_at=datetime(2026, 11, 28, 7, 15, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "date",
    [
        "",
        "dün",
        "Sat, 28 Nov 99999 10:15:00",
        "Sat, 28 Nov 2026 10:15:00 +9999",
        "31 Dec 9999 23:00 -1200",
    ],
)
def test_a_date_that_is_none_costs_nothing_but_the_date(date: str) -> None:
    found = read(a_mail("Su yok", f"Date: {date}"))
    assert (found.sent_at, found.text, found.complete) == (None, "Su yok", True)


def test_who_wants_the_answer_elsewhere_is_told_apart_from_who_writes() -> None:
    found = read(a_mail("Su yok", "Reply-To: Muhtar <muhtar@mahalle.example>"))
    assert (found.sender, found.reply_to) == (CITIZEN, "muhtar@mahalle.example")
    assert read(a_mail("Su yok", f"Reply-To: {CITIZEN}")).reply_to == ""


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <mahalle.liste.example>",
        "X-Auto-Response-Suppress: All",
        "Return-Path: <>",
        "From: MAILER-DAEMON@posta.example",
        "Subject: Otomatik yanıt: Başvurunuz",
        "Subject: İzindeyim",
    ],
)
def test_a_machine_is_known_by_each_of_its_signs(field: str) -> None:
    assert read(a_mail("Ofiste değilim", field)).automatic


def test_people_are_no_machines() -> None:
    assert not read(a_mail("Su yok")).automatic
    assert not read(a_mail("Su yok", "Auto-Submitted: no", f"Return-Path: <{CITIZEN}>")).automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Ofis dışındaki kaldırım çökmüş",
        "Otomatik cevap sistemi beni anlamıyor",
        "Out of office hours nobody answers us",
        "İzindeyim diye çöpüm alınmamış",
        "Automatic reply machines at the town hall are broken",
    ],
)
def test_a_citizen_whose_sentence_begins_like_an_automatic_reply_is_no_machine(
    subject: str,
) -> None:
    assert not read(a_mail("Su yok", f"Subject: {subject}")).automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Otomatik yanıt: Başvurunuz",
        "OTOMATİK CEVAP",
        "[Automatic reply] Your application",
        "Out of Office AutoReply: Su yok",
        "Out of the office - back on Monday",
        "Ofis dışındayım",
        "İzindeyim, 5 Ocak'ta dönüyorum",
        "Auto-Response",
    ],
)
def test_an_automatic_reply_without_a_header_is_known_by_its_subject(subject: str) -> None:
    assert read(a_mail("Ofiste değilim", f"Subject: {subject}")).automatic


def test_what_is_longer_than_any_mail_is_read_as_far_as_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mail, "MOST_BYTES", 200)
    found = read(a_mail("su yok " * 100))
    assert found.sender == CITIZEN
    assert 0 < len(found.text) < 200
    assert not found.complete


def test_a_part_that_cannot_be_read_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(references, "own", burst)
    monkeypatch.setattr(files, "_name", burst)
    found = read(
        mail_of("mixed", part("Su yok"), part("%PDF", "Content-Type: application/pdf; name=a.pdf"))
    )
    assert (found.text, found.reference, found.complete) == ("Su yok", "", False)
    assert [(each.name, each.content) for each in found.files] == [("", b"%PDF")]


MAIL = mail_of(
    "mixed",
    multipart(
        "alternative",
        part("Su yok", "Content-Type: text/plain; charset=utf-8; format=flowed"),
        part("<p>Su <b>yok</b>", "Content-Type: text/html; charset=windows-1254"),
        boundary="b",
    ),
    part(
        "JVBERg==",
        "Content-Type: application/pdf",
        "Content-Disposition: attachment; filename*0*=utf-8''%C5%9F; filename*1=ikayet.pdf",
        "Content-Transfer-Encoding: base64",
    ),
    part("Subject: eski\r\n\r\nEski", "Content-Type: message/rfc822"),
    part("Action: failed\r\nStatus: 5.1.1", "Content-Type: message/delivery-status"),
)


def keepable(found: Inbound) -> bool:
    """Tell whether PostgreSQL takes every word of it."""
    named = [each.name + each.content_type + each.content_id for each in found.files]
    told = [each.reference + each.to + each.code for each in found.undelivered]
    who = found.sender + found.sender_name + found.reply_to + "".join(found.to)
    line = who + found.reference + found.subject + "".join([*found.answers, *named, *told])
    words = found.text + found.new_text + found.html
    (line + words).encode()
    return "\0" not in line + words and line.splitlines() in ([], [line])


@given(st.binary(max_size=2_000))
def test_nothing_at_all_is_too_wrong(raw: bytes) -> None:
    assert keepable(read(raw))


pieces = st.sampled_from(
    [
        *(b"\r\n", b"\n--", b"\0", b"=?utf-8?b?", b"?=", b";", b'"', b"boundary", b"\xff\xfe"),
        *(b"utf-7", b"+2AA-", b"multipart/mixed", b"Subject:", b"(((", b"<", b">", b"base64"),
    ]
)


@given(
    st.lists(st.tuples(st.integers(0, len(MAIL)), st.integers(0, 40), pieces), max_size=8),
    st.integers(0, len(MAIL)),
)
def test_a_mail_with_damages_is_read(damages: list[tuple[int, int, bytes]], end: int) -> None:
    raw = MAIL
    for at, length, instead in damages:
        raw = raw[:at] + instead + raw[at + length :]
    found = read(raw[:end] if end % 2 else raw)
    assert keepable(found)
    assert bool(found.new_text.strip()) == bool(found.text.strip())


def test_the_mail_that_is_damaged_above_is_a_whole_one() -> None:
    found = read(MAIL)
    assert (found.text, found.html, found.complete) == ("Su yok", "<p>Su <b>yok</b>", True)
    assert [each.name for each in found.files] == ["şikayet.pdf", "eski.eml", ""]

"""Reports that a mail of ours did not arrive: which one, and for ever or not."""

import pytest
from tests.channels.email.reading.mails import CITIZEN, mail, mail_of, part

from alo153.channels.email.reading.mail import read
from alo153.channels.inbound import Undelivered

OURS = "<8f2f7c1e-3f0e-4f0e-9f5e-0a4f3f6f7a11@kocaeli.example>"
RETURNED = f"Message-ID: {OURS}\r\nTo: {CITIZEN}\r\nSubject: Cevap"
MACHINE = "From: MAILER-DAEMON@posta.example"


def report(*statuses: str, returned: bytes | None = None) -> bytes:
    status = "Reporting-MTA: dns; posta.example\r\n\r\n" + "\r\n\r\n".join(statuses)
    back = part(RETURNED, "Content-Type: text/rfc822-headers") if returned is None else returned
    return mail_of(
        "report", part("Ulaşmadı"), part(status, "Content-Type: message/delivery-status"), back
    )


def status(action: str, code: str, to: str = CITIZEN) -> str:
    return f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {code}"


@pytest.mark.parametrize(
    ("action", "code", "final"),
    [
        ("failed", "5.1.1", True),
        ("Failed (box)", "5.1.1", True),
        ("failure", "5.0.0", True),
        ("error", "5.7.1", True),
        ("delayed", "4.4.1", False),
        ("", "4.2.2", False),
    ],
)
def test_a_report_by_the_rule(action: str, code: str, final: bool) -> None:
    found = read(report(status(action, code)))
    assert found.undelivered == (Undelivered(reference=OURS, to=CITIZEN, code=code, final=final),)
    assert found.automatic


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_what_arrived_is_not_undelivered(action: str) -> None:
    assert read(report(status(action, "2.0.0"))).undelivered == ()


def test_each_recipient_is_told() -> None:
    found = read(report(status("failed", "5.1.1"), status("delayed", "4.4.1", "ada@posta.example")))
    assert [(each.to, each.final) for each in found.undelivered] == [
        (CITIZEN, True),
        ("ada@posta.example", False),
    ]


def test_the_whole_message_may_come_back() -> None:
    whole = part(f"{RETURNED}\r\n\r\nCevap", "Content-Type: message/rfc822")
    assert read(report(status("failed", "5.1.1"), returned=whole)).undelivered[0].reference == OURS


def test_a_report_without_our_message_names_none() -> None:
    found = read(report(status("failed", "5.1.1"), returned=part("")))
    assert [(each.reference, each.to) for each in found.undelivered] == [("", CITIZEN)]


def test_the_code_of_the_other_server_stands_in_its_words() -> None:
    said = "Diagnostic-Code: smtp; 550 5.2.2 dolu"
    spoken = f"Final-Recipient: rfc822; {CITIZEN}\r\nAction: failed\r\n{said}"
    assert [each.code for each in read(report(spoken)).undelivered] == ["5.2.2"]


@pytest.mark.parametrize(
    ("words", "code", "final"),
    [
        ("550 5.1.1 User unknown", "5.1.1", True),
        ("550 Mailbox unavailable", "5.0.0", True),
        ("452 4.2.2 Over quota", "4.2.2", False),
    ],
)
def test_a_report_of_a_servers_own_making(words: str, code: str, final: bool) -> None:
    body = f"{CITIZEN}\r\n  {words}\r\n\r\n--- The message:\r\n\r\n{RETURNED}"
    found = read(mail(body, MACHINE, f"X-Failed-Recipients: {CITIZEN}")).undelivered
    assert found == (Undelivered(reference=OURS, to=CITIZEN, code=code, final=final),)


@pytest.mark.parametrize(
    "sign",
    [
        MACHINE,
        "Return-Path: < >",
        f"X-Failed-Recipients: {CITIZEN}",
        "From: Postmaster <p@a.example>",
    ],
)
def test_each_sign_of_a_machine_is_enough(sign: str) -> None:
    found = read(mail(f"550 5.1.1\r\n> {RETURNED}", sign)).undelivered
    assert [each.reference for each in found] == [OURS]


def test_who_did_not_get_it_stands_in_our_own_headers() -> None:
    back = part(f"{RETURNED}\r\n\r\nCevap", "Content-Type: message/rfc822")
    found = read(
        mail_of("mixed", part("550 5.1.1 unknown"), back).replace(b"From:", b"From: postmaster", 1)
    )
    assert [(each.reference, each.to) for each in found.undelivered] == [(OURS, CITIZEN)]


def test_of_many_recipients_none_is_named() -> None:
    both = f"X-Failed-Recipients: {CITIZEN}, ada@posta.example"
    found = read(mail(f"550 5.1.1\r\n{RETURNED}", both)).undelivered
    assert [(each.reference, each.to) for each in found] == [(OURS, "")]


def test_words_of_a_machine_prove_nothing_without_our_message() -> None:
    assert read(mail(f"550 5.1.1 {CITIZEN} unknown", MACHINE)).undelivered == ()


def test_a_citizen_who_quotes_a_report_is_no_machine() -> None:
    assert read(mail(f"550 5.1.1\r\n{RETURNED}")).undelivered == ()

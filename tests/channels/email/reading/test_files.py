"""Files of a mail: what they are called, and how many are taken."""

import base64

import pytest
from tests.channels.email.reading.mails import mail, mail_of, part

from alo153.channels.email.reading import files
from alo153.channels.email.reading.mail import read


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="dilekçe.pdf"', "dilekçe.pdf"),
        ("attachment; filename*=UTF-8''dilek%C3%A7e.pdf", "dilekçe.pdf"),
        ("attachment; filename*=iso-8859-9'tr'dilek%E7e.pdf", "dilekçe.pdf"),
        ("attachment; filename*1*=%A7e.pdf; filename*0*=utf-8''dilek%C3", "dilekçe.pdf"),
        ("attachment; filename=kisa.pdf; filename*=utf-8''dilek%C3%A7e.pdf", "dilekçe.pdf"),
        ('attachment; filename="=?utf-8?Q?dilek=C3=A7e=2Epdf?="', "dilekçe.pdf"),
        (r'attachment; filename="C:\\Belgelerim\\dilekçe.pdf"', "dilekçe.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="di\0lek\x07çe.pdf"', "di lek çe.pdf"),
        ('attachment; filename="gider\u202efdp.exe"', "gider fdp.exe"),
        ("attachment; filename=dilek çe.pdf", "dilek çe.pdf"),
        ('attachment; filename="dilekçe.pdf', "dilekçe.pdf"),
        ("attachment; filename*=utf-99''a%FF.pdf", "aÿ.pdf"),
        ("attachment", ""),
        ("attachment; filename*=dilek%C3%A7e.pdf", "dilekçe.pdf"),
        ("attachment; filename*=''dilek%C3%A7e.pdf", "dilekçe.pdf"),
        ("attachment; filename*0=dilek%20; filename*1=çe.pdf", "dilek%20çe.pdf"),
        (
            "attachment; filename*0*=utf-8''di'lek; filename*10=.pdf; filename*2=-çe",
            "di'lek-çe.pdf",
        ),
        ('attachment; FileName="dilek\\"çe.pdf"; filename=other', 'dilek"çe.pdf'),
    ],
)
def test_a_file_is_called_as_its_sender_calls_it(disposition: str, name: str) -> None:
    raw = mail("x", f"Content-Disposition: {disposition}", "Content-Type: application/pdf")
    assert [each.name for each in read(raw).files] == [name]


def test_a_name_stands_in_the_type_too_and_is_cut() -> None:
    raw = mail("x", 'Content-Type: image/png; name="' + "ş" * 999 + '"')
    assert [each.name for each in read(raw).files] == ["ş" * files.MOST_NAME]


def test_a_picture_within_the_page_keeps_its_name_there() -> None:
    picture = part(
        base64.b64encode(b"\x89PNG"),
        "Content-Type: image/png; name=harita.png",
        "Content-ID: <harita@posta>",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: inline",
    )
    found = read(
        mail_of("related", part("<img src=cid:harita@posta>", "Content-Type: text/html"), picture)
    )
    assert [(each.content_id, each.content) for each in found.files] == [
        ("harita@posta", b"\x89PNG")
    ]


def test_a_mail_within_a_mail_is_a_file_named_by_its_subject() -> None:
    within = mail("Eski sözler", "Subject: Su / kesintisi")
    found = read(mail_of("mixed", part("Ekte."), part(within, "Content-Type: message/rfc822")))
    assert [(each.name, each.content_type) for each in found.files] == [
        ("Su - kesintisi.eml", "message/rfc822")
    ]
    assert (found.text, found.files[0].content) == ("Ekte.", within)


def test_more_files_than_anybody_sends_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 3)
    raw = mail_of("mixed", part("Ekte."), *[part("x", "Content-Type: image/png")] * 4)
    assert (len(read(raw).files), read(raw).complete) == (3, False)


def test_a_file_too_large_is_left_out_and_a_small_one_behind_it_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    large, small = (part(b"x" * size, "Content-Type: image/png") for size in (11, 4))
    found = read(mail_of("mixed", part("Ekte."), large, small))
    assert ([len(each.content) for each in found.files], found.complete) == ([4], False)
    assert read(mail_of("mixed", part("Ekte."), small)).complete


@pytest.mark.parametrize(
    ("encoding", "body", "content", "complete"),
    [
        ("base64", b"U3UgeW9r", b"Su yok", True),
        (" BASE64 ", b"U3Ug\r\neW9r" * 9 + b"*", b"Su yok" * 9, True),
        ("base64", b"U3U=\r\nIHlvaw==", b"Su yok", True),
        ("base64", b"U3UgeW9rA", b"Su yok", False),
        ("base64", b"U3UgeW9rIQ", b"Su yok!", True),
        ("quoted-printable", b"Su=20y=\r\nok=", b"Su yok", True),
        ("x-uuencode", b"begin 644 a\r\n&4W4@>6]K\r\n`\r\nend", b"Su yok", True),
        ("x-uuencode", b"&4W4@>6]K", b"Su yok", False),
        ("x-uuencode", b"begin 644 a\r\n\xff\xff", b"", False),
        ("8bit", b"Su yok", b"Su yok", True),
        ("of our own", b"Su yok", b"Su yok", True),
    ],
)
def test_content_comes_out_of_its_encoding(
    encoding: str, body: bytes, content: bytes, complete: bool
) -> None:
    found = read(mail(body, f"Content-Transfer-Encoding: {encoding}", "Content-Type: image/png"))
    assert ([each.content for each in found.files], found.complete) == ([content], complete)

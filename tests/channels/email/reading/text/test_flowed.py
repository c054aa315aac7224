"""Lines that were broken by a program are whole again."""

import pytest
from tests.channels.email.reading.mails import mail

from alo153.channels.email.reading.mail import read


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("Üç gündür \r\nsu yok.\r\nElif", "Üç gündür su yok.\nElif"),
        (" >ok\r\n From", ">ok\nFrom"),
        ("> Soru \r\n> hâlâ\r\nYanıt ", "> Soru hâlâ\nYanıt "),
        ("> Soru \r\nYanıt", "> Soru \nYanıt"),
        ("Su yok \r\n-- \r\nElif", "Su yok \n-- \nElif"),
        (">> Daha eski \r\n>> soru\r\n> Soru", ">> Daha eski soru\n> Soru"),
        (" a \r\n b \r\nc\r\n\r\nd", "a b c\n\nd"),
    ],
)
def test_lines_flow(sent: str, text: str) -> None:
    assert read(mail(sent, "Content-Type: text/plain; format=flowed")).text == text


def test_letters_without_blanks_between_flow_too() -> None:
    raw = mail("belediye \r\nbaşkanlığı", "Content-Type: text/plain; format=Flowed; DelSp=Yes")
    assert read(raw).text == "belediyebaşkanlığı"

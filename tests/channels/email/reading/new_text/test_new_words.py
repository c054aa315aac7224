"""What somebody wrote newly, above and between what their program quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.reading.new_text import quotes
from alo153.channels.email.reading.new_text.cutting import new_words

NEW = "Hâlâ su yok.\n\nElif"
OLD = "> Başvurunuz alındı.\n>\n> Kocaeli"
BARE = "Başvurunuz alındı.\n\nKocaeli"

WITH_MARKS = {
    "gmail": "28 Kas 2026 Cmt, 10:15 tarihinde Kocaeli <cozum@kocaeli.example> şunu yazdı:",
    "gmail, broken": "28 Kas 2026 Cmt, 10:15 tarihinde Kocaeli Büyükşehir Belediyesi <\n"
    "cozum@kocaeli.example> şunu yazdı:",
    "apple": "Kocaeli <cozum@kocaeli.example> şunları yazdı (28 Kas 2026 10:15):",
    "iphone": "28 Kas 2026 tarihinde 10:15 saatinde, Kocaeli <a@kocaeli.example> şunları yazdı:",
    "thunderbird": "28.11.2026 10:15 tarihinde Kocaeli yazdı:",
    "thunderbird, new": "28.11.2026 10:15, Kocaeli yazdı:",
    "yandex": '28.11.2026, 10:15, "Kocaeli" <cozum@kocaeli.example>:',
    "yandex, broken": '28 Kasım 2026, 10:15, "Kocaeli" \n<cozum@kocaeli.example>:',
    "gmail, english": "On Sat, Nov 28, 2026 at 10:15 AM Kocaeli <\ncozum@kocaeli.example> wrote:",
    "apple, english": "On 28 Nov 2026, at 10:15, Kocaeli <cozum@kocaeli.example> wrote:",
    "roundcube": "2026-11-28 10:15 tarihinde Kocaeli yazdı:",
}
WITHOUT_MARKS = {
    "outlook": "Kimden: Kocaeli <cozum@kocaeli.example>\nGönderildi: 28 Kasım 2026 10:15\n"
    "Kime: Elif\nKonu: Başvurunuz\n",
    "outlook, new": "________________________________\nGönderen: Kocaeli\n"
    "Gönderme Tarihi: 28 Kasım 2026\nKime: Elif\nKonu: Başvurunuz\n",
    "outlook, bold": "*Kimden:* Kocaeli\n*Tarih:* 28.11.2026\n*Konu:* Başvurunuz\n",
    "outlook, capitals": "KİMDEN: Kocaeli\nGÖNDERİLDİ: 28.11.2026\nKİME: Elif\nKONU: Başvurunuz\n",
    "outlook, english": "From: Kocaeli\nSent: Saturday\nTo: Elif\nSubject: Başvurunuz\n",
    "rule": "-----Özgün İleti-----",
    "rule of samsung": "-------- Orijinal mesaj --------",
    "rule of thunderbird": "-------- İletilen İleti --------",
    "rule of gmail": "---------- Forwarded message ---------",
    "rule of outlook": "-----Original Message-----",
    "ours": "## Yanıtınızı bu satırın üstüne yazın ##",
}


@pytest.mark.parametrize("name", WITH_MARKS)
def test_an_answer_above_a_quote(name: str) -> None:
    assert new_words(f"{NEW}\n\n{WITH_MARKS[name]}\n\n{OLD}") == NEW


@pytest.mark.parametrize("name", WITH_MARKS | WITHOUT_MARKS)
def test_an_answer_above_a_quote_without_marks(name: str) -> None:
    introduction = (WITH_MARKS | WITHOUT_MARKS)[name]
    assert new_words(f"{NEW}\n\n{introduction}\n{BARE}") == NEW


def test_our_own_line_is_the_surest() -> None:
    ours = f"> {quotes.ANSWER_ABOVE[0]}\n{OLD}"
    assert new_words(f"{NEW}\n\n{WITH_MARKS['gmail']}\n{ours}") == NEW
    assert new_words(f"{NEW}\n{quotes.ANSWER_ABOVE[1]}\n{BARE}") == NEW


def test_answers_below_and_between_quoted_lines_stay() -> None:
    introduction = WITH_MARKS["thunderbird"]
    assert new_words(f"{introduction}\n{OLD}\n\n{NEW}") == NEW
    assert new_words("> Hangi sokak?\nBarış\n> Kaç numara?\nOn iki") == "Barış\nOn iki"


@pytest.mark.parametrize(
    "text",
    [
        "Komşum şunu yazdı: su yok",
        "Muhtar bana şunu yazdı:\nsu yok",
        "Dün 14:30 tarihinde ekip geldi.",
        "28.11.2026 10:15 gibi su kesildi: hâlâ yok",
        "Konu: su\nSokak: Barış\nTarih: dün\nSu yok",
        "Kimden: Ada\nKime: Elif\nSu yok",
        "Sayın yetkili:\nsu yok",
        "-----\nSu yok\n-----",
        "3 > 2 ve su yok",
        "Ekip Gebze'den gönderildi.",
        "Dilekçem posta ile gönderilmedi",
    ],
)
def test_what_people_write_is_no_introduction(text: str) -> None:
    assert new_words(text) == text


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nElif Yıldız\nBarış Sokak",
        "--\nElif",
        "iPhone'umdan gönderildi",
        "iPhone’dan gönderildi",
        "Samsung Galaxy akıllı telefonumdan gönderildi.",
        "Android'de Outlook uygulamasından gönderildi<https://aka.example/x>",
        "iOS için Outlook'u edinin <https://aka.example/x>",
        "Yandex.Mail'in mobil uygulamasından gönderildi",
        "Windows için Posta ile gönderildi",
        "Huawei telefonumdan gönderildi",
        "Yahoo Mail'den gönderildi\n\n",
        "Sent from my iPhone",
        "Get Outlook for Android",
    ],
)
def test_signatures_go(signature: str) -> None:
    assert new_words(f"{NEW}\n\n{signature}") == NEW
    assert new_words(f"{NEW}\n\n{signature}\n\n{WITH_MARKS['gmail']}\n{OLD}") == NEW


def test_much_below_two_hyphens_is_no_signature() -> None:
    text = "Maddeler:\n--\n" + "\n".join(f"{number}. su yok" for number in range(20))
    assert new_words(text) == text


@pytest.mark.parametrize(
    "text", [OLD, f"{WITH_MARKS['gmail']}\n{BARE}", "iPhone'umdan gönderildi", "-- \nElif"]
)
def test_what_would_leave_nothing_is_left_whole(text: str) -> None:
    assert new_words(text) == text


def test_a_signature_alone_above_a_quote_is_what_was_written() -> None:
    assert new_words(f"-- \nElif\n\n{WITH_MARKS['gmail']}\n{OLD}") == "-- \nElif"


def test_blank_lines_around_new_words_go_and_blanks_that_set_them_in_stay() -> None:
    assert new_words(f"\n\n  {NEW}  \n\n{OLD}\n") == f"  {NEW}"


@pytest.mark.parametrize("lines", [2, 3])
def test_an_introduction_may_be_broken_twice_but_not_by_an_empty_line(lines: int) -> None:
    words = WITH_MARKS["thunderbird"].split(" ")
    broken = "\n".join([*words[: lines - 1], " ".join(words[lines - 1 :])])
    assert new_words(f"{NEW}\n\n{broken}\n{BARE}") == NEW
    apart = f"28.11.2026 10:15 tarihinde Kocaeli\n\nyazdı:\n{BARE}"
    assert new_words(apart) == apart


def test_what_is_longer_than_an_introduction_is_none() -> None:
    long = f"28.11.2026 10:15 tarihinde {'Kocaeli ' * 60}yazdı:"
    assert new_words(f"{NEW}\n{long}\n{BARE}") == f"{NEW}\n{long}\n{BARE}"


def test_far_below_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "MOST_LINES", 3)
    text = f"a\nb\n{WITH_MARKS['gmail']}\n{BARE}"
    assert new_words(text) == "a\nb"
    assert new_words(f"c\n{text}") == f"c\n{text}"


lines = st.sampled_from(
    [*WITH_MARKS.values(), *WITHOUT_MARKS.values(), *OLD.split("\n"), "-- ", "", " ", NEW]
)


@given(st.lists(lines | st.text(max_size=20), max_size=12))
def test_new_words_are_some_of_the_lines_in_their_order(written: list[str]) -> None:
    text = "\n".join(written)
    found = new_words(text)
    assert bool(found.strip()) == bool(text.strip())
    rest = iter(text.split("\n"))
    assert all(any(line.rstrip() == each.rstrip() for each in rest) for line in found.split("\n"))

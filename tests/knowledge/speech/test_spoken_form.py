"""Texts of a center as they are read: each line is a promise, whatever the libraries do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.knowledge.speech import spoken_form

CITY = {"İSU": "isu"}
GOLDEN = [
    # Times and days
    ("Su 14.30'da gelecek.", "Su on dört otuzda gelecek."),
    ("saat 08:30'dan 23.59'a kadar", "saat sekiz otuzdan yirmi üç elli dokuza kadar"),
    ("15.00'te", "on beşte"),
    ("00.00'da başlar, 24.00'e kadar", "gece yarısında başlar, gece yarısına kadar"),
    ("09.00-17.30 arası", "dokuz ile on yedi otuz arası"),
    ("09.00-17.30 açık", "dokuz ile on yedi otuz arası açık"),
    ("09:00–17:30 saatleri arasında", "dokuz ile on yedi otuz saatleri arasında"),
    ("23.11.2026 tarihinde", "yirmi üç kasım iki bin yirmi altı tarihinde"),
    ("01.12 tarihinde", "bir Aralık tarihinde"),
    ("10-15 Aralık", "on ile on beş Aralık"),
    # Money, numbers, units
    ("1.250,75 TL", "bin iki yüz elli lira yetmiş beş kuruş"),
    ("12.50 TL", "on iki lira elli kuruş"),
    ("12.500 kişi", "on iki bin beş yüz kişi"),
    ("%20 indirim, 25 m³", "yüzde yirmi indirim, yirmi beş metreküp"),
    ("3. sıradasınız, 2 dk", "üçüncü sıradasınız, iki dk"),
    ("2-3 saat", "iki üç saat"),
    ("153'e arayın", "yüz elli üçe arayın"),
    # Codes, telephones, plates, lines
    ("Takip kodunuz 482913075.", "Takip kodunuz dört sekiz iki, dokuz bir üç, sıfır yedi beş."),
    ("482 913 075", "dört sekiz iki, dokuz bir üç, sıfır yedi beş"),
    ("K7M-42R", "ka yedi me, dört iki re"),
    ("0262 318 10 10", "sıfır iki altı iki, üç bir sekiz, bir sıfır, bir sıfır"),
    ("0 (262) 318 10 10", "sıfır iki altı iki, üç bir sekiz, bir sıfır, bir sıfır"),
    ("41 ABC 123 plakalı", "kırk bir a be ce yüz yirmi üç plakalı"),
    ("500K hattı, D-100 karayolu", "beş yüz ka hattı, de yüz karayolu"),
    # Addresses
    ("Akasya Cad. No: 12/3, Kat: 2", "Akasya Caddesi numara on iki taksim üç, kat iki"),
    ("Yahya Kaptan Mah. D: 5", "Yahya Kaptan Mahallesi daire beş"),
    ("Kuralkan Blv. 3. Sk. no:4", "Kuralkan Bulvarı üçüncü Sokak numara dört"),
    # Abbreviations and capitals
    ("İSU ekipleri", "isu ekipleri"),
    ("OSB ve TBMM", "o se be ve te be me me"),
    ("GEBZE VE İZMİT'TE SU KESİNTİSİ", "gebze ve izmitte su kesintisi"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), GOLDEN)
def test_a_text_is_said_as_people_say_it(written: str, said: str) -> None:
    assert spoken_form.of(written, language="tr", words=CITY) == said


def test_other_languages_are_left_to_their_voice() -> None:
    assert spoken_form.of("At 14.30,  No. 5", language="en") == "At 14.30, No. 5"


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(spoken_form.of(text, language="tr", words=CITY), str)


@given(st.from_regex(r"\A[1-9][0-9]{8}\Z"))
def test_a_code_is_never_said_in_millions(code: str) -> None:
    said = spoken_form.of(code, language="tr")
    assert not {"yüz", "bin", "milyon"} & set(said.replace(",", "").split())
    assert len(said.replace(",", "").split()) == 9

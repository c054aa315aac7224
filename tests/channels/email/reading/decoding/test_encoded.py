"""Words of headers, encoded or as they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.reading.decoding import encoded


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("=?utf-8?Q?Su_kesintisi=3A_=C3=BC=C3=A7_g=C3=BCn?=", "Su kesintisi: üç gün"),
        ("=?UTF-8?b?w7zDpw==?=", "üç"),
        ("=?utf-8*tr?q?=C3=BC=C3=A7?=", "üç"),
        ("=?iso-8859-9?q?=FD=FE=F0?=", "ışğ"),
        ("Re: =?utf-8?q?=C3=BC=C3=A7?= gün", "Re: üç gün"),
        ("=?utf-8?q?=C3=BC?=\t =?utf-8?q?=C3=A7?=", "üç"),
        ("=?utf-8?q?=C3=BC=C3?= =?utf-8?q?=A7?=", "üç"),
        ("=?utf-8?b?w7w?= =?iso-8859-9?q?=E7?=", "üç"),
        ("=?utf-8?q?uc gun?=", "uc gun"),
        ("=?utf-8?b?=C3?= kaldı", "=?utf-8?b?=C3?= kaldı"),
        ("=?utf-99?q?=C3=BC?=", "ü"),
        ("=?utf-8?q?yarim", "=?utf-8?q?yarim"),
        ("a =?utf-8?q?b?= c =?utf-8?q?d?= e", "a b c d e"),
    ],
)
def test_words_of_a_header(raw: str, words: str) -> None:
    assert encoded.decode(raw.encode()) == words


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_words_come_back_whole(words: str) -> None:
    quoted = "".join(f"={each:02X}" for each in words.encode())
    middle = len(quoted) // 6 * 3
    cut = f"=?utf-8?q?{quoted[:middle]}?=\t=?utf-8?q?{quoted[middle:]}?="
    assert encoded.decode(cut.encode()) == words

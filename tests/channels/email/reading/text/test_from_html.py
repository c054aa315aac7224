"""The words of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.reading.text.from_html import words


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Su yok.</p><p>Üç gündür.</p>", "Su yok.\n\nÜç gündür."),
        ("<div>Su</div><div>yok</div>", "Su\nyok"),
        ("<div><br></div>Su<br/>yok", "Su\nyok"),
        ("Su\r\n   <b>hâlâ</b>\n yok", "Su hâlâ yok"),
        ("<ul><li>Su<li>Yol</ul>Son", "- Su\n- Yol\nSon"),
        ("<table><tr><td>Su</td><td>yok</td></tr><tr><td>Yol</td></tr></table>", "Su yok\nYol"),
        ("<pre>a  b\n c</pre>d", "a  b\n c\n\nd"),
        ("a<hr>b", "a\n________________________________\nb"),
        (
            "Yanıt<blockquote>Soru<blockquote>Daha eski</blockquote></blockquote>",
            "Yanıt\n> Soru\n>> Daha eski",
        ),
        ("&Ccedil;&#246;z&uuml;m &lt;a&gt; &amp;amp; &nbsp;x", "Çözüm <a> &amp; x"),
        (
            "<style>p{}</style><script>a<b</script><title>Başlık</title>Su<!-- gizli --> yok",
            "Su yok",
        ),
        ('<a title="a > b" href="https://a.example">Su</a> yok', "Su yok"),
        ("3 < 5 ve 5 > 3", "3 < 5 ve 5 > 3"),
        ("<![endif]-->Su<!DOCTYPE x><?xml a?> yok<o:p></o:p>", "Su yok"),
        ("Su yok<a href='", "Su yok"),
        ("Su yok<!-- açık", "Su yok"),
        ("&#99999999999;" + "&#" + "9" * 5000 + ";", "&#99999999999;" + "&#" + "9" * 5000 + ";"),
    ],
)
def test_a_page_as_words(page: str, text: str) -> None:
    assert words(page) == text


@given(st.text(st.sampled_from("<>/!-ab \n\"'&;=#p") | st.characters(), max_size=200))
def test_any_page_has_words(page: str) -> None:
    assert words(page) == words(page).strip()


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_words_outside_tags_stay(text: str) -> None:
    assert words(f"<div>{text}</div>") == text

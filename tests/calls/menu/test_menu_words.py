"""What is wrong with a voice menu is told in the reader's language, with the names in it."""

import pytest
from django.utils import translation
from tests import cast

from alo153.calls import menu_file, menu_words
from alo153.city.citypack.documents import overlaid
from alo153.city.citypack.mistakes import Words

FOLDER = cast.CITIES / "kocaeli"
MENU = (FOLDER / "menu.toml").read_text()
LOST = '\n[nodes.lost]\nkind = "say"\nsay = ["greeting"]\nnext = "lost"\n'


@pytest.mark.parametrize(
    "said",
    [
        MENU.replace('2 = "call-back-when"', '2 = "lost"') + LOST,
        MENU.replace('2 = "call-back-when"', '2 = "nowhere"'),
        MENU.replace('operator = "operator"', 'operator = "main"'),
        MENU.replace('operator_key = "0"', 'operator_key = "x"'),
        MENU.replace('operator_key = "0"', 'operator_key = "1"'),
        MENU.replace('say = ["main-menu"', 'say = ["maine-menu"'),
        MENU.replace('kind = "choice"', 'kind = "chioce"', 1),
        MENU.replace('otherwise = "operator"', "otherwise = 3", 1),
        MENU.replace('start = "welcome"\n', ""),
        MENU.replace('queue = "water"', 'queue = "wter"'),
        MENU.replace('wrong = ["wrong-key"]', 'rong = ["wrong-key"]', 1),
    ],
)
def test_every_mistake_is_words_that_are_told(said: str) -> None:
    assert said != MENU
    with overlaid(FOLDER, {"menu.toml": said}) as made:
        found = list(menu_file.mistakes_of(made))
    assert found
    for each in found:
        assert isinstance(each.what, Words), each.what
        assert isinstance(each.remedy, Words), each.remedy


def test_the_page_of_the_menu_reads_in_turkish() -> None:
    said = "lost: dead end, no way from here leads to a line, a call-back or an end; lead it to 'x'"
    with translation.override("tr"):
        assert menu_words.told_sentence(said) == (
            "lost: çıkmaz yol: buradan hiçbir yol kuyruğa, geri aramaya ya da sona çıkmıyor. "
            "Onu 'x' düğümüne bağlayın."
        )
    assert menu_words.told_sentence("something new") == "something new"

"""A voice menu that says an article nobody wrote is refused, with the name of its node."""

from __future__ import annotations

import pytest
from tests import cast
from tests.knowledge.written import SLUG, content

from alo153.city.citypack import PackError
from alo153.city.citypack.documents import read_overlaid
from alo153.knowledge.articles import actions, menu_check

pytestmark = pytest.mark.django_db
FOLDER = cast.CITIES / "kocaeli"
MENU = (FOLDER / "menu.toml").read_text()
SHIPPED = 'article = "iletisim-merkezi-saatleri"'


def saying(slug: str) -> dict[str, str]:
    assert SHIPPED in MENU
    return {"menu.toml": MENU.replace(SHIPPED, f'article = "{slug}"')}


def test_an_article_that_nobody_wrote_is_named_with_its_node_and_line() -> None:
    with pytest.raises(PackError) as refused:
        read_overlaid(FOLDER, saying("hayvan-barinagi"))
    (mistake,) = refused.value.mistakes
    assert MENU.splitlines()[mistake.line - 1] == "[nodes.center-hours]"
    assert (mistake.file, mistake.where) == ("menu.toml", "center-hours, article")
    assert mistake.what == 'there is no article "hayvan-barinagi"'


def test_what_was_nearly_written_is_proposed() -> None:
    with pytest.raises(PackError, match='Did you mean "iletisim-merkezi-saatleri"'):
        read_overlaid(FOLDER, saying("iletisim-merkez-saatleri"))


def test_an_article_of_the_file_may_be_said_before_it_is_loaded() -> None:
    read_overlaid(FOLDER, {})


def test_an_article_of_the_page_may_be_said_also_once_it_is_taken_back() -> None:
    """No other document of the city waits for another menu: callers are put through."""
    hakan = cast.staff("hakan")
    article = actions.write_article(content=content(), seen=0, by=hakan, at=cast.AT)
    read_overlaid(FOLDER, saying(SLUG))
    actions.retire_article(article=article, by=hakan, at=cast.AT)
    read_overlaid(FOLDER, saying(SLUG))


@pytest.mark.parametrize(
    "menu", ["nodes = 3", "[nodes]\na = 1", '[nodes.a]\nkind = "answer"\narticle = 3', "[nodes"]
)
def test_what_has_another_form_is_told_by_the_check_of_the_menu(
    menu: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kocaeli")
    (folder / "menu.toml").write_text(menu)
    assert list(menu_check.mistakes_of(folder)) == []

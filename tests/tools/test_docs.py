"""The documentation becomes a site in which every page is reached and nothing is fetched."""

import re
from pathlib import Path

import pytest
from tests.architecture import tree

from tools import docs, draw, events

FETCHED = re.compile(
    r"<(?:script|img|iframe|link rel=\"(?:stylesheet|preload|icon)\")[^>]*\"(?:https?:)?//"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    made = docs.build(folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_every_page_of_docs_is_on_the_site_and_in_its_navigation(site: Path) -> None:
    first = (site / "docs/README.html").read_text()
    written = tree.with_suffix(".md", below=tree.ROOT / "docs")
    pages = {*written, draw.PAGE, events.PAGE}
    names = [str(page.relative_to(tree.ROOT / "docs").with_suffix(".html")) for page in pages]
    assert [name for name in names if not (site / "docs" / name).exists()] == []
    missing = [name for name in names if f'href="{name}"' not in first]
    assert missing == ["README.html"], "the page itself needs no link to itself"


def test_the_site_opens_with_the_index(site: Path) -> None:
    assert "docs/README.html" in (site / "index.html").read_text()


def test_no_page_fetches_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    assert [page.name for page in pages if FETCHED.search(page.read_text())] == []

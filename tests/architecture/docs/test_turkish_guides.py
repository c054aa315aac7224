"""The Turkish guides use the words that the screen shows."""

import re

import polib
import pytest
from tests.architecture import tree

GUIDES = sorted((tree.ROOT / "docs/tr").glob("[a-z]*.md"))


def _on_screen() -> set[str]:
    catalogs = [polib.pofile(str(path)) for path in tree.with_suffix(".po")]
    return {entry.msgstr for catalog in catalogs for entry in catalog}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_is_bold_is_on_a_screen(guide: object) -> None:
    bold = set(re.findall(r"\*\*([^*]+)\*\*", tree.content(guide).decode()))
    assert bold, "a guide without a word of the screen"
    assert sorted(bold - _on_screen()) == []

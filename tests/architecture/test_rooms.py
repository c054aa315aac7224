"""A folder is one screen: about fifteen entries beside the parts that every package may have.

A few more turn no run red; a folder that goes on growing does.
"""

from collections import defaultdict

from tests.architecture import tree

MOST = 20
FIXED = {
    *("README.md", "__init__.py", "apps.py", "conftest.py", "urls.py"),
    *("locale", "management", "migrations", "models", "models.py", "permissions.py", "tasks.py"),
    *("static", "templates", "templatetags"),
}
TOPS = (tree.SOURCE, tree.ROOT / "tests", tree.ROOT / "frontend")
# One entry for each capability, audience or script: they grow with what the program can do
OPEN = {"src/alo153", "src/alo153/web", "tests", "tests/web", "frontend/islands"}


def test_no_folder_has_more_entries_than_a_reader_sees_at_once() -> None:
    entries = defaultdict[str, set[str]](set)
    for path in tree.files():
        if any(path.is_relative_to(top) for top in TOPS):
            parts = path.relative_to(tree.ROOT).parts
            # Migrations are a history, which nobody reads as a room
            last = parts.index("migrations") if "migrations" in parts else len(parts)
            for depth in range(1, last):
                entries["/".join(parts[:depth])].add(parts[depth])
    counted = {folder: len(found - FIXED) for folder, found in entries.items()}
    assert {f: n for f, n in counted.items() if n > MOST and f not in OPEN} == {}


FIRST_SCREEN = 20
"""Lines before the table of rooms, where there is one."""
LONGEST_README = 8_300
"""Characters: what is longer is explained in `docs/explanation`, and linked."""


def test_a_readme_shows_its_rooms_on_one_screen() -> None:
    readmes = [path for path in tree.with_suffix(".md", below=tree.SOURCE) if path.stem == "README"]
    texts = {tree.short(path): path.read_text() for path in readmes}
    assert {name for name, text in texts.items() if len(text) > LONGEST_README} == set()
    before = {name: text.split("\n| `", 1) for name, text in texts.items()}
    low = {name for name, (top, *rest) in before.items() if rest and top.count("\n") > FIRST_SCREEN}
    assert low == set()


def test_the_kit_holds_parts_and_no_pages() -> None:
    """What has addresses of its own is a feature, and lies beside the audiences."""
    kit = tree.with_suffix(".py", below=tree.SOURCE / "web" / "kit")
    assert [tree.short(path) for path in kit if path.name == "urls.py"] == []

"""A folder is one screen: about fifteen entries beside the parts that every package may have."""

from collections import defaultdict

from tests.architecture import tree

MOST = 15
FIXED = {
    *("README.md", "__init__.py", "apps.py", "conftest.py", "urls.py"),
    *("locale", "management", "migrations", "models", "models.py", "permissions.py", "tasks.py"),
    *("static", "templates", "templatetags"),
}
# These are fuller. A number here only ever falls: give the folder rooms, and take its line away.
FULLER = {
    "src/alo153": 18,
    "src/alo153/switchboard/acd": 26,
    "src/alo153/switchboard/record": 16,
    "src/alo153/web/center/templates/center": 19,
    "src/alo153/web/desk/templates/desk": 21,
    "src/alo153/web/floor/templates/floor": 21,
    "src/alo153/web/templates/web": 37,
    "src/alo153/web/templates/web/telephone": 21,
    "src/alo153/web/unit/templates/unit": 18,
    "tests": 31,
    "tests/architecture": 16,
    "tests/journeys": 40,
    "tests/parts": 27,
    "tests/telephony": 47,
    "tests/telephony/sipp": 23,
    "tests/web/portal": 16,
}


def test_no_folder_has_more_entries_than_a_reader_sees_at_once() -> None:
    entries = defaultdict[str, set[str]](set)
    for path in tree.files():
        if path.is_relative_to(tree.SOURCE) or path.is_relative_to(tree.ROOT / "tests"):
            parts = path.relative_to(tree.ROOT).parts
            for depth in range(1, len(parts)):
                entries["/".join(parts[:depth])].add(parts[depth])
    counted = {folder: len(found - FIXED) for folder, found in entries.items()}
    assert {f: n for f, n in counted.items() if n > FULLER.get(f, MOST)} == {}
    assert {f: n for f, n in FULLER.items() if counted.get(f, 0) != n} == {}, "say what it has now"

"""What the project says about itself: dependencies, READMEs, words, addresses."""

import json
import re
import tomllib

import pytest
from django.apps import apps
from tests.architecture import tree

# Written in pieces, so that this file does not name them either
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb." + "debian.org",
    "ftp." + "debian.org",
    "security." + "debian.org",
    "archive." + "ubuntu.com",
    "ports." + "ubuntu.com",
    "crates" + ".io",
    "proxy." + "golang.org",
]


@pytest.mark.parametrize("name", REGISTRIES)
def test_no_registry_is_named(name: str) -> None:
    found = [p for p in tree.files() if name.encode() in tree.content(p)]
    assert [tree.short(path) for path in found] == []


def test_every_dependency_says_why_it_is_there() -> None:
    text = (tree.ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    lines = text.splitlines()
    silent = [
        requirement
        for group in groups
        for requirement in group
        if not any(re.search(rf'"{re.escape(requirement)}",?\s*# \w', line) for line in lines)
    ]
    assert silent == []


def test_the_front_end_has_the_version_of_the_package() -> None:
    version = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["project"]["version"]
    front = tree.ROOT / "frontend"
    package = json.loads((front / "package.json").read_text())
    locked = json.loads((front / "package-lock.json").read_text())
    assert [package["version"], locked["version"], locked["packages"][""]["version"]] == [
        version
    ] * 3


def _models(capability: str) -> list[str]:
    app = apps.app_configs.get(capability)
    # Without tables: the program of the switchboard, the verb that takes applications in
    return [model.__name__ for model in app.get_models()] if app else []


def test_every_package_is_a_capability_or_named_apart() -> None:
    packages = {path.parent.name for path in tree.SOURCE.glob("*/__init__.py")}
    assert packages == {*tree.CAPABILITIES, *tree.NO_CAPABILITIES}


@pytest.mark.parametrize("capability", tree.CAPABILITIES)
def test_every_capability_shows_its_nouns(capability: str) -> None:
    readme = tree.SOURCE / capability / "README.md"
    assert readme.is_file(), f"{tree.short(readme)} is missing"
    text = readme.read_text()
    assert [name for name in _models(capability) if f"`{name}`" not in text] == []


def test_every_noun_is_in_the_glossary() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", _glossary(), re.MULTILINE)
    words = {english.strip().lower() for english, turkish, line in rows if turkish.strip()}
    nouns = {name for capability in tree.CAPABILITIES for name in _models(capability)}
    assert {name for name in nouns if _spoken(name) not in words} == set()


def _glossary() -> str:
    return (tree.ROOT / "docs" / "glossary.md").read_text()


def _spoken(name: str) -> str:
    """Return the name of a class as words: ``RelayAttempt`` becomes ``relay attempt``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()

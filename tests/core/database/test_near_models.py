"""`migrate` makes few models, and the same tables."""

import pytest
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps

from alo153.core.database.near_models import NearState, made_when_asked

pytestmark = pytest.mark.django_db
BOTH = ProjectState, NearState


@pytest.fixture(scope="module")
def today() -> dict[tuple[str, str], ModelState]:
    """Return every model as the last migration leaves it."""
    return MigrationLoader(None).project_state().models


def state(kind: type[ProjectState], today: dict[tuple[str, str], ModelState]) -> ProjectState:
    return kind({key: each.clone() for key, each in today.items()}, set())


def made(model: type[models.Model]) -> list[str]:
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        editor.create_model(model)
    return editor.collected_sql


def test_every_table_is_made_alike(today: dict[tuple[str, str], ModelState]) -> None:
    whole, near = (state(kind, today).apps for kind in BOTH)
    every = [key for key in today if whole.get_model(*key)._meta.can_migrate(connection)]
    assert len(every) > 100
    for key in every:
        assert made(near.get_model(*key)) == made(whole.get_model(*key))


@pytest.mark.parametrize(
    ("app", "operation"),
    [
        ("city", operations.AlterField("unit", "id", models.CharField(primary_key=True))),
        ("cases", operations.AlterField("case", "tracking_code", models.IntegerField(unique=True))),
        ("city", operations.RenameModel("Unit", "Office")),
        ("city", operations.RenameField("unit", "slug", "word")),
        ("city", operations.RemoveField("unit", "kind")),
        (
            "cases",
            operations.AddField("note", "unit", models.ForeignKey("city.Unit", models.CASCADE)),
        ),
        ("cases", operations.AddField("note", "read_by", models.ManyToManyField("accounts.User"))),
        ("cases", operations.AddIndex("case", models.Index("unit", "state", name="one_more"))),
        ("cases", operations.DeleteModel("note")),
    ],
    ids=lambda each: each.describe() if isinstance(each, Operation) else "",
)
def test_a_change_asks_the_database_for_the_same(
    app: str, operation: Operation, today: dict[tuple[str, str], ModelState]
) -> None:
    found = []
    for kind in BOTH:
        after = state(kind, today)
        before = after.clone()
        operation.state_forwards(app, after)
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            operation.database_forwards(app, editor, before, after)
        found.append(editor.collected_sql)
    assert found[0] == found[1] != []


def test_what_moves_rows_has_every_model(today: dict[tuple[str, str], ModelState]) -> None:
    here = state(NearState, today)
    here.clear_delayed_apps_cache()
    unit = here.apps.get_model("city", "Unit")
    assert len(here.apps.get_models(include_swapped=True)) == len(today)
    assert len(unit._meta.related_objects) > 5


def test_code_that_takes_rows_back_has_every_model_too(
    today: dict[tuple[str, str], ModelState],
) -> None:
    found = []

    def back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        unit, case = apps.get_model("city", "Unit"), apps.get_model("cases.Case")
        found.append((unit._meta.apps is case._meta.apps, len(apps.get_models())))

    here = state(NearState, today)
    code = operations.RunPython(operations.RunPython.noop, back)
    with made_when_asked(), connection.schema_editor(collect_sql=True, atomic=False) as editor:
        code.database_backwards("city", editor, here, here)
    [(is_one, models_here)] = found
    assert is_one
    assert models_here > 100


def test_who_migrates_makes_near_models() -> None:
    with made_when_asked():
        made = MigrationExecutor(connection)._create_project_state()
    assert isinstance(made, NearState)
    assert not isinstance(MigrationExecutor(connection)._create_project_state(), NearState)

"""A faster `migrate`: a migration makes the model that it changes, and stumps of those next to it.

    with made_when_asked():
        MigrationExecutor(connection).migrate(targets)

Django keeps a class for every model at every step, and makes each anew whenever something near it
changes: 24,000 classes for a city's tables, nearly all the time that `migrate` takes. A change of
a table asks for one model: its own columns, and the keys of the tables that those name. So it gets
these. Code that moves rows still gets every model, whole, and a city pays for that where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any
from unittest.mock import patch

from django.db.migrations import RunPython, executor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models import CompositePrimaryKey, Model

type Key = tuple[str, str]
"""A model: its application, and its name in small letters."""
_NAMES = ("db_table", "swappable")


@contextmanager
def made_when_asked() -> Iterator[None]:
    """Let migrations in this block make only the models that they ask for."""
    backwards = RunPython.database_backwards

    # Django does it before code that goes forwards only
    def with_every_model(self: RunPython, app: str, editor: Any, before: Any, after: Any) -> None:
        before.clear_delayed_apps_cache()
        backwards(self, app, editor, before, after)

    with (
        patch.object(executor, "ProjectState", NearState),
        patch.object(RunPython, "database_backwards", with_every_model),
    ):
        yield


class NearState(ProjectState):
    """The models at one step; a class is made only on request."""

    @cached_property
    def apps(self) -> Any:
        return _Asked(self)

    def clone(self) -> NearState:
        models = {key: model.clone() for key, model in self.models.items()}
        return NearState(models=models, real_apps=self.real_apps)

    def reload_model(self, *_: object, **__: object) -> None:
        """Forget what was made of the step before."""
        vars(self).pop("apps", None)

    def reload_models(self, *_: object, **__: object) -> None:
        """Forget what was made of the step before."""
        vars(self).pop("apps", None)

    def remove_model(self, app_label: str, model_name: str) -> None:
        vars(self).pop("apps", None)
        super().remove_model(app_label, model_name)

    def clear_delayed_apps_cache(self) -> None:
        """Make every model: Django calls it before code of a migration, which may ask for any."""
        vars(self)["apps"] = StateApps(list(self.real_apps), self.models)


class _Asked:
    """Looks like a registry, and makes the model that is asked for."""

    def __init__(self, state: ProjectState) -> None:
        self._state = state

    def get_model(self, app_label: str, model_name: str) -> type[Model]:
        """Make one model. Raises LookupError."""
        key = app_label, model_name.lower()
        if key in self._state.models and _stands_alone(self._state):
            return _Near(self._state, key).get_model(*key)
        return self._whole.get_model(app_label, model_name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> StateApps:
        return StateApps(list(self._state.real_apps), self._state.models)


def _stands_alone(state: ProjectState) -> bool:
    """Say whether no model inherits from another: only then the fields say who is next to it."""
    return not any(isinstance(base, str) for each in state.models.values() for base in each.bases)


class _Near(StateApps):
    """One model, and those next to it with as few columns as its own need.

    Who points to it is made once somebody asks: only a change of a key, or of a name, does.
    """

    _begun = False

    def __init__(self, state: ProjectState, key: Key) -> None:
        self._models, self._key = state.models, key
        self._kept: dict[Key, set[str]] = {}
        self._keep(key, set(self._models[key].fields))
        super().__init__(list(state.real_apps), self._made(self._kept))
        self._begun = True

    @cache  # noqa: B019 - Django empties it whenever a model is registered
    def get_models(
        self, include_auto_created: bool = False, include_swapped: bool = False
    ) -> list[type[Model]]:
        """Return all that are made here; the first who asks has those made that point here."""
        if self._begun:
            self._begun = False
            before = {key: set(names) for key, names in self._kept.items()}
            self._keep_pointers()
            new = {key for key, names in self._kept.items() if names != before.get(key)}
            with self.bulk_update():
                for each in new & before.keys():
                    self.unregister_model(*each)
                self.render_multiple(list(self._made(new).values()))
        every = StateApps.get_models.__wrapped__  # type: ignore[attr-defined]
        return sorted(every(self, include_auto_created, include_swapped), key=self._place)

    def _place(self, model: type[Model]) -> tuple[str, int]:
        """Say where a model is among all: what is asked of one after the other has an order."""
        key = model._meta.app_label, str(model._meta.model_name)
        places = list(self._models)
        return key[0], places.index(key) if key in self._models else len(places)

    def _keep(self, key: Key, names: set[str]) -> None:
        """Keep fields of a model, and the keys of whatever they point to."""
        kept = self._kept.setdefault(key, set())
        new = names - kept
        kept |= new
        for name in new:
            for other, wanted in _targets(self._models[key], name):
                if other in self._models:  # else Django makes it: it has no migrations
                    self._keep(other, wanted or _keys(self._models[other]))

    def _keep_pointers(self) -> None:
        """Keep who points to the model, and to each whose key is such a pointer."""
        pointed = [self._key]
        for goal in pointed:
            for key, model in self._models.items():
                names = {
                    name
                    for name in model.fields
                    if any(other == goal for other, _ in _targets(model, name))
                }
                if names:
                    self._keep(key, names | _keys(model))
                    if names & _keys(model) and key not in pointed:
                        pointed.append(key)

    def _made(self, keys: Iterable[Key]) -> dict[Key, ModelState]:
        """Return the model as it is, and other models without everything that is not kept."""
        own = self._key
        return {
            key: self._models[key] if key == own else _stump(self._models[key], self._kept[key])
            for key in keys
        }


def _stump(model: ModelState, kept: set[str]) -> ModelState:
    """Return a model with some of its fields, and the name of its table."""
    fields = [(name, field) for name, field in model.fields.items() if name in kept]
    named = {key: model.options[key] for key in _NAMES if key in model.options}
    return ModelState(model.app_label, model.name, fields, options=named)


def _keys(model: ModelState) -> set[str]:
    """Return the fields that make a row's key."""
    found = {name: each for name, each in model.fields.items() if each.primary_key}
    of_many = [each for each in found.values() if isinstance(each, CompositePrimaryKey)]
    return found.keys() | {name for each in of_many for name in each.field_names}


def _targets(model: ModelState, name: str) -> Iterator[tuple[Key, set[str]]]:
    """Give the models that a field points to, and their fields that it names."""
    field = model.fields[name]
    if not field.remote_field:
        return
    own = model.app_label, model.name_lower
    named = {each for each in getattr(field, "to_fields", ()) if each}
    yield resolve_relation(field.remote_field.model, *own), named - {"self"}
    if through := getattr(field.remote_field, "through", None):
        yield resolve_relation(through, *own), set()

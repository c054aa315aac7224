"""The page of events is as the code is, and what is declared is recorded and readable."""

import re
from typing import Any, get_type_hints

from tests.architecture import tree

from alo153.core import payloads
from alo153.launch.commands import events

NAME = re.compile(r"[a-z]+(_[a-z]+)?\.[a-z_]+")
PLAIN = (int, str, bool, float, int | None, str | None, bool | None, float | None)
JSON = {repr(kind) for kind in PLAIN} | {
    "collections.abc.Sequence[str]",
    "collections.abc.Sequence[str] | None",
}


def test_the_page_is_as_the_code_is() -> None:
    page = (tree.ROOT / "docs/reference/events.md").read_text()
    assert page == events.page(), "./alo153 events"


def test_every_event_is_recorded_somewhere() -> None:
    assert events.unrecorded() == []


def test_names_say_noun_and_past() -> None:
    assert [each.name for each in payloads.declared() if not NAME.fullmatch(each.name)] == []


def test_payloads_hold_values_of_json_and_say_when() -> None:
    for each in payloads.declared():
        assert each.__doc__, each.name
        fields: dict[str, Any] = {
            key: hint
            for key, hint in get_type_hints(each).items()
            if key in each.__dataclass_fields__
        }
        assert {repr(hint) for hint in fields.values()} <= JSON, (each.name, fields)


def test_subjects_are_known_of_every_event() -> None:
    assert all(each.subject_model()._meta.label for each in payloads.declared())

"""What a page asks of the switchboard lies in a row, and is read from there as it was meant."""

import json
from dataclasses import MISSING, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.page_commands import COMMANDS, made_up

from alo153.calls.page_commands.rows import PageCommand, Target, Unreadable, read

CONSULT = {"agent": 4, "to_agent": None, "number": "112"}


@given(st.sampled_from(COMMANDS).flatmap(made_up))
def test_a_row_says_what_was_asked(asked: PageCommand) -> None:
    assert read(asked.name, json.loads(json.dumps(asked.stored()))) == asked


@given(st.sampled_from(COMMANDS).flatmap(made_up), st.data())
def test_a_row_without_what_is_needed_is_refused_by_name(
    asked: PageCommand, data: st.DataObject
) -> None:
    needed = [
        each.name
        for each in fields(asked)
        if each.default is MISSING and each.default_factory is MISSING and each.name != "target"
    ]
    lost = data.draw(st.sampled_from(needed or [""]))
    kept = {key: value for key, value in asked.stored().items() if key != lost}
    if needed:
        with pytest.raises(Unreadable, match=f"^{asked.name}: {lost} is missing$"):
            read(asked.name, kept)


@pytest.mark.parametrize(
    ("name", "payload", "why"),
    [
        ("whistle", {"agent": 4}, "whistle: no such command"),
        ("hold", [4], "hold: its values have no names"),
        ("hold", {}, "hold: agent is missing"),
        ("hold", {"agent": "4"}, "hold: agent is of another kind"),
        ("hold", {"agent": True}, "hold: agent is of another kind"),
        ("hold", {"agent": None}, "hold: agent is of another kind"),
        ("skills", {"agent": 4, "skills": {"water": "much"}}, "skills: skills is of another kind"),
        ("skills", {"agent": 4, "skills": ["water"]}, "skills: skills is of another kind"),
        ("consult", {"agent": 4}, "consult: it names nobody"),
        ("consult", CONSULT | {"number": 112}, "consult: number is of another kind"),
        ("invite", CONSULT | {"to_agent": "Murat"}, "invite: to_agent is of another kind"),
        (
            "set_state",
            {"agent": 4, "supervisor": 5, "state": "asleep"},
            "set_state: state is of another kind",
        ),
        (
            "set_state",
            {"agent": 4, "supervisor": 5, "state": ["ready"]},
            "set_state: state is of another kind",
        ),
    ],
)
def test_a_row_of_another_version_is_refused_with_its_reason(
    name: str, payload: object, why: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, payload)
    assert str(refused.value) == why


def test_what_newer_pages_say_beside_is_left_out_and_older_ones_say_less() -> None:
    assert read("hold", {"agent": 4, "melody": "tango"}) == read("hold", {"agent": 4})
    assert read("consult", CONSULT).target == Target(number="112")
    assert read("provision_agent", {"agent": 4}).skills == {}

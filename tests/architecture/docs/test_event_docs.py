"""What is declared is recorded and readable."""

import re
from dataclasses import fields
from fnmatch import fnmatchcase
from typing import Any, get_type_hints

from alo153.core import payloads
from tools import events

NAME = re.compile(r"[a-z]+(_[a-z]+)?\.[a-z_]+")
PLAIN = (int, str, bool, float, int | None, str | None, bool | None, float | None)
JSON = {repr(kind) for kind in PLAIN} | {
    "collections.abc.Sequence[str]",
    "collections.abc.Sequence[str] | None",
}

# Reports count these by nothing but their name and day: a new event says its dimensions, or why not
WITHOUT_DIMENSIONS = {
    "staff.*": "whose account it is says the subject",
    "staff_change.*": "whose account it is says the subject",
    "team.*": "of people; their contacts have events of their own",
    "sign_in.proved": "a person's own, at no unit",
    "role.*": "of the whole city",
    "city.*": "of the whole city",
    "rules.saved": "of the whole city",
    "document.*": "of the whole city",
    "model.learned": "of the whole city",
    "alarm_rule.*": "a limit; what it watches stands in the event",
    "alarm.*": "of one rule, whose figure is counted by itself",
    "lines.*": "of all queues together",
    "timetable.*": "of the whole city",
    "access_log.sealed": "of the whole log",
    "citizen.*": "a person has no unit, topic or channel",
    "recipient.*": "an address, whose channel the subject says",
    "news.*": "about a row that has events of its own",
    "notice.given": "about a row that has events of its own",
    "question.settled": "a question that has no topic yet",
    "template.*": "words that are kept; their use is in the answer's event",
    "api_key.*": "another system: the subject says which",
    "webhook.*": "another system: the subject says which",
    "call.number_*": "a number that is kept out before any queue",
    "seat.*": "a guest's place before any call; the call has its own",
    "device.*": "a screen, which nobody counts",
    "quality.card_put_in_use": "a card, which is of a medium",
    "quality.contacts_drawn": "a day of all agents together",
    "quality.appeal_decided": "about an evaluation that has events of its own",
    "quality.calibration_*": "it compares evaluators, and counts no contact",
    "quality.feedback_handled": "about words that have an event of their own",
    "quality.transcribed_by_hand": "it measures an engine, and no contact",
    "quality.moment_*": "what an agent gives to colleagues is no figure of theirs",
    "quality.learning_card_written": "a card for everybody",
    "quality.card_learned": "what somebody learns is no figure of theirs",
    "care.abuse_settled": "about a report that has events of its own",
    "care.complaint_filed": "about a report that has events of its own",
    "roster.*": "a plan of many people",
    "shift_type.*": "of the whole center",
    "open_shift.*": "of everybody; each bid says whose it is",
    "forecast.made": "of the whole center",
    "history.imported": "of the whole center",
    "planned_event.*": "of the whole center",
    "rule.*": "of the whole city",
    "written_hold.*": "of the whole center",
    "callback_offer.*": "of the whole center",
    "post.*": "what is said to all; where it went out says the publication",
}


def test_every_event_is_recorded_somewhere() -> None:
    assert events.unrecorded() == []


def test_names_say_noun_and_past() -> None:
    assert [each.name for each in payloads.declared() if not NAME.fullmatch(each.name)] == []


def test_payloads_hold_values_of_json_and_say_when() -> None:
    for each in payloads.declared():
        assert each.__doc__, each.name
        hints: dict[str, Any] = get_type_hints(each)
        said = {field.name: hints[field.name] for field in fields(each)}
        assert {repr(hint) for hint in said.values()} <= JSON, (each.name, said)


def test_subjects_are_known_of_every_event() -> None:
    assert all(each.subject_model()._meta.label for each in payloads.declared())


def test_events_say_by_what_reports_count_them_or_why_not() -> None:
    silent = {
        each.name
        for each in payloads.declared()
        if each.dimensions is payloads.Payload.dimensions and "tests" not in each.__module__
    }
    patterns = WITHOUT_DIMENSIONS
    assert {name for name in silent if not any(fnmatchcase(name, p) for p in patterns)} == set()
    assert {p for p in patterns if not any(fnmatchcase(name, p) for name in silent)} == set()

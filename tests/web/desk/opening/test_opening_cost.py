"""What opening a case asks of the database, from the form of the desk to the redirect."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.desk.records import record

from alo153.cases.models import Case
from alo153.city import queries as unit_queries
from alo153.core import events

pytestmark = pytest.mark.django_db


def opened(agent: Client, **more: str) -> list[str]:
    """Send the form and return the statements it took."""
    unit_queries.city()
    with CaptureQueriesContext(connection) as asked:
        answer = agent.post("/desk/work/new:1/case/", record(**more))
    assert answer.status_code == 302
    return [query["sql"] for query in asked.captured_queries]


def test_a_case_is_opened_in_few_statements(agent: Client) -> None:
    opened(agent)
    for which in ({"full_name": "Zübeyde Kılıç", "phone": "0532 000 01 99"}, {}):
        asked = opened(agent, **which)
        assert len(asked) <= 24, "\n".join(asked)


def test_each_table_is_written_once(agent: Client) -> None:
    asked = opened(agent, full_name="Zübeyde Kılıç", phone="0532 000 01 99")
    written = [words.split('"')[1] for words in asked if words.startswith(("INSERT", "UPDATE"))]
    assert sorted(written) == sorted(set(written)), written


def test_the_contact_and_its_events_are_there(agent: Client) -> None:
    opened(agent)
    case = Case.objects.get()
    contact = case.interactions.get()
    assert contact.citizen == case.reporter
    assert contact.ended_at is not None
    assert [event.name for event in events.history(contact)] == [
        "interaction.started",
        "interaction.answered",
        "interaction.ended",
        "interaction.disposed",
    ]

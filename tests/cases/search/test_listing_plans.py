"""What another system asks for again and again reads by an index, however many cases there are."""

from datetime import timedelta

import pytest
from django.db import connection
from tests import cast
from tests.cases import stories
from tests.parts.postgresql.plans import analyze, most_rows, whole_tables

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.search import listing
from alo153.core import clock

# On the first days of a month its events are few, and PostgreSQL rightly reads all of them
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
CASES = 4_000
EVENTS = 10
"""Of each case. With two, a walk through all of them costs as much as a search for each name."""
CHANGED = 8


def many() -> list[int]:
    """Copy a case and its events; of it and some others something happened just now."""
    case = stories.pruning()
    long_ago = clock.now() - timedelta(days=10)
    columns = [each.column for each in Case._meta.concrete_fields]
    other = {
        "id": "%(pk)s + n",
        "tracking_code": "lpad(n::text, 9, '0')",
        "link_key": "lpad(n::text, 16, '0')",
        "form_token": "NULL",
    }
    taken = ", ".join(other.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO cases_case ({', '.join(columns)})"
            f" SELECT {taken} FROM cases_case, generate_series(1, {CASES}) n WHERE id = %(pk)s",
            {"pk": case.pk},
        )
        cursor.execute(
            "INSERT INTO core_event (name, at, actor_kind, subject_type, subject_id, data)"
            " SELECT 'case.noted', %(at)s, 'system', 'cases.case', (%(pk)s + n)::text, '{}'"
            f" FROM generate_series(1, {CASES}) n, generate_series(1, {EVENTS})",
            {"pk": case.pk, "at": long_ago},
        )
    those = list(Case.objects.order_by("-pk")[:CHANGED])
    for each in those:
        actions.note(case=each, text="Baktım.", by=cast.staff("hakan"), at=clock.now())
    analyze("cases_case", "core_event")
    return [case.pk, *sorted(each.pk for each in those)]


def test_what_changed_since_is_found_without_reading_what_did_not() -> None:
    changed = many()
    hakan = cast.staff("hakan")
    wanted = listing.Wanted(changed_since=clock.now() - timedelta(hours=1), number=3)
    question = listing.asked(hakan, wanted)
    assert whole_tables(question) == {}, question.explain(analyze=True, buffers=True)
    assert most_rows(question) <= 3 * CHANGED
    # Page behind page: each once, in the order in which they came, also what changes meanwhile
    found: list[int] = []
    while page := listing.page(hakan, wanted)[:3]:
        found += [case.pk for case in page]
        actions.note(case=page[0], text="Yine.", by=hakan, at=clock.now())
        wanted = listing.Wanted(changed_since=wanted.changed_since, number=3, after=page[-1].pk)
    assert found == changed

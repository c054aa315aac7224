"""CİMER's table: looked at first, taken in once, whatever happens to the worker."""

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.partners.tables import HEAD, TABLE, brought, cimer, states, taken

from alo153.accounts.policy import NotPermitted
from alo153.cases.models import Case, RegisterEntry
from alo153.citizens.channel import Channel
from alo153.city.models import PartnerDesk
from alo153.core.database.sealed_text import ring
from alo153.core.jobs import enqueue
from alo153.core.models import Event
from alo153.core.ttl_cache import forget_cached
from alo153.partners import tasks
from alo153.partners.imports import actions
from alo153.partners.imports.actions import taking
from alo153.partners.models import TableContent, TableImport, TableLine
from alo153.partners.rules import table as tables
from bench.tables.content import content as table_of

pytestmark = pytest.mark.django_db

State = TableLine.State
ROWS = 10_000


def line_of(table: TableImport, number: int) -> TableLine:
    return table.lines.get(line=number)


def test_a_look_opens_nothing_and_names_each_fault_by_its_column() -> None:
    table = brought()
    assert table.state == "ready"
    assert states(table) == {2: "new", 3: "faulty", 4: "faulty", 5: "new"}
    assert {field for field, _words in line_of(table, 3).faults} == {"arrived", "text", "phone"}
    assert line_of(table, 4).faults == [["topic", "Uzaylılar diye bir konu yok."]]
    assert line_of(table, 2).becomes == {
        "kind": "cimer",
        "topic": "agac-budama",
        "place": "",
        "due": "2026-11-20",
    }
    assert line_of(table, 5).becomes["kind"] == "cimer_information"
    assert not Case.objects.exists()


def test_good_lines_are_opened_and_their_answer_goes_back() -> None:
    table = taken()
    assert states(table) == {2: "opened", 3: "faulty", 4: "faulty", 5: "opened"}
    assert table.state == "done"
    assert not TableContent.objects.exists()
    first, hidden = RegisterEntry.objects.order_by("number").select_related("case")
    assert (first.number, first.due_date) == ("26-1", date(2026, 11, 20))
    assert (first.case.due_set_by, first.case.channel) == ("CİMER", "agency")
    assert hidden.case.reporter is None
    assert {first.case.contact_wish, hidden.case.contact_wish} == {Channel.EXTERNAL_AGENCY}


def test_the_same_table_again_opens_nothing_twice() -> None:
    taken()
    again = taken()
    assert states(again) == {2: "known", 3: "faulty", 4: "faulty", 5: "known"}
    assert Case.objects.count() == 2


def test_the_same_file_that_waits_is_brought_once() -> None:
    first = brought()
    hakan = cast.staff("hakan")
    again = actions.upload(desk=cimer(), content=TABLE.encode(), by=hakan, at=cast.AT)
    assert again == first


def test_what_changed_is_shown_and_its_new_day_taken_over() -> None:
    taken()
    moved = TABLE.replace("20.11.2026", "27.11.2026").replace("yola sarkıyor", "kırıldı")
    looked = brought(moved)
    assert line_of(looked, 2).changes == ["due", "text"]
    assert states(looked)[2] == "changed"
    actions.take(table=looked, by=cast.staff("hakan"), at=cast.AT)
    actions.take_lines(table=looked.pk, at=cast.AT)
    line = line_of(looked, 2)
    assert (line.state, line.changes) == ("updated", ["text"])
    assert line.case
    assert line.case.text == "Dallar yola sarkıyor."
    assert line.case.register_entry.due_date == date(2026, 11, 27)
    assert Event.objects.filter(name="case.date_there_moved").count() == 1


def test_a_number_stands_in_a_table_once() -> None:
    row = "26-9;02.11.2026;;;agac-budama;Dal.;;\n"
    table = brought(f"{HEAD}\n{row}{row}")
    assert states(table) == {2: "new", 3: "faulty"}
    assert "2. satırda" in line_of(table, 3).faults[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1254"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_what_spreadsheets_write_is_read(encoding: str, mark: str) -> None:
    table = brought(TABLE.replace(";", mark).encode(encoding))
    assert states(table)[2] == "new"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04\x00\x00", "CSV"),
        (b"bir;iki\n1;2\n", "sütun"),
        (b"", "sütun"),
        ((HEAD + "\n" + "x" * 200_000).encode(), "CSV"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, words: str) -> None:
    table = brought(content)
    assert table.state == "refused"
    assert words in table.reason
    assert not TableContent.objects.exists()


def test_a_worker_that_dies_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    rows = "".join(f"26-{n};02.11.2026;;;agac-budama;Dal {n}.;;\n" for n in range(4))
    table = brought(f"{HEAD}\n{rows}")
    actions.take(table=table, by=cast.staff("hakan"), at=cast.AT)
    assert actions.take_lines(table=table.pk, at=cast.AT)
    assert list(states(table).values()).count("opened") == 1
    while actions.take_lines(table=table.pk, at=cast.AT):
        pass
    assert Case.objects.count() == 4
    assert not actions.take_lines(table=table.pk, at=cast.AT)


def test_an_application_that_came_meanwhile_is_known_and_not_opened_again() -> None:
    one, other = brought(), brought(TABLE + "\n")
    for table in (one, other):
        actions.take(table=table, by=cast.staff("hakan"), at=cast.AT)
        actions.take_lines(table=table.pk, at=cast.AT)
    assert Case.objects.count() == 2
    assert states(other)[2] == "known"


def test_who_may_not_open_applications_any_more_leaves_it_to_others() -> None:
    table = brought()
    actions.take(table=table, by=cast.staff("hakan"), at=cast.AT)
    cast.staff("hakan").role_grants.all().delete()
    assert not actions.take_lines(table=table.pk, at=cast.AT)
    table.refresh_from_db()
    assert table.state == "ready"


def being_taken(text: str = TABLE) -> TableImport:
    table = brought(text)
    actions.take(table=table, by=cast.staff("hakan"), at=cast.AT)
    return TableImport.objects.get(pk=table.pk)


def rename_columns() -> None:
    """Let the desk call its columns otherwise, as a new partners.toml does."""
    desk = PartnerDesk.objects.get(slug="cimer")
    desk.columns = {field: [f"{those[0]} 2027"] for field, those in desk.columns.items()}
    desk.save()
    forget_cached()


def lose_key() -> None:
    kept = TableContent.objects.get()
    kept.sealed = ring().seal_file(b"x", of="something else")
    kept.save()


@pytest.mark.parametrize(
    ("breaks", "words"),
    [(rename_columns, "sütunlar yok"), (lose_key, "açılamıyor")],
    ids=["columns", "key"],
)
def test_a_table_that_cannot_be_read_any_more_is_refused_in_words(
    breaks: Callable[[], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    table = being_taken()
    assert actions.take_lines(table=table.pk, at=cast.AT)
    breaks()
    assert not actions.take_lines(table=table.pk, at=cast.AT)
    table.refresh_from_db()
    assert table.state == "refused"
    assert words in table.reason
    assert not TableContent.objects.exists()
    assert states(table)[2] == "opened", "what was opened stays"
    assert Case.objects.count() == 1


@pytest.mark.parametrize("state", ["reading", "taking"])
def test_a_table_at_which_the_program_fails_is_refused_and_others_are_not(state: str) -> None:
    stuck, alive = brought(), brought(TABLE + "\n")
    TableImport.objects.update(state=state, taken_by=cast.staff("hakan"))
    ProcrastinateJob.objects.all().delete()
    job = actions.READ_JOB if state == "reading" else actions.TAKE_JOB
    for table in (stuck, alive):
        enqueue(job, table=table.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET attempts = 3 WHERE args ->> 'table' = %s",
            [str(stuck.pk)],
        )
    tasks.refuse_stuck()
    stuck.refresh_from_db()
    alive.refresh_from_db()
    assert (stuck.state, alive.state) == ("refused", state)
    assert "birkaç kez hata" in stuck.reason
    assert [content.table for content in TableContent.objects.all()] == [alive]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    tasks.refuse_stuck()
    alive.refresh_from_db()
    assert alive.state == "refused", "no job is left that would work on it"


@pytest.mark.parametrize("state", ["reading", "ready", "taking", "refused"])
def test_a_table_can_be_thrown_away_in_any_state_with_its_file(
    state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    table = being_taken()
    actions.take_lines(table=table.pk, at=cast.AT)
    TableImport.objects.update(state=state)
    hakan = cast.staff("hakan")
    assert actions.drop(table=table, by=hakan, at=cast.AT) == 1
    table.refresh_from_db()
    assert (table.state, states(table)) == ("dropped", {2: "opened"})
    assert not TableContent.objects.exists()
    assert not actions.take_lines(table=table.pk, at=cast.AT)
    actions.read(table=table.pk, at=cast.AT)
    with pytest.raises(actions.NotNow):
        actions.drop(table=table, by=hakan, at=cast.AT)
    assert Case.objects.count() == 1


def test_a_table_that_was_taken_in_is_not_thrown_away() -> None:
    table = taken()
    with pytest.raises(actions.NotNow):
        actions.drop(table=table, by=cast.staff("hakan"), at=cast.AT)


def test_a_worker_in_the_middle_of_a_table_that_is_thrown_away_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = being_taken()
    one = taking._take

    def then_dropped(line: TableLine, *those: Any, **more: Any) -> None:
        one(line, *those, **more)
        if line.line == 2:
            actions.drop(table=table, by=cast.staff("hakan"), at=cast.AT)

    monkeypatch.setattr(taking, "_take", then_dropped)
    actions.take_lines(table=table.pk, at=cast.AT)
    monkeypatch.undo()
    assert not actions.take_lines(table=table.pk, at=cast.AT)
    table.refresh_from_db()
    assert (table.state, states(table)) == ("dropped", {2: "opened"})
    assert Case.objects.count() == 1


def test_each_line_is_taken_apart_once_however_many_runs_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = "".join(f"26-{n};32.11.2026;;;agac-budama;Dal {n}.;;\n" for n in range(ROWS))
    named, apart = tables._named, 0

    def counted(*those: Any) -> Any:
        nonlocal apart
        apart += 1
        return named(*those)

    content = f"{HEAD}\n{rows}".encode()
    columns = cimer().columns
    monkeypatch.setattr(tables, "_named", counted)
    for begin in range(2, ROWS + 2, taking.AT_ONCE):
        end = begin + taking.AT_ONCE - 1
        some = tables.read_some(content, columns, begin=begin, end=end)
        assert [place for place, _values in (some[0], some[-1])] == [begin, end]
    assert apart <= ROWS + ROWS // taking.AT_ONCE


@given(
    cells=st.lists(
        st.text(st.sampled_from('ab"\n\r;, \u2028'), max_size=8), min_size=1, max_size=12
    ),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_some_lines_are_those_of_the_whole(cells: list[str], data: st.DataObject) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([["no", "geldi", "metin"], *([cell, "1", cell] for cell in cells)])
    columns = {"number": ["no"], "arrived": ["geldi"], "text": ["metin"]}
    content = text.getvalue().encode()
    whole = list(tables.read(content, columns))
    assert tables.count(content, columns) == len(whole)
    begin, end = sorted(data.draw(st.sampled_from([place for place, _row in whole])) for _ in "12")
    some = tables.read_some(content, columns, begin=begin, end=end)
    assert some == [row for row in whole if begin <= row[0] <= end]


def test_however_many_lines_a_table_has_some_kilobytes_are_held_at_a_time() -> None:
    content, columns = table_of(lines=5_000, size=5_000_000), cimer().columns
    tracemalloc.start()
    try:
        assert tables.count(content, columns) == 5_000
        for _row in tables.read(content, columns):
            pass
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 500_000


def test_a_table_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    table = brought(table_of(lines=4, size=0))
    assert (table.state, table.lines.count()) == ("refused", 0)
    assert "3 satırdan" in table.reason


def test_an_agent_does_not_exchange_tables() -> None:
    with pytest.raises(NotPermitted):
        brought(by="elif")


def test_what_nobody_took_is_forgotten() -> None:
    table = brought()
    actions.forget(before=cast.AT + timedelta(days=1))
    table.refresh_from_db()
    assert table.state == "dropped"
    assert not table.lines.exists()
    assert not TableContent.objects.exists()


def test_the_file_lies_sealed() -> None:
    brought()
    assert b"sark" not in bytes(TableContent.objects.get().sealed)

"""Questions whose SQL is made once answer as the queryset they were made from."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models
from django.db.models import Count
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case, Note
from alo153.core import clock
from alo153.core.database.prepared import Prepared, PreparedCounts

pytestmark = pytest.mark.django_db


def write(case: Case, *words: str) -> None:
    for each in words:
        actions.note(case=case, text=each, by=cast.staff("hakan"), at=clock.now())


def test_it_answers_as_its_queryset_and_for_each_key_anew(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here, there = cast.open_case(), cast.open_case()
    write(here, "Aradım", "Açmadı")
    write(there, "Kapı kilitli")

    def notes_of(case: object) -> models.QuerySet[Note]:
        return Note.objects.filter(case=case).select_related("by_user", "case__topic")

    notes = Prepared(notes_of, int)
    for case in (here, there, here):
        with django_assert_num_queries(1):
            found = notes(case.pk)
            names = [(note.by_user.full_name, note.case.topic.name) for note in found]
        assert found == list(notes_of(case.pk))
        assert [vars(note).keys() for note in found] == [
            vars(note).keys() for note in notes_of(case.pk)
        ]
        assert len(names) == len(found)
    assert notes(0) == []
    assert notes.first(0) is None


def test_words_moments_and_what_is_counted() -> None:
    case = cast.open_case()
    write(case, "Aradım", "Açmadı")
    before = clock.now()
    counted = Prepared(
        lambda code, now: (
            Case.objects.filter(tracking_code=code, opened_at__lt=now)
            .annotate(said=Count("notes"))
            .order_by("-id")[:1]
        ),
        str,
        type(before),
    )
    found = counted.first(case.tracking_code, before)
    assert found is not None
    assert (found, found.said) == (case, 2)  # type: ignore[attr-defined]
    assert counted(case.tracking_code, case.opened_at) == []
    # Words are words, whatever they look like
    assert counted("' OR true --", before) == []


def test_its_sql_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    case = cast.open_case()
    made = []

    def notes_of(case: object) -> models.QuerySet[Note]:
        made.append(case)
        return Note.objects.filter(case=case)

    notes = Prepared(notes_of, int)
    for _ in range(3):
        notes(case.pk)
    assert len(made) == 1


def test_counts_are_taken_in_one_statement_each_to_its_limit(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here, there = cast.open_case(), cast.open_case()
    write(here, "Aradım", "Açmadı", "Yazdım")
    counts = PreparedCounts(
        lambda case, text: [
            Note.objects.filter(case=case).order_by().values("pk")[:2],
            Note.objects.filter(case=case, text=text).values("pk"),
            Note.objects.none().values("pk"),
        ],
        *(int, str),
    )
    for case, counted in ((here, (2, 1, 0)), (there, (0, 0, 0)), (here, (2, 1, 0))):
        with django_assert_num_queries(1):
            assert counts(case.pk, "Aradım") == counted


def test_what_can_find_nothing_is_not_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert Prepared(lambda: Note.objects.filter(pk__in=[]))() == []


@pytest.mark.django_db(transaction=True)
def test_threads_ask_at_once_each_by_its_own_line() -> None:
    cases = [cast.open_case() for _ in range(3)]
    for case in cases:
        write(case, case.tracking_code)
    notes = Prepared(lambda case: Note.objects.filter(case=case), int)

    def ask(case: Case) -> set[str]:
        try:
            return {note.text for _ in range(20) for note in notes(case.pk)}
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(ask, cases)) == [{case.tracking_code} for case in cases]


@pytest.mark.parametrize(
    "make",
    [
        lambda case: Note.objects.filter(case=case).values("text"),
        lambda case: Note.objects.filter(case=case).prefetch_related("case__answers"),
        lambda _case: Note.objects.all(),
        lambda case: Note.objects.filter(case=case + 1),
    ],
    ids=["values", "two statements", "no value", "another value"],
)
def test_what_cannot_be_prepared_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match="prepared question"):
        Prepared(make, int)(1)  # type: ignore[arg-type]

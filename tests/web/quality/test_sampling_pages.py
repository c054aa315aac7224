"""The file of candidates of a draw: anybody draws a day again from it."""

import csv
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.quality import actions
from alo153.quality.models import Draw, Evaluation
from alo153.quality.rules import sampling
from alo153.quality.rules.sampling import Candidate

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def plan_page() -> str:
    return as_("derya").get(reverse("quality:plan")).content.decode()


def test_anybody_draws_a_day_again_from_the_file_of_its_candidates() -> None:
    made.day(each=6)
    draw = actions.draw_day(day=cast.AT.date(), at=LATER)
    file = reverse("quality:candidates", args=[draw.pk])
    assert file in plan_page()
    lines = as_("derya").get(file).content.decode("utf-8-sig").splitlines()
    rows = [row for row in csv.DictReader(lines, delimiter=";") if row["drawn"] == "contacts"]
    listed = [
        Candidate(
            int(row["key"]), int(row["stratum"]), row["channel"], row["queue"], int(row["hour"])
        )
        for row in rows
    ]
    again = sampling.draw(listed, each=int(rows[0]["at_most"]), seed=rows[0]["seed"])
    first = Evaluation.objects.filter(second=False)
    assert len(listed) == 12
    assert {each.key for each in again} == set(first.values_list("interaction", flat=True))
    assert as_("hakan").get(file).status_code == 403


def test_a_draw_that_kept_no_list_has_no_file() -> None:
    draw = actions.draw_day(day=cast.AT.date(), at=LATER)
    Draw.objects.update(lists=None)
    file = reverse("quality:candidates", args=[draw.pk])
    assert file not in plan_page()
    assert as_("derya").get(file).status_code == 404

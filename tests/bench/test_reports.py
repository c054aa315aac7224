"""`./alo153 bench reports`, small: the facts of a year are filled in, and every page opens."""

import os
import re
from pathlib import Path

import pytest
from django.db.models import Sum
from tests import cast

from alo153.reports.models import ContactDay, ContactHalfHour
from bench.cases.place import Place
from bench.reports import bench


@pytest.mark.django_db
def test_a_year_is_filled_in_and_every_report_of_it_opens(tmp_path: Path) -> None:
    cast.staff(bench.SUPERVISOR)
    place = Place(tmp_path, "", programs={"database": [os.getpid()]})
    lines = bench.run(place, contacts=3_000, times=2)
    assert lines[0].startswith("3,000 contacts in a year: ")
    assert all(re.search(r"\d ms .*\d ms", line) for line in lines[2:])
    sums = [
        model.objects.aggregate(n=Sum("offered"))["n"] for model in (ContactDay, ContactHalfHour)
    ]
    assert sums == [3_000, 3_000]

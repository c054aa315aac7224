"""`./alo153 bench queue`, small: every phase runs, and what waits is really there."""

import re
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.contacts.models import Conversation
from bench import waiting as bench
from bench.cases.place import Place


@pytest.mark.django_db
def test_what_waits_is_filled_in_and_both_times_are_compared(tmp_path: Path) -> None:
    lines = bench.run(Place(tmp_path, ""), waiting=300, times=5)
    assert "300 jobs and 300 letters waiting, 5 times each" in lines[0]
    ratios = {line.split()[0]: float(line.split()[-1]) for line in lines[2:]}
    assert set(ratios) == {"job", "letter", "offer"}
    # What a table of 300 rows costs: the real figure is the command's
    assert all(0 < ratio < 20 for ratio in ratios.values()), ratios
    assert all(re.search(r"\d ms .*\d ms", line) for line in lines[2:])
    waiting = Conversation.objects.filter(state=Conversation.State.WAITING)
    assert waiting.count() > 300
    assert ProcrastinateJob.objects.filter(status="todo").count() > 300

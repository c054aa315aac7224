"""Two people bring a timetable at the same moment: each becomes a version of its own."""

from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings
from tests import cast
from tests.cases.at_once import at_once
from tests.transport.made import packed
from tests.transport.published import keep_files_in

from alo153.transport import actions
from alo153.transport.models import Feed

pytestmark = pytest.mark.django_db(transaction=True)


def test_uploads_at_the_same_moment_get_numbers_of_their_own(
    settings: Settings, tmp_path: Path
) -> None:
    keep_files_in(tmp_path, settings)
    yasin = cast.staff("yasin")
    bring = partial(
        actions.receive_timetable, content=packed(), name="kocaeli.zip", by=yasin, at=cast.AT
    )
    at_once(*[bring] * 4)
    assert sorted(Feed.objects.values_list("number", flat=True)) == [1, 2, 3, 4]

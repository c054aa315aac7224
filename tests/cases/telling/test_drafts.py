"""What staff have half typed is kept while they may go on, and not for ever."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from tests import cast

from alo153.cases import queries, tasks
from alo153.cases.actions import save_draft
from alo153.core import clock

pytestmark = pytest.mark.django_db


def test_a_draft_goes_a_month_after_somebody_typed_there_last() -> None:
    elif_, month = cast.staff("elif"), tasks.DRAFTS_KEPT
    for key, at in (("new:1", cast.AT), ("talk:7", cast.AT + timedelta(days=1))):
        save_draft(user=elif_, key=key, fields={"text": "Sayın Işık"}, at=at)
    with patch.object(clock, "now", lambda: cast.AT + month):
        tasks.expire_drafts()
    assert {each.key for each in queries.drafts(elif_)} == {"new:1", "talk:7"}
    with patch.object(clock, "now", lambda: cast.AT + month + timedelta(hours=1)):
        tasks.expire_drafts()
    assert {each.key for each in queries.drafts(elif_)} == {"talk:7"}

"""Another system reads on from where it was, and nothing is passed by."""

import pytest
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.integrations.keys import made
from tests.parts.events.consuming import consume
from tests.web.api.asking import System

from alo153.cases import actions
from alo153.cases.rules.lifecycle import State
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db


@pytest.fixture(name="reader")
def _reader(db: None) -> System:
    return System(key=made(KeyScope.READ_EVERY_CASE)[1])


def told(reader: System, cursor: str = "", **query: object) -> tuple[list[str], str, bool]:
    page = reader.get("/changes", cursor=cursor, **query).json()
    return [each["type"] for each in page["items"]], page["next"], page["more"]


def test_what_happens_at_one_instant_is_told_once_page_by_page(reader: System) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=case.opened_at)
    consume()
    every, last, more = told(reader)
    assert every[:2] == ["case.opened", "case.forwarded"]
    assert every[-1] == "case.accepted"
    assert not more
    one_by_one, cursor = [], ""
    for _page in every:
        page, cursor, _more = told(reader, cursor, limit=1)
        one_by_one += page
    assert one_by_one == every
    assert told(reader, cursor) == ([], cursor, False)
    assert cursor == last


def test_what_is_not_complete_yet_is_told_later(reader: System) -> None:
    stories.pruning()
    nothing, cursor, _more = told(reader)
    assert nothing == []
    consume()
    assert told(reader, cursor)[0][0] == "case.opened"


def test_nothing_is_told_of_what_the_key_may_not_see() -> None:
    unit = System(key=made(KeyScope.READ_UNIT_CASES)[1])
    assert stories.pruning().state == State.FORWARDED
    confidential.opened()
    consume()
    codes = {each["code"] for each in unit.get("/changes").json()["items"]}
    assert len(codes) == 1

"""Somebody leaves: nothing opens any more, and the history still names them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests import cast
from tests.cases import stories

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.city import queries as units
from alo153.core import events
from alo153.core.clock import now
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db


def dismiss(username: str) -> str:
    out = StringIO()
    call_command("dismiss", username, stdout=out)
    return out.getvalue()


def test_an_open_page_opens_no_other_and_the_password_is_of_no_use() -> None:
    selin, browser = cast.staff("selin"), Client()
    browser.force_login(selin)
    assert browser.get("/unit/").status_code == 200
    assert dismiss("Selin") == "Selin Koç artık oturum açamaz.\n"
    answer = browser.get("/unit/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")
    assert not Client().login(username="selin", password=cast.PASSWORD)


def test_the_history_names_them_and_their_unit_is_left() -> None:
    case = stories.pruning()
    selin = cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    shown = dismiss("selin")
    assert "Üzerinde 1 başvuru var" in shown
    selin = User.objects.get(pk=selin.pk)
    assert (selin.is_active, selin.roles) == (False, frozenset())
    assert units.unit_keys(selin, WORK_ON_UNIT_CASES) == []
    names = [event.name for event in events.history(selin)]
    assert names[-2:] == ["staff.left_unit", "staff.dismissed"]
    case.refresh_from_db()
    assert case.accepted_by == selin
    assert case.unit
    colleague = cast.staff("nurten")
    actions.assign(case=case, to=colleague, by=colleague, at=now())
    assert case.accepted_by == colleague


def test_the_unit_is_reminded_of_what_they_had_in_hand() -> None:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    nurten = cast.staff("nurten")
    dismiss("selin")
    assert case.due_at
    actions.process_due_clocks(at=case.due_at - timedelta(minutes=1))
    told = [each.reader for each in StaffNotice.objects.all()]
    assert nurten in told
    assert all(each.is_active for each in told)


def test_nobody_is_let_go_twice_or_by_a_wrong_name() -> None:
    cast.staff("selin")
    dismiss("selin")
    for name in ("selin", "selim"):
        with pytest.raises(CommandError, match=f"username: {name} adında çalışan kimse yok"):
            dismiss(name)

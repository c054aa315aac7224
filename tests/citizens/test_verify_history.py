"""The operator's check of everything that was ever written down."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests import cast

from alo153.core.history.horizon import Mark
from alo153.core.history.sealing import actions
from alo153.core.models import Event, Seal

AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture
def seal(db: None) -> Seal:
    cast.open_case()
    newest = Event.objects.order_by("-id").values_list("id", flat=True)[0]
    actions.seal_events(since=Mark(newest, "0"), at=AT)
    return Seal.objects.get()


def test_all_is_as_it_was(seal: Seal, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_history", "--known", f"{seal.pk}:{seal.hash}")
    call_command("verify_history", "--after", seal.pk)
    first, _, second, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"1 seals over {seal.events} events hold")
    assert second.startswith("0 seals over 0 events hold")


def test_a_changed_event_is_named_by_its_seal(seal: Seal) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_event DISABLE TRIGGER core_event_append_only")
    Event.objects.filter(name="case.opened").update(actor_id=0)
    with pytest.raises(CommandError, match=f"Broken at seal {seal.pk} of 2026-03-03 11:00"):
        call_command("verify_history")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--known", "{pk}:" + "0" * 64), "Broken at seal"),
        (("--known", "7000:" + "0" * 64), "No such seal is here: 7000"),
        (("--known", "abc"), "write NUMBER:HASH"),
        (("--after", "7000"), "There is no seal 7000"),
    ],
)
def test_what_was_noted_elsewhere_is_compared(
    seal: Seal, given: tuple[str, str], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("verify_history", given[0], given[1].format(pk=seal.pk))

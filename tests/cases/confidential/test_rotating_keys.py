"""Keys take turns: after a rotation the old one is not needed, however often it was killed."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.confidential import NEW, read_all, whole_database
from tests.contacts.conversations.letters import LETTER, photo, taken_in

from alo153.cases import actions, queries
from alo153.cases.confidential.actions import rotating
from alo153.cases.rules.verbs import Verb
from alo153.contacts.conversations.actions import seal_files
from alo153.contacts.models import Message, MessageFile
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.database import sealed_text

pytestmark = pytest.mark.django_db


class Killed(Exception):
    """Stands for a process that ends in the middle."""


def rotated() -> str:
    out = StringIO()
    call_command("rotate_confidential_keys", stdout=out)
    return out.getvalue()


def test_after_a_rotation_the_new_key_alone_opens_everything(settings: Any) -> None:
    code = confidential.answered().tracking_code
    elif_ = cast.staff("elif")
    actions.save_draft(user=elif_, key="new:1", fields={"text": "Merhaba"}, at=clock.now())
    leaving = actions.delay_send(
        case=stories.pruning(),
        verb=Verb.ASK,
        fields={"text": "Hangi ağaç?"},
        receiver="",
        seconds=600,
        by=cast.staff("selin"),
        at=clock.now(),
    )
    settings.CONFIDENTIAL_KEYS = f"{NEW},{installed.CONFIDENTIAL_KEYS}"
    assert "cases.note.text: 1" in rotated()
    settings.CONFIDENTIAL_KEYS = NEW
    read_all(code)
    assert queries.draft(elif_, "new:1") == {"text": "Merhaba"}
    leaving.refresh_from_db()
    assert leaving.fields == {"text": "Hangi ağaç?"}
    assert f"{sealed_text.MARK}development:" not in whole_database()
    assert rotated().startswith("0 sealed anew")


def test_conversations_and_their_files_get_the_new_key_too(settings: Any) -> None:
    message, conversation = taken_in(replace(LETTER, files=(photo(),)))
    case = confidential.opened()
    actions.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    seal_files(conversation_id=conversation.pk)
    settings.CONFIDENTIAL_KEYS = f"{NEW},{installed.CONFIDENTIAL_KEYS}"
    said = rotated()
    settings.CONFIDENTIAL_KEYS = NEW
    for name in ("contacts.message.body", "contacts.messagefile.file", "channels.arrival.raw"):
        assert f"{name}: " in said
    with sealed_text.reading(conversation):
        assert Message.objects.get(pk=message.pk).body == LETTER.new_text
        [file] = MessageFile.objects.all()
        assert file.content().read().startswith(b"\xff\xd8")


def test_a_run_that_is_killed_is_run_again(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [each.tracking_code for each in (confidential.answered(), confidential.answered())]
    monkeypatch.setattr(rotating, "BATCH", 1)
    settings.CONFIDENTIAL_KEYS = f"{NEW},{installed.CONFIDENTIAL_KEYS}"
    steps = 0
    while True:
        done = 0

        def dies(_name: str, _count: int) -> None:
            nonlocal done
            done += 1
            if done == 3:
                raise Killed

        steps += 1
        try:
            actions.rotate_keys(told=dies)
        except Killed:
            for code in codes:
                read_all(code)
            continue
        break
    assert steps > 3
    settings.CONFIDENTIAL_KEYS = NEW
    for code in codes:
        read_all(code)


def test_a_missing_key_is_named_and_nothing_is_lost(settings: Any) -> None:
    code = confidential.in_work().tracking_code
    before, settings.CONFIDENTIAL_KEYS = installed.CONFIDENTIAL_KEYS, NEW
    with pytest.raises(CommandError, match="has no key 'development'"):
        rotated()
    settings.CONFIDENTIAL_KEYS = before
    read_all(code)


def test_every_column_that_holds_words_of_a_case_is_rotated() -> None:
    found = {str(field) for field in rotating.sealed_columns()}
    assert {"cases.Note.text", "cases.Answer.plain_text", "cases.Case.pin"} <= found


def test_a_column_is_called_what_it_is_called_today(settings: Any) -> None:
    confidential.in_work()
    settings.CONFIDENTIAL_KEYS = f"{NEW},{installed.CONFIDENTIAL_KEYS}"
    said = [line.split(": ")[0] for line in rotated().splitlines() if ": " in line]
    assert "cases.case.text" in said
    columns = {f"{each.model._meta.label_lower}.{each.name}" for each in rotating.sealed_columns()}
    assert "cases.case.pin" in columns
    assert {name for name in said if "matter" in name} == set()
    assert columns & set(said)

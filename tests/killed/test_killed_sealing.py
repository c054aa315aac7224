"""An upgrade that seals the words of conversations is killed (SIGKILL): nothing is half done."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import taken_in
from tests.killed.workers import blocked_backend, end_blocked_backend
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.actions import link_conversation
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import SYSTEM
from alo153.core.database.sealed_text import MARK, reading

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE: Final = "0013_notes_and_presence"
SEALING: Final = "0014_sealed_conversations"
WORDS: Final = "zümrütanka"


@pytest.fixture
def conversation() -> Iterator[Conversation]:
    """Return a confidential conversation as it stood before the upgrade, all in the open."""
    found = taken_in()[1]
    link_conversation(case=confidential.opened(), conversation=found, by=SYSTEM, at=cast.AT)
    call_command("migrate", "contacts", BEFORE, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contacts_message SET body = %s, full_text = %s WHERE conversation_id = %s",
            [WORDS, WORDS, found.pk],
        )
        cursor.execute("UPDATE contacts_conversation SET subject = %s", [WORDS])
    yield found
    call_command("migrate", verbosity=0)


def upgrade(log: Path) -> programs.Program:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
    }
    return programs.begin("alo153", "migrate", environment=environment, log=log)


def in_the_open() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM contacts_message WHERE conversation_id IS NOT NULL"
            " UNION SELECT subject FROM contacts_conversation"
        )
        return [words for (words,) in cursor.fetchall() if words and not words.startswith(MARK)]


def is_applied() -> bool:
    return ("contacts", SEALING) in MigrationRecorder(connection).applied_migrations()


def test_a_killed_upgrade_is_run_again(conversation: Conversation, tmp_path: Path) -> None:
    with transaction.atomic():
        # It stands at this row, when the conversation was sealed already
        assert list(Message.objects.select_for_update().only("pk"))
        process = upgrade(tmp_path / "log")
        try:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
        finally:
            process.kill()
            process.wait()
        end_blocked_backend()
    assert set(in_the_open()) == {WORDS}
    assert not is_applied()
    call_command("migrate", verbosity=0)
    assert is_applied()
    assert in_the_open() == []
    with reading(conversation):
        assert {each.body for each in Message.objects.filter(direction="in")} == {WORDS}

"""The development mailbox keeps words in development, and tells nobody elsewhere."""

from uuid import uuid4

import pytest
from django.test import override_settings

from alo153.channels.contract import Letter, PermanentFailure
from alo153.channels.mailbox.adapter import MailboxAdapter
from alo153.channels.models import CapturedMessage

pytestmark = pytest.mark.django_db

LETTER = Letter(id=uuid4(), to="+905320000101", subject="", body="Işık yandı.")


def test_a_repeat_has_the_name_of_the_first() -> None:
    mailbox = MailboxAdapter("sms")
    assert mailbox.send(LETTER) == mailbox.send(LETTER)


@override_settings(DEVELOPMENT=False)
def test_outside_development_a_mailbox_nobody_reads_tells_nobody() -> None:
    with pytest.raises(PermanentFailure, match="no_way_out"):
        MailboxAdapter("sms").send(LETTER)
    assert not CapturedMessage.objects.exists()

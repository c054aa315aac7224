"""A letter's whole way: it arrives, becomes an application, and is answered in its thread.

By keyboard. The mail server is a real one; mails to the citizen leave the outbox as the worker
lets them.
"""

import io
import re
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests import cast
from tests.channels.stand_ins import mail_server
from tests.contacts.conversations.by_mail import comes, written
from tests.contacts.conversations.letters import photo
from tests.contacts.outside import Outside
from tests.core.files import sent
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import Opened, heard
from tests.parts.processes.dovecot import Box

from alo153.cases import actions
from alo153.cases.models import Attachment, Case
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.channels.contract import Letter
from alo153.channels.email.adapter import EmailAdapter
from alo153.config.providers import mailers
from alo153.contacts.actions import sending
from alo153.contacts.models import Conversation, Message
from alo153.core.clock import now

pytestmark = pytest.mark.journey
SUBJECT = "Sokağımızda ağaç devrilmek üzere"
ANSWER = "Ağacı bugün budadık, tehlike kalmadı."


@pytest.fixture(autouse=True)
def _here(transactional_db: None, tmp_path: Path, settings: Any) -> None:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    settings.SEND_DELAY_SECONDS = 0
    for username in ("elif", "selin"):
        cast.staff(username)


def letter() -> EmailMessage:
    mail = written(SUBJECT, "Merhaba,\nçınar yola eğildi.", Message_ID="<bir@posta>")
    mail.add_attachment(photo().content, maintype="image", subtype="png", filename="cinar.png")
    return mail


def leave() -> list[Letter]:
    """Send what waits in the outbox, and return it as the citizen gets it."""
    waiting = list(Message.objects.filter(state=Message.State.QUEUED).order_by("created_at"))
    outside = Outside(*[None] * len(waiting))
    with patch.object(sending, "adapter_for", return_value=outside):
        for each in waiting:
            sending.send(message_id=each.pk, now=now)
    return outside.letters


def is_answered(case: Case, at: datetime) -> None:
    """Let the unit do the work, and the center let its answer go."""
    selin, elif_ = cast.staff("selin"), cast.staff("elif")
    actions.accept(case=case, by=selin, at=at)
    finding = Finding(outcome=Outcome.DONE, text="Budandı.")
    actions.answer(case=case, finding=finding, by=selin, at=at)
    actions.approve(case=case, plain_text=ANSWER, by=elif_, at=at)


def test_a_letter_becomes_an_application_and_is_answered_in_its_thread(
    opened: Opened, box: Box
) -> None:
    comes(box, letter().as_bytes(), now=now)
    page = opened.page("/center/conversations/", "elif")
    row = page.locator("[data-row]").first
    expect(row).to_contain_text(SUBJECT)
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#case")).to_contain_text("çınar yola eğildi")
    wrong = opened.looks.at(page, "letter")
    page.keyboard.press("F4")
    page.wait_for_url("**/application/")
    heard(page)
    wrong += opened.looks.at(page, "letter-record")
    case = opens_it(page)
    wrong += opened.looks.at(page, "letter-opened")
    notice, receipt = leave()
    assert (notice.to, notice.is_reply_of_machine) == ("ayse@example.org", True)
    code = codes.display(case.tracking_code)
    assert (receipt.subject, receipt.answers[0]) == (f"Re: {SUBJECT} · {code}", "<bir@posta>")
    page.keyboard.press("F4")
    expect(page.locator(".talk")).to_contain_text("Otomatik")
    is_answered(case, now())
    [answer] = leave()
    assert answer.subject == receipt.subject
    assert ANSWER in answer.body
    expect(page.locator(".talk")).to_contain_text(ANSWER)
    with_a_plan(page)
    thanks = written(f"Re: {answer.subject}", "Teşekkürler, bir ağaç daha var.")
    thanks["In-Reply-To"] = f"<{answer.id}@kocaeli.bel.tr>"
    comes(box, thanks.as_bytes(), now=now)
    expect(page.locator(".talk")).to_contain_text("bir ağaç daha var")
    expect(page.locator("#talk-head")).to_contain_text("yanıt bekliyor")
    conversation = Conversation.objects.get()
    assert conversation.state == Conversation.State.WAITING
    wrong += opened.looks.at(page, "letter-again")
    page.goto("/center/conversations/")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert not wrong, "\n".join(wrong)


def with_a_plan(page: Page) -> None:
    """Answer with a PDF, which the citizen opens out of the mail."""
    plan = {"name": "Işık planı.pdf", "mimeType": "application/pdf", "buffer": sent.pdf()}
    page.get_by_label("Yanıtla gidecek dosyalar").set_input_files(plan)  # type: ignore[arg-type]
    expect(page.locator("#reply-files").get_by_role("link")).to_have_text("Işık planı.pdf")
    page.get_by_label("Yanıtınız").fill("Plan ekte.")
    page.get_by_role("button", name="Gönder: e-posta").click()
    expect(page.locator(".talk")).to_contain_text("Plan ekte.")
    [answer] = leave()
    with (
        mail_server() as (taken, url),
        override_settings(MAILERS={"default": mailers.from_url(url)}),
    ):
        EmailAdapter(sender="Kocaeli 153 <153@kocaeli.bel.tr>").send(answer)
    [mail] = taken.taken
    [file] = mail.iter_attachments()
    assert file.get_filename() == "Işık planı.pdf"
    assert len(PdfReader(io.BytesIO(file.get_content())).pages) == 1


def opens_it(page: Page) -> Case:
    """Open the application without a mouse: topic and place, the rest is filled in already."""
    expect(page.get_by_label("Yazıda anlatılan")).to_have_value(re.compile("çınar yola eğildi"))
    expect(page.get_by_label("cinar.png")).to_be_checked()
    choose_topic(page, "agac budama", "Ağaç budama")
    page.keyboard.press("F4")
    expect(page.locator("#id_text")).to_be_focused()
    page.locator("#id_neighborhood_text").focus()
    page.keyboard.type("yahyakaptan")
    expect(page.locator("#near-options [role=option]").first).to_contain_text("Yahyakaptan")
    page.keyboard.press("Enter")
    expect(page.locator("#id_district")).to_have_value("izmit")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".opened-code")).to_be_visible()
    case = Case.objects.get()
    assert case.contact
    assert case.contact.value == "ayse@example.org"
    assert Attachment.objects.filter(case=case, from_citizen=True).count() == 1
    return case

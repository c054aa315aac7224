"""The notice that a letter arrived tells its number: the search of the desk leads there."""

import re
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import taken_in

from alo153.cases.actions import link_conversation
from alo153.contacts.conversations.actions.acknowledging import ARRIVED
from alo153.contacts.models import Message
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def sought(client: Client, text: str) -> Any:
    return client.post("/center/search/", {"q": text})


@pytest.mark.parametrize("form", ["no. {}", " No {} ", "#{}"])
def test_the_number_that_the_citizen_was_told_leads_to_the_letter(elif_: Client, form: str) -> None:
    _, letter = taken_in()
    told = re.search(r"no\. (\d+)", Message.objects.get(purpose=ARRIVED).subject)
    assert told
    assert sought(elif_, form.format(told[1])).url == f"/center/conversations/{letter.pk}/"


def test_digits_alone_may_be_a_door_number_and_show_the_letter_among_what_is_found(
    elif_: Client,
) -> None:
    _, letter = taken_in()
    page = elif_.get(sought(elif_, f" {letter.pk} ").url).content.decode()
    assert f"/center/conversations/{letter.pk}/" in page
    other = elif_.get(sought(elif_, f"{letter.pk}1").url).content.decode()
    assert "/center/conversations/" not in other.partition('class="search-form"')[2]


def test_what_one_may_not_read_or_is_no_number_of_a_letter_is_looked_for_as_words(
    elif_: Client,
) -> None:
    _, letter = taken_in()
    link_conversation(case=confidential.opened(), conversation=letter, by=SYSTEM, at=cast.AT)
    for text in (str(letter.pk), f"{letter.pk} Evler", "99999999", "05320000101"):
        assert sought(elif_, text).url.startswith("/center/search/")

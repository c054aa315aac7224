"""What the desk says when a call is not its own, or when there is no telephone at all."""

from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.web.desk.calls.ringing import Ring

from alo153.calls.models import Call


def test_a_call_that_went_on_to_a_colleague_is_not_ended_here(agent: Client, ring: Ring) -> None:
    call = ring()
    Call.objects.filter(pk=call.pk).update(agent=cast.staff("murat"))
    assert "Bu çağrıyı yanıtlamadınız" in agent.get(f"/desk/calls/{call.pk}/").content.decode()
    sent = agent.post(f"/desk/work/call:{call.pk}/silent/")
    assert sent.status_code == 403
    call.interaction.refresh_from_db()
    assert call.interaction.disposition is None


def test_without_a_telephone_the_desk_says_so(agent: Client, settings: Settings) -> None:
    settings.PHONE_SOCKET_URL = ""
    page = agent.get("/desk/").content.decode()
    assert "Bu kurulumda telefon yok" in page
    assert "<alo-softphone" not in page

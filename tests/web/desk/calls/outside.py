"""Cases that returned or went to another body, and the verbs of their page."""

import html

from django.test import Client
from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case


def returned() -> Case:
    case = cast.open_case()
    actions.return_not_ours(case=case, reason="Bizim değil.", by=cast.staff("selin"), at=cast.AT)
    return case


def outside() -> Case:
    case = cast.open_case()
    body, reason = cast.unit("elektrik-186"), "Direk onların."
    actions.forward(case=case, to=body, reason=reason, by=cast.staff("elif"), at=cast.AT)
    return case


def words(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def post(client: Client, case: Case, verb: str, **sent: str) -> str:
    answer = client.post(f"/center/cases/{case.tracking_code}/{verb}/", sent, follow=True)
    case.refresh_from_db()
    return html.unescape(answer.content.decode())

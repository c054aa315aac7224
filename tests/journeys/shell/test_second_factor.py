"""Somebody looks after their second factors: pages of allauth, as well made as our own."""

import pytest
from tests import cast
from tests.journeys.opened import Opened
from tests.web.sign_in.factors import with_factors

pytestmark = pytest.mark.journey


def test_second_factors_are_looked_after(opened: Opened) -> None:
    page = opened.page("/accounts/2fa/totp/activate/", "elif")
    wrong = opened.looks.at(page, "factor-again")
    page.locator("input[type=password]").fill(cast.PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.locator("#authenticator_secret").wait_for()
    wrong += opened.looks.at(page, "factor-app")
    with_factors(cast.staff("elif"))
    for name in ("", "webauthn/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"):
        page.goto(page.url.split("/accounts/")[0] + f"/accounts/2fa/{name}")
        wrong += opened.looks.at(page, f"factor-{name.strip('/').replace('/', '-') or 'all'}")
    assert wrong == []

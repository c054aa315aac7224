"""An agent at the desk, and calls that the switchboard wrote."""

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import Ring, let_ring


@pytest.fixture
def agent(db: None) -> Client:
    """Return a browser in which Elif is signed in."""
    browser = Client()
    browser.force_login(cast.staff("elif"))
    return browser


@pytest.fixture
def ring(db: None) -> Ring:
    """Return a way to let a call ring at an agent's desk."""
    return let_ring

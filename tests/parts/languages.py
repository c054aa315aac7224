"""Each test begins in the language of the settings."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def nobody_has_chosen_a_language() -> None:
    """Forget what a request before has left in this thread; Django does so at the next one."""
    translation.deactivate()

"""Register the plugin of the whole tree."""

import logging

from hypothesis import HealthCheck, settings

# Others take cores: no example is too slow for that
settings.register_profile("beside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("beside")
# `pytest tests/web/test_malformed.py --hypothesis-profile=deep`
settings.register_profile("deep", settings.get_profile("beside"), max_examples=5000)

pytest_plugins = ["tests.parts"]
# Tests ask Asterisk a hundred times a second: of a failure there was nothing else to be read
logging.getLogger("httpx").setLevel(logging.WARNING)

"""Register the plugin of the whole tree."""

import logging

from hypothesis import HealthCheck, settings

from alo153.calls.endpoints import leading

# Others take cores: no example is too slow for that. Each run draws other examples
settings.register_profile(
    "beside", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("beside")
# `pytest tests/web/site/test_malformed.py --hypothesis-profile=deep`
settings.register_profile("deep", settings.get_profile("beside"), max_examples=5000)
# `./alo153 mutate` runs a test many times in one process, and two runs are to say the same
settings.register_profile(
    "mutants",
    settings.get_profile("beside"),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
)

pytest_plugins = ["tests.parts"]
# Tests ask Asterisk a hundred times a second: of a failure there was nothing else to be read
logging.getLogger("httpx").setLevel(logging.WARNING)
# A test sees at once that a switchboard program came or went, and counts the same queries always
leading.KEPT_SECONDS = 0.0

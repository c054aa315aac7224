"""Register the plugin of the whole tree."""

from hypothesis import HealthCheck, settings

# Others take cores: no example is too slow for that
settings.register_profile("beside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("beside")
# `pytest tests/web/test_malformed.py --hypothesis-profile=deep`
settings.register_profile("deep", settings.get_profile("beside"), max_examples=5000)

pytest_plugins = ["tests.parts"]

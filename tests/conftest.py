"""Register the plugin of the whole tree."""

from hypothesis import settings

# `pytest tests/web/test_malformed.py --hypothesis-profile=deep`
settings.register_profile("deep", max_examples=5000)

pytest_plugins = ["tests.parts"]

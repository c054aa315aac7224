"""Register the plugin of the whole tree."""

from hypothesis import settings

from alo153.launch import catalogs

# Before anything speaks: Django reads a catalog once, and pages and reasons speak Turkish.
catalogs.compile_changed()

# `pytest tests/web/test_malformed.py --hypothesis-profile=deep`
settings.register_profile("deep", max_examples=5000)

pytest_plugins = ["tests.parts"]

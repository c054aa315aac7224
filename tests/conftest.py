"""Register the plugin of the whole tree."""

from alo153.launch import catalogs

# Before anything speaks: Django reads a catalog once, and pages and reasons speak Turkish.
catalogs.compile_changed()

pytest_plugins = ["tests.parts"]

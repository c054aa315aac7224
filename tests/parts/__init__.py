"""What tests of every folder share: a pytest plugin, registered once by `tests/conftest.py`.

Fixtures are defined here or in the `conftest.py` of the one folder that uses them, and come by
name: nobody imports them. What is no fixture is imported from the module that defines it.
"""

pytest_plugins = [
    "tests.parts.database",
    "tests.parts.languages",
    "tests.parts.logs",
    "tests.parts.forking",
    "tests.parts.asterisk",
    "tests.parts.sipp",
    "tests.parts.chromium",
]

"""What tests of every folder share: a pytest plugin, registered once by `tests/conftest.py`.

Fixtures are defined here or in the `conftest.py` of the one folder that uses them, and come by
name: nobody imports them. What is no fixture is imported from the module that defines it.
"""

pytest_plugins = [
    "tests.parts.postgresql.database",
    "tests.parts.clocks",
    "tests.parts.languages",
    "tests.parts.logs",
    "tests.parts.processes.forking",
    "tests.parts.processes.priority",
    "tests.parts.telephone.asterisk",
    "tests.parts.telephone.sipp",
    "tests.parts.processes.clamd",
    "tests.parts.processes.dovecot",
    "tests.parts.browser.chromium",
    "tests.parts.processes.street_map",
]

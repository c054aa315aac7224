"""The style sheets hold of Bootstrap what pages use, and no more."""

import json
import re
import subprocess

from tests.architecture import tree

from alo153.launch import frontend

_TAG = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
_WRITTEN = re.compile(r"""(?:class=|"class": |className = )["`]([^"`]*)""")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_RULES = re.compile(r"\{[^{}]*\}")


def _kept() -> set[str]:
    script = 'import { USED } from "./bootstrap.mjs"; console.log(JSON.stringify(USED));'
    command = [str(frontend.node()), "--input-type=module", "-e", script]
    run = subprocess.run(command, cwd=frontend.SOURCE, check=True, capture_output=True, text=True)
    return set(json.loads(run.stdout))


def test_pages_find_what_they_use_of_bootstrap_and_nothing_else_of_it_is_kept() -> None:
    frontend.ensure_packages()
    sheet = frontend.SOURCE / "node_modules/bootstrap/dist/css/bootstrap.css"
    bootstrap = set(_CLASS.findall(_RULES.sub("", sheet.read_text())))
    pages = tree.templates() + tree.modules() + tree.with_suffix(".ts", below=frontend.SOURCE)
    texts = [_TAG.sub(" ", path.read_text()) for path in pages]
    written = {name for text in texts for found in _WRITTEN.findall(text) for name in found.split()}
    kept = _kept()
    assert written & bootstrap - kept == set(), "add them to frontend/bootstrap.mjs"
    # Some are named by programs: the classes of widgets
    unused = {name for name in kept if not any(name in text for text in texts)}
    assert unused == set(), "no page uses them any more"
    assert kept - bootstrap == set(), "Bootstrap has no such class"

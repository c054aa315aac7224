"""The documentation as a site: how Sphinx reads the Markdown of this project.

The source is the whole project, so that the links between `docs/`, `cities/` and the READMEs of the
capabilities lead where they lead in the repository. Nothing on a page is fetched from elsewhere.
"""

from __future__ import annotations

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "alo153"
html_title = "alo153"
author = "The alo153 developers"
language = "en"

extensions = ["myst_parser"]
root_doc = "docs/README"
include_patterns = [
    "docs/**.md",
    "cities/README.md",
    "telephony/README.md",
    "src/alo153/**/README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "STYLE.md",
]
# Without this Sphinx walks through the clones, databases and packages below these folders
exclude_patterns = ["var", ".*", "**/node_modules", "frontend", "tests"]

myst_heading_anchors = 4

html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"footer_icons": []}
# The site opens with the index of the documentation
html_additional_pages = {"index": "opening.html"}
templates_path = ["site"]

_NAVIGATION = {
    "Learn": ["/docs/tutorial/*"],
    "Do": ["/docs/howto/*"],
    "Türkçe kılavuzlar": ["/docs/tr/*"],
    "Look up": ["/docs/reference/*", "/docs/glossary", "/cities/README", "/telephony/README"],
    "Understand": ["/docs/explanation/*", "/docs/adr/README", "/docs/adr/0*"],
    "Develop": ["/CONTRIBUTING", "/STYLE", "/CHANGELOG", "/src/alo153/**"],
}
# Languages of code blocks that Pygments does not know
_PLAIN = ("logrotate", "mermaid")


def setup(app: Sphinx) -> None:
    """Give the first page the navigation, which a reader of the repository does not need."""
    app.connect("source-read", _add_navigation)
    for name in _PLAIN:
        app.add_lexer(name, TextLexer)


def _add_navigation(_app: Sphinx, page: str, source: list[str]) -> None:
    if page == root_doc:
        source[0] += "".join(_tree(title, pages) for title, pages in _NAVIGATION.items())


def _tree(title: str, pages: list[str]) -> str:
    words = [f"\n\n```{{toctree}}\n:hidden:\n:glob:\n:caption: {title}\n", *pages, "```"]
    return "\n".join(words)

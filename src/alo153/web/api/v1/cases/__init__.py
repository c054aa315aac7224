"""Applications: opened, listed, read, and worked on by the unit that has them."""

from alo153.web.api.v1.cases import changes, files, listing, opening, showing, working
from alo153.web.api.v1.cases.routes import router

# Each module adds its operations to the router as it is read
__all__ = ["changes", "files", "listing", "opening", "router", "showing", "working"]

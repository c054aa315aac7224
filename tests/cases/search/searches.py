"""What members of staff find by the search box."""

from tests import cast

from alo153.cases.models import Case
from alo153.cases.search import Found, Sought, find
from alo153.core.clock import now


def page(line: str = "", *, by: str = "elif", after: str = "", **filters: object) -> Found:
    """Return one page of what the box finds for a member of staff."""
    sought = Sought(text=line, **filters)  # type: ignore[arg-type]
    return find(cast.staff(by), sought, after=after, at=now())


def hits(line: str = "", *, by: str = "elif", **filters: object) -> list[Case]:
    """Return the cases of the first page."""
    return page(line, by=by, **filters).cases


def pipe() -> Case:
    """Open another case, of somebody else, about water."""
    return cast.open_case(
        "Boru patladı, cadde su altında.", of="Mehmet Öztürk", about="su-kesintisi"
    )

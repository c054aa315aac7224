"""The address of the page of tables before version 0.2."""

from django.urls import reverse_lazy
from django.views.generic import RedirectView

from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS
from alo153.web.kit.access import requires

register = requires(EXCHANGE_WITH_PARTNERS)(
    RedirectView.as_view(url=reverse_lazy("desk:partners"), permanent=True)
)

"""The addresses of administrators' pages."""

from django.urls import URLPattern, path

from alo153.web.settings import blocked_addresses, health
from alo153.web.settings.routing import editing, trying, versions

app_name = "settings"
urlpatterns: list[URLPattern] = [
    path("health/", health.show, name="health"),
    path("blocked-addresses/", blocked_addresses.show, name="blocked_addresses"),
    path("strangers/", blocked_addresses.moved, name="blocked_addresses_moved"),
    path("routing/", editing.show, name="routing"),
    path("routing/move/", editing.move, name="move_rule"),
    path("routing/remove/", editing.remove, name="remove_rule"),
    path("routing/discard/", editing.discard, name="discard_rules"),
    path("routing/save/", editing.save, name="save_rules"),
    path("routing/rules/new/", editing.add, name="add_rule"),
    path("routing/rules/<int:position>/", editing.change, name="change_rule"),
    path("routing/trial/", trying.trial, name="try_rules"),
    path("routing/versions/<int:number>/", versions.version, name="rule_version"),
]

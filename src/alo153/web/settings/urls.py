"""The addresses of administrators' pages."""

from django.urls import URLPattern, path

from alo153.web.settings import (
    blocked_addresses,
    channel_tests,
    channels,
    machine,
    timetables,
)
from alo153.web.settings.documents import deeds as document_deeds
from alo153.web.settings.documents import entry_pages, past_cases
from alo153.web.settings.documents import pages as documents
from alo153.web.settings.health import pages as health
from alo153.web.settings.people import importing, teams, waiting
from alo153.web.settings.people import pages as people
from alo153.web.settings.routing import editing, simulating, versions
from alo153.web.settings.systems import api_keys, webhooks

app_name = "settings"
urlpatterns: list[URLPattern] = [
    path("health/", health.show, name="health"),
    path("machine/", machine.show, name="machine"),
    path("blocked-addresses/", blocked_addresses.show, name="blocked_addresses"),
    path("strangers/", blocked_addresses.moved, name="blocked_addresses_moved"),
    path("channels/", channels.show, name="channels"),
    path("channels/<slug:channel>/open/", channels.open_it, name="open_channel"),
    path("channels/<slug:channel>/close/", channels.close, name="close_channel"),
    path("channels/<slug:channel>/check/", channels.check, name="check_channel"),
    path("channels/<slug:channel>/test/", channels.try_out, name="try_channel"),
    path("channels/tests/<uuid:message>/", channel_tests.result, name="channel_test"),
    path(
        "channels/tests/<uuid:message>/take-back/",
        channel_tests.take_back,
        name="take_channel_test_back",
    ),
    path("channels/templates/", channels.add_template, name="add_template"),
    path(
        "channels/templates/<int:template>/retire/",
        channels.retire_template,
        name="retire_template",
    ),
    path("timetables/", timetables.show, name="timetables"),
    path("timetables/<int:number>/publish/", timetables.publish, name="publish_timetable"),
    path("systems/", api_keys.show, name="systems"),
    path("systems/keys/<int:key>/confirm/", api_keys.confirm, name="confirm_key"),
    path("systems/keys/<int:key>/revoke/", api_keys.revoke, name="revoke_key"),
    path("systems/webhooks/", webhooks.show, name="webhooks"),
    path("systems/webhooks/<int:subscription>/", webhooks.deliveries, name="webhook"),
    path(
        "systems/webhooks/<int:subscription>/secret/",
        webhooks.change_secret,
        name="change_webhook_secret",
    ),
    path("systems/webhooks/<int:subscription>/resume/", webhooks.resume, name="resume_webhook"),
    path("systems/webhooks/<int:subscription>/end/", webhooks.end, name="end_webhook"),
    path("systems/deliveries/<int:delivery>/again/", webhooks.redeliver, name="redeliver"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.add, name="add_person"),
    path("people/bring/", importing.bring, name="bring_people"),
    path("people/waiting/", waiting.waiting, name="waiting_people"),
    path("people/<int:user>/", people.change, name="person"),
    path("people/<int:user>/invite/", people.invite_again, name="invite_person"),
    path("people/<int:user>/dismiss/", people.dismiss, name="dismiss_person"),
    path("people/<int:user>/team/", teams.move, name="move_person"),
    path("teams/", teams.listing, name="teams"),
    path("teams/<int:team>/", teams.change, name="team"),
    path("teams/<int:team>/end/", teams.end, name="end_team"),
    path("documents/", documents.listing, name="documents"),
    path("documents/pack.zip", documents.pack, name="city_pack"),
    path("documents/<slug:kind>/", documents.edit, name="document"),
    path("documents/<slug:kind>/file/", documents.file, name="document_file"),
    path("documents/<slug:kind>/publish/", document_deeds.publish, name="publish_document"),
    path("documents/<slug:kind>/simulation/", past_cases.simulation, name="simulate_document"),
    path("documents/<slug:kind>/discard/", document_deeds.discard, name="discard_document"),
    path("documents/<slug:kind>/withdraw/", document_deeds.withdraw, name="withdraw_document"),
    path("documents/<slug:kind>/new/", entry_pages.add, name="add_entry"),
    path("documents/<slug:kind>/entries/<slug:entry>/", entry_pages.change, name="entry"),
    path(
        "documents/<slug:kind>/entries/<slug:entry>/remove/",
        entry_pages.remove,
        name="remove_entry",
    ),
    path(
        "documents/<slug:kind>/versions/<int:number>/",
        documents.version,
        name="document_version",
    ),
    path("routing/", editing.show, name="routing"),
    path("routing/move/", editing.move, name="move_rule"),
    path("routing/remove/", editing.remove, name="remove_rule"),
    path("routing/discard/", editing.discard, name="discard_rules"),
    path("routing/save/", editing.save, name="save_rules"),
    path("routing/rules/new/", editing.add, name="add_rule"),
    path("routing/rules/<int:position>/", editing.change, name="change_rule"),
    path("routing/simulation/", simulating.simulation, name="simulate_rules"),
    path("routing/trial/", simulating.moved, name="simulate_rules_moved"),
    path("routing/versions/<int:number>/", versions.version, name="rule_version"),
]

"""The citizen's addresses."""

from django.urls import path, re_path

from alo153.web.portal import pages, proving
from alo153.web.portal.announcements import pages as announcements
from alo153.web.portal.announcements import pictures
from alo153.web.portal.apply import applying, waiting
from alo153.web.portal.ask import asking
from alo153.web.portal.chat import talking
from alo153.web.portal.feedback import page as feedback
from alo153.web.portal.follow import (
    contractor,
    news,
    saying,
    tracking,
    unsubscribing,
    verifying,
)
from alo153.web.portal.installed import manifest, worker
from alo153.web.portal.own import showing, signing_in, vouched
from alo153.web.portal.talk import calling, calling_back, joining, seeing
from alo153.web.portal.transport import pages as transport
from alo153.web.portal.widget import pages as widget
from alo153.web.site import moved

app_name = "portal"
_SIGNED = {"line": seeing.INTERPRETERS}
_SEEN = {"line": seeing.AGENTS}

urlpatterns = [
    path("", pages.home, name="home"),
    path("announcements/", announcements.page, name="announcements"),
    path("privacy/", pages.privacy, name="privacy"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("icons/<slug:name>.png", manifest.icon, name="icon"),
    path("pictures/<str:key>.jpg", pictures.picture, name="post_picture"),
    path("apply/", applying.begin, name="apply"),
    path("apply/start/", pages.home, name="start"),
    path("apply/offline/", waiting.page, name="offline"),
    path("apply/waiting/", waiting.waiting, name="waiting"),
    path("apply/worker.js", worker.worker, name="worker"),
    path("apply/topics/", applying.topics, name="topics"),
    path("apply/topics/all/", applying.all_topics, name="all_topics"),
    path("apply/places/", applying.places, name="places"),
    path("apply/photos/<str:name>/", applying.photo, name="photo"),
    path("apply/check/", applying.check, name="check"),
    path("apply/sent/", applying.sent, name="sent"),
    path("apply/<slug:step>/", applying.step, name="step"),
    path("ask/", asking.page, name="ask"),
    path("ask/near/", asking.near, name="ask_near"),
    path("ask/apply/", asking.apply, name="ask_apply"),
    path("ask/helped/<slug:where>/", asking.helped, name="ask_helped"),
    path("transport/", transport.page, name="transport"),
    path("ask/files/<int:number>/", asking.file, name="answer_file"),
    path("prove/", proving.ask, name="prove"),
    path("prove/work/", proving.work, name="work"),
    path("track/", tracking.ask, name="track"),
    path("track/timeline/", tracking.granted_timeline, name="timeline"),
    path("track/timeline/reply/", tracking.granted_reply, name="timeline_reply"),
    path("track/timeline/files/<int:pk>/", tracking.granted_file, name="timeline_file"),
    path("track/timeline/confirmation/", saying.granted, name="timeline_confirmation"),
    path("track/timeline/news/", news.granted, name="timeline_news"),
    re_path(r"^track/story/(?P<rest>.*)$", moved.timeline, name="timeline_moved"),
    path("mine/", showing.index, name="own"),
    path("mine/sign-in/", signing_in.number, name="sign_in"),
    path("mine/sign-in/code/", signing_in.code, name="sign_in_code"),
    path("mine/sign-in/with/<slug:provider>/", vouched.leave, name="vouch"),
    path("mine/sign-in/with/<slug:provider>/back/", vouched.come_back, name="vouched"),
    path("mine/sign-out/", signing_in.sign_out, name="sign_out"),
    path("mine/messages/", showing.messages, name="own_messages"),
    path("mine/reminders/", showing.change_wish, name="own_reminders"),
    path("mine/<int:pk>/", showing.case, name="own_case"),
    path("mine/<int:pk>/reply/", showing.reply, name="own_reply"),
    path("mine/<int:pk>/confirmation/", showing.confirmation, name="own_confirmation"),
    path("mine/<int:pk>/files/<int:number>/", showing.file, name="own_file"),
    path("mine/<int:pk>/news/", showing.hear_news, name="own_news"),
    path("verify/", verifying.ask, name="verify"),
    path("verify/seals.csv", verifying.seals, name="seals"),
    path("feedback/<str:token>/", feedback.page, name="feedback"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("t/<str:link_key>/", tracking.linked_timeline, name="link"),
    path("t/<str:link_key>/reply/", tracking.linked_reply, name="link_reply"),
    path("t/<str:link_key>/files/<int:pk>/", tracking.linked_file, name="link_file"),
    path("t/<str:link_key>/confirmation/", saying.linked, name="link_confirmation"),
    path("t/<str:link_key>/news/", news.linked, name="link_news"),
    path("work/<str:token>/", contractor.work, name="contractor"),
    path("work/<str:token>/photos/<int:pk>/", contractor.photo, name="contractor_photo"),
    path("widget/", widget.ways, name="widget"),
    path("chat/", talking.chat, name="chat"),
    path("chat/address/", talking.away, name="chat_address"),
    path("chat/leave/", talking.leave, name="leave_chat"),
    path("chat/left/", talking.left, name="chat_left"),
    path("chat/typing/", talking.typing, name="chat_typing"),
    path("chat/files/<int:pk>/", talking.file, name="chat_file"),
    path("call/", calling.call, name="call"),
    path("call/back/", calling_back.call_back, name="call_back"),
    path("call/back/take-back/", calling_back.take_back, name="call_back_take_back"),
    path("call/session/", calling.session, name="call_session"),
    path("call/place/", calling.place, name="call_place"),
    path("join/<str:token>/", joining.page, name="join"),
    path("join/<str:token>/session/", joining.session, name="join_session"),
    path("join/<str:token>/knock/", joining.knock, name="join_knock"),
    path("sign-language/", seeing.page, _SIGNED, name="signing"),
    path("sign-language/session/", seeing.session, _SIGNED, name="signing_session"),
    path("sign-language/place/", seeing.place, _SIGNED, name="signing_place"),
    path("video/", seeing.page, _SEEN, name="video"),
    path("video/session/", seeing.session, _SEEN, name="video_session"),
    path("video/place/", seeing.place, _SEEN, name="video_place"),
]

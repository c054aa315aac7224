"""Actions on a case: one function per verb, one transaction, one event."""

from alo153.cases.confidential.actions.explaining import give_reason
from alo153.cases.confidential.actions.rotating import rotate_keys
from alo153.cases.export.actions.exporting import export
from alo153.cases.fieldwork.actions.contracting import (
    LinkOver,
    TooManyReports,
    give_work,
    open_work,
    report_work,
    revoke_work,
)
from alo153.cases.fieldwork.actions.reporting import report_from_field
from alo153.cases.fieldwork.actions.sending import send_work
from alo153.cases.life.actions.alarming import (
    AlarmSettled,
    confirm_alarm,
    dismiss_alarm,
    raise_alarms,
)
from alo153.cases.life.actions.answering import answer, approve, send_back, take_back
from alo153.cases.life.actions.application import Application, Reporter
from alo153.cases.life.actions.assigning import assign
from alo153.cases.life.actions.counting import count_sums
from alo153.cases.life.actions.feedback import (
    AlreadySaid,
    process_due_confirmations,
    record_confirmation,
)
from alo153.cases.life.actions.formalities import (
    AlreadyOpened,
    AlreadyRegistered,
    ArrivedTooLate,
    ExternalReference,
    FormalDetails,
)
from alo153.cases.life.actions.handing_over import accept, forward, return_not_ours
from alo153.cases.life.actions.left_files import sweep_personal_files
from alo153.cases.life.actions.noting import (
    attach,
    keep_signed_paper,
    link_interaction,
    message_lost,
    note,
)
from alo153.cases.life.actions.objecting import NotYourObjection, take_objection
from alo153.cases.life.actions.opening import (
    ContactMissing,
    NeedsMissing,
    open_case,
    opened_by,
)
from alo153.cases.life.actions.personal_files import (
    CaseOver,
    NotAtCounter,
    ScanNotDeleted,
    SignedAlready,
    delete_due_identity_scans,
    delete_identity_scan,
    keep_identity_scan,
    keep_signature,
)
from alo153.cases.life.actions.reclassifying import (
    NothingChanged,
    TopicConfidential,
    reclassify,
)
from alo153.cases.life.actions.recontacting import count_recontacts
from alo153.cases.life.offering.actions import accept_objection, decline_objection
from alo153.cases.policy.erased import PersonErased
from alo153.cases.policy.permitting import NotTheirs
from alo153.cases.policy.refusals import NotOfThisKind
from alo153.cases.search.actions.learning_words import learn_words
from alo153.cases.search.actions.views import drop_view, save_view
from alo153.cases.telling.actions.asking import (
    AlreadyAsked,
    NobodyToAsk,
    NotAsked,
    ask,
    process_due_questions,
    reply,
    way_to_ask,
)
from alo153.cases.telling.actions.city_templates import keep_city_templates
from alo153.cases.telling.actions.conversing import link_conversation, note_asked
from alo153.cases.telling.actions.delaying import (
    AlreadyLeaving,
    NothingToTakeBack,
    Refused,
    delay_send,
    release_send,
    send_overdue,
    withdraw_send,
)
from alo153.cases.telling.actions.drafts import (
    discard_draft,
    expire_drafts,
    forget_drafts,
    save_draft,
)
from alo153.cases.telling.actions.relaying import close_unreached, record_attempt, relay_again
from alo153.cases.telling.actions.templates import (
    CannotKeep,
    Fits,
    drop_template,
    keep_template,
)
from alo153.cases.time.actions.dates_there import move_date_there
from alo153.cases.time.actions.deadlines import (
    process_due_alarms,
    process_due_clocks,
    process_due_sub_tasks,
    read_clocks_again,
)
from alo153.cases.time.actions.holding import (
    NoticeDelivery,
    extend,
    pass_on,
    pause,
    record_payment,
    resume,
    tell_costs,
    tell_interim,
    withdraw_unpaid,
)
from alo153.cases.time.actions.resuming import resume_plans
from alo153.cases.together.actions.incidents import (
    Area,
    IncidentOver,
    end_incident,
    end_with_answer,
    move_end,
    open_incident,
)
from alo153.cases.together.actions.linking import (
    LeadsOthers,
    answer_forgotten,
    answer_linked_reports,
    begin_answering,
    join,
    split_off,
)
from alo153.cases.together.actions.presence import be_present, forget_presences
from alo153.cases.together.actions.sharing import (
    NotToAsk,
    TooEarly,
    ask_unit,
    finish_sub_task,
    return_sub_task,
    withdraw_sub_task,
)

__all__ = [
    "AlarmSettled",
    "AlreadyAsked",
    "AlreadyLeaving",
    "AlreadyOpened",
    "AlreadyRegistered",
    "AlreadySaid",
    "Application",
    "Area",
    "ArrivedTooLate",
    "CannotKeep",
    "CaseOver",
    "ContactMissing",
    "ExternalReference",
    "Fits",
    "FormalDetails",
    "IncidentOver",
    "LeadsOthers",
    "LinkOver",
    "NeedsMissing",
    "NobodyToAsk",
    "NotAsked",
    "NotAtCounter",
    "NotOfThisKind",
    "NotTheirs",
    "NotToAsk",
    "NotYourObjection",
    "NothingChanged",
    "NothingToTakeBack",
    "NoticeDelivery",
    "PersonErased",
    "Refused",
    "Reporter",
    "ScanNotDeleted",
    "SignedAlready",
    "TooEarly",
    "TooManyReports",
    "TopicConfidential",
    "accept",
    "accept_objection",
    "answer",
    "answer_forgotten",
    "answer_linked_reports",
    "approve",
    "ask",
    "ask_unit",
    "assign",
    "attach",
    "be_present",
    "begin_answering",
    "close_unreached",
    "confirm_alarm",
    "count_recontacts",
    "count_sums",
    "decline_objection",
    "delay_send",
    "delete_due_identity_scans",
    "delete_identity_scan",
    "discard_draft",
    "dismiss_alarm",
    "drop_template",
    "drop_view",
    "end_incident",
    "end_with_answer",
    "expire_drafts",
    "export",
    "extend",
    "finish_sub_task",
    "forget_drafts",
    "forget_presences",
    "forward",
    "give_reason",
    "give_work",
    "join",
    "keep_city_templates",
    "keep_identity_scan",
    "keep_signature",
    "keep_signed_paper",
    "keep_template",
    "learn_words",
    "link_conversation",
    "link_interaction",
    "message_lost",
    "move_date_there",
    "move_end",
    "note",
    "note_asked",
    "open_case",
    "open_incident",
    "open_work",
    "opened_by",
    "pass_on",
    "pause",
    "process_due_alarms",
    "process_due_clocks",
    "process_due_confirmations",
    "process_due_questions",
    "process_due_sub_tasks",
    "raise_alarms",
    "read_clocks_again",
    "reclassify",
    "record_attempt",
    "record_confirmation",
    "record_payment",
    "relay_again",
    "release_send",
    "reply",
    "report_from_field",
    "report_work",
    "resume",
    "resume_plans",
    "return_not_ours",
    "return_sub_task",
    "revoke_work",
    "rotate_keys",
    "save_draft",
    "save_view",
    "send_back",
    "send_overdue",
    "send_work",
    "split_off",
    "sweep_personal_files",
    "take_back",
    "take_objection",
    "tell_costs",
    "tell_interim",
    "way_to_ask",
    "withdraw_send",
    "withdraw_sub_task",
    "withdraw_unpaid",
]

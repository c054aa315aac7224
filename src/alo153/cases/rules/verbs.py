"""The verbs of a case: the one vocabulary in which rules, policy, actions and pages speak. Pure.

A value is the word of the address, the draft, the event or the ledger that contains the verb.

- `lifecycle.TRANSITIONS`: the verbs that move a case, from where to where.
- `clocks`: the verbs that a clock's ledger contains.
- `subtasks.ENDS`: the verbs that end a sub-task.
- `policy.permitted.RULES`: the verbs of staff, and the people who may.
"""

from enum import StrEnum


class Verb(StrEnum):
    """One thing that staff, the citizen or the program does to a case."""

    # The way of a case to its answer
    FORWARD = "forward"
    RECLASSIFY = "reclassify"
    ACCEPT = "accept"
    ASSIGN = "assign"
    RETURN = "return"
    ANSWER = "answer"
    TAKE_BACK = "take-back"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    PASS_ON = "pass-on"  # noqa: S105 - no password
    # Telling the citizen, and what the citizen says
    CALL = "call"
    RELAY_AGAIN = "again"
    GIVE_UP = "give-up"
    ASK = "question"
    REPLY = "reply"
    RECORD_CONFIRMATION = "confirmation"
    TAKE_OBJECTION = "take-objection"
    # The time
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    TELL_INTERIM = "interim"
    TELL_COSTS = "costs"
    RECORD_PAYMENT = "paid"
    # Several cases, several units
    JOIN = "join"
    SPLIT_OFF = "split-off"
    ASK_UNIT = "ask-unit"
    WITHDRAW_SUB_TASK = "withdraw-sub-task"
    FINISH_SUB_TASK = "finish-sub-task"
    RETURN_SUB_TASK = "return-sub-task"
    # On the spot
    GIVE_WORK = "give-work"
    REPORT = "report"
    # The file of a case
    NOTE = "note"
    ATTACH = "file"
    KEEP_SIGNED_PAPER = "keep-signed-paper"
    KEEP_PERSONAL_FILE = "keep-personal-file"
    LINK_CONTACT = "link-contact"
    SETTLE_ALARM = "settle-alarm"
    EXPLAIN = "explain"
    EXPORT = "export"
    # Of the program, or of the citizen: no permission is asked
    START = "start"
    STOP = "stop"
    # With the answer of the case it goes with
    ANSWER_ALONG = "answer-along"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    OBJECT = "object"
    # A plan whose date has passed is taken up again
    RESUME_PLAN = "resume-plan"

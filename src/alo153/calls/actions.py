"""The web's commands to the telephone: each verb is a command row for the switchboard.

An agent's command raises NotPermitted if they may not answer calls (`_ask`).
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import skills_of
from alo153.calls import provisioning
from alo153.calls.call_words import TOO_LATE
from alo153.calls.endpoints.phone_accounts import (
    PhoneAccount,
    agent_name,
    digest_of,
    guest_name,
    guest_token,
    new_secret,
)
from alo153.calls.events.members import CallGuestInvited
from alo153.calls.models import (
    AgentSession,
    Call,
    Command,
    GuestPhone,
    SkippedSurvey,
)
from alo153.calls.models.invitations import Invitation
from alo153.calls.nodes import queries as nodes
from alo153.calls.nodes import routing
from alo153.calls.numbers import dialing
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.page_commands.rows import PageCommand, Target
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import numbers
from alo153.city import queries as city_queries
from alo153.city.rules.phone import PhoneNumber
from alo153.contacts import actions as contacts
from alo153.core import events, live
from alo153.core.actor import Actor

NOTIFY_CHANNEL = "switchboard"


class NotYourCall(Exception):
    """The call is over, or somebody else's."""


KEYS = frozenset("0123456789*#")
GUEST_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(minutes=30)


@transaction.atomic
def command(asked: PageCommand, *, by: User | None, at: datetime, node: str = "") -> Command:
    """Ask the switchboard for something; it hears of it when the transaction commits.

    Without a `node` the one that decides about the agent or the call is asked.
    """
    node = node or routing.node_for(asked)
    row = Command.objects.create(name=asked.name, payload=asked.stored(), by=by, at=at, node=node)
    wake_switchboards()
    return row


def wake_switchboards() -> None:
    """Let every switchboard read its commands and rules once the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [NOTIFY_CHANNEL])


@transaction.atomic
def sign_in_phone(*, user: User, screen: str = "", at: datetime) -> PhoneAccount:
    """Give an agent's browser a SIP account for this session; `screen` names the page.

    An account given before stops working for new registrations: the newest page wins, and the
    one before is told. State and running call are kept, so a reload of the page is harmless.

    Raises NotPermitted: somebody who does not answer calls has no telephone.
    """
    permit(ANSWER_CALLS, by=user)
    before, node = routing.home_of(user), nodes.for_sign_in(user)
    account = PhoneAccount(agent_name(user.pk), new_secret(), node=node)
    given = {"secret_digest": account.digest, "seen_at": at, "screen": screen, "node": node}
    session, _ = AgentSession.objects.update_or_create(
        user=user, defaults=given, create_defaults=given | {"since": at}
    )
    live.publish(f"agent:{user.pk}")
    if before not in ("", node):
        command(page_commands.SignOut(agent=user.pk), by=user, at=at, node=before)
    command(provisioning.of(session), by=user, at=at, node=node)
    return account


def change_skills(*, user: User, by: User | None, at: datetime) -> Command:
    """Tell the switchboard what an agent can do from now on; calls under way continue."""
    asked = page_commands.Skills(agent=user.pk, skills=skills_of(user))
    return command(asked, by=by, at=at)


@transaction.atomic
def sign_out_phone(*, user: User, at: datetime) -> Command:
    """Take the SIP account back; a running call is ended by the agent, not by this."""
    revoke_account(user=user)
    return command(page_commands.SignOut(agent=user.pk), by=user, at=at)


def revoke_account(*, user: User) -> None:
    """Let an agent's SIP account end; Asterisk hears of it with the next command."""
    AgentSession.objects.filter(user=user).update(secret_digest="")


def set_ready(*, user: User, at: datetime) -> Command:
    """Say that an agent takes calls; ends wrap-up, pause and not answering."""
    return _ask(page_commands.Ready(agent=user.pk), user, at)


def set_paused(*, user: User, reason: str, at: datetime) -> Command:
    """Say that an agent takes a pause, now or after the running call. `reason` is a short code."""
    return _ask(page_commands.Pause(agent=user.pk, reason=reason), user, at)


def need_more_time(*, user: User, reason: str, at: datetime) -> Command:
    """Ask for a longer wrap-up, once a call. `reason` is a short code."""
    return _ask(page_commands.MoreTime(agent=user.pk, reason=reason), user, at)


@transaction.atomic
def provision_guest(
    *, seen: bool = False, allows_video: bool = False, at: datetime
) -> PhoneAccount:
    """Give a citizen's browser a SIP account that can dial 153 for half an hour."""
    return _provision(at, nodes.for_guest(), seen=seen, allows_video=allows_video)[0]


def _provision(
    at: datetime, node: str, *, seen: bool, allows_video: bool = False
) -> tuple[PhoneAccount, GuestPhone]:
    token = guest_token(seen=seen)
    account = PhoneAccount(guest_name(token), new_secret(), node=node)
    phone = GuestPhone.objects.create(
        token=token,
        secret_digest=account.digest,
        created_at=at,
        expires_at=at + GUEST_LIFE,
        allows_video=allows_video,
    )
    asked = page_commands.ProvisionGuest(account=account.name)
    command(asked, by=None, at=at, node=node)
    return account, phone


@transaction.atomic
def invite_guest(*, user: User, call: Call, at: datetime) -> str:
    """Make the token of a link by which somebody may join an agent's call for half an hour.

    Raises:
        NotPermitted: they answer no calls.
        NotYourCall: the call is over, or somebody else's.
    """
    permit(ANSWER_CALLS, by=user)
    if call.agent_id != user.pk or call.ended_at:
        raise NotYourCall
    token = secrets.token_urlsafe(16)
    Invitation.objects.create(
        digest=digest_of(token),
        call=call,
        by=user,
        created_at=at,
        expires_at=at + INVITATION_LIFE,
    )
    events.record(CallGuestInvited(), subject=call, by=Actor.staff(user.pk), at=at)
    return token


@transaction.atomic
def admit_guest(*, invitation: Invitation, at: datetime) -> PhoneAccount:
    """Give the browser behind a link its SIP account; one that came before loses its own."""
    before = invitation.guest
    call = invitation.call
    account, invitation.guest = _provision(at, call.node, seen=call.video)
    invitation.save(update_fields=["guest"])
    if before:
        before.delete()
    return account


def let_in(*, invitation: Invitation, guest: GuestPhone, at: datetime) -> Command:
    """Bring the browser behind a link, whose telephone is registered, into the talk."""
    asked = page_commands.LetIn(call=str(invitation.call_id), guest=guest.token)
    return command(asked, by=None, at=at)


def dial_call_back(
    *, user: User, number: PhoneNumber, reference: str = "", at: datetime
) -> uuid.UUID:
    """Call a citizen for an agent: first the agent's telephone rings, then the citizen's.

    Returns the key the call will have; `X-Alo-Call` of the INVITE carries it, so the page knows
    which ringing to answer by itself. `reference` (``relay:12``) comes back in `call.ended`.

    Raises:
        NumberBarred: the agent may not call such a number.
    """
    call = uuid.uuid4()
    asked = page_commands.Dial(
        agent=user.pk, call=str(call), number=number.value, reference=reference
    )
    _ask(asked, user, at, dialed=number)
    return call


def promise_call_back(
    *, user: User, number: PhoneNumber, queue: str, window: str, at: datetime
) -> None:
    """Promise a citizen a call in a window, by the id of its slot. Raises NumberBarred."""
    asked = page_commands.Promise(
        agent=user.pk, call=str(uuid.uuid4()), number=number.value, queue=queue, window=window
    )
    _ask(asked, user, at, dialed=number)


def hold(*, user: User, at: datetime) -> Command:
    """Give the citizen of an agent's call music."""
    return _ask(page_commands.Hold(agent=user.pk), user, at)


def resume(*, user: User, at: datetime) -> Command:
    """Bring the citizen of an agent's call back from the music."""
    return _ask(page_commands.Resume(agent=user.pk), user, at)


def pause_recording(*, user: User, at: datetime) -> Command:
    """Keep what is said now in an agent's call out of the recording, for a limited time."""
    return _ask(page_commands.PauseRecording(agent=user.pk), user, at)


def record_again(*, user: User, at: datetime) -> Command:
    """Let the recording of an agent's call continue."""
    return _ask(page_commands.RecordAgain(agent=user.pk), user, at)


def hang_up(*, user: User, by_right: bool = False, at: datetime) -> Command:
    """End an agent's call; `by_right` without the question how it was."""
    return _ask(page_commands.HangUp(agent=user.pk, by_right=by_right), user, at)


def take_back(*, asked: Command, by: User, at: datetime) -> bool:
    """Take a command back as too late, and say whether nobody had taken it first.

    A switchboard keeps a command that it has taken or done since it was read. Raises NotPermitted.
    """
    permit(ANSWER_CALLS, by=by)
    theirs = Command.objects.filter(pk=asked.pk, by=by, done_at__isnull=True)
    waiting = theirs.filter(taken_at=asked.taken_at)
    taken_at = asked.taken_at or at
    return waiting.update(taken_at=taken_at, done_at=at, error=TOO_LATE) == 1


@transaction.atomic
def skip_survey(*, user: User, call: Call, at: datetime) -> None:
    """Let nobody ask the citizen of a call how it was, as far as nobody has asked yet.

    Whose call it is, those above ask. Raises NotPermitted.
    """
    permit(ANSWER_CALLS, by=user)
    _row, is_new = SkippedSurvey.objects.get_or_create(call=call, defaults={"by": user, "at": at})
    if is_new and call.ended_at is None:
        _ask(page_commands.SkipSurvey(call=str(call.pk)), user, at)


def consult(
    *, user: User, colleague: User | None = None, number: PhoneNumber | None = None, at: datetime
) -> Command:
    """Ask a colleague or a number outside, while the citizen of an agent's call hears music.

    Raises:
        NumberBarred: the agent may not call such a number.
    """
    asked = page_commands.Consult(agent=user.pk, target=_target(colleague, number))
    return _ask(asked, user, at, dialed=number)


def invite(
    *, user: User, colleague: User | None = None, number: PhoneNumber | None = None, at: datetime
) -> Command:
    """Ask somebody into the talk; the citizen hears them from the first word.

    Raises:
        NumberBarred: the agent may not call such a number.
    """
    asked = page_commands.Invite(agent=user.pk, target=_target(colleague, number))
    return _ask(asked, user, at, dialed=number)


@transaction.atomic
def hand_over_emergency(*, user: User, call: Call, note: str, at: datetime) -> Command:
    """Bring the emergency call center into the talk; the agent stays until they say to leave.

    `note` is what they must hear first; it is kept on the interaction.
    """
    if note.strip():
        contacts.add_to_note(
            interaction=call.interaction, text=note.strip(), by=Actor.staff(user.pk), at=at
        )
    return invite(user=user, number=numbers.parse(city_queries.city().emergency_number), at=at)


def make_conference(*, user: User, at: datetime) -> Command:
    """Bring the citizen and the one who was asked together; the agent stays."""
    return _ask(page_commands.Conference(agent=user.pk), user, at)


def cancel_consultation(*, user: User, at: datetime) -> Command:
    """Let the one who was asked go, and come back to the citizen."""
    return _ask(page_commands.Cancel(agent=user.pk), user, at)


def complete_transfer(*, user: User, at: datetime) -> Command:
    """Leave the citizen with the remaining parties of the call."""
    return _ask(page_commands.Complete(agent=user.pk), user, at)


def blind_transfer(
    *,
    user: User,
    colleague: User | None = None,
    number: PhoneNumber | None = None,
    queue: str = "",
    at: datetime,
) -> Command:
    """Give the citizen away without asking: to a colleague, a number outside or a queue's line.

    Raises:
        NumberBarred: the agent may not call such a number.
    """
    target = None if queue else _target(colleague, number)
    asked = page_commands.Blind(agent=user.pk, target=target, queue=queue)
    return _ask(asked, user, at, dialed=number)


def drop_member(*, user: User, member: str, at: datetime) -> Command:
    """Take somebody out of an agent's call. `member` is the key of a `CallLeg`."""
    return _ask(page_commands.Drop(agent=user.pk, member=member), user, at)


def send_keys(*, user: User, keys: str, at: datetime) -> Command:
    """Press keys for the far end of an agent's call: 0 to 9, * and #.

    Raises:
        ValueError: a telephone has no such key.
    """
    if not keys or set(keys) - KEYS:
        raise ValueError("a telephone has the keys 0 to 9, * and #")
    return _ask(page_commands.Keys(agent=user.pk, keys=keys), user, at)


def _ask(
    asked: PageCommand, user: User, at: datetime, dialed: PhoneNumber | None = None
) -> Command:
    """Ask for something in an agent's telephone. Raises NotPermitted, NumberBarred."""
    permit(ANSWER_CALLS, by=user)
    if dialed:
        dialing.check(user, dialed)
    return command(asked, by=user, at=at)


def _target(colleague: User | None, number: PhoneNumber | None) -> Target:
    return Target(
        agent=colleague.pk if colleague else None,
        home=routing.home_of(colleague),
        number=number.value if number else "",
    )

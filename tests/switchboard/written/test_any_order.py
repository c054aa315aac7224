"""Whatever happens in whatever order, these hold after each decision."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.switchboard.written.desk import CHAT, MEDIA, Desk

from alo153.calls.call_words import AgentState
from alo153.switchboard.written.rules.deciding import decide
from alo153.switchboard.written.rules.facts import WorkOffered
from alo153.switchboard.written.rules.leaving import AWAY

AGENTS = st.integers(min_value=1, max_value=4)
MEDIUM = st.sampled_from(["chat", "sms", "email"])
PICK = st.integers(min_value=0, max_value=1000)
AT_WORK = {AgentState.READY, AgentState.TALKING, AgentState.WRAP_UP, AgentState.RINGING}


class Center(RuleBasedStateMachine):
    """Citizens write, agents come, go, talk, take, refuse and answer; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        self.number = 0

    def _look(self) -> None:
        """Decide; whatever is offered now was the first of those that could be."""
        found = self.desk.decide()
        for fact in found.facts:
            if isinstance(fact, WorkOffered):
                self._was_the_first(fact)

    def _was_the_first(self, fact: WorkOffered) -> None:
        chosen, line = self.desk.waiting[fact.work.row], self.desk.line
        medium = MEDIA.by_key[chosen.medium]
        for other in self.desk.waiting.values():
            able = (other.key, fact.agent) not in line.passed and other.agent is None
            able = able and other.may_go_to(self.desk.agents[fact.agent], self.desk.at)
            if other.medium == chosen.medium and able and other.key not in line.offers:
                assert chosen.turn(medium) < other.turn(medium)

    @rule(agent=AGENTS, state=st.sampled_from(AgentState), reachable=st.booleans())
    def an_agent_stands_elsewhere(self, agent: int, state: AgentState, reachable: bool) -> None:
        self.desk.stands(agent, state, reachable=reachable)
        self._look()

    @rule(agent=AGENTS)
    def an_agent_is_ready(self, agent: int) -> None:
        self.desk.stands(agent)
        self._look()

    @rule(medium=MEDIUM, agent=st.none() | AGENTS)
    def a_citizen_writes(self, medium: str, agent: int | None) -> None:
        self.number += 1
        self.desk.writes(self.number, medium, agent)
        self._look()

    @rule(able=st.sets(AGENTS), agent=st.none() | AGENTS)
    def a_citizen_objects(self, able: set[int], agent: int | None) -> None:
        self.number += 1
        self.desk.objects(self.number, able=able, agent=agent)
        self._look()

    @rule(pick=PICK)
    def an_offer_is_taken(self, pick: int) -> None:
        if offers := sorted(self.desk.offered.items()):
            key, agent = offers[pick % len(offers)]
            self.desk.takes(agent, key)
            self._look()

    @rule(pick=PICK)
    def an_offer_is_refused(self, pick: int) -> None:
        if offers := sorted(self.desk.offered):
            self.desk.refuses(offers[pick % len(offers)])
            self._look()

    @rule(pick=PICK, agent=AGENTS)
    def something_is_taken_by_hand(self, pick: int, agent: int) -> None:
        if keys := sorted(self.desk.waiting):
            self.desk.takes(agent, keys[pick % len(keys)])
            self._look()

    @rule(pick=PICK)
    def an_answer_leaves(self, pick: int) -> None:
        if hands := [hand for hand in self.desk.in_hand.values() if hand]:
            hands[pick % len(hands)].pop(0)
            self._look()

    @rule(seconds=st.floats(min_value=0.1, max_value=200))
    def time_passes(self, seconds: float) -> None:
        end = self.desk.at + seconds
        while self.desk.wake_at <= end:
            self.desk.at = self.desk.wake_at
            self._look()
        self.desk.at = end
        self._look()

    @invariant()
    def nobody_bears_more_than_the_city_says_by_an_offer(self) -> None:
        for offer in self.desk.line.offers.values():
            hand = Counter(w.medium for w in self.desk.in_hand.get(offer.agent, []))
            hand[offer.work.medium] += 1
            medium = MEDIA.by_key[offer.work.medium]
            assert MEDIA.load(hand, medium) <= 1

    @invariant()
    def nothing_is_offered_in_a_call_or_to_somebody_who_is_not_here(self) -> None:
        for key, agent in self.desk.offered.items():
            stands = self.desk.agents[agent]
            assert (stands.presence, stands.reachable) == (AgentState.READY, True), key

    @invariant()
    def an_agent_reads_one_offer_at_a_time(self) -> None:
        assert set(Counter(self.desk.offered.values()).values()) <= {1}

    @invariant()
    def only_what_waits_is_offered_and_no_longer_than_an_offer_stands(self) -> None:
        for key, offer in self.desk.line.offers.items():
            assert key.row in self.desk.waiting
            assert offer.work.may_go_to(self.desk.agents[offer.agent], self.desk.at)
            assert offer.until > self.desk.at

    @invariant()
    def what_an_agent_has_who_is_here_stays_theirs(self) -> None:
        for offer in self.desk.line.offers.values():
            owner = self.desk.agents.get(offer.work.agent or 0)
            if offer.work.agent and owner:
                gone = owner.presence is AgentState.OFFLINE
                left = offer.work.medium == CHAT.key and (
                    owner.presence in AWAY or not owner.reachable
                )
                assert gone or left

    @invariant()
    def nobody_waits_while_somebody_has_room(self) -> None:
        """Who is ready, has nothing and never passed is asked as soon as anything waits."""
        line, agents = self.desk.line, self.desk.agents
        for agent in agents.values():
            fresh = agent.id not in line.cooldown and not self.desk.in_hand.get(agent.id)
            passed = {work for work, passer in line.passed if passer == agent.id}
            ready = agent.presence is AgentState.READY and agent.reachable
            if fresh and ready and agent.id not in self.desk.offered.values():
                waiting = self.desk.waiting.values()
                mine = [each for each in waiting if each.may_go_to(agent, self.desk.at)]
                free = {each.key for each in mine if each.agent is None}
                assert free <= passed | line.offers.keys()

    @invariant()
    def the_same_moment_gives_the_same_decision(self) -> None:
        once, again = (
            decide(self.desk.line, agents=self.desk.agents, media=self.desk.media, at=self.desk.at)
            for _ in range(2)
        )
        assert once == again
        assert once.facts == (), "what was decided stays decided until something changes"


Center.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestCenter = Center.TestCase


def test_nobody_starves_while_chats_never_cease() -> None:
    """A new chat each minute, one agent who takes one thing a minute: the letter is taken."""
    desk = Desk()
    desk.writes(0, "email")
    desk.stands(1)
    for minute in range(1, 30):
        desk.writes(minute)
        desk.decide(later=60)
        [(key, agent)] = desk.offered.items()
        desk.takes(agent, key)
        desk.in_hand.clear()
        if key == 0:
            assert minute == 11  # the letter's 11 minutes beat a chat's 10 and one of waiting
            return
    raise AssertionError("the letter was never offered")

"""What can be done to the city's data: load it, say who works where and who gets a case."""

from alo153.city.actions.city import AnotherCityError, load_city
from alo153.city.actions.drafts import discard_rules, keep_rules
from alo153.city.actions.membership import join_unit, leave_unit
from alo153.city.actions.rules import RulesChangedSince, RulesReasonMissing, save_rules
from alo153.city.actions.streets import load_streets

__all__ = [
    "AnotherCityError",
    "RulesChangedSince",
    "RulesReasonMissing",
    "discard_rules",
    "join_unit",
    "keep_rules",
    "leave_unit",
    "load_city",
    "load_streets",
    "save_rules",
]

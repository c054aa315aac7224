"""Events of cases: declared by room."""

from alo153.cases.events import feedback, fieldwork, life, telling, time, together

__all__ = ["feedback", "fieldwork", "life", "telling", "time", "together"]

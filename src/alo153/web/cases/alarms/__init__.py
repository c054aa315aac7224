"""Alarms heard in the words of citizens: a person says what they are."""

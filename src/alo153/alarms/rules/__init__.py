"""Rules of alarms: figures, ringing and clearing, and the refusal of a rule. Pure."""

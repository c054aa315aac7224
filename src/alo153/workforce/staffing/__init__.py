"""The number of people needed: Erlang, whole simulated days, absences. No Django."""

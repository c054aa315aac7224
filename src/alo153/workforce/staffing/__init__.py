"""How many people it takes: Erlang, whole days simulated, absences. No Django."""

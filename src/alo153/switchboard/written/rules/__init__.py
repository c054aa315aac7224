"""Rules for offering waiting work to agents: pure, as `acd` is."""

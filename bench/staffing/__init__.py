"""The simulation of a line against Erlang A, with millions of calls."""

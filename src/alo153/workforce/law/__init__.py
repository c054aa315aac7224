"""The law of working time: rules as data, a checker, and an automaton of lawful months."""

"""Articles: questions of citizens and the city's answers, found by their words."""

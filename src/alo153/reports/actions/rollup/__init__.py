"""Events become facts: each once, in their order, by keys and the city's clock."""

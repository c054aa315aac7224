"""The city as the software knows it: places, units, topics, routing and working time."""

"""The state between two turns: calls, agents, monitors, the pace of queues."""

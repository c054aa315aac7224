"""What is true between two turns: calls, agents, monitors, the pace of queues."""

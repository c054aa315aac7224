"""Pages of reports: figures by time, queue, agent, unit, topic and place."""

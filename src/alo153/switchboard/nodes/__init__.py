"""Several Asterisk nodes, each with its switchboard, share the queues through PostgreSQL."""

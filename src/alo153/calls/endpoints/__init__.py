"""Access to Asterisk: accounts of telephones, ids, TURN, nodes, its heartbeat."""

"""What reaches Asterisk: accounts of telephones, ids, TURN, nodes, its pulse."""

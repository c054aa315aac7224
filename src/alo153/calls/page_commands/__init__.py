"""What pages ask of the switchboard, as values and in rows; pure."""

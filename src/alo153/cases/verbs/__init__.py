"""The parts of every verb: lock the row, move the state, keep the clocks, record the event."""

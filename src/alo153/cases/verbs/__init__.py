"""What every verb is made of: it holds the row, moves the state, keeps the clocks, tells of it."""

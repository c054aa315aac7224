"""What staff are told, and in which ways each person wants to hear it."""
